"""Two people edit the same thing: the second one sees the conflict, and neither loses a word."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, connection, models, transaction

from faden.kernel.access.errors import Conflict, Invalid, NotVisible

#: Fields whose values say nothing in somebody's own words.
TELLING = (
    models.DateField,  # moments too
    models.TimeField,
    models.BooleanField,
    models.IntegerField,
    models.DecimalField,
    models.UUIDField,
    models.ForeignKey,
)
Row = TypeVar("Row", bound=models.Model)


def lock(row: Row, *, version: int | None = None, fields: Iterable[str] = ()) -> Row:
    """Read the row again and hold it until the transaction ends.

    :param version: the version the edit started from; None when the act does not overwrite anything
    :param fields: names of the edited fields; a conflict carries their labels and present values
    :raises NotVisible: the row is not there for this actor (any more)
    :raises Conflict: somebody has edited it since
    """
    rows = type(row)._base_manager.filter(pk=row.pk)
    # Who may read but not change a row cannot hold it; the operation's rule then says why in words.
    current = rows.select_for_update(of=("self",)).first() or rows.first()
    if current is None:
        raise NotVisible
    if version is not None and getattr(current, "version", None) != version:
        raise Conflict(current, {name: (_label(current, name), _shown(current, name)) for name in fields})
    return current


def take_turns(act: str, what: object) -> None:
    """Let one transaction at a time do this act to this thing; for a thing that is not there yet, so cannot be locked.

    The next one waits until the one before has ended, and then reads what it has left.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"faden.{act}.{what}"])


def insert(row: models.Model) -> None:
    """Store a new row whose identifier may have been made by a form.

    :raises Invalid: something else has this identifier; the sender learns nothing of what it is
    """
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if _constraint(error) != f"{row._meta.db_table}_pkey":
            raise
        raise Invalid({"": "Bitte laden Sie die Seite neu und senden Sie sie noch einmal ab."}) from error


def _constraint(error: IntegrityError) -> str | None:
    diagnosis = getattr(error.__cause__, "diag", None)
    return getattr(diagnosis, "constraint_name", None)


def save_edit(row: models.Model, **values: object) -> dict[str, Any]:
    """Set these fields and count the version up; the row must have been locked in this transaction.

    :returns: what the trace may say of it, see :func:`changes`
    """
    before = held(row, values)
    for name, value in values.items():
        setattr(row, name, value)
    if hasattr(row, "version"):
        row.version += 1
        row.save(update_fields=[*values, "version"])
    else:
        row.save(update_fields=list(values))
    return changes(row, before)


def held(row: models.Model, names: Iterable[str]) -> dict[str, object]:
    """What these fields hold, by their own names, before an edit; for :func:`changes`."""
    fields = (row._meta.get_field(name) for name in names)
    return {field.name: getattr(row, field.attname) for field in fields if isinstance(field, models.Field)}


def changes(row: models.Model, before: Mapping[str, object]) -> dict[str, Any]:
    """What the trace may say of an edit: from–to of days, choices, numbers and keys; of texts only that they changed.

    :returns: field → ``[before, after]``, and ``fields`` with the names of the texts
    """
    told: dict[str, Any] = {}
    texts = []
    for name, former in before.items():
        field = row._meta.get_field(name)
        now = getattr(row, field.attname)  # type: ignore[union-attr]
        if now == former:
            continue
        if isinstance(field, TELLING) or getattr(field, "choices", None):
            told[name] = [former, now]
        else:
            texts.append(name)
    return {**told, "fields": sorted(texts)} if texts else told


def _label(row: models.Model, name: str) -> str:
    return str(getattr(row._meta.get_field(name), "verbose_name", name))


def _shown(row: models.Model, name: str) -> object:
    """The value as a person reads it."""
    display = getattr(row, f"get_{name}_display", None)
    return display() if callable(display) else getattr(row, name)
