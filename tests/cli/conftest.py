"""A state directory that the server's user can get to, also when root runs the tests."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def state() -> Iterator[Path]:
    """Not pytest's own folder: only its user may enter that, so root's servers would move to /var/tmp."""
    folder = Path(tempfile.mkdtemp(prefix="faden-test-"))
    folder.chmod(0o711)
    yield folder
    shutil.rmtree(folder)
