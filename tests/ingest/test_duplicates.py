"""Near-copies: the fullest, least masked case is the head of its group."""

from ingest.duplicates import Known, sketch
from kg.model import Case

FULL = (
    "柳河县把支部建在小区里，王家庄和李家庄的党员一起到柳河社区报到，修好了三条路，办起了两个食堂。"
    "居民开会商量停车的事，议了五次才定下办法，大家都愿意照办。年底一算账，物业费收得比往年多，投诉比往年少。"
    "县里请来老师给楼长讲课，讲怎么听意见、怎么劝邻居、怎么记台账，讲完就到楼里去试。"
)
MASKED = (
    FULL.replace("柳河", "*").replace("王家", "**").replace("李家", "**").replace("三条", "x条")
)
OTHER = (
    "山里的茶园靠网络卖茶，合作社教大家拍照片、写故事、装盒子，一年卖出去的茶叶比过去三年还多。"
    "年轻人回来开民宿，老人家在门口晒笋干，客人走的时候总要带上两包，说是城里买不到这个味道。"
    "村里又修了一条观光的小路，路边种上桂花，秋天一到满山都是香气，来的人就更多了。"
)


def settled(known: Known, **texts: str) -> tuple[dict[str, str | None], dict[str, str]]:
    cases = [Case(name, "s", n, 0, len(t), "") for n, (name, t) in enumerate(texts.items(), 1)]
    sketches = [sketch(case, texts[case.id]) for case in cases]
    found, moved = known.settle(cases, sketches)
    return {case.id: case.duplicate_of for case in found}, moved


def test_settle_makes_the_unmasked_case_the_head() -> None:
    found, moved = settled(Known(), masked=MASKED, full=FULL, other=OTHER)
    assert found == {"masked": "full", "full": None, "other": None}
    assert moved == {}


def test_settle_gives_an_earlier_masked_case_a_new_head() -> None:
    known = Known()
    assert settled(known, masked=MASKED)[0] == {"masked": None}
    found, moved = settled(known, full=FULL)
    assert found == {"full": None}
    assert moved == {"masked": "full"}


def test_settle_keeps_an_earlier_head() -> None:
    known = Known()
    settled(known, full=FULL)
    assert settled(known, masked=MASKED) == ({"masked": "full"}, {})


def test_settle_takes_a_quotation_for_no_copy() -> None:
    assert settled(Known(), full=FULL + OTHER + OTHER[::-1], quote=FULL[:60])[0]["quote"] is None


def test_settle_leaves_very_short_texts_alone() -> None:
    assert settled(Known(), a="同上。", b="同上。")[0] == {"a": None, "b": None}


def test_sketch_does_not_see_masks_figures_and_blanks() -> None:
    case = Case("c", "s", 1, 0, 0, "")
    assert sketch(case, FULL).grams == sketch(case, FULL.replace("，", " , ")).grams
    assert sketch(case, MASKED).fullness < sketch(case, FULL).fullness


def test_settle_makes_the_better_told_of_equal_copies_the_head() -> None:
    plain, told = Case("z", "s", 1, 0, 0, ""), Case("a", "t", 1, 0, 0, "", issuer="社区党委")
    known = Known()
    known.settle([plain], [sketch(plain, FULL)])
    assert known.settle([told], [sketch(told, FULL)])[1] == {"z": "a"}
