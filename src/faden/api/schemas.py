"""What the resources have in common."""

from typing import Annotated

from ninja import Schema
from pydantic import ConfigDict, StringConstraints

#: PostgreSQL stores no NUL, and no text of ours is longer than a very long letter.
Text = Annotated[str, StringConstraints(strip_whitespace=True, max_length=20_000, pattern=r"^[^\x00]*$")]
Key = Annotated[str, StringConstraints(max_length=80, pattern=r"^[^\x00]*$")]


class Input(Schema):
    """What a caller sends: unknown fields are an error, not silently lost."""

    model_config = ConfigDict(extra="forbid")


class Entry(Schema):
    """An entry of a catalogue."""

    key: str
    name: str
