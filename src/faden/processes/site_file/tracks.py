"""A track of the site file as the table keeps it."""

from collections.abc import Mapping
from typing import Any

from faden.domain.tracks.definition import (
    Definition,
    PrintForm,
    Proposal,
    Question,
    Step,
    as_data,
    digest_of,
)
from faden.processes.site_file import schema


def track_values(track: schema.Track, organisations: Mapping[str, str]) -> dict[str, Any]:
    """The columns of a version; the digest covers all of them, so that a changed word is another version.

    :param organisations: name by key; the version keeps the name as it was
    """
    values: dict[str, Any] = {
        "key": track.key,
        "name": track.name,
        "audience": track.audience,
        "source": track.source,
        "note": track.note or "",
        "valid_from": track.valid_from,
        "valid_until": track.valid_until,
        "definition": stored(track, organisations),
    }
    return {**values, "digest": digest_of(values)}


def stored(track: schema.Track, organisations: Mapping[str, str]) -> dict[str, Any]:
    """Steps, questions and papers as data."""
    plain = as_data(
        Definition(
            steps=tuple(
                Step(
                    one.key, one.name, one.kind, one.due, organisations.get(one.organisation or "", ""), one.help or ""
                )
                for one in track.steps
            ),
            questions=tuple(
                Question(
                    one.key, one.name, one.kind, one.category, one.purpose, one.choices, one.required, one.step or ""
                )
                for one in track.questions
            ),
            forms=tuple(
                PrintForm(one.key, one.title, one.text or "", one.questions, one.shows_steps, one.signatures)
                for one in track.forms
            ),
            proposal=_proposal(track.proposal),
        )
    )
    return _as_json(plain)  # type: ignore[no-any-return]


def _proposal(proposal: schema.TrackProposal | None) -> Proposal | None:
    if proposal is None:
        return None
    return Proposal(
        proposal.target_groups,
        tuple(path.value for path in proposal.access_paths),
        proposal.age_from,
        proposal.age_to,
        proposal.legal_areas,
    )


def _as_json(value: Any) -> Any:
    """As it comes back from the database: lists for tuples, texts for words of a choice."""
    match value:
        case dict():
            return {key: _as_json(item) for key, item in value.items()}
        case list() | tuple():
            return [_as_json(item) for item in value]
        case str():
            return str(value)
    return value
