"""The demos of this machine: one folder for each site, with all that belongs to it."""

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from faden.cli.embedded import Cluster, bundled_binaries

DATABASE: Final = "faden"


@dataclass(frozen=True)
class Demo:
    """One site's demo: everything it has lies in one folder."""

    site: str
    directory: Path

    @property
    def cluster(self) -> Cluster:
        return Cluster(self.directory / "postgresql", bundled_binaries())

    @property
    def profile(self) -> Path:
        """The site file."""
        return Path("sites") / f"{self.site}.yaml"

    def remembered(self) -> dict[str, Any]:
        """What the last run has noted."""
        with contextlib.suppress(FileNotFoundError, ValueError):
            return dict(json.loads((self.directory / "demo.json").read_text(encoding="utf-8")))
        return {}

    def remember(self, **facts: object) -> None:
        """Note something for the next run; in one step, so that a power cut leaves the old note or the new one."""
        draft = self.directory / "demo.json.new"
        draft.write_text(json.dumps({**self.remembered(), **facts}, ensure_ascii=False, indent=1), encoding="utf-8")
        draft.replace(self.directory / "demo.json")


def state_dir() -> Path:
    """Where this machine keeps what the demos need."""
    return Path(os.environ.get("FADEN_STATE_DIR", ".faden")).resolve()


def demo_of(site: str) -> Demo:
    """The demo of a site."""
    return Demo(site, state_dir() / "demo" / site)


def all_demos() -> list[Demo]:
    """The demos that have ever run here."""
    return [Demo(folder.name, folder) for folder in sorted((state_dir() / "demo").glob("*")) if folder.is_dir()]


def say(text: str) -> None:
    print(text, flush=True)
