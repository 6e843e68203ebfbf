import re

import pytest
from flask.testing import FlaskClient

from web.serve import hosts_of


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "localhost:9", "localhost.x", ""])
def test_host_it_was_not_started_for_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 400
    assert "地址不在应答范围内" in answer.text
    assert "篇" not in answer.text


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/style.css", "/healthz"])
def test_every_answer_carries_the_safe_headers(client: FlaskClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'self';")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


def test_static_files_are_asked_for_once_a_version(client: FlaskClient) -> None:
    address = re.search(r"/static/style[.]css[?]v=\w+", client.get("/").text)
    assert address
    for asked, kept in (
        (address[0], True),
        ("/static/style.css", False),
        ("/static/style.css?v=old", False),
        ("/static/none.css?v=old", False),
    ):
        with client.get(asked) as answer:
            said = answer.headers.get("Cache-Control", "")
            assert ("immutable" in said and "no-cache" not in said) is kept


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH"])
def test_nothing_but_reading_is_taken_without_a_token(client: FlaskClient, method: str) -> None:
    assert client.open("/", method=method).status_code == 400


def test_hosts_are_the_loopback_names_and_the_configured_host() -> None:
    loopback = {"127.0.0.1:8000", "localhost:8000", "[::1]:8000"}
    assert hosts_of("127.0.0.1", 8000) == loopback
    assert hosts_of("192.168.1.5", 8000, ["Desk.lan"]) == loopback | {
        "192.168.1.5:8000",
        "desk.lan:8000",
    }
    assert "[fe80::1]:8000" in hosts_of("fe80::1", 8000)
    assert "localhost" in hosts_of("127.0.0.1", 80)
