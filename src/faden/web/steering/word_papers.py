"""The same papers as DOCX, for those who go on writing: invitation, proposals for decision, minutes."""

from datetime import date
from typing import Any

from faden.kernel.outbox.operations import Attachment
from faden.lib import german
from faden.reporting.documents import word
from faden.web.steering.documents import invitation_told, record_told

Told = dict[str, Any]


def invitation_docx(meeting: Any, *, on: date) -> Attachment:
    """The invitation with the agenda."""
    told = invitation_told(meeting, on=on)
    blocks: list[word.Block] = []
    if told["again"]:
        blocks.append(word.Text("Diese Einladung ersetzt die frühere.", strong=True))
    blocks += [_when(told), word.Heading("Tagesordnung")]
    for point in told["points"]:
        blocks += [word.Heading(f"{point['position']}. {point['title']}", level=3), *_facts(point)]
        if point["proposal"]:
            blocks.append(word.Text(f"Beschlussvorschlag: {point['proposal']}"))
    if not told["points"]:
        blocks.append(word.Text("Die Tagesordnung folgt."))
    blocks += [word.Heading("Eingeladen"), word.Points(told["seats"])]
    return _paper("einladung", meeting, told, blocks, f"Stand {german.day(on)}")


def proposals_docx(meeting: Any, *, on: date) -> Attachment:
    """The proposals for decision (Beschlussvorlagen), each point on which something is to be decided."""
    told = {**invitation_told(meeting, on=on), "title": f"Beschlussvorlagen: {meeting.body}"}
    blocks: list[word.Block] = [_when(told)]
    for point in told["points"]:
        if point["proposal"]:
            blocks += [word.Heading(f"TOP {point['position']}: {point['title']}"), *_facts(point)]
            blocks += [word.Heading("Beschlussvorschlag", level=3), *word.paragraphs(point["proposal"])]
            blocks += [word.Heading("Ergebnis der Beratung", level=3), word.Signatures(["Abstimmung"])]
    if len(blocks) == 1:
        blocks.append(word.Text("Zu dieser Sitzung gibt es keinen Beschlussvorschlag."))
    return _paper("beschlussvorlagen", meeting, told, blocks, f"Stand {german.day(on)}")


def record_docx(meeting: Any) -> Attachment:
    """The minutes."""
    told = record_told(meeting)
    blocks: list[word.Block] = [_when(told), word.Heading("Anwesenheit")]
    if told["attendance"]:
        rows = [(row["seat"], row["who"], row["presence"]) for row in told["attendance"]]
        blocks += [word.Grid(("Sitz", "Person", "Anwesenheit"), rows), word.Text(told["taken"])]
    else:
        blocks.append(word.Text("Die Anwesenheit ist nicht festgehalten."))
    blocks.append(word.Facts([("Gäste", told["guests"])]))
    if told["general"]:
        blocks += [word.Heading("Allgemeines"), *map(word.Text, told["general"])]
    for point in told["points"]:
        blocks += _minuted(point)
    blocks.append(word.Signatures(["Vorsitz", "Schriftführung"]))
    return _paper("niederschrift", meeting, told, blocks, f"Sitzung am {german.day(told['day'])}")


def _minuted(point: Told) -> list[word.Block]:
    blocks = [word.Heading(f"TOP {point['position']}: {point['title']}"), *_facts(point)]
    blocks += map(word.Text, point["discussion"])
    decision = point["decision"]
    if decision is None:
        return blocks if point["discussion"] else [*blocks, word.Text("Keine Aufzeichnung.", quiet=True)]
    blocks += [word.Heading(f"Beschluss ({decision['result']})", level=3), *map(word.Text, decision["text"])]
    blocks.append(word.Text(decision["vote"], quiet=True))
    if decision["assignments"]:
        rows = [(one["text"], one["who"], german.day(one["due"])) for one in decision["assignments"]]
        blocks.append(word.Grid(("Auftrag", "Verantwortlich", "Bis wann"), rows))
    return blocks


def _facts(point: Told) -> list[word.Block]:
    return [word.Text(point["facts"], quiet=True)] if point["facts"] else []


def _when(told: Told) -> word.Block:
    return word.Facts([("Tag", german.long_day(told["day"])), ("Zeit", told["hours"]), ("Ort", told["place"])])


def _paper(name: str, meeting: Any, told: Told, blocks: list[word.Block], note: str) -> Attachment:
    sender = f"Kommunales Integrationsmanagement (KIM) · {told['site']}"
    content = word.write(title=told["title"], sender=sender, note=f"{told['body']} · {note}", blocks=blocks)
    return Attachment(f"{name}-{meeting.day.isoformat()}.docx", word.MIME, content)
