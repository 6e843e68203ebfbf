"""Killing: no instant at which a writer dies loses, doubles or breaks anything."""

import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.library import Library
from kg.library.verify import verify

KILLS = 50
FILES = 200
FOLDERS = 20
# The library is checked whole after so many kills; what was reported is looked for after each.
EVERY = 10
# Milliseconds until a kill, at most: some ten files and their index are done by then.
LONGEST = 500

PLACES = ("青石镇", "白塔村", "柳林社区", "东湖街道", "云台县")
DEEDS = ("楼道清扫", "旧物置换", "夜间巡查", "助餐送餐", "邻里调解", "广场晚会", "菜地认领")


def text(number: int) -> str:
    """A short case of its own; every seventh is a near-copy of the one before it."""
    seed = random.Random(number - (number % 7 == 0))  # noqa: S311 -- repeatable texts
    place, deed, other = seed.choice(PLACES), *seed.sample(DEEDS, 2)
    names = "".join(chr(seed.randrange(0x4E00, 0x9FA0)) for _ in range(40))
    return (
        f"{place}办好{deed}的做法\n\n{place}党支部把{deed}交给居民商量，{names[:20]}。\n\n"
        f"一、先听后办\n去年{place}开会{seed.randrange(3, 90)}次，{other}有人管，{names[20:]}。\n"
        + ("这一篇另外记了一句。\n" if number % 7 == 0 else "")
    )


@pytest.fixture
def folders(tmp_path: Path) -> list[Path]:
    made = [tmp_path / "texts" / f"{number:02}" for number in range(FOLDERS)]
    for number in range(FILES):
        folder = made[number * FOLDERS // FILES]
        folder.mkdir(parents=True, exist_ok=True)
        Path(folder, f"{number:03}.txt").write_text(text(number), encoding="utf-8")
    return made


@pytest.fixture
def program(tmp_path: Path, folders: list[Path]) -> Iterator["subprocess.Popen[str]"]:
    """The program of ``crashing.py``, ready to be told when to kill."""
    paths = [str(tmp_path / "library"), str(tmp_path / "log"), *map(str, folders)]
    with subprocess.Popen(  # noqa: S603 -- our own code
        [sys.executable, Path(__file__).with_name("crashing.py"), *paths],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert answer(process) == "ready"
        yield process
        process.kill()


def answer(process: "subprocess.Popen[str]", said: str = "") -> str:
    """What the program says to a line."""
    stdin, stdout = process.stdin, process.stdout
    assert stdin
    if said:
        stdin.write(f"{said}\n")
        stdin.flush()
    assert stdout
    return stdout.readline().strip()


def reported(log: Path, *outcomes: str) -> list[str]:
    """Names of the files that were reported to end so, as often as they were."""
    lines = log.read_text(encoding="utf-8").splitlines() if log.exists() else []
    said = [line.split(" ", 1) for line in lines]
    assert {outcome for outcome, _ in said} <= {"added", "replaced", "unchanged"}
    return [name for outcome, name in said if outcome in outcomes]


def change(folders: list[Path], generation: int) -> None:
    """Change every third file, so that there is something to do."""
    for folder in folders:
        for file in sorted(folder.iterdir())[generation % 3 :: 3]:
            with file.open("a", encoding="utf-8") as opened:
                opened.write(f"又记：第{generation}回核对过。\n")


@pytest.mark.slow
def test_ingest_survives_being_killed_at_any_instant(
    tmp_path: Path, folders: list[Path], program: "subprocess.Popen[str]"
) -> None:
    chance = random.Random(3)  # noqa: S311 -- the instants differ anyway, as machines do
    kills = changes = 0
    while kills < KILLS:
        if answer(program, str(chance.randrange(1, LONGEST))) == "done":
            changes += 1
            change(folders, changes)
            continue
        kills += 1
        if not (tmp_path / "library" / "library.sqlite").is_file():
            continue
        with Library.open(tmp_path / "library", create=True) as library:
            there = {Path(entry.origin).name for entry in library.sources()}
            assert there.issuperset(reported(tmp_path / "log", "added", "replaced"))
            if kills % EVERY == 0:
                assert verify(library) == ()
    assert answer(program, "0") == "done"
    with Library.open(tmp_path / "library") as library:
        held = {entry.origin: library.source(entry.id) for entry in library.sources()}
        files = {
            str(file): file.read_text("utf-8") for folder in folders for file in folder.iterdir()
        }
        assert {origin: source and source.text for origin, source in held.items()} == files
        assert library.stats()["cases"] == len(library.sources()) == FILES
        assert verify(library) == ()
    added = reported(tmp_path / "log", "added")
    assert len(added) == len(set(added))
