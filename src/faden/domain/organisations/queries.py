"""Read the organisations."""

from faden.domain.organisations.models import Organisation


def organisations() -> list[Organisation]:
    """All organisations the site works with."""
    return list(Organisation.objects.filter(ended_on=None).order_by("name", "key"))


def organisations_for_referral() -> list[Organisation]:
    """Organisations to which a client can be referred, by name; the site file says which."""
    return list(Organisation.objects.filter(ended_on=None, receives_referrals=True).order_by("name", "key"))
