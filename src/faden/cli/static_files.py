"""Style sheets, scripts and fonts where the server finds them."""

import shutil
from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from faden.cli import fingerprint
from faden.cli.errors import OperatorError


def gather(target: Path) -> None:
    """Collect the static files, unless they are there already.

    :raises OperatorError: the folder cannot be written
    """
    sources = (Path(storage.path(name)) for finder in get_finders() for name, storage in finder.list([]))
    state = fingerprint.of_files(sources)
    stamp = target / ".fingerprint"
    if stamp.exists() and stamp.read_text(encoding="ascii") == state:
        return
    try:
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir(parents=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(state, encoding="ascii")
    except OSError as error:
        raise OperatorError(
            f"In {target} kann nicht geschrieben werden ({error.strerror}): FADEN_STATE_DIR setzen."
        ) from None
