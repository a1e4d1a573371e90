"""Contents at rest: sealed, bound to their row, sealed anew under a new key, and found when they cannot be opened."""

from uuid import UUID

import pytest
from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from pytest_django.fixtures import Settings

from faden.cli import main as command
from faden.kernel.access.acting import act_as, asking_for
from faden.kernel.access.actor import Actor
from faden.kernel.access.errors import NotVisible, Refused
from faden.kernel.access.roles import Role
from faden.kernel.audit.models import AuditEntry
from faden.kernel.files import content as contents
from faden.kernel.files.enums import FileKind
from faden.kernel.files.models import StoredFile
from faden.kernel.files.operations import store
from faden.kernel.outbox.models import MailAttachment
from faden.kernel.outbox.operations import Attachment, put_mail
from faden.kernel.outbox.queries import attachment_of
from faden.kernel.sealing import keeping
from faden.kernel.sealing.existing import seal_existing
from faden.kernel.sign_in import resealing
from faden.kernel.sign_in.factors import begin_code_app, begun_secret
from faden.lib.sealing import new_key, read_ring
from tests import files_made as made
from tests import given
from tests.given import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "owner"], transaction=True)
SECRET = b"Das steht nur in der Datei. " * 3


@pytest.fixture
def manager() -> Actor:
    return given.actor(Role.CASE_MANAGER)


def file(manager: Actor, content: bytes = SECRET, subject: UUID | None = None) -> StoredFile:
    case = subject or given.case(manager).id
    with act_as(manager, today=TODAY):
        return store(name="x.txt", content=content, subject=case, kind=FileKind.OTHER, actor=manager)


def raw(table: str, row: UUID) -> tuple[bytes, bytes, str]:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"SELECT content, sealed_key, key_id FROM {table} WHERE id = %s", [row])
        content, key, key_id = cursor.fetchone()
        return bytes(content), bytes(key), key_id


def change(statement: str, *values: str | bytes | UUID) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(statement, values)


def read(manager: Actor, stored: StoredFile) -> bytes:
    with act_as(manager, today=TODAY):
        return contents.content_of(stored.id)


def test_a_file_is_stored_sealed_and_read_as_it_was(manager: Actor) -> None:
    stored = file(manager)
    content, key, _ = raw("files_storedfile", stored.id)
    assert SECRET[:20] not in content + key
    assert read(manager, stored) == SECRET


def test_an_attachment_of_a_mail_is_stored_sealed(manager: Actor) -> None:
    with act_as(manager, today=TODAY):
        paper = Attachment("einladung.pdf", "application/pdf", made.pdf())
        mail = put_mail(recipient="x@faden.invalid", subject="x", body="x", attachments=[paper], actor=manager)
        kept = MailAttachment.objects.get(mail=mail)
        assert attachment_of(mail.id, kept.id).take_content() == made.pdf()
        assert kept.size == len(made.pdf())
    assert b"%PDF" not in raw("outbox_mailattachment", kept.id)[0]


def test_the_same_file_has_another_mark_in_every_row(manager: Actor) -> None:
    one, other = file(manager), file(manager)
    assert one.digest != other.digest
    assert contents.is_among(SECRET, [one])
    assert not contents.is_among(SECRET + b"!", [one, other])


def test_a_content_put_into_another_row_does_not_open_there(manager: Actor) -> None:
    one, other = file(manager), file(manager, b"etwas anderes")
    content, key, _ = raw("files_storedfile", one.id)
    change("UPDATE files_storedfile SET content = %s, sealed_key = %s WHERE id = %s", content, key, other.id)
    with pytest.raises(Refused, match="nicht entschlüsseln"):
        read(manager, other)


def test_a_plain_content_is_refused_by_the_database_and_never_handed_out(manager: Actor) -> None:
    stored = file(manager)
    with pytest.raises(IntegrityError), transaction.atomic(using="owner"):
        change("UPDATE files_storedfile SET sealed_key = NULL WHERE id = %s", stored.id)
    change("UPDATE files_storedfile SET content = %s WHERE id = %s", b"eingeschmuggelt", stored.id)
    with pytest.raises(Refused):
        read(manager, stored)


