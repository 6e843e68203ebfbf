"""What stands behind a comparison, in words, and where the rest is to be found."""

from collections.abc import Iterator
from typing import Final

from flask import url_for

from kg.compare import By, Comparison, Coverage, theme_query

_FEW: Final = 6  # provinces named in a sentence


def coverage_words(coverage: Coverage) -> Iterator[str]:
    """What stands behind the table, said honestly."""
    yield f"{coverage.cases} 篇材料，{len(coverage.regions)} 个省（区、市）"
    if coverage.partly:
        yield f"其中 {coverage.partly} 篇只有部分段落涉及"
    if coverage.unplaced:
        yield f"{coverage.unplaced} 篇地区不详"
    if coverage.copies:
        yield f"另有 {coverage.copies} 个相同或相近版本已并入"
    if coverage.silent:
        yield f"本页 {coverage.silent} 篇只有部署、要求或提及，未见可引的做法，未列"
    if coverage.regions and coverage.without:
        few = "、".join(coverage.without[:_FEW])
        more = f"等 {len(coverage.without)} 个省（区、市）" if len(coverage.without) > _FEW else ""
        yield f"本表未见的地区：{few}{more}"


def mentions_url(table: Comparison) -> str:
    """A search for all that names a theme, if only in a sentence; empty for other comparisons."""
    if table.by is not By.THEME:
        return ""
    return url_for("pages.search", q=theme_query(table.asked), correct="0")
