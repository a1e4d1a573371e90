"""Seal what was stored before contents were sealed; called by migrations, in steps that may be interrupted."""

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from faden.kernel.sealing import envelope

STEP = 20


def seal_existing(connection: BaseDatabaseWrapper, table: str, *, mark: str = "", size: str = "") -> int:
    """Seal the contents of a table and write it anew, so that no plain text is left in its files.

    :param mark: column with the SHA-256 of what was handed in, which becomes a mark under the row's key
    :param size: column for the size of the plain content
    :returns: how many were sealed
    """
    count = 0
    with connection.cursor() as cursor:
        # The owner is bound by forced row security; preparing the database forces it again.
        cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        while sealed := _step(connection, table, mark, size):
            count += sealed
        if count:
            cursor.execute(f'VACUUM FULL "{table}"')
    return count


def _step(connection: BaseDatabaseWrapper, table: str, mark: str, size: str) -> int:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            f'SELECT id, content, {mark or "NULL"} FROM "{table}" WHERE content IS NOT NULL AND sealed_key IS NULL '  # noqa: S608  names of ours
            f"LIMIT {STEP} FOR UPDATE"
        )
        rows = cursor.fetchall()
        for row_id, content, checksum in rows:
            key, place = envelope.new_content_key(), envelope.Place(table, row_id)
            columns: dict[str, bytes | str | int] = {
                "content": envelope.seal_content(bytes(content), key, place),
                "sealed_key": envelope.seal_key(key, place),
                "key_id": envelope.newest_key_id(),
                **({mark: envelope.mark(bytes.fromhex(checksum), key)} if mark else {}),
                **({size: len(content)} if size else {}),
            }
            names = ", ".join(f"{name} = %s" for name in columns)
            cursor.execute(f'UPDATE "{table}" SET {names} WHERE id = %s', [*columns.values(), row_id])  # noqa: S608
    return len(rows)
