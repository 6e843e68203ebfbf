"""What the application was made over, for its routes: the library, and what its folder keeps."""

from typing import TYPE_CHECKING, cast

from flask import current_app

if TYPE_CHECKING:
    from kg.caution import Cautions
    from kg.collection import Shelf
    from kg.library import Library
    from web.materials.intake import Intake
    from web.saved.watch import Watch


def library() -> "Library":
    """The library that is served."""
    return cast("Library", current_app.extensions["library"])


def shelf() -> "Shelf":
    """Its collections (素材夹)."""
    return cast("Shelf", current_app.extensions["shelf"])


def cautions() -> "Cautions":
    """Its list of 慎引."""
    return cast("Cautions", current_app.extensions["cautions"])


def intake() -> "Intake":
    """The uploaded files on their way into it."""
    return cast("Intake", current_app.extensions["intake"])


def watch() -> "Watch":
    """Its saved searches."""
    return cast("Watch", current_app.extensions["watch"])
