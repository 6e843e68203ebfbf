"""资料管理: uploading, what was read, taking out."""
