"""Whoever has reported a gap sees what became of it."""

from collections.abc import Iterator
from datetime import timedelta

from faden.domain.findings.queries.news import News, news_for
from faden.lib import german
from faden.web.today.lines import MANY, Ask, Column, Line, Part, address, mark_as_read

RECENT = timedelta(days=90)


def parts(ask: Ask) -> Iterator[Part]:
    """News on the actor's own reports."""
    told = news_for(ask.actor, since=ask.today - RECENT)
    news = [one for one in told if one.key not in ask.seen]
    yield Part(
        Column.NEWS,
        "Aus meinen Meldungen",
        "thread",
        tuple(_line(one, ask) for one in news[:MANY]),
        "Was aus Ihren gemeldeten Systemlücken wird, steht hier: geprüft, Teil eines Themas, beschlossen.",
        "Meine Meldungen" if told else "Systemlücke melden",
        address("findings:mine") if told else address("findings:report"),
    )


def _line(one: News, ask: Ask) -> Line:
    where = address("findings:theme", one.theme) if one.theme else address("findings:gap", one.gaps[0])
    reports = german.plural(len(one.gaps), "Meldung", "Meldungen")
    note = f"{german.relative_day(one.on, ask.today)}, {reports} {german.join(one.gaps)}"
    return Line(one.sentence, where, note, presses=(mark_as_read(one.key),))
