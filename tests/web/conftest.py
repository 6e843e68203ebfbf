"""One real library for all pages: three small texts of our own, ingested once a session.

Tests only read it. Fixtures give the library, a client for the application over it, and, for
the browser, the address of a running server.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import DESK, WAIT, opened_browser
from commanding import Kg
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page

from ingest.pipeline import ingest
from kg.library import Library
from kg.model import Query
from web import create_app

# What Flask's test client sends as Host.
HOST = "localhost"

JINGSHAN = """支部建在楼栋上 难事商量着办
浙江省杭州市余杭区径山镇党委
（2023年6月）

径山镇坚持党建引领，把物业治理作为解决群众烦心事的切入口，一件一件抓落实。

一、把组织建到楼栋
径山镇党委牵头成立物业行业党委，推行“红色管家”工作法，选派32名机关党员到小区报到。小古城村党委与物业公司结对共建，业委会成员中党员占62.5%。

二、把难事摆上桌面
全镇建成12个议事厅，物业纠纷由业委会、物业公司和居民代表一起商量。去年受理物业诉求860件，办结率98.6%。写着<b>民呼我为</b>的牌子挂在每个楼门口。今年计划新建5个议事厅。
"""

MASKED = (
    JINGSHAN.replace("浙江省杭州市余杭区径山镇", "*镇")
    .replace("径山镇", "*镇")
    .replace("小古城村", "*村")
)

YUEXI = """安徽省岳西县关于物业治理的情况报告

岳西县把物业治理交给网格，网格员每周入户，收集居民意见。

一、网格到户
岳西县天堂镇划分48个网格，推行“板凳议事会”，物业服务企业每月到会听意见，还推行“三听”工作法（听难处、听主意）。

二、物业评星
岳西县住房和城乡建设局组织物业评星，居民打分占60%，三家企业因评分低退出小区。
"""


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    texts = tmp_path_factory.mktemp("texts")
    for name, text in (("径山.txt", JINGSHAN), ("隐名.txt", MASKED), ("岳西.txt", YUEXI)):
        Path(texts, name).write_text(text, encoding="utf-8")
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        report = ingest([texts], opened)
        assert not report.counts["failed"], report.sources
        yield opened


@pytest.fixture(scope="session")
def app(library: Library) -> Flask:
    return create_app(library, hosts={HOST})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture(scope="session")
def jingshan(library: Library) -> str:
    """Id of the case about 径山镇."""
    return library.search(Query("径山镇")).hits[0].case.id


@pytest.fixture(scope="module")
def desk(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """A copy of the library that the tests of one file may write on: what is collected, 慎引."""
    folder = tmp_path_factory.mktemp("desk") / "library"
    shutil.copytree(library.folder, folder)
    with Library.open(folder) as opened:
        yield opened


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with opened_browser() as opened:
        yield opened


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    opened = browser.new_page(viewport=DESK)
    opened.set_default_timeout(WAIT)
    yield opened
    opened.close()


@pytest.fixture
def asking(library: Library) -> Kg:
    """The command over the session's library."""
    return Kg(library.folder)


@pytest.fixture
def filling(tmp_path: Path) -> Kg:
    """The command over a library that is not there yet."""
    return Kg(tmp_path / "library")
