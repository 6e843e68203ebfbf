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
    """Cases, their copies, sources, entities, figures and relations of the library."""
    stats = library.stats()
    counts = {key: value for key, value in stats.items() if isinstance(value, int)}
    kinds = stats.get("entities")
    entities = sum(kinds.values()) if isinstance(kinds, dict) else 0
    copies = counts["copies"]
    return (
        Size(f"{counts['cases'] - copies:,}", "篇", "材料"),
        *((Size(f"{copies:,}", "个", "相同或相近版本"),) if copies else ()),
        Size(f"{counts['sources']:,}", "个", "来源文件"),
        Size(f"{entities:,}", "个", "词条"),
        _once(counts, "metrics", "项", "数据"),
        _once(counts, "relations", "条", "关系"),
    )


def _once(counts: dict[str, int], name: str, unit: str, label: str) -> Size:
    """What cases tell without their copies, and how many there are with them where that is more."""
    copied = counts[f"copied_{name}"]
    again = f"（另有重复 {copied:,}）" if copied else ""
    return Size(f"{counts[name] - copied:,}", unit, f"{label}{again}")
