"""What a copy masks, names, changes, adds or leaves out."""

from kg.lineage import Change, differences

TEXT = "清溪镇建成12个议事亭。全镇的老人都来坐一坐。收费的事大家商量着办。"


def kinds(ours: str, theirs: str) -> list[tuple[Change, str, str]]:
    return [(d.change, d.ours, d.theirs) for d in differences(ours, theirs)]


def test_differences_shows_what_a_copy_masks_and_what_it_names() -> None:
    masked = TEXT.replace("12", "x")
    assert kinds(TEXT, masked) == [(Change.MASKED, "12", "x")]
    assert kinds(masked, TEXT) == [(Change.NAMED, "x", "12")]


def test_differences_gives_the_words_around() -> None:
    (difference,) = differences(TEXT, TEXT.replace("12", "x"))
    assert (difference.before, difference.after[:3]) == ("清溪镇建成", "个议事")


def test_differences_shows_sentences_left_out_and_added() -> None:
    short = TEXT.replace("全镇的老人都来坐一坐。", "")
    assert kinds(TEXT, short) == [(Change.DROPPED, "全镇的老人都来坐一坐。", "")]
    assert kinds(short, TEXT) == [(Change.ADDED, "", "全镇的老人都来坐一坐。")]


def test_differences_knows_changed_words_and_ignores_widths_and_blanks() -> None:
    assert kinds(TEXT, TEXT.replace("商量", "投票")) == [(Change.CHANGED, "商量", "投票")]
    assert kinds("一,二;三。", "一，二； 三。") == []


def test_differences_takes_a_masked_sentence_that_a_copy_lacks_for_dropped() -> None:
    whole = f"{TEXT}*社区的老人也来了。"
    assert kinds(whole, TEXT) == [(Change.DROPPED, "*社区的老人也来了。", "")]
    assert kinds(TEXT, whole) == [(Change.ADDED, "", "*社区的老人也来了。")]
