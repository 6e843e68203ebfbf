"""Reading a draft with the finders of ingestion: what it claims, and what it may have copied."""

from ingest.drafting.reading import MOST, read_draft

__all__ = ["MOST", "read_draft"]
