"""What all tests share: properties tried on the same examples everywhere, however slow."""

from hypothesis import settings

settings.register_profile("same everywhere", derandomize=True, deadline=None)
settings.load_profile("same everywhere")
