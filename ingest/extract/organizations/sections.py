"""Parts of a body behind its head: a department's section, a university's faculty or seat."""

import re
from typing import Final

from ingest.extract.organizations.ground import Ground
from ingest.extract.organizations.heads import Head

# 石油大学(北京): a university's seat behind its name.
_SEAT_AFTER: Final = re.compile(r"(?<=大学)[（(][一-鿿]{2}[）)]")
# 某县卫健委|医政股: a part of a department that its staff speak for.
_SECTION: Final = re.compile(
    r"(?!党|副|原)[一-鿿]{2,6}?(?:科|股|处|室)(?=副?(?:科|股|处|室)长|副?主任|负责人|工作人员|干部|党支部)"
)

# 省教育厅|政策法规处: sections that departments commonly have, whatever follows.
_OFFICE_OF: Final = re.compile(
    r"(?:办公室|机关党委|(?:政策法规|法规|人事|组织人事|干部|规划财务|发展规划|计划财务|财务|宣传|综合|督查|信访"
    r"|行政审批|审批服务|科技|国际合作|对外合作|基础教育|职业教育|高等教育|学生|思想政治工作|离退休干部|老干部"
    r"|社会组织管理|基层政权和社区治理|养老服务|市场监督|执法监督|普法与依法治理)[处科股])(?!长)"
)
# 某某大学|土木工程系, 某某大学|某地校友会.
_FACULTY: Final = re.compile(
    r"(?:(?!师生|学生|教授)(?:(?![院校所局])[一-鿿]){2,6}[与和](?=[一-鿿]{2,8}学院))?"
    r"(?:(?![的了在与和及为等到对向将])[一-鿿]){2,10}?(?:学院|学系|(?<![联体关])系(?![统列])|学部|校友会)"
)


def faculty_end(text: str, end: int) -> int:
    """Where the name of a university that ends at ``end`` goes on to: its faculty's end, if any."""
    faculty = _FACULTY.match(text, end) if text.endswith(("大学", "学院"), 0, end) else None
    return faculty.end() if faculty else end


def section_end(ground: Ground, head: Head) -> int:
    """Where a name ends: behind the department's section that follows it, if one does."""
    pattern = _SECTION if head.kind in ("organ", "bureau") else _SEAT_AFTER
    section = pattern.match(ground.text, head.end)
    if section is None and head.word.endswith(("厅", "局", "委")):
        section = _OFFICE_OF.match(ground.text, head.end)
    return section.end() if section else faculty_end(ground.text, head.end)
