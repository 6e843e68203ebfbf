"""核对草稿: what a draft says, held against what the library says."""

from kg.draft.checking import check
from kg.draft.claims import (
    CLAIM_LABELS,
    VERDICT_LABELS,
    Claim,
    ClaimKind,
    Draft,
    Finding,
    Report,
    Run,
    Verdict,
)

__all__ = [
    "CLAIM_LABELS",
    "VERDICT_LABELS",
    "Claim",
    "ClaimKind",
    "Draft",
    "Finding",
    "Report",
    "Run",
    "Verdict",
    "check",
]
