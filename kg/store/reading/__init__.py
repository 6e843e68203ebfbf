"""Reading: what is asked of one snapshot, a class of questions each; snapshot.py has them all."""
