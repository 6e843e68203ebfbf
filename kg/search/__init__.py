"""Full-text search: the engine protocol, the query language and the engines."""
