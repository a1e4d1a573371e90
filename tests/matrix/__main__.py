"""``python -m tests.matrix``: how many cells the tables hold."""

import sys

from tests.matrix.table import COLUMNS, FOLDER, SAMPLE, read


def main() -> None:
    """Count what is written down; every other method of an address is asked as well, and answered with 405."""
    tables = [read(path.stem) for path in FOLDER.glob("*.txt")]
    shapes = {shape for cells in tables for shape, _ in cells}
    written = sum(len(cells) for cells in tables) * len(COLUMNS)
    refused = (len(shapes) * 5 - sum(len(cells) for cells in tables)) * len(SAMPLE)
    sys.stdout.write(f"{len(shapes)} addresses, {written} cells in the tables, {refused} methods refused\n")


if __name__ == "__main__":
    main()
