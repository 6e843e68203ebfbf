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

    from kg.caution import Cautions  # noqa: PLC0415
    from kg.collection import Shelf  # noqa: PLC0415
    from kg.wording import quoted  # noqa: PLC0415
    from web import errors, guard, pages, versioned, visitor  # noqa: PLC0415
    from web.collection import routes as collection_routes  # noqa: PLC0415
    from web.correcting import routes as correcting_routes  # noqa: PLC0415
    from web.graph import routes as graph_routes  # noqa: PLC0415
    from web.materials import routes as materials_routes  # noqa: PLC0415
    from web.materials.intake import Intake  # noqa: PLC0415
    from web.saved import routes as saved_routes  # noqa: PLC0415
    from web.saved.watch import Watch  # noqa: PLC0415
    from web.writing import routes as writing_routes  # noqa: PLC0415

    app = Flask(__name__)
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.filters["quoted"] = quoted
    app.extensions["library"] = library
    app.extensions["shelf"] = shelf = Shelf(library.folder)
    app.extensions["intake"] = Intake(library)
    app.extensions["watch"] = Watch(library)
    app.extensions["cautions"] = Cautions(library.folder)
    app.jinja_env.globals["collected"] = lambda: visitor.count_collected(shelf)
    guard.install(app, hosts)
    versioned.install(app)
    errors.install(app)
    visitor.install(app, library.folder)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(collection_routes.blueprint)
    app.register_blueprint(writing_routes.blueprint)
    app.register_blueprint(materials_routes.blueprint)
    app.register_blueprint(graph_routes.blueprint)
    app.register_blueprint(correcting_routes.blueprint)
    app.register_blueprint(saved_routes.blueprint)
    return app
