"""Static files whose address tells their version: a browser asks for each only once."""

import hashlib
from pathlib import Path
from typing import Any, Final

from flask import Flask, Response, request

_YEAR: Final = 365 * 24 * 60 * 60  # seconds that a file of this version may be kept
_DIGITS: Final = 12  # of a hash: two versions of one file never share so many


def install(app: Flask) -> None:
    """Add ``v`` to addresses of static files, and let files so asked for be kept for a year."""
    versions = dict(_versions(Path(app.static_folder or "")))

    @app.url_defaults
    def add_version(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and values.get("filename") in versions:
            values.setdefault("v", versions[values["filename"]])

    @app.after_request
    def keep(response: Response) -> Response:
        # A page from before an update asks for a version that is gone: what it gets is not kept.
        asked = request.args.get("v") if request.endpoint == "static" else None
        if asked and asked == versions.get((request.view_args or {}).get("filename", "")):
            response.cache_control.no_cache = None
            response.cache_control.max_age = _YEAR
            response.cache_control.immutable = True
        return response


def _versions(folder: Path) -> list[tuple[str, str]]:
    """Paths of all files below a folder, as addresses have them, with a hash of what they hold."""
    return [
        (
            path.relative_to(folder).as_posix(),
            hashlib.sha256(path.read_bytes()).hexdigest()[:_DIGITS],
        )
        for path in folder.rglob("*")
        if path.is_file()
    ]
