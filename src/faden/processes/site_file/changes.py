"""What loading a site file would change in the database, told in German, and how it is done."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import QuerySet

from faden.lib import german
from faden.processes.site_file.wanted import HANGS_ON, MODELS, Link, Model, Name, Ref, Wanted, recognised_by

LONGEST_VALUE = 80


class Kind(StrEnum):
    """What happens to a row; the value is the verb of the audit entry."""

    ADDED = "added"
    CHANGED = "changed"
    ENDED = "ended"
    RESUMED = "resumed"
    MOVED = "moved"

    @property
    def german(self) -> str:
        """As the command prints it."""
        return GERMAN[self]


GERMAN = {
    Kind.ADDED: "neu",
    Kind.CHANGED: "geändert",
    Kind.ENDED: "beendet",
    Kind.RESUMED: "wieder aufgenommen",
    Kind.MOVED: "neu eingeordnet",
}


@dataclass(frozen=True)
class Detail:
    """One field before and after, as people read it."""

    label: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.label}: {self.before} → {self.after}" if self.before else f"{self.label} {self.after}"


@dataclass(frozen=True)
class Change:
    """What happens to one row and to what hangs on it."""

    kind: Kind
    row: models.Model
    details: tuple[Detail, ...] = ()
    fields: frozenset[str] = frozenset()
    add: tuple[models.Model, ...] = ()
    remove: tuple[models.Model, ...] = ()

    @property
    def noun(self) -> str:
        """What kind of thing it is, in German."""
        return str(self.row._meta.verbose_name)

    def __str__(self) -> str:
        text = f"{self.noun} „{_short(str(self.row))}“: {self.kind.german}"
        return text if not self.details else f"{text} ({'; '.join(map(str, self.details))})"


@dataclass
class Comparison:
    """The database as it is, against the rows that are wanted."""

    on: date
    rows: dict[Model, dict[Name, models.Model]] = field(default_factory=dict)
    by_key: dict[Ref, UUID] = field(default_factory=dict)
    links: dict[Model, dict[UUID, list[models.Model]]] = field(default_factory=dict)
    names: dict[UUID, str] = field(default_factory=dict)

    def load(self) -> "Comparison":
        """Read what there is: one statement for each table."""
        for model in MODELS:
            fields = recognised_by(model)
            found = {tuple(getattr(row, f) for f in fields): row for row in _rows(model)}
            self.rows[model] = found
            self.names.update((row.pk, str(row)) for row in found.values())
        for model, hangs_on in HANGS_ON.items():
            by_row = self.links.setdefault(model, {})
            for link in _rows(model):
                by_row.setdefault(getattr(link, f"{hangs_on}_id"), []).append(link)
        return self

    def changes(self, wanted: list[Wanted]) -> Iterator[Change]:
        """The changes that make the database hold what is wanted."""
        new = {self._new(want) for want in wanted if want.name not in self.rows[want.model]}
        self.by_key = {
            Ref(want.model, want.values["key"]): self.rows[want.model][want.name].pk
            for want in wanted
            if "key" in want.values
        }
        kept: set[UUID] = set()
        last: dict[Model, int] = {}
        for want in wanted:
            row = self.rows[want.model][want.name]
            kept.add(row.pk)
            moved = _put_after(row, last)
            change = self._compare(want, row, is_new=row.pk in new, moved=moved)
            if change:
                yield change
        for model in MODELS:
            for row in self.rows[model].values():
                if row.pk not in kept:
                    yield from self._ended(row)

    def _new(self, want: Wanted) -> UUID:
        row = want.model(**dict(zip(recognised_by(want.model), want.name, strict=True)))
        self.rows[want.model][want.name] = row
        new_id: UUID = row.pk
        return new_id

    def _compare(self, want: Wanted, row: models.Model, *, is_new: bool, moved: bool) -> Change | None:
        if _is_kept_elsewhere(row):
            return None
        details: list[Detail] = []
        fields = {"position"} if moved else set()
        before = {name: _current(row, name) for name in want.values}
        for name, value in want.values.items():
            after = self._resolved(value)
            if before[name] != after:
                fields.add(name)
                _set(row, name, after)
                details.append(self._detail(row, name, before[name], after))
        self.names[row.pk] = str(row)
        add, remove = self._links(want, row)
        details += [Detail(str(link._meta.verbose_name), "–", self._told(link)) for link in add if not is_new]
        details += [Detail(str(link._meta.verbose_name), self._told(link), "–") for link in remove]
        kind = Kind.ADDED if is_new else Kind.CHANGED if details else Kind.MOVED
        if getattr(row, "ended_on", None) is not None:
            setattr(row, "ended_on", None)  # noqa: B010 - not every table has the field
            fields.add("ended_on")
            kind = Kind.RESUMED
        if not (is_new or fields or add or remove):
            return None
        return Change(kind, row, () if is_new else tuple(details), frozenset(fields), add, remove)

    def _links(self, want: Wanted, row: models.Model) -> tuple[tuple[models.Model, ...], tuple[models.Model, ...]]:
        add: list[models.Model] = []
        there = [link for model in HANGS_ON for link in self.links.get(model, {}).get(row.pk, [])]
        for link in want.links:
            values = {name: self._resolved(value) for name, value in link.values.items()}
            same = next((other for other in there if _is(other, link, values)), None)
            if same is None:
                made = link.model(**{f"{HANGS_ON[link.model]}_id": row.pk})
                for name, value in values.items():
                    _set(made, name, value)
                add.append(made)
            else:
                there.remove(same)
        return tuple(add), tuple(there)

    def _ended(self, row: models.Model) -> Iterator[Change]:
        name = "ended_on" if hasattr(row, "ended_on") else "valid_until"
        if getattr(row, name) is None and not _is_kept_elsewhere(row):
            setattr(row, name, self.on)
            yield Change(Kind.ENDED, row, (Detail("zum", "", german.day(self.on)),), frozenset({name}))

    def _resolved(self, value: Any) -> Any:
        return self.by_key[value] if isinstance(value, Ref) else value

    def _detail(self, row: models.Model, name: str, before: Any, after: Any) -> Detail:
        column = row._meta.get_field(name)
        label = str(getattr(column, "verbose_name", name))
        choices = dict(getattr(column, "flatchoices", ()))
        return Detail(label, self._readable(before, choices), self._readable(after, choices))

    def _told(self, link: models.Model) -> str:
        parts = [f for f in link._meta.fields if f.name not in {"id", HANGS_ON[type(link)]}]
        shown = (self._readable(getattr(link, f.attname), dict(f.flatchoices or ())) for f in parts)
        return ", ".join(part for part in shown if part != "–")

    def _readable(self, value: Any, choices: Mapping[Any, Any]) -> str:
        match value:
            case None | "" | []:
                return "–"
            case bool():
                return "ja" if value else "nein"
            case UUID():
                return _short(self.names.get(value, str(value)))
            case date():
                return german.day(value)
            case Decimal():
                return german.fte(value)
            case list():
                return ", ".join(str(item) for item in value)
            case dict():
                return f"{len(value)} Angaben"
        return _short(str(choices.get(value, value)))


def _is_kept_elsewhere(row: models.Model) -> bool:
    """An offer that the coordination has taken over: the file leaves it alone."""
    return bool(getattr(row, "is_own", False))


def _put_after(row: models.Model, last: dict[Model, int]) -> bool:
    """Give the row a place after the one before; keep the place it has where that already lies there."""
    if not hasattr(row, "position"):
        return False
    place, before = row.position, last.get(type(row), 0)
    last[type(row)] = place if place > before else before + 1
    row.position = last[type(row)]
    return bool(place != row.position)


def _rows(model: Model) -> "QuerySet[models.Model]":
    return QuerySet(model)


def _is(row: models.Model, link: Link, values: Mapping[str, Any]) -> bool:
    return type(row) is link.model and all(_current(row, name) == value for name, value in values.items())


def _current(row: models.Model, name: str) -> Any:
    column = row._meta.get_field(name)
    return getattr(row, getattr(column, "attname", name))


def _set(row: models.Model, name: str, value: Any) -> None:
    setattr(row, getattr(row._meta.get_field(name), "attname", name), value)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE else f"{text[: LONGEST_VALUE - 1].rstrip()}…"


def apply(changes: list[Change]) -> None:
    """Make the changes; foreign keys are checked at the end of the transaction, so the order does not matter."""
    for model in MODELS:
        mine = [change for change in changes if type(change.row) is model]
        _rows(model).bulk_create([change.row for change in mine if change.kind is Kind.ADDED])
        old = [change for change in mine if change.kind is not Kind.ADDED and change.fields]
        fields = sorted({name for change in old for name in change.fields})
        if old:
            _rows(model).bulk_update([change.row for change in old], fields)
    for model in HANGS_ON:
        removed = [link.pk for change in changes for link in change.remove if type(link) is model]
        _rows(model).filter(pk__in=removed).delete()
        _rows(model).bulk_create([link for change in changes for link in change.add if type(link) is model])
