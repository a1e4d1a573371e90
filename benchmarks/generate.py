"""Fill a database with invented casework of any size.

``python benchmarks/generate.py --cases 20000 --contacts 200000`` works as the owner on ``FADEN_OWNER_DATABASE_URL``, in
which the tables are there and a site is loaded. The rows are written by sets (``generate.sql``), so that a million
cases are a matter of minutes. The same size and the same day give the same rows.
"""

import argparse
import os
import time
from datetime import date
from pathlib import Path

import django
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

STEPS = Path(__file__).with_name("generate.sql")
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
    """Write the rows and say how long each step takes; the result is the size of the database in MB.

    :param connection: of the owner, outside a transaction
    :param caseload: cases of each case manager
    """
    with connection.cursor() as cursor:
        for name, value in {"cases": cases, "contacts": contacts, "caseload": caseload, "today": today}.items():
            cursor.execute("SELECT set_config(%s, %s, false)", [f"bench.{name}", str(value)])
        _names(connection)
        for name, statements in _steps():
            began = time.perf_counter()
            cursor.execute(statements)
            print(f"  {name:<12}{time.perf_counter() - began:7.1f} s", flush=True)
        cursor.execute("SELECT pg_database_size(current_database())")
        return int(cursor.fetchone()[0]) / 1e6


def _steps() -> list[tuple[str, str]]:
    """Name and SQL of each step; a step is one transaction."""
    _, *parts = STEPS.read_text("utf-8").split("\n-- == ")
    return [(name, body) for name, _, body in (part.partition("\n") for part in parts)]


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
