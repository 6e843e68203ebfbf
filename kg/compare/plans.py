"""Where a report turns from what was done to what is planned."""

import re
from dataclasses import replace
from typing import Final

from kg.model import CaseRecord, Passage
from kg.ontology import Genre, Role
from kg.text import unbroken

_COMING: Final = r"(?:今年|明年|20\d\d年|下一步|下一阶段|下半年|“?十五五”?时期|“十五五”)"
_TASKS: Final = (
    r"(?:目标|总体要求|重要要求|(?:重点|主要)(?:任务|工作|考虑)"
    r"|工作(?:安排|思路|重点|部署|打算))"
)
# Headings such as 三、2026年重点工作; 2025年工作回顾 is none.
_HEADED: Final = re.compile(rf"{_COMING}[^。；]{{0,16}}{_TASKS}|^(?:下一步|下步)[^。]{{0,12}}$")
_LOOKS_BACK: Final = re.compile(r"回顾|总结|成就|成效|进展|完成情况")
# Without headings a sentence turns: 今年经济社会发展主要预期目标是…
_SAID: Final = re.compile(
    rf"(?:今年|明年|“十五五”)[^。；]{{0,16}}{_TASKS}[^。；]{{0,8}}(?:是|为|如下|：)"
    r"|(?:今年|明年|下一步)[^。；]{0,16}(?:抓|做|干)好[^。；]{0,8}(?:以下|下列|[一二三四五六七八九十]+个?方面)"
)
_EARLIEST: Final = 0.15  # share of a report before which it has told nothing yet
_TURNING: Final = frozenset({Genre.REPORT, Genre.SPEECH})


def with_plans(record: CaseRecord) -> CaseRecord:
    """The record with all that a report plans told as such: no deed, and no result.

    A report says 实施…工程 of what it will do as of what it did; only where it stands tells.
    """
    if record.case.genre not in _TURNING:
        return record
    turn = _turn(record)
    if turn is None:
        return record
    passages = tuple(replace(p, role=Role.PLAN) if p.number >= turn else p for p in record.passages)
    return replace(record, passages=passages)


def _turn(record: CaseRecord) -> int | None:
    """Number of the first passage that plans; None where none is seen to."""
    headed = next((p.number for p in record.passages if _is_headed(p)), None)
    if headed is not None or record.case.genre is not Genre.REPORT:
        return headed
    first = len(record.passages) * _EARLIEST
    said = (
        p.number for p in record.passages if p.number > first and _SAID.search(unbroken(p.text))
    )
    return next(said, None)


def _is_headed(passage: Passage) -> bool:
    return any(
        _HEADED.search(heading) and not _LOOKS_BACK.search(heading) for heading in passage.heading
    )
