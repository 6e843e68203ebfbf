"""Finders of entities, relations and metrics: one file each."""
