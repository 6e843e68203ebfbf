"""嘱托: speaker, title, date, place and occasion as the sentence writes them."""

import pytest

from kg.banks.charge import Charge, charge_of


@pytest.mark.parametrize(
    ("words", "charge"),
    [
        (
            "2020年3月31日，习近平总书记到柳湾村考察时强调，要把群众的事办好。",
            Charge("习近平", "总书记", "2020年3月31日", "柳湾村", "到柳湾村考察时"),
        ),
        (
            "时任省委书记的习近平同志考察柳湾社区时，叮嘱大家多听群众意见。",
            Charge("习近平", "时任省委书记", None, "柳湾社区", "考察柳湾社区时"),
        ),
        (
            "习近平总书记在全国柳木工艺大会上指出，手艺要传下去。",
            Charge("习近平", "总书记", None, None, "在全国柳木工艺大会上"),
        ),
        (
            "总书记勉励我们：“把灯点在村口。”",
            Charge(None, "总书记", None, None, None),
        ),
        (
            "1956年，毛主席来到*村，要求把水修好。",
            Charge("毛主席", "主席", "1956年", "*村", None),
        ),
        (
            "2011年7月，习近平同志复信柳湾社区，肯定可喜变化。",
            Charge("习近平", "同志", "2011年7月", None, "复信柳湾社区"),
        ),
        (
            "以总书记当年在柳湾村提出的要求为标尺，登门求贤。",
            Charge(None, "总书记", "当年", "柳湾村", None),
        ),
        (
            "习近平总书记给柳湾小学学生回信，希望他们好好读书。",
            Charge("习近平", "总书记", None, None, "给柳湾小学学生回信"),
        ),
    ],
)
def test_a_charge_is_told_in_the_words_of_its_sentence(words: str, charge: Charge) -> None:
    assert charge_of(words) == charge


def test_every_part_of_a_charge_stands_in_the_sentence() -> None:
    words = "去年9月，习近平总书记在柳湾县视察期间嘱托干部要守好堤。"
    charge = charge_of(words)
    assert charge is not None
    parts = (charge.speaker, charge.title, charge.date, charge.place, charge.occasion)
    assert all(part in words for part in parts if part)
    assert charge.date == "去年9月"
    assert charge.place == "柳湾县"


def test_a_sentence_that_names_no_leader_is_no_charge() -> None:
    assert charge_of("县委要求各村把路修好。") is None
