"""The product's own sources, parsed once for all tests of its shape."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "faden"
TESTS = ROOT / "tests"


@dataclass(frozen=True)
class Source:
    """One Python file."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        """Path from the root of the project."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> str:
        """The first folder below ``faden``."""
        return self.path.relative_to(PACKAGE).parts[0]

    @property
    def lines(self) -> int:
        return len(self.text.splitlines())


@cache
def product() -> tuple[Source, ...]:
    """All Python of the product, without generated migrations."""
    return tuple(_parsed(path) for path in sorted(PACKAGE.rglob("*.py")) if "migrations" not in path.parts)


@cache
def of_the_tests() -> tuple[Source, ...]:
    """All Python of the tests."""
    return tuple(_parsed(path) for path in sorted(TESTS.rglob("*.py")))


@cache
def templates() -> tuple[Path, ...]:
    """All templates."""
    return tuple(sorted((PACKAGE / "web").rglob("*.html")))


def _parsed(path: Path) -> Source:
    text = path.read_text(encoding="utf-8")
    return Source(path, text, ast.parse(text))


def layers(contract: str) -> list[str]:
    """The layers of a contract in ``.importlinter``, top first, one name each."""
    from configparser import ConfigParser

    linter = ConfigParser()
    linter.read(ROOT / ".importlinter", encoding="utf-8")
    lines = linter[f"importlinter:contract:{contract}"]["layers"].split("\n")
    return [name.strip(" ()") for line in lines for name in line.split("|") if name.strip()]
