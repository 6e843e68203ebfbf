"""Banks of headings and sentences, checking a draft."""
