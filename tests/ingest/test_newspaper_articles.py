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


OPENINGS = (
    "走进河南省鲁山县的一个小院",
    "四川省犍为县的老李",
    "内蒙古赤峰市松山区的村口",
    "江西省吉水县的田头",
    "浙江省余杭区的巷口",
    "陕西省安康市汉滨区的楼道",
)
TITLES = ("小院夜话", "老李的账本", "积分换来的盐", "田头说理人", "巷口有灯", "楼道里的账单")
SHORT = "，大家把难处摆到桌上，一件一件商量着办，办完再说下一件。"


def test_short_pieces_that_each_tell_of_another_place_are_cut() -> None:
    pieces = [
        (title, opening + SHORT * n)
        for n, (title, opening) in enumerate(zip(TITLES, OPENINGS, strict=True), 5)
    ]
    bare = "".join(f"{title}\n{body}\n" for title, body in pieces)
    assert first_lines(bare) == list(TITLES)
    counted = "".join(f"{n}、{title}\n{body}\n" for n, (title, body) in enumerate(pieces, 1))
    assert first_lines(counted) == list(TITLES)
    glued = "".join(f"{title}的故事\n{body}" for title, body in pieces)
    assert first_lines(glued) == [f"{title}的故事" for title in TITLES]


def test_sections_of_one_piece_about_several_places_stay_in_it() -> None:
    sections = "".join(
        f"{title}\n{opening}{SHORT * 6}\n" for title, opening in zip(TITLES, OPENINGS, strict=True)
    )
    text = f"各地小院议事见闻\n近年来，各地的小院热闹起来{SHORT * 6}\n{sections}"
    assert first_lines(text) == ["各地小院议事见闻"]


def test_short_pieces_of_masked_bodies_or_led_by_towns_are_cut() -> None:
    masked = zip(TITLES, ("**镇", "*社区", "××县", "*村", "*街道", "×区"), strict=True)
    text = "小院微案例\n\n" + "".join(f"{t}\n{unit}办起小院{SHORT * 6}\n" for t, unit in masked)
    assert first_lines(text) == list(TITLES)
    behind = [
        f"{t}（{at}）"
        for t, at in zip(
            TITLES, ("甲山县", "乙水市", "丙桥镇", "丁家村", "戊川县", "己湾区"), strict=True
        )
    ]
    text = "".join(f"{title}\n院里办起讲堂{SHORT * 6}\n" for title in behind)
    assert first_lines(text) == behind
    towns = ("青柳湾镇", "石桥坪乡", "白沙渡街道", "老井村", "新渠社区", "柳林镇")
    led = [f"{town}：{title}" for town, title in zip(towns, TITLES, strict=True)]
    text = "".join(f"{title}\n院里办起讲堂{SHORT * 6}\n\n" for title in led)
    assert first_lines(text) == led


def test_lines_are_pieces_whose_titles_stand_in_brackets() -> None:
    text = "".join(
        f"【{title}】{BODY}\n" for title in ("小院夜里有灯", "老李的账本晒出来", "巷口有盏灯了")
    )
    text += f"【楼道里的账单】{BODY}\n"
    assert [text[at] for at in echoed_titles(text)] == ["【"] * 4


def test_bare_headings_inside_numbered_pieces_open_none() -> None:
    titles = ("院里的议事会", "夜里的送药人", "楼下的小书屋", "门口的修理摊")
    text = "".join(
        f"案例{n}\n{title}\n{BODY}\n" for n, title in zip("一二三四", titles, strict=True)
    )
    sections = (
        "抓住头一个“环节”，从细处着手不放松\n"
        + BODY
        + "\n守住后一道“关口”，从长处着眼不松劲\n"
        + BODY
        + "\n"
    )
    assert first_lines(f"{text}案例五\n村头的板凳会\n{sections}") == [*titles, "村头的板凳会"]


def test_who_took_a_picture_and_who_made_the_page_head_no_article() -> None:
    article = f"红帆扬起来\n\n本报记者 周童\n\n{BODY}\n\n居民参加集市。\n\n周童 摄\n\n{BODY}\n\n"
    other = f"园区有了好管家\n\n本报记者 林小山\n\n{BODY}\n"
    assert first_lines(f"责编 王一凡 美编 陈思\n\n{article}{other}") == [
        "红帆扬起来",
        "园区有了好管家",
    ]


def test_days_without_a_year_head_the_text_below_them_and_no_article() -> None:
    days = f"7月25日\n\n镇里开了会。{BODY}\n\n7月27日\n\n村里选出班子。{BODY}\n"
    assert first_lines(f"近期大事速览\n\n{days}") == ["近期大事速览"]
