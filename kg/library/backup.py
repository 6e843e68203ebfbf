"""One-file backups: a zip of the store and a manifest with its SHA-256. Indexes are rebuilt.

What a library's owner made himself goes along: his collections, his searches, his list of cautions.
"""

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from kg.caution import CAUTION_FILE
from kg.collection import COLLECTIONS_FILE
from kg.errors import BackupRefused, LibraryDamaged, LibraryMissing
from kg.library import Library
from kg.saved import SEARCHES_FILE
from kg.store import SCHEMA_VERSION, Store

_FORMAT: Final = 1  # of the archive; another number is refused
_STORE: Final = "library.sqlite"
_MANIFEST: Final = "manifest.json"
_OWN: Final = (COLLECTIONS_FILE, CAUTION_FILE, SEARCHES_FILE)
_BLOCK: Final = 1 << 20  # bytes read at once


def backup(library: Library, file: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Write the library into one file, while others read and write it; returns the manifest.

    The file appears only when it is whole and was read back. Raises BackupRefused where there is
    one already, LibraryFailed and OSError where it cannot be written.
    """
    if file.exists() and not overwrite:
        msg = f"{file} is there already; name another file, or add --overwrite"
        raise BackupRefused(msg)
    with _workplace(file.absolute().parent) as place:
        copy = place / _STORE
        library.copy_to(copy)
        manifest = _describe(copy)
        own = {name: library.folder / name for name in _OWN if (library.folder / name).is_file()}
        kept = {name: path.read_bytes() for name, path in own.items()}
        digests = {name: hashlib.sha256(data).hexdigest() for name, data in kept.items()}
        manifest["sha256"] |= digests
        archive = place / "archive.zip"
        with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
            packed.writestr(_MANIFEST, json.dumps(manifest, indent=1))
            packed.write(copy, _STORE)
            for name, data in kept.items():
                packed.writestr(name, data)
        _unpack(archive, place / "again")
        archive.replace(file)
    return manifest


def restore(folder: Path, file: Path, *, overwrite: bool = False) -> dict[str, Any]:
    """Make the library in a folder, old or new, what the backup has; returns the manifest.

    All is checked before anything is changed, and changed in one transaction; others may have
    the library open. With ``overwrite`` the sources that it has are lost, and one that is
    damaged or of another version is set aside. Raises BackupRefused, LibraryBusy, LibraryFailed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with _workplace(folder) as place:
        copy = place / _STORE
        manifest = _unpack(file, copy)
        own = _unpack_own(file, manifest)
        try:
            _fill(folder, copy, overwrite=overwrite)
        except (LibraryDamaged, LibraryMissing) as error:
            if not overwrite:
                msg = f"{error}; add --overwrite to set it aside"
                raise BackupRefused(msg) from error
            _set_aside(folder)
            _fill(folder, copy, overwrite=overwrite)
        for name, data in own.items():
            if overwrite or not (folder / name).exists():
                (place / name).write_bytes(data)
                (place / name).replace(folder / name)
    return manifest


def _fill(folder: Path, copy: Path, *, overwrite: bool) -> None:
    """Make the library in a folder what ``copy`` is."""
    with Library.open(folder, create=True) as library, library.writer():
        if library.sources() and not overwrite:
            msg = f"the library {folder} has sources; add --overwrite to lose them"
            raise BackupRefused(msg)
        library.become(copy)


def _set_aside(folder: Path) -> None:
    """Move a library that cannot be opened, with its index, into a folder beside it."""
    aside = folder / f"damaged-{datetime.now().astimezone():%Y%m%d-%H%M%S}"
    aside.mkdir()
    for path in (*folder.glob(f"{_STORE}*"), folder / "index"):
        if path.exists():
            path.rename(aside / path.name)


def _describe(copy: Path) -> dict[str, Any]:
    """The manifest of a copied store."""
    store = Store.open(copy)
    try:
        with store.reading() as snapshot:
            counts = {name: snapshot.counts()[name] for name in ("sources", "cases", "passages")}
            generation = snapshot.generation
    finally:
        store.close()
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    return {
        "format": _FORMAT,
        "schema": SCHEMA_VERSION,
        "created": now,
        "generation": generation,
        **counts,
        "sha256": {_STORE: _digest(copy)},
    }


def _unpack(file: Path, copy: Path) -> dict[str, Any]:
    """Unpack the store of a backup, checked, to ``copy``; returns the manifest."""
    try:
        with zipfile.ZipFile(file) as packed:
            manifest: dict[str, Any] = json.loads(packed.read(_MANIFEST))
            _check_versions(file, manifest)
            with packed.open(_STORE) as source, copy.open("wb") as target:
                shutil.copyfileobj(source, target, _BLOCK)
            wanted = manifest["sha256"][_STORE]
    except (zipfile.BadZipFile, KeyError, ValueError, TypeError, EOFError) as error:
        msg = f"{file} is no whole backup of a library ({error}); take another one"
        raise BackupRefused(msg) from error
    if _digest(copy) != wanted:
        msg = f"{file} was changed since it was written: its SHA-256 differs; take another one"
        raise BackupRefused(msg)
    store = Store.open(copy)
    try:
        damage = store.damage()
    finally:
        store.close()
    if damage:
        msg = f"{file} holds a damaged library: {damage[0]}; take another one"
        raise BackupRefused(msg)
    return manifest


def _unpack_own(file: Path, manifest: dict[str, Any]) -> dict[str, bytes]:
    """What the owner made, of a backup, checked; a backup may have none of it."""
    found: dict[str, bytes] = {}
    try:
        with zipfile.ZipFile(file) as packed:
            for name in _OWN:
                if name in manifest["sha256"]:
                    found[name] = packed.read(name)
    except (zipfile.BadZipFile, KeyError, EOFError) as error:
        msg = f"{file} is no whole backup of a library ({error}); take another one"
        raise BackupRefused(msg) from error
    for name, data in found.items():
        if hashlib.sha256(data).hexdigest() != manifest["sha256"][name]:
            msg = f"{file} was changed since it was written: {name} differs; take another one"
            raise BackupRefused(msg)
    return found


def _check_versions(file: Path, manifest: dict[str, Any]) -> None:
    """Refuse a backup of another program version."""
    for key, own in (("format", _FORMAT), ("schema", SCHEMA_VERSION)):
        if manifest[key] != own:
            msg = (
                f"{file} has {key} version {manifest[key]}, this program reads {own}; "
                "restore it with the program that wrote it"
            )
            raise BackupRefused(msg)


def _digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def _workplace(folder: Path) -> Iterator[Path]:
    """A folder for unfinished files on the same disk; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".kg-", dir=folder) as place:
        yield Path(place)
