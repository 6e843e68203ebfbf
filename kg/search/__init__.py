"""Full-text search: what a person types, what answers it, and the engines behind it."""
