"""Uploads that are cancelled or stopped: nothing that others need is lost, the rest goes on."""

import io
from pathlib import Path

from ingest.pipeline import ingest
from ingest.running.finding import File
from kg.library import Library
from web.materials.intake import Intake, Stage
from web.materials.page import intake_part

TEXT = """院坝里说事 板凳上议事
安徽省岳西县天堂镇党委

天堂镇党委推行“板凳说事会”，全镇设立14个说事点，党员每周到点听意见，桩桩件件记在账上。
"""
PATIENCE = 60.0  # seconds; a file takes one or two


def test_what_is_cancelled_takes_no_file_that_others_need(tmp_path: Path) -> None:
    """The same bytes sent once more, and the older file of a name that a cancelled one has."""
    with Library.open(tmp_path / "library", create=True) as library:
        intake = Intake(library)
        with Library.open(library.folder) as other, other.writer():
            once = intake.receive("甲.txt", io.BytesIO(TEXT.encode()))
            intake.receive("乙.txt", io.BytesIO(TEXT.encode()))
            intake.cancel(once.number)
        assert intake.wait(PATIENCE)
        assert library.source_at("甲.txt") is None
        before = library.source_at("乙.txt")
        assert before is not None
        long = "\n\n".join(TEXT.replace("板凳", f"第{n}板凳") for n in range(400)).encode()
        intake.cancel(intake.receive("乙.txt", io.BytesIO(long)).number)
        assert intake.wait(PATIENCE)
        after = library.source_at("乙.txt")
        assert after is not None
        content = TEXT.encode() if after.id == before.id else long
        assert Path(after.origin).read_bytes() == content
        intake.close()


def test_an_older_file_whose_place_was_not_taken_comes_back(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        intake = Intake(library)
        old = intake.receive("甲.txt", io.BytesIO(TEXT.encode()))
        intake.wait(PATIENCE)
        picture = intake.receive("甲.txt", io.BytesIO(b"\x89PNG\r\n\x1a\n" + bytes(64)))
        intake.wait(PATIENCE)
        assert intake.arrivals()[0].stage is Stage.FAILED
        assert picture.path.exists()
        assert old.path.read_bytes() == TEXT.encode()
        intake.receive("甲.txt", io.BytesIO(TEXT.replace("14", "15").encode()))
        intake.wait(PATIENCE)
        assert intake.arrivals()[0].stage is Stage.REPLACED
        assert not old.path.exists()
        assert not list(old.path.parent.glob("*.aside"))
        intake.close()


def test_what_is_cancelled_leaves_the_rest_in_line(tmp_path: Path) -> None:
    """The end of the file that is read is awaited by its own signs, so that it is read for sure."""
    two = [tmp_path / "甲.txt", tmp_path / "乙.txt"]
    for path in two:
        path.write_text(TEXT.replace("院坝", path.stem), encoding="utf-8")
    wanted = iter([True, False])
    files = [File(path, path.name, wanted=lambda: next(wanted, False)) for path in two]
    with Library.open(tmp_path / "library", create=True) as library:
        report = ingest(files, library, workers=1)
        assert report.stopped
        assert len(report.sources) < len(files)


def test_what_was_not_finished_is_taken_up_when_the_library_is_served_again(
    tmp_path: Path,
) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        with Library.open(library.folder) as other, other.writer():
            stopped = Intake(library)
            arrival = stopped.receive("安徽/云峰.txt", io.BytesIO(TEXT.encode()))
            stopped.close()
            assert not arrival.settled
            again = Intake(library)
            (line,) = intake_part(again, "甲").lines
            assert line.name == "安徽/云峰.txt"
            assert "没有读完" in line.detail
            assert line.cancel
        assert again.wait(PATIENCE)
        assert library.source_at("安徽/云峰.txt") is not None
        again.close()
        assert not Intake(library).arrivals()  # it has its end
        assert [path.name for path in arrival.path.parent.iterdir()] == [arrival.path.name]
