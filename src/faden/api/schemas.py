"""What the resources have in common."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Annotated, Any, Generic, TypeVar

from ninja import Field, Schema
from pydantic import AfterValidator, AwareDatetime, ConfigDict, StringConstraints
from pydantic_core import PydanticCustomError

from faden.lib.languages import LANGUAGES

Shape = TypeVar("Shape", bound=Schema)
Item = TypeVar("Item")


def up_to(longest: int, *, least: int = 0) -> StringConstraints:
    """Bounds of a text, for ``Annotated[str, …]``; without NUL, which PostgreSQL does not store."""
    return StringConstraints(strip_whitespace=True, min_length=least, max_length=longest, pattern=r"^[^\x00]*$")


def _spoken(code: str) -> str:
    if code and code not in LANGUAGES:
        raise PydanticCustomError("language", "not a language of the list")
    return code


#: No text of ours is longer than a very long letter.
Text = Annotated[str, up_to(20_000)]
Words = Annotated[str, up_to(2_000)]
Remark = Annotated[str, up_to(300)]
Reason = Annotated[str, up_to(300, least=1)]
Key = Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]
#: The years that the pages read.
Day = Annotated[date, Field(ge=date(1900, 1, 1), le=date(2199, 12, 31))]
Moment = Annotated[AwareDatetime, Field(ge=datetime(1900, 1, 1, tzinfo=UTC), le=datetime(2199, 12, 31, tzinfo=UTC))]
Language = Annotated[str, Field(max_length=12, examples=["uk"]), AfterValidator(_spoken)]


class Input(Schema):
    """What a caller sends: unknown fields are an error, not silently lost."""

    model_config = ConfigDict(extra="forbid")


class Named(Input):
    """What somebody is called, and since when they live."""

    family_name: Annotated[str, up_to(120)] = ""
    given_names: Annotated[str, up_to(120)] = ""
    pseudonym: Annotated[str, up_to(80)] = ""
    birth_date: Day | None = None


class Entry(Schema):
    """An entry of a catalogue."""

    key: str
    name: str


class Whole(Schema, Generic[Item]):
    """A list that is never long: all of it."""

    items: list[Item]


def entry(row: Any) -> Entry | None:
    """The entry of a catalogue that a row names, if it names one."""
    return Entry(key=row.key, name=row.name) if row is not None else None


def shown(shape: type[Shape], row: object, **told: object) -> Shape:
    """An answer whose fields are called as the row's, except those that are told."""
    named: Mapping[str, Any] = {name: getattr(row, name) for name in shape.model_fields if name not in told}
    return shape(**named, **told)
