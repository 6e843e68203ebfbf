"""The engines and what they keep in a folder: postings, columns for filters, what cases say."""
