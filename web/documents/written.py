"""Drafts that were checked, and sentences of a bank, as JSON documents."""

from dataclasses import asdict

from kg.banks.sentences import Sentence
from kg.draft import Finding, Report
from kg.model import Quote
from web.documents.parts import Document


def draft_document(report: Report) -> Document:
    """Findings in the order of the draft, and what it has word for word from sources."""
    return {
        "findings": [_finding(finding) for finding in report.findings],
        "same": [
            {"start": run.start, "end": run.end, "quote": _quote(run.quote)} for run in report.runs
        ],
    }


def sentence_document(one: Sentence) -> Document:
    """A sentence with its source."""
    return {
        "text": one.text,
        "case": one.case.id,
        "title": one.case.title,
        "source": one.path,
        "passage": one.passage.number,
        "start": one.start,
        "end": one.end,
    } | ({"charge": asdict(one.charge)} if one.charge else {})


def _finding(finding: Finding) -> Document:
    claim = finding.claim
    return {
        "kind": claim.kind,
        "verdict": finding.verdict,
        "name": claim.name,
        "post": claim.post or None,
        "start": claim.start,
        "end": claim.end,
        "remark": finding.remark or None,
        "quotes": [_quote(quote) for quote in finding.quotes],
    }


def _quote(quote: Quote) -> Document:
    return {
        "text": quote.text,
        "case": quote.case,
        "title": quote.title,
        "source": quote.path,
        "start": quote.start,
        "end": quote.end,
    }
