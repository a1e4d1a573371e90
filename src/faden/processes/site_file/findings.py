"""What is wrong in a site file: where it stands, what it is, what to do."""

from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Weight(IntEnum):
    """How bad it is."""

    ERROR = 1
    HINT = 2


@dataclass(frozen=True, order=True)
class Finding:
    """One thing to look at.

    :param line: counted from 1
    :param field: the way to the value in the file's own words, for example ``stellen › b2-uma › region``
    :param message: German sentence that says what is wrong and how to mend it
    """

    weight: Weight
    file: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        kind = "Fehler" if self.weight is Weight.ERROR else "Hinweis"
        where = f", Feld „{self.field}“" if self.field else ""
        return f"{self.file}, Zeile {self.line}{where}: {kind}: {self.message}"


@dataclass(frozen=True)
class Findings:
    """All findings of a file and of the catalogue it builds on, in the order of the lines."""

    all: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What prevents the file from being loaded."""
        return tuple(finding for finding in self.all if finding.weight is Weight.ERROR)

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What somebody should look at; the file can be loaded."""
        return tuple(finding for finding in self.all if finding.weight is Weight.HINT)

    @property
    def ok(self) -> bool:
        """Whether the file can be loaded."""
        return not self.errors


class SiteFileError(Exception):
    """The file cannot be loaded."""

    def __init__(self, findings: Findings) -> None:
        """:param findings: with at least one error."""
        super().__init__("\n".join(map(str, findings.errors)))
        self.findings = findings
