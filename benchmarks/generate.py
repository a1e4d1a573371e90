"""Fill a database with invented casework of any size.

``python benchmarks/generate.py --cases 20000 --contacts 200000`` works as the owner on ``FADEN_OWNER_DATABASE_URL``, in
which the tables are there and a site is loaded. The rows are written by sets (``generate.sql``), in batches of cases
that need little memory and are each written down: an interrupted run is taken up again by the same command. The same
size and the same day give the same rows.
"""

import argparse
import os
import time
from datetime import date
from pathlib import Path

import django
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

STEPS = Path(__file__).with_name("generate.sql")
BATCH = 50_000
#: Measured on two cores.
GIGABYTES_PER_CONTACT = 1.95e-6
SECONDS_PER_CONTACT = 8e-5
FAMILY = (
    "Abbas Ahmadi Aksoy Al-Hassan Antonenko Arslan Asante Aydın Bajrami Balogun Barzani Bekele Bondarenko Brankić "
    "Çelik Ceesay Dąbrowski Demir Diallo Dimitrov Đorđević Doğan El-Sayed Erdoğan Farahani Georgiev Gebremariam Gül "
    "Haddad Haidari Hakimi Hamdan Hashemi Hoxha Hussein Ibrahimi Ivanenko Jallow Jankowska Jovanović Kaplan Karimi "
    "Kazemi Kılıç Koç Kovalenko Krasniqi Kurt Łukaszewicz Mahmoud Mansour Markovych Mehari Melnyk Müller-Şahin Mustafa "
    "Nasser Nazari Nowak Nurhusein Omar Öztürk Petrenko Popescu Qasim Rahimi Rashid Rezaei Saleh Shevchenko Şimşek "
    "Tekle Tesfay Traoré Tymoshenko Ünal Vasile Weiß Yıldız Yılmaz Yohannes Yusuf Zadran Zheleva Żuk"
)
GIVEN = (
    "Aisha Aleksandr Amina Anastasiia Andrij Asma Ayşe Bahar Baran Berivan Dana Daniel Darya Elif Emre Fatima Fatma "
    "Filmon Hamid Hana Hasan Helen Hewan Ibrahim Iryna Ivan Jamila Karim Khadija Kseniia Laila Leyla Luwam Mariam "
    "Marija Mehmet Milena Mohammed Mykola Nadia Natalija Nesrin Nora Oksana Oleh Omar Özlem Rahel Rana Reza Rojin Rüya "
    "Sabina Said Samira Samuel Selam Semhar Serhij Shirin Sofiia Tarek Tetiana Viktor Yara Yosef Yusra Zahra Zeynep"
)


def fill(connection: BaseDatabaseWrapper, *, cases: int, contacts: int, today: date, caseload: int = 200) -> float:
    """Write the rows, batch by batch, and say how far it is; the result is the size of the database in MB.

    A batch is one transaction and is written down: after an interruption the same call goes on where it stopped.

    :param connection: of the owner, outside a transaction
    :param caseload: cases of each case manager
    """
    steps = _steps()
    ahead = [body for kind, _, body in steps if kind == ""]
    batch = "\n".join(body for kind, _, body in steps if kind == "each batch")
    once = [(name, body) for kind, name, body in steps if kind == "once"]
    with connection.cursor() as cursor:
        _say(cursor, cases=cases, contacts=contacts, caseload=caseload, today=today)
        _names(connection)
        for body in ahead:
            cursor.execute(body)
        work = [(f"batch {last}", batch, {"first_case": first, "last_case": last}) for first, last in _batches(cases)]
        work += [(name, body, {}) for name, body in once]
        cursor.execute("SELECT step FROM bench_done")
        done = {row[0] for row in cursor.fetchall()}
        _write(connection, [one for one in work if one[0] not in done], contacts / cases)
        _finish(cursor)
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) / 1e6


def needs(contacts: int) -> tuple[float, float]:
    """How much disk (GB) and time (minutes, two cores) the rows of so many contacts take, as measured."""
    return contacts * GIGABYTES_PER_CONTACT, contacts * SECONDS_PER_CONTACT / 60


