"""Finders of entities, relations and metrics: one file per kind; case.py runs them all."""
