"""Files to save."""

from typing import Final
from urllib.parse import quote

from flask import Response

_LONGEST: Final = 60  # characters of a name; a file's system takes 255 bytes


def download(name: str, suffix: str, media: str, content: bytes | str) -> Response:
    """A file to save, under a Chinese name where the browser takes one."""
    plain = "".join(char for char in name if char.isalnum() or char in " -_·")[:_LONGEST].strip()
    encoded = quote(f"{plain or 'export'}{suffix}")
    response = Response(content, content_type=media)
    response.headers["Content-Disposition"] = (
        f"attachment; filename=\"export{suffix}\"; filename*=UTF-8''{encoded}"
    )
    return response