def _write(connection: BaseDatabaseWrapper, work: list[tuple[str, str, dict[str, int]]], density: float) -> None:
    """One transaction for each piece of work; nothing of it is there when it did not end."""
    began = time.perf_counter()
    for position, (step, body, numbers) in enumerate(work, 1):
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            if numbers:
                first, last = (int((numbers["first_case"] - 1) * density) + 1, int(numbers["last_case"] * density))
                _say(cursor, **numbers, first_contact=first, last_contact=last)
            cursor.execute(body)
            cursor.execute("INSERT INTO bench_done VALUES (%s)", [step])
        spent = time.perf_counter() - began
        left = spent / position * (len(work) - position)
        print(f"  {step:<16}{spent:7.0f} s, about {left:.0f} s of writing left", flush=True)


def _finish(cursor: CursorWrapper) -> None:
    """Build the indexes and constraints that were lifted, one by one, and gather what the planner wants to know."""
    cursor.execute("SET maintenance_work_mem = '1GB'")
    cursor.execute("SELECT name, build FROM bench_later ORDER BY build LIKE 'ALTER%%', name")
    began = time.perf_counter()
    for name, build in cursor.fetchall():
        with transaction.atomic(using=cursor.db.alias):
            cursor.execute(build)
            cursor.execute("DELETE FROM bench_later WHERE name = %s", [name])
    print(f"  {'indexes':<16}{time.perf_counter() - began:7.0f} s", flush=True)
    cursor.execute("RESET session_replication_role")
    cursor.execute("VACUUM ANALYZE")


def _say(cursor: CursorWrapper, **values: object) -> None:
    for name, value in values.items():
        cursor.execute("SELECT set_config(%s, %s, false)", [f"bench.{name}", str(value)])


def _batches(cases: int) -> list[tuple[int, int]]:
    """First and last running number of each batch."""
    return [(first, min(first + BATCH - 1, cases)) for first in range(1, cases + 1, BATCH)]


def _steps() -> list[tuple[str, str, str]]:
    """When (always, "each batch", "once"), name and SQL of each step."""
    _, *parts = STEPS.read_text("utf-8").split("\n-- == ")
    heads = [(part.partition("\n")) for part in parts]
    return [(when.strip(), name, body) for head, _, body in heads for name, _, when in [head.partition(",")]]


def _names(connection: BaseDatabaseWrapper) -> None:
    """Names with the keys and the order that the product itself would give them."""
    # Models can be imported only when Django is set up, and these rules stand beside them.
    from faden.domain.people.calculation import search_keys  # noqa: PLC0415
    from faden.lib.names import sort_key  # noqa: PLC0415

    families, givens = FAMILY.split(), GIVEN.split()
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE bench_name (part text, position int, name text, keys text[])")
        cursor.execute("CREATE TEMP TABLE bench_pair (family int, given int, sort_name text)")
        for part, names in (("family", families), ("given", givens)):
            rows = [(part, i, name, sorted(search_keys(name, "", ""))) for i, name in enumerate(names)]
            cursor.executemany("INSERT INTO bench_name VALUES (%s, %s, %s, %s)", rows)
        pairs = [(i, j, sort_key(a, b)) for i, a in enumerate(families) for j, b in enumerate(givens)]
        cursor.executemany("INSERT INTO bench_pair VALUES (%s, %s, %s)", pairs)


def main() -> None:
    """Read the size from the command line."""
    parser = argparse.ArgumentParser(description="Fill a database with invented casework.")
    parser.add_argument("--cases", type=int, default=20_000)
    parser.add_argument("--contacts", type=int, default=200_000)
    parser.add_argument("--today", type=date.fromisoformat, default=date.today())  # noqa: DTZ011 - a day, not a moment
    order = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    django.setup()
    began = time.perf_counter()
    size = fill(connections["owner"], cases=order.cases, contacts=order.contacts, today=order.today)
    print(f"{order.cases} cases, {order.contacts} contacts: {time.perf_counter() - began:.0f} s, {size:.0f} MB")


if __name__ == "__main__":
    main()
