"""``faden site``: check a site's file, show what loading it would change, load it."""

import argparse
from pathlib import Path

from django.utils import timezone

from faden.cli.errors import OperatorError
from faden.kernel.identity.queries import system_actor
from faden.processes import load_site
from faden.processes.site_file.findings import SiteFileError


def run(order: argparse.Namespace) -> int:
    """Check any number of files, or load one.

    :raises OperatorError: a file is not there
    """
    for path in order.files:
        if not path.is_file():
            raise OperatorError(f"{path} gibt es nicht.")
    if order.act == "check":
        return max(_check(path) for path in order.files)
    if len(order.files) > 1:
        raise OperatorError("Eine Datenbank gehört zu einem Standort: genau eine Datei angeben.")
    return _load(order.files[0], dry_run=order.dry_run)


def _check(path: Path) -> int:
    findings = load_site.check(path=path)
    for finding in findings.all:
        print(finding)
    if findings.ok:
        hints = len(findings.hints)
        print(f"{path}: in Ordnung{f', {hints} Hinweise' if hints else ''}.")
    return 0 if findings.ok else 1


def _load(path: Path, *, dry_run: bool) -> int:
    today = timezone.localdate()
    try:
        if dry_run:
            changes = load_site.plan(path=path, on=today)
        else:
            changes = load_site.load(path=path, actor=system_actor(), on=today)
    except SiteFileError as error:
        for finding in error.findings.errors:
            print(finding)
        return 1
    for change in changes:
        print(change)
    would = "würden sich ändern" if dry_run else "geändert"
    print(f"{len(changes)} Einträge {would}." if changes else "Nichts zu ändern.")
    return 0
