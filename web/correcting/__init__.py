"""更正: what a person puts right on the pages, and takes back."""
