"""A library: store, graph and search index as one; asking it, filling it, keeping it whole."""

from kg.library.library import Library, is_library

__all__ = ["Library", "is_library"]
