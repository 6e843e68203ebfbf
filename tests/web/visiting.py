"""A browser that collects: a client with its cookie and token."""

import html
import json
import re
from dataclasses import dataclass

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kg.collection import Shelf
from kg.library import Library


@dataclass
class Visitor:
    """One browser: a client with its cookie, which sends the token that its pages carry."""

    library: Library
    client: FlaskClient

    @property
    def shelf(self) -> Shelf:
        """The collections, as a process of its own reads them."""
        return Shelf(self.library.folder)

    def page(self, address: str = "/collection") -> str:
        """HTML of a page."""
        answer = self.client.get(address)
        assert answer.status_code == 200
        return answer.text

    def buttons(self, address: str, kind: str = "") -> list[str]:
        """Values of the buttons of a page that collect."""
        values = re.findall(r'name="what" value="([^"]+)"', self.page(address))
        told = [html.unescape(value) for value in values]
        return [value for value in told if not kind or json.loads(value)["kind"] == kind]

    def post(self, action: str, *, script: bool = False, **form: str) -> TestResponse:
        """Send a form of the collection's page."""
        token = re.findall(r'name="token" value="([^"]+)"', self.page())[0]
        headers = {"Accept": "application/json"} if script else {}
        return self.client.post(
            f"/collection/{action}", data={"token": token, **form}, headers=headers
        )

    def take(self, what: str) -> TestResponse:
        """Press a button that collects."""
        return self.post("collect", what=what, script=True)

    def outline(self) -> list[str]:
        """Ids of the entries as the page has them."""
        return re.findall(r'data-entry="([^"]+)"', self.page())
