"""Forms of 更正 as a browser sends them, and the library as it was before."""

import re

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.library import Library


def send(client: FlaskClient, url: str, **fields: str | list[str]) -> TestResponse:
    """Send a form with the token of its page, and follow where it leads."""
    found = re.search(r'name="token" value="([^"]+)"', client.get("/corrections").text)
    assert found
    return client.post(url, data={"token": found[1], **fields}, follow_redirects=True)


def take_all_back(library: Library) -> None:
    """Leave a library as extraction filled it."""
    for one in library.corrections():
        if one.correction.undone is None:
            library.take_back(one.correction.id)
