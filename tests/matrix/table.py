"""The tables: a line for an address and a method, a column for somebody."""

from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).parent / "tables"
#: Column → who that is; the tables print it as their legend.
COLUMNS = {
    "manag": "case manager, responsible for the case asked for; reported the gap",
    "helpr": "case manager, helper in its circle",
    "parth": "case manager, helper in its circle for one life domain only",
    "other": "case manager of another case",
    "recvr": "partner of the organisation that the case was referred to",
    "partn": "partner of another organisation",
    "coord": "coordinator",
    "farco": "coordinator of another region",
    "lead": "lead of the programme",
    "assis": "assistant",
    "resid": "residence officer",
    "membr": "member of a body",
    "dprot": "data protection officer",
    "warden": "sets and lifts Sperrvermerke",
    "admin": "administrator",
    "nobody": "nobody signed in",
}
#: Who is asked first, to see whether an address knows a method at all.
SAMPLE = ("nobody", "admin", "manag")
#: Line (address, method) → column → status.
Cells = dict[tuple[str, str], dict[str, int]]


def path_of(workplace: str) -> Path:
    """The file of a workplace's table."""
    return FOLDER / f"{workplace}.txt"


def read(workplace: str) -> Cells:
    """What a table says; nothing when there is none yet."""
    path = path_of(workplace)
    if not path.exists():
        return {}
    lines = [line.split() for line in path.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    columns = lines[0][1:-1]
    cells: Cells = {}
    for method, *answers, shape in lines[1:]:
        cells[shape, method] = dict(zip(columns, map(int, answers), strict=True))
    return cells


def write(workplace: str, cells: Mapping[tuple[str, str], Mapping[str, int]]) -> None:
    """Write a table with its legend; what changed is then read like any change of a rule."""
    legend = [f"# {name}: {meaning}" for name, meaning in COLUMNS.items()]
    lines = [f"# Who gets which answer: {workplace}.", *legend, "", f"method {' '.join(COLUMNS)} address"]
    for (shape, method), answers in cells.items():
        values = " ".join(f"{answers[name]:<{len(name)}}" for name in COLUMNS)
        lines.append(f"{method:<6} {values} {shape}")
    path_of(workplace).write_text("\n".join(lines) + "\n", encoding="utf-8")
