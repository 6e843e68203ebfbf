"""Every reason that a reader gives has its Chinese."""

import ast
import re
from pathlib import Path

import pytest

import ingest
from ingest import readers
from ingest.readers import kinds
from web.materials.reasons import reason_words

CHINESE = re.compile(r"[\u4e00-\u9fff]")
REFUSALS = sorted(
    {
        *(refusal for _, refusal in (*kinds._SIGNATURES, *kinds._PATTERNS)),
        *(refusal for _, refusal in (*kinds._STREAMS, *kinds._PARTS) if refusal),
        kinds._XML,
        readers.EMPTY,
    }
)


def said() -> list[str]:
    """What the code says of a file (``{name}: this …``), placeholders as x."""
    found = []
    for file in Path(ingest.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.JoinedStr) or isinstance(node.values[0], ast.Constant):
                continue
            parts = [str(v.value) if isinstance(v, ast.Constant) else "x" for v in node.values]
            text = "".join(parts)
            if text.startswith("x: ") and ";" in text and not text.startswith("x: x"):
                found.append(text)
    return found


def test_messages_are_found() -> None:
    assert len(said()) > 20


@pytest.mark.parametrize("reason", said())
def test_what_a_reader_says_is_told_in_chinese(reason: str) -> None:
    reason = reason.replace("could not be read: x", "could not be read: its worker process died")
    reason = reason.replace("this file is x; x", "this file is larger than 50 MB; split it")
    reason = reason.replace("this OFD document is x", "this OFD document is damaged")
    words = reason_words(reason)
    assert CHINESE.search(words)
    assert not words.startswith("未能读取（")


@pytest.mark.parametrize(("what", "remedy"), REFUSALS)
def test_what_is_refused_is_told_in_chinese(what: str, remedy: str) -> None:
    reason = f"this file is {what}; {remedy}"
    words = reason_words(reason)  # as the library keeps it
    assert not words.startswith("未能读取（")
    assert words == reason_words(f"甲.bin: {reason}")


def test_an_unknown_reason_is_kept_in_its_own_words() -> None:
    assert (
        reason_words("甲.bin: something else; do this")
        == "未能读取（甲.bin: something else; do this）"
    )
    assert reason_words("") == ""
