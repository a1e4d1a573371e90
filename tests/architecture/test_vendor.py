"""What others made stands unchanged, with its licence: the hash in VERSION is the hash of the file."""

from hashlib import sha256
from pathlib import Path

import pytest

from tests.architecture.sources import PACKAGE

FOLDERS = [
    folder
    for vendor in (PACKAGE / "web" / "static" / "vendor", Path(__file__).parent.parent / "vendor")
    for folder in sorted(vendor.iterdir())
    if folder.is_dir()
]


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_vendored_files_are_unchanged_and_licensed(folder: Path) -> None:
    version = (folder / "VERSION").read_text(encoding="utf-8")
    noted = [line.split() for line in version.split("\nsha256\n")[1].splitlines()]
    assert noted
    for digest, name in noted:
        assert sha256((folder / name).read_bytes()).hexdigest() == digest
    assert list(folder.glob("LICENSE*"))
    named = {name for _, name in noted}
    foreign = {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.suffix in {".js", ".woff2"} or ".min." in path.name
    }
    assert foreign == named
