"""What a person may state of a case."""

import re
from datetime import date
from typing import Final

from kg.correction.model import CaseField
from kg.ontology import Genre, Level

REGION_PARTS: Final = 6  # names in a region's path: more than any unit has above it
_THEMES: Final = 20  # of one case: more than any text is about
_DATE: Final = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?", re.ASCII)


def is_value(field: CaseField, value: str) -> bool:
    """Whether a case may have a value: a title that says something, a date of the calendar."""
    match field:
        case CaseField.TITLE:
            return bool(value.strip())
        case CaseField.REGION:
            return value.count("/") < REGION_PARTS
        case CaseField.DATE:
            return not value or is_date(value)
        case CaseField.LEVEL:
            return not value or value in set(Level)
        case CaseField.GENRE:
            return value in set(Genre)
        case CaseField.THEMES:
            return value.count("/") < _THEMES


def is_date(value: str) -> bool:
    """Whether a text is a year, month or day of the calendar in ISO form."""
    if not _DATE.fullmatch(value):
        return False
    parts = [*map(int, value.split("-")), 1, 1][:3]
    try:
        date(*parts)
    except ValueError:
        return False
    return True
