"""Acting: the database answers for the actor of the transaction, and for nobody else."""

import pytest
from django.db import connection, transaction
from django.db.utils import InternalError, ProgrammingError

from faden.domain.cases.models import Case, CircleMember
from faden.kernel.access.acting import act_as
from faden.kernel.access.roles import Role
from faden.kernel.identity.models import Account
from faden.kernel.identity.queries import account_by_email
from tests import given

pytestmark = pytest.mark.django_db


def test_nobody_sees_nothing() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    given.case(manager)
    assert Case.objects.count() == 0
    assert Account.objects.count() == 0


def test_the_circle_sees_the_case_and_a_stranger_does_not() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER, Role.LEAD)
    case = given.case(manager)
    with act_as(manager, today=given.TODAY):
        assert list(Case.objects.all()) == [case]
    with act_as(stranger, today=given.TODAY):
        assert not Case.objects.exists()


def test_nested_acting_gives_the_outer_actor_back() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    given.case(manager)
    with act_as(manager, today=given.TODAY):
        with act_as(stranger, today=given.TODAY):
            assert not Case.objects.exists()
        assert Case.objects.count() == 1


def test_an_error_in_nested_acting_gives_the_outer_actor_back() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    given.case(manager)
    with act_as(manager, today=given.TODAY):
        with pytest.raises(LookupError), act_as(stranger, today=given.TODAY):
            raise LookupError
        assert Case.objects.count() == 1


def test_nobody_lets_themselves_into_a_circle() -> None:
    manager, stranger = given.actor(Role.CASE_MANAGER), given.actor(Role.CASE_MANAGER)
    case = given.case(manager)
    with act_as(stranger, today=given.TODAY), pytest.raises(ProgrammingError), transaction.atomic():
        CircleMember.objects.create(
            case=case,
            account_id=stranger.id,
            person_id=case.person_id,
            function="helper",
            reason="x",
            since=given.TODAY,
        )


def test_a_sign_in_sees_the_one_account_it_names() -> None:
    somebody = given.actor(Role.LEAD)
    assert account_by_email(somebody.email.upper()) is not None
    assert Account.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_a_reading_transaction_cannot_write() -> None:
    manager = given.actor(Role.CASE_MANAGER)
    with (
        pytest.raises(InternalError),
        act_as(manager, today=given.TODAY, read_only=True),
        connection.cursor() as cursor,
    ):
        cursor.execute("UPDATE identity_account SET name = 'x'")
