"""Where a text spells out the parts of a shorthand."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ingest.extract.definitions.shorthand import Group
from ingest.extract.initiatives.wordlists import words
from kg.model import Mention

# “三亮”（亮身份、亮承诺、亮业绩）; “三亮”，即亮身份、…; “三亮”：…
_AFTER: Final = re.compile(
    r"[”」』\"]?(?:[一-鿿]{2,8}?(?:法|机制|制度|模式|体系|行动|工程|计划|平台|活动|改革))??"
    r"(?:[（(](?:即|指)?(?P<bracket>[^（）()\n]{4,160})[）)]"
    r"|(?:，?(?:即|包括|分别是|分别为|是指|就是|也就是)|：指|：|——)[：，]?(?P<rest>[^。\n]{4,200}))"
)
# 亮身份、亮承诺、亮业绩的“三亮”: the list that ends right before it.
_BEFORE: Final = re.compile(
    r"(?P<list>[^，,。；;：:！？\n（）]{2,24}(?:、[^，,。；;：:！？\n（）、]{2,24})+)(?P<open>等)?(?:的|为内容的|为主的)?[一-鿿]{0,4}[“「『\"]?\Z"
)
_SEPARATOR: Final = re.compile(r"[、；;]")
_COMMA: Final = re.compile(r"[、，,；;]")
_QUOTES: Final = re.compile('[“”「」『』‘’"]')
_MARKS: Final = '“”「」『』"‘’ （）()'
# A verb that brings the list in belongs to no part of it.
_LEAD: Final = re.compile(
    r"^(?:(?:通过|推行|实行|实施|开展|建立|采取|按照|坚持|落实|围绕|以|将|把|和|及|与|由|对|实现|健全|了)+(?=[一-鿿“]{2})|[①-⑩]|[（(]?[0-9一二三四五六七八九十][）).、是])"
)
_BRINGS: Final = re.compile(r"为|成|把|涵盖|夯实|健全|实行了?|实现了?|明确|推出|含|有")
# 甲、乙入选“丙”: the list is the subject of the mention, no part of it.
_DONE_TO: Final = re.compile(r"(?:入选|纳入|列入|实现|推进|推动|获评|获得|落实|开展|实施)$")
_PAIR: Final = 2
# “三不超过”，即“…，…，…”: the quotation holds the parts.
_SPOKEN: Final = re.compile(r"“([^“”\n]*[，、；][^“”\n]*)”")
_TAIL: Final = re.compile(r"等(?:[0-9一二三四五六七八九十]*[个项类大方面]*[一-鿿]{0,8})?$")
_ITEM: Final = re.compile(r"[^，,。；;：:！？、\n]{2,24}")
_LONGEST_PART: Final = 40
_LOOK_BACK: Final = 130
# How far from a mention its parts may be told one by one, in characters.
_NEAR: Final = 400


@dataclass(frozen=True, slots=True)
class Found:
    """Parts with the bounds of the words that tell them; ``closed``: no 等 leaves them open."""

    start: int
    end: int
    parts: tuple[str, ...]
    closed: bool


def told_list(text: str, mention: Mention) -> Found | None:
    """The list that a mention is followed by in brackets or behind 即, or that ends before it."""
    after = _AFTER.match(text, mention.end)
    if after:
        inner = "bracket" if after["bracket"] else "rest"
        found = _listed(text, *after.span(inner))
        if found is not None:
            end = after.end() if after["bracket"] else found.end
            return Found(mention.start, end, found.parts, found.closed)
    low = max(0, mention.start - _LOOK_BACK)
    before = _BEFORE.search(text, low, mention.start)
    if before is None:
        return None
    start, end = before.span("list")
    found = _listed(text, start, end)
    if found is None or text[start:end].endswith(("和", "与", "及", "以及")):
        return None  # 甲、乙和“丙”: what the mention stands in is the list itself
    verb = _DONE_TO.search(found.parts[-1])
    if verb and len(found.parts) <= _PAIR:
        return None
    if verb:
        found = replace(found, parts=(*found.parts[:-1], found.parts[-1][: verb.start()]))
    parts = (_first(found.parts), *found.parts[1:])
    if len(parts) == _PAIR and abs(len(parts[0]) - len(parts[1])) > _PAIR:
        return None
    return Found(start, mention.end, parts, found.closed and before["open"] is None)


def _first(parts: Sequence[str]) -> str:
    """The first part of a list without the clause that brings the list in."""
    first, longest = parts[0], max(map(len, parts[1:]))
    shortest = min(map(len, parts[1:]))
    if len(first) <= longest + 1:
        return first
    shared = {part[0] for part in parts[1:]}
    if len(shared) == 1 and (at := first.rfind(shared.pop())) > 0:
        return first[at:]  # 党员亮身份、亮承诺: what all begin with
    cuts = [c.end() for c in words().cue.finditer(first)]
    cuts += [c.end() for c in _BRINGS.finditer(first)]
    fitting = [c for c in cuts if len(first) - c >= shortest - 1]
    return (first[max(fitting) :] if fitting else first).removeprefix("了")


def _listed(text: str, start: int, end: int) -> Found | None:
    """Parts between two places, cut at 、 and ；, or at commas where there are none."""
    told = text[start:end]
    spoken = _SPOKEN.match(told)
    if spoken:
        start, end, told = start + spoken.start(1), start + spoken.end(1), spoken.group(1)
    separator = _SEPARATOR if _SEPARATOR.search(told) else _COMMA
    if separator is _SEPARATOR and "，" in told:
        # 、 inside one part, or a sentence that goes on: the list ends at the comma.
        stop = told.index("，")
        cut = told[:stop]
        end, told = (start + stop, cut) if _SEPARATOR.search(cut) else (end, told)
    pieces = [piece for piece in separator.split(told) if piece.strip(_MARKS)]
    if pieces and separator is _SEPARATOR:
        last = re.split(r"(?<=[一-鿿”]{2})[和与及](?=[一-鿿“]{2})", pieces[-1])
        pieces[-1:] = last if len(last) == len(pieces[-1:]) + 1 else pieces[-1:]
    opened = bool(pieces) and _TAIL.search(_QUOTES.sub("", pieces[-1])) is not None
    parts = tuple(filter(None, map(_part, pieces)))
    if len(parts) < 2 or max(map(len, parts)) > _LONGEST_PART:  # noqa: PLR2004
        return None
    return Found(start, end, parts, closed=not opened)


def _part(piece: str) -> str:
    """Words of one part, without marks, number and the verb before them."""
    closing = piece.find("”")
    if closing > 0 and "“" not in piece[:closing]:
        piece = piece[:closing]
    bare = _QUOTES.sub("", piece).strip(_MARKS)
    return _TAIL.sub("", _LEAD.sub("", bare)).removesuffix("的").strip(_MARKS)


def member_parts(text: str, members: Sequence[str], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Parts of a formula told one by one behind a mention: “1”是…；“N”是…."""
    for mention in mentions:
        at, parts, start = mention.end, [], None
        for member in members:
            told = re.compile(
                rf"[“\"‘]{re.escape(member)}[”\"’]?(?:[一-鿿]{{0,4}}?)(?:就?是指?|即|指|为|代表|：|——)"
                rf"(?P<words>[^；。\n“”]{{2,60}})"
            ).search(text, at, min(len(text), mention.end + _NEAR))
            if told is None:
                continue
            parts.append(told["words"].strip("，、 "))
            start = told.start() if start is None else start
            at = told.end("words")
        if start is not None:
            yield Found(start, at, tuple(parts), closed=False)


