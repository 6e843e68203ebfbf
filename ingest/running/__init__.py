"""Files in, outcomes out: finding, reading in worker processes, settling with the library."""
