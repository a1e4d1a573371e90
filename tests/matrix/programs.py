"""What programs send to the interface about people and cases: one good body for each address."""

from typing import TYPE_CHECKING, Any

from faden.domain.catalogues.models import LegalArea, ResidenceKind
from tests import given

if TYPE_CHECKING:
    from tests.matrix.world import World

CASE = "/api/v1/cases/<number>"
PERSON = f"{CASE}/people/<person_id>"


def casework(world: "World") -> dict[str, Any]:
    """Bodies by address."""
    return {f"/api/v1{shape}": body for shape, body in _elsewhere(world).items()} | {
        f"{CASE}{shape}": body for shape, body in {**_people(world)}.items()
    }


def _elsewhere(world: "World") -> dict[str, Any]:
    del world
    return {"/people/search": {"text": "Zwickelmark"}}


def _people(world: "World") -> dict[str, Any]:
    day = world.today.isoformat()
    person, source = "/people/<person_id>", {"known_by": "told"}
    lines: dict[str, dict[str, Any]] = {
        "aufenthalt": {"kind": _key(ResidenceKind, law="§ 25a AufenthG", group="Titel"), **source},
        "rechtskreis": {"legal_area": _key(LegalArea, law="SGB II"), **source},
        "staatsangehoerigkeit": {"country": "UKR", **source},
        "sprachen": {"language": "uk", "level": "b1", "proof": "own"},
        "abschluesse": {"name": "Krankenpfleger", "kind": "vocational", "recognition": "not_applied"},
        "erreichbarkeit": {"kind": "email", "value": "zwickel@faden.invalid"},
        "anschrift": {"kind": "home", "town": "Musterdorf"},
    }
    return {
        person: {"given_names": "Mirabell"},
        f"{person}/target-groups": {"target_group": given.target_group("Neu zugewandert").key, "since": day},
        f"{person}/target-groups/<belonging_id>/end": {"last_day": day},
        f"{person}/histories/<history>/<entry_id>/end": {"last_day": day},
        "/family/members": {"family_name": "Neu", "relation": "sibling", "since": day, "is_new": True},
        "/family/members/<relative_id>/move": {"on": day},
        "/family/move": {"on": day, "household_name": "Neue Wohnung"},
        "/family/clashes/<clash>": {"reason": "Die Nachbarin ist da."},
        **{f"{person}/histories/{name}": line for name, line in lines.items()},
        **{f"{person}/histories/{name}/<entry_id>": line for name, line in lines.items()},
    }


def _key(catalogue: Any, **facts: str) -> str:
    """The key of an entry of that catalogue."""
    found, _ = catalogue.objects.get_or_create(key="probe", defaults={"name": "Probe", "source": "Test", **facts})
    return str(found.key)