def named_parts(text: str, groups: Sequence[Group], mentions: Sequence[Mention]) -> Iterator[Found]:
    """Parts that share the noun of their group, told in a row near a mention."""
    for mention in mentions:
        low, high = max(0, mention.start - _NEAR), min(len(text), mention.end + _NEAR)
        items = [
            m.span()
            for m in _ITEM.finditer(text, low, high)
            if m.end() <= mention.start or m.start() >= mention.end
        ]
        spans: list[tuple[int, int]] = []
        for group in sorted(groups, key=lambda g: -(g.number or 0)):
            spans += _row(text, items, group, spans)
        if len(spans) > 1:
            spans.sort()
            parts = tuple(_part(text[start:end]) for start, end in spans)
            yield Found(spans[0][0], spans[-1][1], parts, closed=False)


def _row(
    text: str, items: Sequence[tuple[int, int]], group: Group, beside: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """As many neighbouring items as the group promises that hold its noun; else none.

    A lone one (一课) counts only next to parts that are found already.
    """
    noun, number = group.noun, group.number
    # Two that share a character do so by chance.
    if noun in {"一", "1"} or number is None or (number == _PAIR and len(noun) == 1):
        return []
    rows: list[list[tuple[int, int]]] = []
    for start, end in items:
        if noun not in text[start:end] or end - start <= len(noun) + 1 or (start, end) in beside:
            continue
        if rows and start - rows[-1][-1][1] <= 1:
            rows[-1].append((start, end))
        else:
            rows.append([(start, end)])
    fitting = [shown for row in rows if len(row) == number and (shown := _aligned(text, row, noun))]
    if number == 1:
        edges = {edge for span in beside for edge in span}
        fitting = [row for row in fitting if _touches(row[0], edges)]
    return fitting[0] if fitting else []


def _aligned(text: str, row: list[tuple[int, int]], noun: str) -> list[tuple[int, int]]:
    """The row with its first item cut to the form of the others; empty where they have none.

    All have the noun at the same place, counted from their start or their end (亮身份, 亮承诺).
    """
    if len(row) == 1:
        return row
    first, rest = row[0], row[1:]
    ahead = {text[s:e].find(noun) for s, e in rest}
    behind = {e - s - text[s:e].rfind(noun) for s, e in rest}
    sizes = [e - s for s, e in rest]
    words_of_first = text[slice(*first)]
    if len(ahead) == 1:
        start = first[0] + words_of_first.rfind(noun) - ahead.pop()
    elif len(behind) == 1 and {first[1] - first[0] - words_of_first.rfind(noun)} == behind:
        start = first[0]
    else:
        return []
    size = first[1] - start
    if start < first[0] or not min(sizes) - 2 <= size <= max(sizes) + 6:
        return []
    return [(start, first[1]), *rest]


def _touches(span: tuple[int, int], edges: Collection[int]) -> bool:
    """Whether only one mark stands between a span and one of the places."""
    return any(abs(place - edge) <= 1 for place in span for edge in edges)