def test_a_new_key_takes_over_step_by_step(
    manager: Actor, settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = new_key(), new_key()
    settings.SEALING_KEYS = read_ring(old)
    files = [file(manager) for _ in range(5)]
    settings.SEALING_KEYS = read_ring(f"{new} {old}")
    monkeypatch.setattr(keeping, "STEP", 2)
    # Killed in the middle of the second step: the first one stays, the second leaves nothing.
    steps = iter([StoredFile.seal_key_anew] * 3)

    def killed(row: StoredFile) -> None:
        next(steps, _power_cord)(row)

    with monkeypatch.context() as patch:
        patch.setattr(StoredFile, "seal_key_anew", killed)
        with pytest.raises(KeyboardInterrupt):
            keeping_all()
    assert keeping.left_to_rotate() == 3
    before = [raw("files_storedfile", one.id)[0] for one in files]
    assert command.main(["files", "rotate"]) == 0
    assert "3 Inhalte sind noch nicht" in capsys.readouterr().out
    settings.SEALING_KEYS = read_ring(new)
    assert [read(manager, one) for one in files] == [SECRET] * 5
    assert [raw("files_storedfile", one.id)[0] for one in files] == before, "contents stay, only keys are sealed anew"
    assert command.main(["files", "verify"]) == 0
    with act_as(given.actor(Role.DATA_PROTECTION), today=TODAY):
        assert AuditEntry.objects.filter(act="sealing.rotated", facts={"contents": 3, "secrets": 0}).count() == 1


def _power_cord(row: StoredFile) -> None:
    raise KeyboardInterrupt(row.id)


def keeping_all() -> None:
    after = None
    while True:
        _, after = keeping.rotate_step(after, StoredFile)
        if after is None:
            return


def test_without_the_old_key_nothing_is_lost_and_the_operator_is_told(
    manager: Actor, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    old = settings.SEALING_KEYS
    stored = file(manager)
    before = raw("files_storedfile", stored.id)
    settings.SEALING_KEYS = read_ring(new_key())
    assert command.main(["files", "rotate"]) == 1
    assert "den bisherigen Schlüssel hinter den neuen" in capsys.readouterr().err
    assert command.main(["files", "verify"]) == 1
    assert f"lässt sich nicht öffnen: files_storedfile {stored.id}" in capsys.readouterr().out
    assert raw("files_storedfile", stored.id) == before
    settings.SEALING_KEYS = old
    assert read(manager, stored) == SECRET


def test_whoever_is_signed_in_cannot_look_after_everybodys_files(manager: Actor) -> None:
    stored = file(manager)
    stranger = given.actor(Role.ADMIN)
    with act_as(stranger, today=TODAY), asking_for("keeping", "on"):
        assert not StoredFile.objects.exists()
        with pytest.raises(NotVisible):
            contents.content_of(stored.id)
    assert not list(StoredFile.objects.all()), "nobody without the setting"


def test_secrets_of_code_apps_move_to_the_new_key(
    manager: Actor, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new, now = new_key(), new_key(), timezone.now()
    settings.SEALING_KEYS = read_ring(old)
    with act_as(manager, today=TODAY):
        begin_code_app(actor=manager, now=now)
        secret = begun_secret(manager, now=now)
    settings.SEALING_KEYS = read_ring(f"{new} {old}")
    assert resealing.left_to_reseal() == 1
    assert command.main(["files", "rotate"]) == 0
    assert "1 Geheimnisse von Einmalcode-Apps neu versiegelt" in capsys.readouterr().out
    assert resealing.left_to_reseal() == 0
    settings.SEALING_KEYS = read_ring(new)
    with act_as(manager, today=TODAY):
        assert begun_secret(manager, now=now) == secret
    assert command.main(["files", "verify"]) == 0
    settings.SEALING_KEYS = read_ring(new_key())
    assert command.main(["files", "verify"]) == 1
    assert "lässt sich nicht öffnen: sign_in_codeapp" in capsys.readouterr().out
    assert command.main(["files", "rotate"]) == 1
    assert "Geheimnis einer Einmalcode-App" in capsys.readouterr().err


@pytest.fixture
def before_sealing() -> None:
    change("ALTER TABLE files_storedfile DROP CONSTRAINT file_sealed_or_gone")


@pytest.mark.usefixtures("before_sealing")
def test_what_was_stored_before_is_sealed_in_steps(manager: Actor) -> None:
    files = [file(manager, SECRET + str(number).encode()) for number in range(23)]
    change(
        "UPDATE files_storedfile SET content = %s || convert_to(substr(name, 1, 0), 'UTF8'), sealed_key = NULL, "
        "key_id = '', digest = encode(sha256(%s), 'hex')",
        SECRET,
        SECRET,
    )
    assert seal_existing(connections["owner"], "files_storedfile", mark="digest") == 23
    assert seal_existing(connections["owner"], "files_storedfile", mark="digest") == 0
    for stored in files:
        assert read(manager, stored) == SECRET
        assert SECRET[:20] not in raw("files_storedfile", stored.id)[0]
    with act_as(manager, today=TODAY):
        assert contents.is_among(SECRET, StoredFile.objects.all()[:1])
