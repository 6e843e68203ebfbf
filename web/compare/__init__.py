"""Comparing: the table of practices, cases side by side."""
