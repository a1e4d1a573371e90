"""Who needs a second factor, and whom the sign-in trusts besides."""

from collections.abc import Iterator

from faden.kernel.access.roles import Role
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding


def check_factor_rules(site: Described) -> Iterator[Finding]:
    """A duty ends after it has begun, and a role has one beginning only once."""
    seen = set()
    for number, rule in enumerate(site.file.factor_rules):
        place = site.at("zweiter_faktor", number)
        if rule.valid_until and rule.valid_until <= rule.valid_from:
            yield place.complain("Die Pflicht endet, bevor sie beginnt.", "bis")
        if (rule.role, rule.valid_from) in seen:
            yield place.complain("Für diese Rolle beginnt am selben Tag schon eine Pflicht.", "rolle")
        seen.add((rule.role, rule.valid_from))


#: Given by the administration alone: they hold for an organisation, or are the key to everything.
NOT_MAPPED = (Role.PARTNER, Role.RESIDENCE_OFFICER, Role.ADMIN, Role.SYSTEM)


def check_providers(site: Described) -> Iterator[Finding]:
    """TLS to the provider, each group once, and no role that only a person of the administration gives."""
    for number, provider in enumerate(site.file.providers):
        place = site.at("anbieter", number)
        if not provider.issuer.startswith("https://"):
            yield place.complain("Der Aussteller beginnt mit https://.", "aussteller")
        values = [one.value for one in provider.roles]
        if len(set(values)) < len(values):
            yield place.complain("Eine Gruppe hat nur eine Rolle.", "rollen")
        if provider.roles and not provider.roles_claim:
            yield place.complain("Ohne „gruppen_angabe“ gibt der Anbieter keine Rolle.", "gruppen_angabe")
        if any(one.role in NOT_MAPPED for one in provider.roles):
            yield place.complain(
                "Administration, Partnerorganisation und Behörde gibt nur die Administration selbst.", "rollen"
            )
