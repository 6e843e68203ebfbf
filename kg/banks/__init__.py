"""Banks of a whole library: sets of headings (标题库), telling sentences and 嘱托 (句库)."""
