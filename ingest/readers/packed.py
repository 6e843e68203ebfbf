"""Zip files and XML from strangers: opened within bounds, nothing fetched, nothing expanded."""

import io
import zipfile
import zlib
from typing import TYPE_CHECKING, Final

from lxml import etree

from kg.errors import UnreadableSource

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

# A document of 64 MB that unpacks to more is no document but an attack or a mistake.
_UNPACKED: Final = 512 * 1024 * 1024
_RATIO: Final = 200  # XML of real documents packs 5 to 30 times
_RATIO_FROM: Final = 8 * 1024 * 1024  # unpacked bytes below which the ratio does not matter
_PART: Final = 128 * 1024 * 1024  # bytes of one part of text: 1,500 times the largest seen
_PARTS: Final = 20_000  # pictures and all
_BROKEN: Final = (zipfile.BadZipFile, zlib.error, ValueError, OSError, NotImplementedError)


class Package:
    """A zip file that holds a document. Raises UnreadableSource where it is out of bounds."""

    def __init__(self, data: bytes, name: str) -> None:
        """Check the list of parts; none is unpacked yet."""
        self.name = name
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            infos = self._zip.infolist()
        except _BROKEN as error:
            raise self._damaged(error) from error
        self._check(infos, len(data))
        self._sizes = {info.filename: info.file_size for info in infos}

    @property
    def parts(self) -> list[str]:
        """Names of the parts."""
        return list(self._sizes)

    def xml(self, part: str) -> "Element | None":
        """Root of one part; None where the package has none of that name."""
        if part not in self._sizes:
            return None
        if self._sizes[part] > _PART:
            raise self._too_large(self._sizes[part], 1)
        try:
            return parse_xml(self._zip.read(part))
        except (*_BROKEN, RuntimeError, EOFError, etree.XMLSyntaxError) as error:
            raise self._damaged(error) from error

    def _check(self, infos: list[zipfile.ZipInfo], packed: int) -> None:
        if any(info.flag_bits & 1 for info in infos):
            message = f"{self.name}: this file is protected by a password; remove it and try again"
            raise UnreadableSource(message)
        # Sizes as stated: reading stops there, and the parts of an honest file do not overlap.
        whole = sum(info.file_size for info in infos)
        bomb = whole > _RATIO_FROM and whole > packed * _RATIO
        if whole > _UNPACKED or bomb or len(infos) > _PARTS:
            raise self._too_large(whole, len(infos))

    def _too_large(self, size: int, parts: int) -> UnreadableSource:
        return UnreadableSource(
            f"{self.name}: this file unpacks to {size >> 20} MB in {parts} parts, more than a"
            " document can need; save its text as a new file"
        )

    def _damaged(self, error: Exception) -> UnreadableSource:
        return UnreadableSource(
            f"{self.name}: this file is a damaged archive or document ({error}); open it in the"
            " program that made it and save it again, or get it anew"
        )


def parse_xml(data: bytes) -> "Element":
    """Root of an XML document; entities stay unexpanded and nothing is loaded from elsewhere."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(data, parser)
