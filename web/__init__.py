"""The web interface and the command line."""

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from kg.library import Library


def create_app(library: "Library", *, hosts: Collection[str]) -> "Flask":
    """The web application over one opened library.

    ``hosts`` are the Host headers it answers, port included, such as ``127.0.0.1:8000``; every
    other one gets a 400. ``web.serve.hosts_of`` makes them from an address.
    """
    # Imported here: the command line lives in this package and must not wait for Flask.
    from flask import Flask  # noqa: PLC0415
    from jinja2 import StrictUndefined  # noqa: PLC0415

    from web import errors, guard, pages  # noqa: PLC0415

    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions["library"] = library
    guard.install(app, hosts)
    errors.install(app)
    app.register_blueprint(pages.blueprint)
    return app
