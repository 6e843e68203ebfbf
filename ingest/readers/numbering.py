"""The numbers that Word makes for numbered paragraphs: they stand nowhere in the text.

ECMA-376 part 1, section 17.9: a paragraph names a list and a level; the list leads to a
definition with start, format and pattern of each level.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from ingest.readers.ooxml import child, value, w

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DIGITS: Final = "〇一二三四五六七八九"
_LEGAL: Final = "零壹贰叁肆伍陆柒捌玖"
_UNITS: Final = ("", "十", "百", "千")
_LEGAL_UNITS: Final = ("", "拾", "佰", "仟")
_ROMAN: Final = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_MYRIAD: Final = 10_000  # numbers below it are written in any format; lists are shorter
_LEVELS: Final = 9  # levels of a list
_CLOSED: Final = "、。，：；．）)】〕"  # a label that ends so needs no blank before the text


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level of a list counts; ``pattern`` has %1 … %9 for the numbers of levels."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    gap: bool = True
    plain: bool = False
    restart: int | None = None


@dataclass(slots=True)
class _List:
    """One definition with where its counting stands; several lists may share it."""

    levels: dict[int, _Level] = field(default_factory=dict)
    counts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Labels of numbered paragraphs, asked for in the order of the document."""

    def __init__(self, root: "Element | None") -> None:
        """Read ``numbering.xml``; a document without it numbers nothing."""
        self._lists: dict[str, _List] = {}
        self._overrides: dict[str, dict[int, _Level]] = {}
        self._restarts: dict[str, dict[int, int]] = {}
        self.styles: dict[str, int] = {}  # paragraph style → the level that is tied to it
        if root is not None:
            self._read(root)

    def label(self, list_id: str, level: int) -> str:
        """The next number of that list, as Word shows it; empty for bullets and unknown lists."""
        counted = self._lists.get(list_id)
        if counted is None or not 0 <= level < _LEVELS:
            return ""
        levels = counted.levels | self._overrides.get(list_id, {})
        here = levels.get(level, _Level())
        counts = counted.counts
        restart = self._restarts.get(list_id, {}).pop(level, None)
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if level in counts else here.start
        for deeper in [n for n in counts if n > level and _restarts(levels.get(n), level)]:
            del counts[deeper]
        return _label(here, levels, counts)

    def _read(self, root: "Element") -> None:
        definitions: dict[str, _List] = {}
        for element in root.findall(w("abstractNum")):
            definition = _List(dict(map(_level, element.findall(w("lvl")))))
            definitions[element.get(w("abstractNumId"), "")] = definition
            for level in element.findall(w("lvl")):
                if style := value(child(level, "pStyle")):
                    self.styles.setdefault(style, _number(level.get(w("ilvl")), 0))
        for element in root.findall(w("num")):
            list_id = element.get(w("numId"), "")
            found = definitions.get(value(child(element, "abstractNumId")))
            if found is not None:
                self._lists[list_id] = found
            self._read_overrides(element, list_id)

    def _read_overrides(self, element: "Element", list_id: str) -> None:
        for override in element.findall(w("lvlOverride")):
            at = _number(override.get(w("ilvl")), 0)
            start = child(override, "startOverride")
            if start is not None:
                self._restarts.setdefault(list_id, {})[at] = _number(value(start), 1)
            own = child(override, "lvl")
            if own is not None:
                self._overrides.setdefault(list_id, {})[at] = _level(own)[1]


def _level(element: "Element") -> tuple[int, _Level]:
    restart = child(element, "lvlRestart")
    plain = child(element, "isLgl")
    return _number(element.get(w("ilvl")), 0), _Level(
        start=_number(value(child(element, "start")), 1),
        form=value(child(element, "numFmt")) or "decimal",
        pattern=value(child(element, "lvlText")),
        gap=value(child(element, "suff")) != "nothing",
        plain=plain is not None and value(plain) not in ("0", "false"),
        restart=None if restart is None else _number(value(restart), 0),
    )


