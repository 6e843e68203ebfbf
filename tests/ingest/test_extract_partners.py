"""partners_with: lists on both sides, one with one, and what brackets and names hide."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from kg.ontology import RelationType

_Build = Callable[..., Draft]
_Told = Callable[[Draft], set[tuple[str, RelationType, str]]]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        (
            "余杭区民政局、余杭区税务局等单位联合举办茶会。",
            {("余杭区民政局", "余杭区税务局")},
        ),
        (
            "余杭区民政局、余杭区税务局与径山镇党委结成对子。",
            {("余杭区民政局", "径山镇党委"), ("余杭区税务局", "径山镇党委")},
        ),
        (
            "径山镇、黄湖镇分别与仓前街道、闲林街道签约。",
            {("径山镇", "仓前街道"), ("黄湖镇", "闲林街道")},
        ),
        (
            "径山镇党委与黄湖镇、鸬鸟镇的8个村建立了结对帮扶关系。",
            {("径山镇党委", "黄湖镇"), ("径山镇党委", "鸬鸟镇")},
        ),
        ("余杭区民政局、余杭区税务局指导联合会换届。", set()),
    ],
)
def test_find_pairs_who_works_together(
    draft: _Build, told: _Told, text: str, pairs: set[tuple[str, str]]
) -> None:
    found = told(draft(text))
    partners = {(head, tail) for head, kind, tail in found if kind is RelationType.PARTNERS_WITH}
    assert partners == pairs
