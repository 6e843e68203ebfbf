"""The materials page: what is on its way in, what is in the library, what could not be read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from flask import url_for

from ingest.running.report import Doing
from kg.model import Failure, Source, SourceEntry
from web import words
from web.links import Link, case_link, told_apart
from web.materials.intake import Arrival, Intake, Stage
from web.materials.reasons import reason_words

if TYPE_CHECKING:
    from kg.library import Library

PAGE_SIZE: Final = 50
_FAILURES: Final = 200  # named; of more, the number is told

STAGE_LABELS: Final = {
    Stage.WAITING: "等待读取",
    Stage.READING: "正在读取",
    Stage.ADDED: "已收入",
    Stage.UNCHANGED: "库中已有",
    Stage.REPLACED: "已更新",
    Stage.FAILED: "未能读取",
    Stage.CANCELLED: "已取消",
}
_OTHERS: Final = "由其他人上传"
_RESUMED: Final = "上次停止服务时没有读完，现在接着读"
# What one looks for in a list that scrolls stands on top of it.
_LOOKED_FOR: Final = {Stage.READING: 0, Stage.FAILED: 1}
DOING_LABELS: Final = {
    Doing.READING: "正在读取",
    Doing.CUTTING: "正在分篇",
    Doing.EXTRACTING: "正在抽取",
    Doing.WRITING: "正在写入",
}
# Why cleaning keeps words out of every case.
REASON_LABELS: Final = {
    "watermark": "水印",
    "offer": "售卖信息",
    "reprint notice": "转载声明",
    "photo credit": "图片署名",
    "contents": "目录",
    "navigation": "网页导航",
    "separator": "篇次",
    "running head": "页眉页脚",
    "mark": "保密或内部标记",
    "masthead": "报头",
    "page number": "页码",
    "rule": "分隔线",
}


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """An uploaded file and how far it is: ``done`` of ``total`` cases while they are counted.

    ``url`` shows what it became, ``cancel`` is the number of one that may be cancelled, or 0;
    ``origin`` is the path by which the library lists one that failed.
    """

    name: str
    stage: str
    label: str
    detail: str
    url: str
    done: int = 0
    total: int = 0
    cancel: int = 0
    origin: str = ""


@dataclass(frozen=True, slots=True)
class IntakePart:
    """The uploaded files of late; ``running`` until the last can be found by searches.

    ``indexing`` while all are settled and searches do not yet find them all.
    """

    lines: tuple[ArrivalLine, ...]
    summary: str
    running: bool
    indexing: bool
    held: str


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source in the list."""

    path: str
    url: str
    facts: str
    marks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FailureLine:
    """A file that could not be read; ``origin`` names it to be forgotten."""

    path: str
    reason: str
    at: str
    origin: str


