"""Rules: may this person do this, and now? Each gives its reason when it refuses."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Generic, ParamSpec

from faden.kernel.access.errors import Refused

Asked = ParamSpec("Asked")


class Rule(Generic[Asked]):
    """A function that returns None when it allows, or the reason in German when it does not."""

    def __init__(self, reason: Callable[Asked, str | None]) -> None:
        self._reason = reason
        update_wrapper(self, reason)

    def __call__(self, *args: Asked.args, **kwargs: Asked.kwargs) -> str | None:
        """The reason of the refusal, or None."""
        return self._reason(*args, **kwargs)

    def allows(self, *args: Asked.args, **kwargs: Asked.kwargs) -> bool:
        """Whether the rule allows it."""
        return self._reason(*args, **kwargs) is None

    def check(self, *args: Asked.args, **kwargs: Asked.kwargs) -> None:
        """Do nothing, or refuse.

        :raises Refused: with the rule's reason
        """
        reason = self._reason(*args, **kwargs)
        if reason is not None:
            raise Refused(reason)


def rule(function: Callable[Asked, str | None]) -> Rule[Asked]:
    """Make a rule of a function."""
    return Rule(function)
