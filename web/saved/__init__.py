"""Saved searches: what each finds now, and what of it is new since the last look."""