@dataclass(frozen=True, slots=True)
class MaterialsPage:
    """Everything the page shows. ``wanted`` is the part of a path that the list is narrowed to.

    What is among ``failures`` is not among the lines of ``intake`` as well.
    """

    intake: IntakePart
    wanted: str
    total: int
    sources: tuple[SourceLine, ...]
    pages: tuple[Link, ...]
    page: int
    failures: tuple[FailureLine, ...]
    more_failures: int


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """Words that cleaning keeps out of every case, and why."""

    reason: str
    words: str


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One source: what it is, its cases, what cleaning took out of it."""

    id: str
    path: str
    facts: tuple[tuple[str, str], ...]
    technical: tuple[tuple[str, str], ...]
    marks: tuple[str, ...]
    cases: tuple[tuple[Link, Link | None], ...]
    removed: tuple[RemovedLine, ...]
    uploaded: bool


def materials_page(library: "Library", intake: IntakePart, wanted: str, page: int) -> MaterialsPage:
    """One page of the list; pages count from 1, and one past the end shows the last."""
    with library.reading() as snapshot:
        total = snapshot.count_sources(wanted)
        last = max(1, -(-total // PAGE_SIZE))
        page = min(max(1, page), last)
        offset = (page - 1) * PAGE_SIZE
        entries = list(snapshot.sources(wanted, limit=PAGE_SIZE, offset=offset))
    failures = library.failures()
    listed = {failure.origin for failure in failures[:_FAILURES]}
    return MaterialsPage(
        intake=replace(
            intake, lines=tuple(one for one in intake.lines if one.origin not in listed)
        ),
        wanted=wanted,
        total=total,
        sources=tuple(map(_line, entries)),
        pages=tuple(_pages(wanted, page, last)),
        page=page,
        failures=tuple(map(_failure, failures[:_FAILURES])),
        more_failures=max(0, len(failures) - _FAILURES),
    )


def intake_part(intake: Intake, visitor: str) -> IntakePart:
    """How far the uploaded files are: what is read, what failed, then the newest first.

    ``visitor`` may cancel what is one's own.
    """
    arrivals = sorted(intake.arrivals(), key=lambda one: _LOOKED_FOR.get(one.stage, len(Stage)))
    stages = [arrival.stage for arrival in arrivals]
    told = ((label, stages.count(stage)) for stage, label in STAGE_LABELS.items())
    return IntakePart(
        lines=tuple(arrival_line(arrival, visitor) for arrival in arrivals),
        summary="，".join(f"{label} {number} 个" for label, number in told if number),
        running=intake.running,
        indexing=intake.running and all(arrival.settled for arrival in arrivals),
        held=intake.held,
    )


def source_page(library: "Library", intake: Intake, source_id: str) -> SourcePage:
    """One source. Raises UnknownSource."""
    source = library.source_named(source_id)
    cases = library.cases_of(source.id)
    copied = library.cases(case.duplicate_of for case in cases if case.duplicate_of)
    heads: Mapping[str | None, Link] = {key: case_link(case) for key, case in copied.items()}
    return SourcePage(
        id=source.id,
        path=source.path,
        facts=tuple(_facts(source)),
        technical=tuple(_technical(source)),
        marks=source.marks,
        cases=tuple(
            (link, heads.get(case.duplicate_of))
            for link, case in zip(told_apart(cases), cases, strict=True)
        ),
        removed=tuple(_removed(source)),
        uploaded=intake.keeps(source.origin) is not None,
    )


def arrival_line(arrival: Arrival, visitor: str) -> ArrivalLine:
    """How far an uploaded file is, or how it ended."""
    cancel = arrival.number if arrival.may_cancel(visitor) else 0
    if arrival.stage is Stage.READING and (step := arrival.step):
        told = f"第 {step.done + 1} 篇，共 {step.total} 篇" if step.total else ""
        label = DOING_LABELS[step.doing]
        return ArrivalLine(
            *(arrival.name, arrival.stage.value, label, told, "", step.done, step.total),
            cancel=cancel,
        )
    detail = f"{arrival.cases} 篇" if arrival.cases else reason_words(arrival.reason)
    there = arrival.stage in {Stage.ADDED, Stage.REPLACED, Stage.UNCHANGED}
    url = url_for("materials.source", source_id=arrival.path.name) if there else ""
    if not arrival.settled:
        detail = _RESUMED if arrival.resumed else "" if cancel else _OTHERS
    return ArrivalLine(
        *(arrival.name, arrival.stage.value, STAGE_LABELS[arrival.stage], detail, url),
        cancel=cancel,
        origin=str(arrival.path.resolve()) if arrival.stage is Stage.FAILED else "",
    )


def _line(entry: SourceEntry) -> SourceLine:
    facts = f"{entry.cases} 篇 · {entry.characters:,} 字 · {entry.format.upper()}"
    url = url_for("materials.source", source_id=entry.id)
    return SourceLine(entry.path, url, facts, entry.marks)


def _failure(failure: Failure) -> FailureLine:
    return FailureLine(
        failure.path,
        reason_words(failure.reason),
        words.date_words(failure.at[:10]),
        failure.origin,
    )


def _facts(source: Source) -> Iterator[tuple[str, str]]:
    yield "格式", " ".join(filter(None, (source.format.upper(), source.encoding)))
    yield "字数", f"{len(source.text):,}"


def _technical(source: Source) -> Iterator[tuple[str, str]]:
    yield "文件位置", source.origin
    yield "内容校验（SHA-256）", source.id


def _removed(source: Source) -> Iterator[RemovedLine]:
    for span in source.removed:
        words = " ".join(source.text[span.start : span.end].split())
        yield RemovedLine(REASON_LABELS.get(span.reason, span.reason), words)


def _pages(wanted: str, page: int, last: int) -> Iterator[Link]:
    """Links to the first, the last and the neighbouring pages; none where there is but one."""
    near = {1, last, *range(page - 2, page + 3)}
    if last > 1:
        for number in sorted(number for number in near if 1 <= number <= last):
            url = url_for("materials.show", q=wanted or None, page=number)
            yield Link(str(number), url)
