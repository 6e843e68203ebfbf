"""How large the library is, in the words of the pages."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.library import Library


@dataclass(frozen=True, slots=True)
class Size:
    """One figure of the library: 24 篇材料."""

    count: str
    unit: str
    label: str


def sizes(library: "Library") -> tuple[Size, ...]:
    """Cases, sources, entities, figures and relations of the library."""
    stats = library.stats()
    kinds = stats.get("entities")
    entities = sum(kinds.values()) if isinstance(kinds, dict) else 0
    return (
        Size(f"{stats['cases']:,}", "篇", "材料"),
        Size(f"{stats['sources']:,}", "个", "来源文件"),
        Size(f"{entities:,}", "个", "词条"),
        Size(f"{stats['metrics']:,}", "项", "数据"),
        Size(f"{stats['relations']:,}", "条", "关系"),
    )
