"""Texts of several cases, and how they are cut."""

from ingest import cleaning
from ingest.cutting.cases import find_cases
from ingest.readers import Document, Heading

BODY = "这里的党员到小区报到，群众的事情有人管，居民说服务很方便，大家的心更齐了。" * 12
REGIONS = (
    ("浙江余杭：院子里的议事会", "余杭区径山镇"),
    ("安徽岳西夜里上门 办事不等天亮", "岳西县天堂镇"),
    ("湖北宜都修好最后一公里", "宜都市聂家河镇"),
)


def cases(text: str, *headings: Heading) -> list[str]:
    """Texts of the cases of a plain source."""
    document = Document(text, "txt", None, headings)
    removed, _ = cleaning.find_removed(document)
    blocks = find_cases(cleaning.blank(text, removed), document)
    return [text[block.start : block.end] for block in blocks]


def first_lines(text: str, *headings: Heading) -> list[str]:
    return [case.split("\n")[0] for case in cases(text, *headings)]
