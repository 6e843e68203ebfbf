"""The errors a caller can decide on; each message says what was wrong, where, and what to do."""


class KgError(Exception):
    """Base of every error this project raises on purpose."""


class UnreadableSource(KgError):
    """One file cannot be read: record the reason and go on with the next."""


class LibraryMissing(KgError):
    """There is no library where one was asked for: stop."""


class LibraryFailed(KgError):
    """The library's files cannot be read or written (damaged, disk full): stop."""


class LibraryDamaged(LibraryFailed):
    """The library's file is damaged: stop; a backup helps."""


class LibraryBusy(KgError):
    """Another process is writing to the library: stop, and try again later."""


class BackupRefused(KgError):
    """A backup is not whole, of another version, or would overwrite something: stop."""


class UnknownSource(KgError):
    """No source has this path or id, or several have: say which there are."""


class UnknownCase(KgError):
    """No case has this id: answer 404."""


class UnknownEntity(KgError):
    """No entity has this id or name: answer 404."""


class HiddenEntity(UnknownEntity):
    """A person has hidden this entity: answer 404 and say so."""


class InvalidQuery(KgError):
    """The query cannot be understood: answer 400 and say where.

    ``problem`` is one word for what is wrong, ``at`` the offset of the ``length`` characters at
    fault, None where it is no character's fault; ``field`` the field whose value is wrong.
    """

    def __init__(
        self,
        message: str,
        problem: str = "",
        at: int | None = None,
        field: str = "",
        *,
        length: int = 1,
    ) -> None:
        """Say what is wrong, and where."""
        super().__init__(message)
        self.problem = problem
        self.at = at
        self.length = length
        self.field = field


class UnknownCollection(KgError):
    """No collection of material has this id or name: answer 404."""


class UnknownSearch(KgError):
    """No saved search has this id: answer 404."""


class CorrectionRefused(KgError):
    """A correction says nothing that can be done, or is unknown: answer 400 and say why."""
