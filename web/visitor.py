"""Who is at the page, without a login: a signed cookie with a token for forms and one's 素材夹."""

import contextlib
import hashlib
import os
import secrets
from datetime import timedelta
from hmac import compare_digest
from pathlib import Path
from typing import TYPE_CHECKING, Final

from flask import Flask, request, session
from werkzeug.exceptions import BadRequest

from ingest.readers import LARGEST
from kg.errors import LibraryFailed

if TYPE_CHECKING:
    from kg.collection import Collection, Shelf

_KEY_FILE: Final = "secret-key"
_KEY_BYTES: Final = 32
_TOKEN, _COLLECTION = "token", "collection"
_KEPT: Final = timedelta(days=365)
# Bytes: a Word file of a long draft.
MOST_FORM_BYTES: Final = 8 << 20
# The one form that may be larger, and its bytes: several of the largest files that are read.
UPLOAD: Final = "materials.upload"
MOST_UPLOAD_BYTES: Final = 8 * LARGEST


class StaleForm(BadRequest):
    """A form was sent without the token of its page: from elsewhere, or from an old page."""


def install(app: Flask, folder: Path) -> None:
    """Sign cookies with the key that the library's folder keeps, and check the token of forms."""
    app.secret_key = secret_key(folder)
    app.permanent_session_lifetime = _KEPT
    app.config.update(
        SESSION_COOKIE_NAME="kg",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=MOST_FORM_BYTES,
        MAX_FORM_MEMORY_SIZE=MOST_FORM_BYTES,
    )
    app.jinja_env.globals["form_token"] = form_token

    @app.before_request
    def check_token() -> None:
        if request.endpoint == UPLOAD:
            request.max_content_length = MOST_UPLOAD_BYTES
        if request.method not in {"GET", "HEAD", "OPTIONS"}:
            sent = request.form.get("token", "")
            if not compare_digest(sent.encode(), str(session.get(_TOKEN, "")).encode()) or not sent:
                raise StaleForm


def secret_key(folder: Path) -> bytes:
    """The library's own key, made when first asked, so that cookies survive a restart.

    Where the folder cannot be written, a key for this process alone.
    """
    path = folder / _KEY_FILE
    with contextlib.suppress(OSError):
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
    with contextlib.suppress(OSError):
        key = path.read_bytes()
        if len(key) == _KEY_BYTES:
            return key
    return secrets.token_bytes(_KEY_BYTES)


def form_token() -> str:
    """The token that forms of this visitor carry."""
    if _TOKEN not in session:
        session[_TOKEN] = secrets.token_urlsafe(16)
        session.permanent = True
    return str(session[_TOKEN])


def visitor() -> str:
    """Who is at the page, for as long as the cookie is kept; it does not tell the token."""
    return hashlib.sha256(form_token().encode()).hexdigest()[:16]


def current_collection(shelf: "Shelf") -> "Collection":
    """The visitor's collection: the one chosen last, else the first."""
    every = shelf.all()
    chosen = session.get(_COLLECTION)
    return next((one for one in every if one.id == chosen), every[0])


def count_collected(shelf: "Shelf") -> int:
    """How much the visitor's collection holds; 0 where it cannot be read, as its page says."""
    try:
        return len(current_collection(shelf).collected)
    except LibraryFailed:
        return 0


def choose_collection(collection_id: str) -> None:
    """Make a collection the visitor's own from now on."""
    session[_COLLECTION] = collection_id
    session.permanent = True
