"""A site as its files describe it: the site file, the catalogue it starts from, and the register of municipalities."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from pydantic import ValidationError

from faden.processes.site_file.findings import Finding, Weight
from faden.processes.site_file.marks import Document, Way, read
from faden.processes.site_file.messages import findings_of
from faden.processes.site_file.parts import Part
from faden.processes.site_file.register import FILE, Registered, register
from faden.processes.site_file.schema import Body, CatalogueFile, Seat, SiteFile

CATALOGUE = (
    "Das ist ein Katalog ohne Standort. Standortdateien übernehmen ihn mit „grundlage“; dort wird er ganz geprüft."
)

Kind_co = TypeVar("Kind_co", bound=Part, covariant=True)
File = TypeVar("File", bound=CatalogueFile)


@dataclass(frozen=True)
class Placed(Generic[Kind_co]):
    """An entry and where it stands."""

    entry: Kind_co
    document: Document
    way: Way

    def complain(self, message: str, *field: str | int, weight: Weight = Weight.ERROR) -> Finding:
        """A finding at one of the entry's fields (in the file's words), or at the entry."""
        return self.document.complain((*self.way, *field), message, weight)


@dataclass(frozen=True)
class Described:
    """Everything the files say."""

    document: Document
    file: SiteFile
    register: dict[str, Registered]
    base_document: Document | None = None
    base: CatalogueFile | None = None

    def all(self, section: str) -> Iterator[Placed[Part]]:
        """The entries of a section (attribute of the schema): those of the catalogue first, then the site's own."""
        if section == "seats":
            yield from self.seats()
            return
        if self.base and self.base_document:
            yield from _placed(self.base, self.base_document, section)
        yield from _placed(self.file, self.document, section)

    def seats(self) -> Iterator[Placed[Seat]]:
        """The seats of all bodies."""
        for number, body in enumerate(self.file.bodies):
            for place, seat in enumerate(body.seats):
                yield Placed(seat, self.document, ("gremien", number, "sitze", place))

    def bodies(self) -> Iterator[Placed[Body]]:
        """The bodies."""
        for number, body in enumerate(self.file.bodies):
            yield Placed(body, self.document, ("gremien", number))

    def at(self, *way: str | int) -> Placed[SiteFile]:
        """A place of the site file that is no entry."""
        return Placed(self.file, self.document, way)


def _placed(file: CatalogueFile, document: Document, section: str) -> Iterator[Placed[Part]]:
    info = type(file).model_fields.get(section)
    for number, entry in enumerate(getattr(file, section, ())):
        alias = (info.alias if info else None) or section
        yield Placed(entry, document, (alias, number))


def describe(path: Path) -> tuple[Described | None, list[Finding]]:
    """Read the files and hold them against the schema.

    :return: the site, or None with the findings that prevent reading it
    """
    document = read(path)
    if _is_catalogue(document):
        _, findings = _parse(document, CatalogueFile)
        return None, findings or [document.complain((), CATALOGUE, Weight.HINT)]
    file, findings = _parse(document, SiteFile)
    base_document, base = None, None
    name = file.base if file else None
    if name:
        base_document = read(path.parent / name)
        base, more = _parse(base_document, CatalogueFile)
        findings += more
    if file is None or (name and base is None) or findings:
        return None, findings
    known = register(path.parent / FILE)
    if not known:
        message = f"Das Gemeindeverzeichnis „{FILE}“ fehlt. Legen Sie es in denselben Ordner wie die Standortdatei."
        return None, [document.complain((), message)]
    return Described(document, file, known, base_document, base), []


def _is_catalogue(document: Document) -> bool:
    """Whether the file has only sections that every site may start from."""
    sections = {str(field.alias) for field in CatalogueFile.model_fields.values()}
    return isinstance(document.data, dict) and bool(document.data) and document.data.keys() <= sections


def _parse(document: Document, schema: type[File]) -> tuple[File | None, list[Finding]]:
    findings = list(document.findings)
    if document.data is None:
        return None, findings
    try:
        return schema.model_validate(document.data), findings
    except ValidationError as error:
        return None, [*findings, *findings_of(document, schema, error)]
