"""What every request and response passes: the Host header, and the headers that keep pages safe."""

from collections.abc import Collection
from typing import Final

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'self'; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
}


class ForeignHost(BadRequest):
    """The Host header names an address that this service was not started for."""


def install(app: Flask, hosts: Collection[str]) -> None:
    """Answer only requests for one of ``hosts``, and set the headers on every response."""
    known = frozenset(host.lower() for host in hosts)

    @app.before_request
    def refuse_foreign_hosts() -> None:
        # A page elsewhere can point a name of its own at 127.0.0.1 (DNS rebinding): the browser
        # then sends that name, and the library would be readable from outside.
        # Styles and scripts tell nothing, and the page that says no is to look like the others.
        if request.endpoint != "static" and request.headers.get("Host", "").lower() not in known:
            raise ForeignHost

    @app.after_request
    def set_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response
