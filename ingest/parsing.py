"""One file → its source, cases and all that is found in them; needs no library."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from pathlib import PurePath

from ingest import cleaning, duplicates, metadata, readers
from ingest.cleaning.placing import placed
from ingest.cleaning.wrapping import JOINT, unwrapped
from ingest.cutting import passages
from ingest.cutting.cases import find_cases
from ingest.draft import Draft
from ingest.extract.case import extract
from ingest.metadata import doubts
from ingest.metadata.roles import with_roles
from ingest.metadata.themes import passage_themes
from ingest.readers import Document
from ingest.running.files import origin_of, read_file
from ingest.running.identity import with_ids
from ingest.running.job import Job, Parsed
from ingest.running.report import Doing, Step, Tell
from ingest.tagger import tag
from kg.errors import UnreadableSource
from kg.model import Case, CaseRecord, Entity, Removed, Source
from kg.text import without


def parse(job: Job, tell: Tell = lambda _: None) -> Parsed:
    """Read, clean, cut and extract one file, telling each step. Raises UnreadableSource."""
    tell(Step(Doing.READING))
    data, name = read_file(job.path), PurePath(job.name).name
    document = readers.read(data, name)
    removed, marks = cleaning.find_removed(document)
    if not job.allow_classified and (mark := cleaning.classified(marks)):
        message = (
            f"{name}: this file is marked {mark} and is not taken in; "
            "if it may be kept here, ingest it with --allow-classified"
        )
        raise UnreadableSource(message)
    source = Source(
        id=hashlib.sha256(data).hexdigest(),
        path=job.name,
        format=document.format,
        encoding=document.encoding,
        text=document.text,
        removed=removed,
        marks=marks,
        origin=origin_of(job.path),
    )
    text, places = without(unwrapped(cleaning.blank(document.text, removed)), JOINT)
    document = _read_in(document, places)
    tell(Step(Doing.CUTTING))
    ocr = doubts.recognised(text)
    blocks = find_cases(text, document)
    cases = [
        metadata.describe(block, text, source, number, ocr=ocr)
        for number, block in enumerate(blocks, 1)
    ]
    if not cases:
        raise _no_case(name, removed)
    cases = with_ids(cases, text, job.kept, job.taken)
    sketches = tuple(duplicates.sketch(c, text[c.start : c.end]) for c in cases)
    built: list[tuple[CaseRecord, tuple[Entity, ...]]] = []
    for case, sketch, block in zip(cases, sketches, blocks, strict=True):
        tell(Step(Doing.EXTRACTING, len(built), len(cases)))
        built.append(_record(case, text, document, sketch, block.body))
    tell(Step(Doing.WRITING))
    records = tuple(placed(record, places, source.text) for record, _ in built)
    return Parsed(source, records, tuple(e for _, found in built for e in found), sketches)


def _no_case(name: str, removed: Sequence[Removed]) -> UnreadableSource:
    """Why a file has no case: all of it is a table of contents, or blank once it is cleaned."""
    message = f"{name}: no case was found in the text; check that it holds prose"
    if any(span.reason == "contents" for span in removed):
        message = f"{name}: this file is a table of contents alone; add the volume itself"
    return UnreadableSource(message)


def _read_in(document: Document, places: Sequence[int]) -> Document:
    """The document as it is read: only the characters at ``places``, headings moved along."""
    if len(places) == len(document.text) + 1:
        return document
    headings = tuple(
        replace(h, start=bisect_left(places, h.start), end=bisect_left(places, h.end))
        for h in document.headings
    )
    text = "".join(document.text[at] for at in places[:-1])
    return replace(document, text=text, headings=headings)


def _record(
    case: Case, text: str, document: Document, sketch: duplicates.Sketch, begin: int = 0
) -> tuple[CaseRecord, tuple[Entity, ...]]:
    draft = Draft(
        text=text[case.start : case.end],
        title=case.title,
        issuer=case.issuer,
        region=case.region,
        level=case.level,
        genre=case.genre,
        date=case.date,
        tags=tag(text[case.start : case.end]),
        region_inferred=case.region_inferred,
    )
    found = extract(draft, case.id, case.start)
    cut = tuple(
        replace(passage, themes=passage_themes(passage.text))
        for passage in with_roles(passages.cut(text, case, document, begin), case.genre)
    )
    grams = duplicates.sample(sketch)
    record = CaseRecord(case, cut, found.local, found.relations, found.metrics, grams)
    return record, found.entities
