"""The templates that come with the product, one file each; the name of the file is the template's key."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import yaml

from faden.domain.client_texts.shipped import SOURCE
from faden.domain.client_texts.shipped import shipped as shipped_texts
from faden.domain.letters.enums import Addressee, LetterKind

FOLDER = Path(__file__).parent / "shipped"
LETTERHEAD = "briefkopf"


@dataclass(frozen=True)
class Template:
    """A template as it counts now.

    :param number: of the office's own version; 0 for the shipped text
    :param written_by: who saved it, empty for the shipped text
    """

    key: str
    number: int
    title: str
    kind: LetterKind
    addressee: Addressee
    subject: str
    body: str
    is_offered: bool = True
    written_by: str = ""
    written_at: datetime | None = None

    @property
    def text(self) -> str:
        """Everything in which placeholders stand."""
        return f"{self.subject}\n{self.body}"


@cache
def shipped() -> dict[str, Template]:
    """The shipped templates by their key."""
    return {path.stem: _read(path) for path in sorted(FOLDER.glob("*.yaml"))}


def _read(path: Path) -> Template:
    told = {**_for_clients(path.stem), **yaml.safe_load(path.read_text(encoding="utf-8"))}
    return Template(
        key=path.stem,
        number=0,
        title=told["title"],
        kind=LetterKind(told["kind"]),
        addressee=Addressee(told["addressee"]),
        subject=told["subject"],
        body=told["body"].strip(),
    )


def text_keys(key: str) -> tuple[str, str]:
    """Under which names subject and body of a template for clients stand in ``client_texts``."""
    return f"letter.{key}_subject", f"letter.{key}_body"


def _for_clients(key: str) -> dict[str, str]:
    """Subject and body of a template that clients read."""
    texts = shipped_texts(SOURCE)
    return {name: texts[one] for name, one in zip(("subject", "body"), text_keys(key), strict=True) if one in texts}
