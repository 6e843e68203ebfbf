"""Finding: the search page, what narrows it, what resembles a case."""
