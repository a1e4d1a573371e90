"""Tracks: names are clear, due dates lead to a day, questions can be answered."""

from collections.abc import Iterator

from faden.domain.tracks.definition import BEGINNING
from faden.domain.tracks.enums import FieldKind
from faden.processes.site_file.described import Described, Placed
from faden.processes.site_file.findings import Finding
from faden.processes.site_file.schema import SiteFile, Track, TrackQuestion
from faden.processes.site_file.words import unknown

LEAST_CHOICES = 2


def check_track_names(site: Described) -> Iterator[Finding]:
    """Within a track every key stands for one thing, and what a track names is there."""
    for place, track in _tracks(site):
        yield from _keys(place, track)
        yield from _known_outside(site, place, track)
        yield from _known_inside(place, track)


def check_tracks(site: Described) -> Iterator[Finding]:
    """A due date comes from the beginning, a step before it or a question for a day; choices are choices."""
    for place, track in _tracks(site):
        if track.valid_until and track.valid_until <= track.valid_from:
            message = "Der Begleitweg endet, bevor er beginnt. „bis“ ist der erste Tag, an dem er nicht gilt."
            yield place.complain(message, "bis")
        rule = track.proposal
        if rule and rule.age_from is not None and rule.age_to is not None and rule.age_to < rule.age_from:
            yield place.complain("„alter_bis“ liegt unter „alter_ab“.", "vorschlag", "alter_bis")
        yield from _due_dates(place, track)
        for number, question in enumerate(track.questions):
            yield from _question(place, number, question)


def _tracks(site: Described) -> Iterator[tuple[Placed[SiteFile], Track]]:
    for number, track in enumerate(site.file.tracks):
        yield site.at("begleitwege", number), track


def _keys(place: Placed[SiteFile], track: Track) -> Iterator[Finding]:
    first = {BEGINNING: ""}
    named = [("schritte", number, one.key) for number, one in enumerate(track.steps)]
    named += [("angaben", number, one.key) for number, one in enumerate(track.questions)]
    for section, number, key in named:
        if key == BEGINNING:
            message = "„beginn“ heißt der Tag, an dem der Begleitweg beginnt. Wählen Sie eine andere Kennung."
            yield place.complain(message, section, number, "kennung")
        elif key in first:
            message = f"Die Kennung „{key}“ gibt es in diesem Begleitweg schon. Wählen Sie eine andere."
            yield place.complain(message, section, number, "kennung")
        first[key] = section
    papers: set[str] = set()
    for number, form in enumerate(track.forms):
        if form.key in papers:
            yield place.complain(f"Den Vordruck „{form.key}“ gibt es schon.", "vordrucke", number, "kennung")
        papers.add(form.key)


def _known_outside(site: Described, place: Placed[SiteFile], track: Track) -> Iterator[Finding]:
    organisations = {one.key: None for one in site.file.organisations}
    for number, step in enumerate(track.steps):
        if step.organisation and step.organisation not in organisations:
            yield place.complain(unknown(step.organisation, organisations), "schritte", number, "mit")
    if track.proposal is None:
        return
    for catalogue, named, field in (
        ("target_groups", track.proposal.target_groups, "zielgruppen"),
        ("legal_areas", track.proposal.legal_areas, "rechtskreise"),
    ):
        known = {getattr(placed.entry, "key", ""): None for placed in site.all(catalogue)}
        for number, key in enumerate(named):
            if key not in known:
                yield place.complain(unknown(key, known), "vorschlag", field, number)


def _known_inside(place: Placed[SiteFile], track: Track) -> Iterator[Finding]:
    steps = {step.key: None for step in track.steps}
    questions = {question.key: None for question in track.questions}
    anchors = {BEGINNING: None, **steps, **questions}
    for number, step in enumerate(track.steps):
        if step.due and step.due.anchor not in anchors:
            yield place.complain(unknown(step.due.anchor, anchors), "schritte", number, "faellig")
    for number, question in enumerate(track.questions):
        if question.step and question.step not in steps:
            yield place.complain(unknown(question.step, steps), "angaben", number, "schritt")
    for number, form in enumerate(track.forms):
        for line, key in enumerate(form.questions):
            if key not in questions:
                yield place.complain(unknown(key, questions), "vordrucke", number, "angaben", line)


def _due_dates(place: Placed[SiteFile], track: Track) -> Iterator[Finding]:
    days = {question.key for question in track.questions if question.kind is FieldKind.DATE}
    asked = {question.key for question in track.questions}
    after = {step.key: step.due.anchor for step in track.steps if step.due}
    for number, step in enumerate(track.steps):
        if step.due is None:
            continue
        if step.due.anchor in asked - days:
            message = f"„{step.due.anchor}“ ist kein Tag. Eine Frist braucht eine Angabe mit „art: Datum“."
            yield place.complain(message, "schritte", number, "faellig")
        way = [step.key]
        while (anchor := after.get(way[-1])) and anchor not in way:
            way.append(anchor)
        if anchor == step.key:
            yield place.complain(f"Das führt im Kreis: {' → '.join([*way, step.key])}.", "schritte", number, "faellig")


def _question(place: Placed[SiteFile], number: int, question: TrackQuestion) -> Iterator[Finding]:
    if question.kind is FieldKind.CHOICE and len(set(question.choices)) < LEAST_CHOICES:
        message = "Eine Auswahl braucht mindestens zwei verschiedene Möglichkeiten unter „auswahl“."
        yield place.complain(message, "angaben", number, "art")
    if question.kind is not FieldKind.CHOICE and question.choices:
        message = "Möglichkeiten gibt es nur bei „art: Auswahl“. Streichen Sie sie, oder ändern Sie die Art."
        yield place.complain(message, "angaben", number, "auswahl")
