"""A fingerprint changes with content and name, and with nothing else."""

from pathlib import Path

from faden.cli import fingerprint


def test_it_follows_content_and_names(tmp_path: Path) -> None:
    first, second = tmp_path / "a.py", tmp_path / "b.py"
    first.write_text("1")
    second.write_text("2")
    before = fingerprint.of_files([first, second])
    assert fingerprint.of_files([second, first, tmp_path]) == before
    second.write_text("3")
    assert fingerprint.of_files([first, second]) != before
    second.write_text("2")
    assert fingerprint.of_files([first, second]) == before
    assert fingerprint.of_files([first, second.rename(tmp_path / "c.py")]) != before


def test_compiled_files_do_not_count(tmp_path: Path) -> None:
    (tmp_path / "a.pyc").write_text("1")
    assert fingerprint.of_files(tmp_path.iterdir()) == fingerprint.of_files([])


def test_the_schema_is_part_of_the_product() -> None:
    assert len({fingerprint.of_schema(), fingerprint.of_product(), fingerprint.of_files([])}) == 3


def test_migrations_policies_and_facts_shape_the_schema() -> None:
    found = {path.name for pattern in fingerprint.SCHEMA for path in fingerprint.PACKAGE.rglob(pattern)}
    assert {"0001_initial.py", "rows.py", "prepare.py", "settings.py"} <= found
    assert any(path.parent.name == "facts" for path in fingerprint.PACKAGE.rglob("facts/*.py"))
