"""A case to read: its text with everything that was found in it."""
