"""What has changed since last time, so that a start repeats only what must be repeated."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent.parent

#: Everything that shapes an empty database: tables, functions, grants, policies, views.
SCHEMA = (
    "migrations/*.py",
    "rows.py",
    "rows/*.py",
    "facts.py",
    "erasing.py",
    "collecting.py",
    "domain/retention/*.py",
    "register.py",
    "register/*.py",
    "facts/*",
    "kernel/database/*.py",
    "config/settings.py",
)


def of_schema() -> str:
    """Of the database that this version of the code makes."""
    return of_files(path for pattern in SCHEMA for path in PACKAGE.rglob(pattern))


def of_product() -> str:
    """Of everything that a demo is made of: code, site files, versions of the requirements."""
    return of_files([*PACKAGE.rglob("*"), *Path("sites").glob("*"), *Path("requirements").glob("*.lock")])


def of_files(paths: Iterable[Path]) -> str:
    """Of the names and contents of some files."""
    digest = hashlib.sha256()
    for path in sorted({path for path in paths if path.is_file() and path.suffix != ".pyc"}):
        digest.update(str(path).encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]
