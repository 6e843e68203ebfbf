"""One file per format: bytes to text with structure."""
