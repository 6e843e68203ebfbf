"""Corrections in the store: their list, extraction as it was, and what readers see of both."""
