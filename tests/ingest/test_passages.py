"""Passages: paragraphs and runs of them under their headings."""

from hypothesis import given
from hypothesis import strategies as st

from ingest import cleaning
from ingest.cutting import passages
from ingest.readers import Document
from kg.model import Case, Passage

LONG = "这项工作牵涉很多人，需要一步一步来做，先听意见，再定办法，然后动手。" * 3


def cut(text: str) -> tuple[Passage, ...]:
    document = Document(text, "txt")
    removed, _ = cleaning.find_removed(document)
    blanked = cleaning.blank(text, removed)
    return passages.cut(blanked, Case("c", "s", 1, 0, len(text), ""), document)


def headed(text: str) -> list[tuple[str, ...]]:
    return [passage.heading for passage in cut(text)]


def test_cut_leaves_title_lines_out() -> None:
    found = cut(f"小区办事有门道\n——社区党委交流发言材料\n{LONG}\n")
    assert [passage.text for passage in found] == [LONG]
    assert (found[0].id, found[0].number) == ("c-1", 1)


def test_cut_gives_the_path_of_numbered_headings() -> None:
    headings = ("题目", "一、建阵地", "（一）选地方", "1.看交通", "二、强队伍")
    text = "".join(f"{heading}\n{LONG}\n" for heading in headings)
    assert headed(text) == [
        (),
        ("一、建阵地",),
        ("一、建阵地", "（一）选地方"),
        ("一、建阵地", "（一）选地方", "1.看交通"),
        ("二、强队伍",),
    ]


def test_cut_joins_two_short_lines_to_one_heading() -> None:
    assert headed(f"题目\n{LONG}\n服务在前\n小凳子进院子\n{LONG}\n") == [
        (),
        ("服务在前 小凳子进院子",),
    ]


def test_cut_cuts_a_paragraph_at_its_inline_headings() -> None:
    text = f"题目\n聚焦难点，把力量沉下去。{LONG}一是建好队伍。{LONG}二是用好平台。{LONG}\n"
    assert headed(text) == [
        ("聚焦难点，把力量沉下去",),
        ("聚焦难点，把力量沉下去", "一是建好队伍"),
        ("聚焦难点，把力量沉下去", "二是用好平台"),
    ]


def test_cut_cuts_at_fields_of_work() -> None:
    text = f"题目\n再强调几点：农村党建方面：{LONG}社区党建方面：{LONG}企业党建方面：{LONG}\n"
    assert [path[-1] for path in headed(text) if path] == [
        "农村党建方面",
        "社区党建方面",
        "企业党建方面",
    ]


def test_cut_takes_a_leading_line_as_heading_of_what_follows() -> None:
    text = f"题目\n{LONG}\n抓住两个关键：\n一要认真学习。{LONG}\n二要深入谈心。{LONG}\n"
    assert headed(text)[1:] == [
        ("抓住两个关键", "一要认真学习"),
        ("抓住两个关键", "二要深入谈心"),
    ]


def test_cut_keeps_items_of_a_list_as_text() -> None:
    found = cut(f"题目\n{LONG}\n1.问题清单\n2.任务清单\n3.责任清单\n")
    assert [passage.text for passage in found][1:] == ["1.问题清单", "2.任务清单", "3.责任清单"]


def test_cut_cuts_long_paragraphs_at_sentence_ends() -> None:
    found = cut(f"题目\n{LONG * 8}\n")
    assert len(found) > 1
    assert all(passage.text.endswith("。") for passage in found)
    assert all(len(passage.text) <= 500 for passage in found)
    assert "".join(passage.text for passage in found) == LONG * 8


def test_cut_leaves_removed_words_out_of_quotes() -> None:
    found = cut(f"题目\n{LONG}转载声明：本文转载自别处。\n{LONG}\n")
    assert [passage.text for passage in found] == [LONG, LONG]


@given(st.text(alphabet="一二三、是要（）1.。，：；\n 好做法方面", max_size=300))
def test_cut_quotes_the_source_in_order(text: str) -> None:
    at = 0
    for number, passage in enumerate(cut(text), 1):
        assert passage.number == number
        assert text[passage.start : passage.end] == passage.text == passage.text.strip()
        assert passage.text
        assert at <= passage.start
        at = passage.end


def test_cut_keeps_unnumbered_headings_of_one_kind_side_by_side() -> None:
    counted = f"一是选址。{LONG}\n二是掌勺。{LONG}\n"
    text = f"题目\n{LONG}\n邻里食堂热起来\n{counted}共富工坊忙起来\n{LONG}\n"
    assert [path[0] for path in headed(text) if path] == [
        "邻里食堂热起来",
        "邻里食堂热起来",
        "共富工坊忙起来",
    ]


def test_cut_takes_short_sentences_above_paragraphs_for_headings() -> None:
    text = "题目\n" + "".join(
        f"{head}。\n{LONG}\n" for head in ("院子变美", "邻里变亲", "日子变好")
    )
    assert headed(text) == [("院子变美",), ("邻里变亲",), ("日子变好",)]


def test_cut_ends_a_glued_heading_where_its_siblings_end() -> None:
    bare = "".join(
        f"{n}、处理好{pair}的关系\n{LONG}\n" for n, pair in (("二", "点与面"), ("三", "上与下"))
    )
    assert headed(f"题目\n{LONG}\n一、处理好快与慢的关系{LONG}\n{bare}")[1:] == [
        ("一、处理好快与慢的关系",),
        ("二、处理好点与面的关系",),
        ("三、处理好上与下的关系",),
    ]


def test_cut_says_the_heading_of_a_counted_paragraph_once() -> None:
    text = f"题目\n{LONG}\n一要摸清底数。一是走访。{LONG}二是建账。{LONG}\n二要上门。{LONG}\n"
    assert all(len(set(path)) == len(path) for path in headed(text))


def test_cut_begins_where_the_running_text_is_known_to_begin() -> None:
    title = "院子里的事大家商量"
    text = f"{title}村里开会定下办法。{LONG}"
    found = passages.cut(text, Case("c", "s", 1, 0, len(text), ""), Document(text, "txt"), 9)
    assert "".join(passage.text for passage in found) == text.removeprefix(title)


def test_cut_ends_a_set_of_headings_where_the_text_speaks_of_the_whole_again() -> None:
    sets = f"一、做法\n（一）建阵地\n{LONG}\n（二）强队伍\n{LONG}\n"
    whole = f"各位代表！这一年很不容易。{LONG}\n五年来，我们一步一步做。{LONG}\n"
    plan = f"二、打算\n{LONG}\n（一）再加力\n{LONG}\n各位代表！让我们把手里的事一件一件办好！\n"
    text = f"题目\n{sets}{whole}{plan}"
    assert headed(text) == [
        ("一、做法", "（一）建阵地"),
        ("一、做法", "（二）强队伍"),
        ("一、做法",),
        ("一、做法",),
        ("二、打算",),
        ("二、打算", "（一）再加力"),
        (),
    ]


def test_cut_keeps_a_set_open_where_more_of_it_follows() -> None:
    text = f"题目\n一、做法\n（一）建阵地\n{LONG}\n各位代表！{LONG}\n（二）强队伍\n{LONG}\n"
    assert headed(text)[1] == ("一、做法", "（一）建阵地")
