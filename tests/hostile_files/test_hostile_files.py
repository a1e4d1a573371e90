"""None of them is stored unchecked, none is shown, and none costs the server more than a moment."""

import os
import sys
from collections import Counter
from time import monotonic

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from faden.domain.cases.models import Case
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.content import content_of
from faden.kernel.files.models import StoredFile
from faden.lib.file_content import ALL
from tests import given
from tests.api.conftest import token_of
from tests.hostile_files.made import FAMILIES, Hostile, hostile_files
from tests.web.signed_in import somebody, today

pytestmark = pytest.mark.django_db
COUNT = int(os.environ.get("FADEN_HOSTILE_FILES", "78"))
#: Seconds for one file; a pattern that runs away takes minutes.
LONGEST = 30


def hand_in(client: Client, token: str, case: Case, hostile: Hostile, *, by_page: bool) -> int:
    upload = SimpleUploadedFile(hostile.name, hostile.content)
    if by_page:
        told = {"kind": "other", "title": "", "audience": "circle", "uploads": [upload]}
        return client.post(reverse("casework:documents", args=[case.number]), told).status_code
    headers = {"Authorization": f"Bearer {token}"}
    return Client().post(f"/api/v1/cases/{case.number}/documents", {"upload": upload}, headers=headers).status_code


def stored_in(case: Case, manager: Actor) -> list[tuple[StoredFile, bytes]]:
    with act_as(manager, today=today()):
        return [(one, content_of(one.id)) for one in StoredFile.objects.filter(file_id=case.id)]


def test_hostile_files_are_refused_or_freed_of_what_acts_in_them() -> None:
    manager, client = somebody(Role.CASE_MANAGER)
    token = token_of(manager)
    outcomes: Counter[tuple[str, str]] = Counter()
    faults: list[str] = []
    for number, hostile in enumerate(hostile_files(COUNT)):
        case = given.case(manager, on=today())
        began = monotonic()
        status = hand_in(client, token, case, hostile, by_page=number % 2 == 0)
        if monotonic() - began > LONGEST:
            faults.append(f"{hostile.family}: took {monotonic() - began:.0f} s")
        stored = stored_in(case, manager)
        outcomes[hostile.family, "freed" if stored else "refused"] += 1
        if status >= 500 or (status in {200, 201, 303}) != bool(stored):
            faults.append(f"{hostile.family}: answered {status} and stored {len(stored)}")
        for one, content in stored:
            faults += [f"{hostile.family}: {said}" for said in wrong_with(one, content, hostile)]
            answer = client.get(reverse("casework:document", args=[case.number, one.id]))
            faults += [f"{hostile.family}: shown, {answer.headers}"] * (not is_saved_only(answer))
    sys.stdout.write(
        f"\n{COUNT} hostile files in {len(FAMILIES)} families: {dict(sorted(outcomes.items()))}, faults {len(faults)}\n"
    )
    assert faults == []
    assert {family for family, outcome in outcomes if outcome == "freed"} <= {"picture_carrying"}


def wrong_with(one: StoredFile, content: bytes, hostile: Hostile) -> list[str]:
    found = []
    if hostile.payload in content:
        found.append("its payload is stored")
    if one.media_type not in {kind.media_type for kind in ALL} or not one.name.endswith(
        tuple(f".{kind.suffix}" for kind in ALL)
    ):
        found.append(f"stored as {one.media_type} {one.name}")
    return found


def is_saved_only(answer: object) -> bool:
    headers = answer.headers  # type: ignore[attr-defined]
    return bool(
        headers["Content-Disposition"].startswith("attachment;")
        and headers["X-Content-Type-Options"] == "nosniff"
        and headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    )
