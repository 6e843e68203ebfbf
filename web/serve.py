"""Serving over waitress: the socket, the hosts that are answered, the server."""

import logging
import socket
import threading
from collections.abc import Iterable
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from waitress import create_server

from kg.banks.sentences import Bank, bank
from kg.errors import KgError
from web import create_app

if TYPE_CHECKING:
    from kg.library import Library

LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")
# Addresses that mean every interface: nobody types them, so the machine's own name counts.
_ANY: Final = frozenset({"", "0.0.0.0", "::"})  # noqa: S104
HTTP_PORT: Final = 80
# Pages are made in Python under one interpreter lock; more threads only wait for each other.
THREADS: Final = 4


def hosts_of(host: str, port: int, names: Iterable[str] = ()) -> frozenset[str]:
    """Host headers to answer: this machine by its loopback names, ``host`` and ``names``."""
    asked = (socket.gethostname() if host in _ANY else _bracketed(host), *names)
    hosts = {f"{name}:{port}".lower() for name in (*LOOPBACK, *asked)}
    if port == HTTP_PORT:
        hosts |= {host.removesuffix(f":{port}") for host in hosts}
    return frozenset(hosts)


def serve(library: "Library", *, host: str, port: int) -> None:
    """Serve until interrupted. Raises OSError where the address cannot be had."""
    server = open_server(library, host=host, port=port)
    # A page asks for its files at once; that they wait in line is no news for who runs this.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    threading.Thread(target=_prepare, args=(library,), daemon=True).start()
    server.run()


def _prepare(library: "Library") -> None:
    """Read what the first visitors would wait for, as far as it can be read."""
    with suppress(KgError, OSError):  # a page that needs it tells of it
        library.prepare()
        for which in Bank:
            bank(library, which)


def open_server(
    library: "Library", *, host: str = "127.0.0.1", port: int = 8000, names: Iterable[str] = ()
) -> Any:  # noqa: ANN401
    """A waitress server that listens already; ``run()`` serves, ``effective_port`` tells where.

    Port 0 takes a free one; ``names`` are further host names to answer. Raises OSError where the
    address cannot be had.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.create_server((host, port), family=family)
    port = listener.getsockname()[1]
    app = create_app(library, hosts=hosts_of(host, port, names))
    return create_server(app, sockets=[listener], threads=THREADS, ident=None)


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host
