"""Why an act did not happen, in words for the person who tried."""

from collections.abc import Mapping


class AccessError(Exception):
    """Base of what a page turns into an answer."""


class NotVisible(AccessError):
    """The row does not exist for this actor: answered as 404, since that it exists is itself a secret."""


class Refused(AccessError):
    """A colleague without the right, or not now; answered as 403 with the reason."""

    def __init__(self, reason: str) -> None:
        """:param reason: a German sentence."""
        super().__init__(reason)
        self.reason = reason


class Invalid(AccessError):
    """The input is wrong in a way only the operation can know.

    :param errors: German sentence by field name; ``""`` for the form as a whole
    """

    def __init__(self, errors: Mapping[str, str]) -> None:
        super().__init__("; ".join(errors.values()))
        self.errors = dict(errors)


class Conflict(AccessError):
    """Somebody else has changed the thing since it was read.

    :param current: the row as it is now
    :param fields: name of each edited field → (German label, their value now)
    """

    def __init__(self, current: object, fields: Mapping[str, tuple[str, object]]) -> None:
        super().__init__("Inzwischen geändert")
        self.current = current
        self.fields = dict(fields)
