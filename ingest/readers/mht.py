"""Web pages saved as one file (MHTML, RFC 2557): a mail message with the page inside."""

from email import message_from_bytes, policy
from email.errors import MessageError
from typing import Final

from ingest.readers import html, txt
from ingest.readers.document import Document
from kg.errors import UnreadableSource

_MOST_PARTS: Final = 5_000  # pictures and frames of one page


def read(data: bytes, name: str) -> Document:
    """Text of the page inside. Raises UnreadableSource where there is none."""
    best: tuple[int, bytes, str] | None = None
    try:
        message = message_from_bytes(data, policy=policy.compat32)
        for count, part in enumerate(message.walk()):
            rank = {"text/html": 2, "text/plain": 1}.get(part.get_content_type(), 0)
            if count < _MOST_PARTS and rank > (best[0] if best else 0):
                payload = part.get_payload(decode=True)
                content = payload if isinstance(payload, bytes) else b""
                best = (rank, content, part.get_content_charset() or "")
    except (MessageError, LookupError, ValueError, RecursionError) as error:
        message_ = f"{name}: this saved page is damaged ({error}); save it again as HTML"
        raise UnreadableSource(message_) from error
    if best is None or not best[1].strip():
        message_ = f"{name}: this mail message or saved page holds no text; save it as HTML"
        raise UnreadableSource(message_)
    rank, content, charset = best
    if rank == 1:
        return txt.read(content, name)
    return html.read(content, name, charset)
