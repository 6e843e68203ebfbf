"""The errors a caller can decide on; each message says what was wrong, where, and what to do."""


class KgError(Exception):
    """Base of every error this project raises on purpose."""


class UnreadableSource(KgError):
    """One file cannot be read: record the reason and go on with the next."""


class LibraryMissing(KgError):
    """There is no library where one was asked for: stop."""


class LibraryBusy(KgError):
    """Another process is writing to the library: stop, and try again later."""


class UnknownCase(KgError):
    """No case has this id: answer 404."""


class UnknownEntity(KgError):
    """No entity has this id or name: answer 404."""


class InvalidQuery(KgError):
    """The query cannot be understood: answer 400 and say where."""
