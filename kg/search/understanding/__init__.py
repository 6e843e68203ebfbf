"""What a person types: the query language, names and questions read in it, slips, suggestions."""
