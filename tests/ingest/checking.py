"""Drafts checked against a library of texts of our own."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ingest.drafting import read_draft
from ingest.pipeline import ingest
from kg.draft import Finding, Report, Verdict, check
from kg.library import Library

TEXTS = {
    "天堂.txt": """安徽省岳西县天堂镇：板凳议事会开到家门口
（2023年5月）

天堂镇划分48个网格，推行“板凳议事会”，全年办结群众诉求1286件，办结率98.6%。
镇党委书记李明远说，群众的事要和群众商量着办，办得好不好由群众说了算。
今年计划新建15个村级议事点。全镇9个村的集体经济收入由320万元增长到615万元。
""",
    "石桥.txt": """湖北省宜都市石桥镇：网格员夜里也上门

石桥镇划分36个网格，选派112名机关干部任网格员，组建“夜访队”27支，解决饮水难等问题74个。
当年领导同志来石桥村时嘱托，“把路修到家门口，把话说到心坎上”，石桥村一直记在心里。
石桥镇推行基层治理“三个一”改革，一张网连到底。石桥镇培训楼栋长**名。
""",
    "署名.txt": """灯下议事，把话说开

桐城市青草镇白果村党总支书记 周立秋

村里的事摆到灯下说，“灯下议‘四张单’”每月一回。
""",
    "分级.txt": """安徽省舒城县推进“灯火网格”建设

“我们把社区划分成17个网格，每个网格都有党小组。”桃溪镇花溪社区党委书记、居委会主任周小满说。
舒城县以50至90户为标准，督促指导各乡镇划分网格1730个。全县推行“灯火网格”，桃溪镇花溪社区组建志愿服务队23支。
桃溪镇开展“敲门问需”，去年以来，在所辖各村召开院坝会219场次，解决问题64个。
桃溪镇河湾村网格长陆青禾每天巡查，花溪社区3号院网格长田穗宁也是。
""",
    "纪事.txt": """湖北省宜都市：村里的大事

2020年，白桥村在全市首个建成山泉议事亭，家家户户轮流值守。
镇里准备好了材料，宜都市拟新建农家书屋57处。
青杨社区年年修路。“路灯亮到了门口，夜里走路也放心，大家都说好。”社区党支部书记田守正说。
白桥村村民吴向东在外做木工。前年他回村办起作坊，担任了村党组织书记。
宜都市把小事办在前头。河口社区给老人送餐上门。修好了路灯，补好了坑洼。组建调解队，调解纠纷3806起。
""",
    "并列.txt": """浙江省江山市：小事办在院里

江山市划分网格618个、微网格2307个。城乡居民人均可支配收入分别增长4.1%、6.3%。
“小板凳议事”推开以来，江山市退件率环比下降61%，满意率保持在97%以上。全市组建“小茶桌”志愿服务队，上门走访5217次。全市评出40个“金穗村”、60个“银穗村”。
江山市每季度举办擂台比武，年内举办决赛，年底对各村打分排名，评选出35个“茶山村”、70个“稻花村”。
江山市把办事表格由706张减到58张，村集体经济总收入由35万元增长到82万元。
清湖村党员老周带头修渠，村民何春山最先报名。“渠修好了，旱地变成了水田，大家心里都亮堂。”江山市委组织部相关负责人说。
""",
    "隐名.txt": """关于抓党建促治理的情况汇报

*镇把全镇13个村划分成52个网格，推行“院坝夜话”，去年办结民生实事203件。
组建“夜访队”27支，解决饮水难等问题74个。
""",
}


@contextmanager
def checked_library(folder: Path) -> Iterator[Library]:
    """The texts, ingested into a library in the folder."""
    texts = folder / "texts"
    texts.mkdir()
    for name, text in TEXTS.items():
        (texts / name).write_text(text, encoding="utf-8")
    with Library.open(folder / "library", create=True) as opened:
        taken = ingest([texts], opened)
        assert not taken.counts["failed"]
        yield opened


def report(library: Library, text: str) -> Report:
    return check(library, read_draft(text))


def finding(library: Library, text: str, words: str) -> Finding:
    """The finding of the claim that has these words."""
    (found,) = [f for f in report(library, text).findings if words in f.claim.name]
    return found


def expect(finding: Finding, verdict: Verdict, remark: str) -> None:
    """Fail unless the finding has this verdict and a remark with these words."""
    assert (finding.verdict, remark in finding.remark) == (verdict, True), finding.remark