def _restarts(deeper: _Level | None, level: int) -> bool:
    """Whether a deeper level counts anew after ``level``; 0 stands for never."""
    restart = deeper.restart if deeper else None
    return restart is None or level < restart


def _label(here: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
    if here.form == "bullet":
        return ""
    text = here.pattern
    for n in range(_LEVELS):
        if f"%{n + 1}" in text:
            level = levels.get(n, _Level())
            count = counts.get(n, level.start)
            form = "decimal" if here.plain else level.form
            text = text.replace(f"%{n + 1}", written(count, form))
    if not text:
        return ""
    return f"{text} " if here.gap and text[-1] not in _CLOSED else text


def written(count: int, form: str) -> str:
    """A number in one of Word's formats (ST_NumberFormat); digits where it is not known."""
    if form == "none":
        return ""
    write = _FORMS.get(form) if 0 < count < _MYRIAD else None
    return write(count) if write else str(count)


def _chinese(count: int) -> str:
    return _numeral(count, _DIGITS, _UNITS, lone_ten=True)


def _legal(count: int) -> str:
    return _numeral(count, _LEGAL, _LEGAL_UNITS, lone_ten=False)


def _numeral(count: int, digits: str, units: tuple[str, ...], *, lone_ten: bool) -> str:
    """11 → 十一 (壹拾壹), 105 → 一百零五."""
    text, skipped = "", False
    for place in range(len(units) - 1, -1, -1):
        digit = count // 10**place % 10
        if digit:
            text += ("零" if skipped and text else "") + digits[digit] + units[place]
        skipped = not digit
    return text[1:] if lone_ten and text.startswith("一十") else text


def _letters(count: int) -> str:
    """1 → A, 27 → AA, 28 → BB: Word repeats the letter."""
    return chr(ord("A") + (count - 1) % 26) * ((count - 1) // 26 + 1)


def _roman(count: int) -> str:
    text = ""
    for amount, letters in _ROMAN:
        text += letters * (count // amount)
        count %= amount
    return text


def _run(first: str, length: int) -> Callable[[int], str]:
    """Numbers that have characters of their own, in a row from ``first``."""
    return lambda count: chr(ord(first) + count - 1) if count <= length else str(count)


def _of(row: str) -> Callable[[int], str]:
    return lambda count: row[(count - 1) % len(row)]


_STEMS: Final = _of("甲乙丙丁戊己庚辛壬癸")
_CIRCLES: Final = _run("①", 20)
_FORMS: Final[dict[str, Callable[[int], str]]] = {
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "koreanCounting": _chinese,
    "ideographDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "taiwaneseDigital": lambda count: "".join(_DIGITS[int(digit)] for digit in str(count)),
    "japaneseDigitalTenThousand": lambda count: "".join(_DIGITS[int(d)] for d in str(count)),
    "chineseLegalSimplified": _legal,
    "ideographLegalTraditional": _legal,
    "ideographTraditional": _STEMS,
    "ideographZodiac": _of("子丑寅卯辰巳午未申酉戌亥"),
    "decimalEnclosedCircle": _CIRCLES,
    "decimalEnclosedCircleChinese": _CIRCLES,
    "decimalEnclosedParen": _run("⑴", 20),
    "decimalEnclosedFullstop": _run("⒈", 20),
    "ideographEnclosedCircle": _run("㊀", 10),
    "decimalFullWidth": lambda count: "".join(chr(ord(d) + 0xFEE0) for d in str(count)),
    "decimalFullWidth2": lambda count: "".join(chr(ord(d) + 0xFEE0) for d in str(count)),
    "decimalZero": lambda count: f"{count:02}",
    "upperLetter": _letters,
    "lowerLetter": lambda count: _letters(count).lower(),
    "upperRoman": _roman,
    "lowerRoman": lambda count: _roman(count).lower(),
}


def _number(text: str | None, default: int) -> int:
    """A whole number as XML states it; ``default`` where it states none."""
    try:
        return int(text) if text else default
    except ValueError:
        return default
