"""What a thief of the disk or of a dump gets: no word of a stored document."""

import subprocess
from pathlib import Path

import pytest
from django.db import connections

from faden.cli.embedded import bundled_binaries, system_binaries
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.files.content import content_of
from faden.kernel.files.enums import FileKind
from faden.kernel.files.operations import store
from faden.kernel.outbox.operations import Attachment, put_mail
from tests import files_made as made
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
MARK = b"Merkzeichen-im-Dokument-"


def test_the_plain_text_of_a_stored_document_is_neither_on_the_disk_nor_in_a_dump(tmp_path: Path) -> None:
    manager = given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(manager, today=TODAY):
        kept = []
        for number in range(40):
            mark = MARK + str(number).encode()
            content = made.pdf(b"/Title (" + mark + b") ") if number % 2 else mark * 200
            stored = store(name="x", content=content, subject=case.id, kind=FileKind.OTHER, actor=manager)
            kept.append(stored.id)
        paper = Attachment("x.pdf", "application/pdf", made.pdf(MARK))
        put_mail(
            recipient="x@faden.invalid", subject="x", body="Der Text liegt offen", attachments=[paper], actor=manager
        )
        assert all(MARK in content_of(one) for one in kept)
    with connections["owner"].cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT current_setting('data_directory')")
        disk = Path(cursor.fetchone()[0])
    dump = _dump(tmp_path / "dump.sql")
    assert b"Der Text liegt offen" in dump, "the dump is one"
    assert b"x@faden.invalid" in b"".join(_files_with(disk, b"x@faden.invalid")), "the disk is searched"
    for shape in (MARK, MARK.hex().encode(), MARK.hex().upper().encode()):
        assert shape not in dump
        assert not _files_with(disk, shape)


def _dump(path: Path) -> bytes:
    where = connections["owner"].settings_dict
    binaries = (bundled_binaries(), system_binaries())
    program = next(str(folder / "pg_dump") for folder in binaries if folder and (folder / "pg_dump").exists())
    order = [
        program,
        "--file",
        str(path),
        "--dbname",
        f"postgresql://{where['USER']}@/{where['NAME']}?host={where['HOST']}",
    ]
    subprocess.run(order, check=True, capture_output=True)
    return path.read_bytes()


def _files_with(folder: Path, words: bytes) -> list[bytes]:
    """Of the data directory: tables, write-ahead log, everything."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return [content for path in files if words in (content := path.read_bytes())]
