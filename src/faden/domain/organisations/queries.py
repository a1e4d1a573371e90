"""Read the organisations."""

from faden.domain.organisations.models import Organisation


def organisations() -> list[Organisation]:
    """All organisations the site works with."""
    return list(Organisation.objects.filter(ended_on=None).order_by("name", "key"))


def organisations_for_referral() -> list[Organisation]:
    """Organisations to which a client can be referred; collective names are not among them."""
    return list(
        Organisation.objects.filter(ended_on=None, receives_referrals=True, is_collective=False).order_by("name", "key")
    )
