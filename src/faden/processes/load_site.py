"""Load a site from its file: check it, show what would change, change it in one transaction.

Loading twice changes nothing. What vanishes from the file is ended on the day of loading, never deleted.
"""

from dataclasses import replace
from datetime import date
from pathlib import Path

from django.db import connection

from faden.domain.places.queries import site as loaded_site
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.audit import operations as audit
from faden.kernel.identity.queries import system_actor
from faden.processes.site_file.changes import Change, Comparison, apply
from faden.processes.site_file.checks import findings_in
from faden.processes.site_file.described import Described, describe
from faden.processes.site_file.findings import Finding, Findings, SiteFileError, Weight
from faden.processes.site_file.wanted import wanted

Changes = tuple[Change, ...]


def check(*, path: Path) -> Findings:
    """What is wrong in a site file; needs no database."""
    return _read(path)[1]


def plan(*, path: Path, on: date) -> Changes:
    """What loading would change, without changing it.

    :raises SiteFileError: the file has errors, or belongs to another site than this database
    """
    site = _usable(path)
    with act_as(system_actor(), today=on, read_only=True):
        return _changes(site, on)


def load(*, path: Path, actor: Actor, on: date) -> Changes:
    """Make the database hold what the file says, as this actor, with an audit entry for each change.

    :param actor: the system, from the command; its rights are those of the role ``system``
    :param on: the day of loading: what is no longer in the file ends on it
    :raises SiteFileError: the file has errors, or belongs to another site than this database
    """
    site = _usable(path)
    with act_as(actor, today=on):
        with connection.cursor() as cursor:
            # Two loads at once would both add what is missing.
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('faden.site'))")
        changes = _changes(site, on)
        apply(list(changes))
        for change in changes:
            facts = {detail.label: f"{detail.before or '–'} → {detail.after}" for detail in change.details}
            audit.record(f"{change.row._meta.model_name}.{change.kind}", actor=actor, subject=change.row, **facts)
        return changes


def _read(path: Path) -> tuple[Described | None, Findings]:
    site, findings = describe(path)
    if site:
        findings = list(findings_in(site))
    return site, Findings(tuple(sorted(findings, key=_by_place)))


def _by_place(finding: Finding) -> tuple[Path, int, int]:
    return finding.file, finding.line, finding.weight


def _usable(path: Path) -> Described:
    site, findings = _read(path)
    if site is None:
        # A catalogue alone is only hinted at by the check; to load it is an error.
        findings = Findings(tuple(replace(finding, weight=Weight.ERROR) for finding in findings.all))
    if site is None or not findings.ok:
        raise SiteFileError(findings)
    return site


def _changes(site: Described, on: date) -> Changes:
    there = loaded_site()
    if there and there.key != site.file.site.key:
        message = f"Diese Datenbank gehört zum Standort „{there.name}“. Ein Standort hat seine eigene Datenbank."
        raise SiteFileError(Findings((site.at("standort").complain(message, "kennung"),)))
    return tuple(Comparison(on).load().changes(list(wanted(site))))
