"""Newspaper pages and volumes whose short titles only their setting shows."""

from ingest import cleaning
from ingest.cutting.cases import find_cases
from ingest.cutting.echo import echoed_titles
from ingest.readers import Document

FIRST = "  " + "这里的党员到小区报到,群众的事情有人管,居民说服务很方便,楼道里也亮了。" * 24 + "\n"
BODY = "这里的党员到小区报到，群众的事情有人管，居民说服务很方便，大家的心更齐了。" * 10


def first_lines(text: str) -> list[str]:
    document = Document(text, "txt")
    removed, _ = cleaning.find_removed(document)
    blocks = find_cases(cleaning.blank(text, removed), document)
    return [text[block.start : block.end].partition("\n")[0] for block in blocks]


def test_a_page_has_an_article_at_each_title_of_lines() -> None:
    text = (
        "青柳晚报\n青柳湾街道:\n义诊进小院\n本报记者 林小山\n"
        f"{FIRST}老井、新渠、\n浇出一片绿\n记者 周一帆\n{FIRST}看望老兵\n说说“心里的话”\n{FIRST}"
        f"石桥坪镇聘来监督员\n{FIRST}新闻热线:0999-1234567\n"
    )
    assert first_lines(text) == [
        "青柳湾街道:",
        "老井、新渠、",
        "看望老兵",
        "石桥坪镇聘来监督员",
    ]


def test_a_short_line_inside_an_article_opens_none() -> None:
    text = f"青柳湾街道:\n义诊进小院\n本报记者 林小山\n{FIRST}院里来了医生\n{FIRST}"
    assert first_lines(text) == ["青柳湾街道:"]


def test_titles_set_apart_by_more_lines_than_their_texts_are_alike() -> None:
    titles = ("浙江余杭：夜里上门把药送到", "楼道里的灯亮了", "四川犍为：院里议事件件有回音")
    titles += ("小桌会说开了心结", "云南芒市：田头说理说到心里", "甘肃陇西：支部领着大家修路")
    titles += ("江苏昆山：楼道里听事办实事", "河南滑县：院里老人有饭吃")
    text = "\n\n\n".join(f"{title}\n\n{BODY}\n{BODY}" for title in titles)
    assert first_lines(text) == list(titles)


def test_lines_are_pieces_whose_titles_stand_before_a_colon() -> None:
    titles = (
        "青柳村院里议事有回音",
        "石桥坪夜里上门送药",
        "老井社区门前装上扶手",
        "白沙渡的小桌会",
    )
    text = "".join(f"{title}：{BODY}\n" for title in titles)
    found = echoed_titles(text)
    assert [text[start:end] for start, end in found.items()] == list(titles)
    assert not echoed_titles(f"一件一件去办\n{text}")


def test_who_wrote_and_took_a_picture_is_no_credit() -> None:
    def removed(line: str) -> bool:
        text = f"石桥坪镇聘来监督员\n{line}\n{BODY}\n"
        return bool(cleaning.find_removed(Document(text, "txt"))[0])

    assert not removed("□记者 林小山 文/摄")
    assert removed("本报记者 林小山 摄")
