"""Cases described from a few words of their own."""

from ingest import cleaning, metadata
from ingest.cutting.cases import find_cases
from ingest.readers import Document
from kg.model import Case, Source

BODY = "党员到小区报到，群众的事情有人管，居民觉得服务很方便，大家的心更齐了。" * 6
OWN = "我们坚持把服务送到居民身边，我们的做法是一件一件去办。" * 6


def describe(text: str, path: str = "文件.txt") -> Case:
    """The first case of a plain source."""
    document = Document(text, "txt")
    removed, _ = cleaning.find_removed(document)
    blanked = cleaning.blank(text, removed)
    block = find_cases(blanked, document)[0]
    source = Source("0" * 64, path, "txt", None, text, removed)
    return metadata.describe(block, blanked, source, 1)
