"""Which cases answer, in what order, with which passages: the same for every engine."""
