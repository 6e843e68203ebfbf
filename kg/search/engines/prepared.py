"""A case as engines write it: cut into terms, counted, encoded. The most work of indexing."""

from dataclasses import dataclass

from kg.search.answering.terms import count_terms, lengths, rounded
from kg.search.answering.texts import amounts_said, case_text
from kg.search.engine import IndexedCase
from kg.search.engines.facts import Facts, facts_of
from kg.search.engines.saying import Said, said


@dataclass(frozen=True, slots=True)
class Prepared:
    """Facts of a case, its terms with their counts by field, and the bytes of what it says."""

    facts: Facts
    terms: dict[str, dict[str, int]]
    said: Said


def prepared(case: IndexedCase) -> Prepared:
    """Make of a case what engines write of it."""
    terms = count_terms(case)
    return Prepared(
        facts_of(case, lengths(terms)),
        {field: rounded(counts) for field, counts in terms.items()},
        said(case_text(case.case.title, case.passages, case.aside), amounts_said(case.metrics)),
    )
