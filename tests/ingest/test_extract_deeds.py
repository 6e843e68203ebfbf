"""implements: who runs what, by clauses, lists and headlines; who does where nobody is named."""

from collections.abc import Callable

import pytest

from ingest.draft import Draft
from kg.ontology import Genre, RelationType

_Build = Callable[..., Draft]
_Told = Callable[[Draft], set[tuple[str, RelationType, str]]]


def _runs(found: set[tuple[str, RelationType, str]]) -> set[tuple[str, str]]:
    return {(head, tail) for head, kind, tail in found if kind is RelationType.IMPLEMENTS}


def test_find_lets_all_of_a_list_run_what_they_run(draft: _Build, told: _Told) -> None:
    found = _runs(told(draft("径山镇、黄湖镇推行“红色管家”工作法。")))
    assert found == {("径山镇", "红色管家"), ("黄湖镇", "红色管家")}


def test_find_gives_a_document_to_who_is_named_right_before_it(draft: _Build, told: _Told) -> None:
    text = "径山镇党委要按照余杭区民政局《关于办好老年食堂的通知》要求抓落实。"
    assert {head for head, _ in _runs(told(draft(text)))} == {"余杭区民政局"}


@pytest.mark.parametrize(("genre", "head"), [(Genre.REPORT, "余杭区"), (Genre.ARTICLE, "径山镇")])
def test_find_reads_clauses_of_reports_each_for_itself(
    draft: _Build, told: _Told, genre: Genre, head: str
) -> None:
    text = "余杭区抓实党建。径山镇建成茶市，“茶香”志愿行动惠及千家。"
    assert {head for head, _ in _runs(told(draft(text, genre=genre)))} == {head}


def test_find_falls_back_on_the_body_of_the_headline(draft: _Build, told: _Told) -> None:
    title = "余杭区民政局办好老年食堂"
    case = draft(f"{title}\n余杭区山多人少。推行“红色管家”工作法后，老人吃饭不愁。", title=title)
    assert _runs(told(case)) == {("余杭区民政局", "红色管家")}


def test_find_lets_nobody_run_what_visitors_are_named_after(draft: _Build, told: _Told) -> None:
    case = draft("余杭区抓实党建。近日，“我们的山乡”主题活动采访团走进茶园。")
    assert not _runs(told(case))


def test_find_gives_the_event_of_the_text_to_who_hosts_this_event(
    draft: _Build, told: _Told
) -> None:
    text = "“茶香”志愿行动启动仪式举行。老人喝茶。此次活动由余杭区民政局、径山镇党委联合主办。"
    assert {head for head, _ in _runs(told(draft(text)))} == {"余杭区民政局", "径山镇党委"}


def test_find_lets_no_body_run_what_its_head_only_tells_of(draft: _Build, told: _Told) -> None:
    title = "茶香十里 余杭区民政局办好老年食堂"
    text = f"{title}\n径山镇党委书记方文俊介绍，“红色管家”工作法很管用。"
    assert {head for head, _ in _runs(told(draft(text, title=title)))} == {"余杭区民政局"}


@pytest.mark.parametrize(
    ("genre", "head"), [(Genre.ARTICLE, "余杭区民政局"), (Genre.SPEECH, "余杭区")]
)
def test_find_falls_back_on_the_body_that_a_news_text_tells_of_most(
    draft: _Build, told: _Told, genre: Genre, head: str
) -> None:
    text = "余杭区很大。余杭区民政局走访老人。余杭区民政局开设食堂。“红色管家”工作法不错。"
    assert {head for head, _ in _runs(told(draft(text, genre=genre)))} == {head}


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        # The last of a list of those visited does not act in the clause behind it.
        ("径山镇很大，先后与黄湖镇、茶厂、鸬鸟镇开展座谈，推行“红色管家”工作法。", {"径山镇"}),
        # What something is owed to does.
        ("大家住得好，得益于黄湖镇探索实施“红色管家”工作法。", {"黄湖镇"}),
        # 社区 means the one community named before.
        ("小河社区很大。下一步，社区将推行“红色管家”工作法。", {"小河社区"}),
        # Whoever uses a platform, or reads a law, runs nothing.
        ("居民登录“红色管家”平台报修。", set()),
        ("大家学习《中华人民共和国民法典》。", set()),
        # A prize, a rank, a source, a law and another place's model are only named.
        ("径山镇走在前列，“五个一工程”奖获奖多。", set()),
        ("径山镇走在前列。来源：“红色管家”工作法", set()),
        ("径山镇查处3人，因为违反了《食品安全法》。", set()),
        ("径山镇查处3人，因为违反了《径山镇茶园管理办法》。", set()),
        # What a deed rests on, where something else is set up, and how a thing is done, as well.
        ("径山镇根据《径山镇茶园管理办法》巡查茶园。", set()),
        ("径山镇在“红色管家”平台注册账号。", set()),
        ("径山镇按照《径山镇茶园管理办法》巡查茶园。", {"径山镇"}),
        ("径山镇学习借鉴黄湖镇“红色管家”工作法。", {"黄湖镇"}),
    ],
)
def test_find_runs_by_clause(draft: _Build, told: _Told, text: str, runs: set[str]) -> None:
    found = told(draft(f"余杭区山多人少。{text}", genre=Genre.ARTICLE))
    assert {head for head, _ in _runs(found)} == runs
