"""What programs send to the interface about people and cases: one good body for each address."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from faden.domain.catalogues.models import LegalArea, ResidenceKind
from tests import given

if TYPE_CHECKING:
    from tests.matrix.world import World

CASE = "/api/v1/cases/<number>"
ANSWERS = {"longer_term": True, "several_actors": False, "overall_plan": True, "mandate": True}


def casework(world: "World") -> dict[str, Any]:
    """Bodies by address."""
    return {f"/api/v1{shape}": body for shape, body in _elsewhere(world).items()} | {
        f"{CASE}{shape}": body
        for shape, body in {**_people(world), **_course(world), **_plan(world), **_papers(world)}.items()
    }


def _elsewhere(world: "World") -> dict[str, Any]:
    day, place = world.today.isoformat(), given.municipality().key
    cover, somebody = given.account_of(world.actors["helpr"]), str(world.actors["other"].id)
    opening = {"on": day, "municipality": place, "new_person": {"pseudonym": "Specht 7"}, "is_new": True}
    offer = {"title": "Elterncafé", "organisation": world.organisation.key, "life_domain": given.life_domain().key}
    when = {"starts_at": f"{day}T08:00:00Z", "ends_at": f"{day}T09:00:00Z"}
    led = {"former": str(world.actors["manag"].id), "cases": [str(world.mine["case_row"])], "successor": somebody}
    return {
        "/people/search": {"text": "Zwickelmark"},
        "/appointments": {"kind": "team", **when},
        "/appointments/<appointment_id>": {"kind": "team", **when},
        "/appointments/<appointment_id>/cancellation": {"reason": "krank"},
        "/tasks": {"text": "Anrufen"},
        "/tasks/<task_id>": {"text": "Zurückrufen"},
        "/tasks/<task_id>/end": {"is_needed": True},
        "/tasks/<task_id>/postponement": {"due_on": day},
        "/referrals/<referral_id>/answer": {"act": "accept"},
        "/lists": {"name": "Meine", "filters": {}},
        "/lists/<list_id>": {"name": "Unsere"},
        "/duplicates/<one>/<other>/merge": {"version_keep": 2, "version_other": 2},
        "/duplicates/<one>/<other>/distinction": {"reason": "Zwillinge"},
        "/offers": offer,
        "/offers/<offer_id>": offer,
        "/criteria/advice": ANSWERS,
        "/cases": {**opening, "criteria": {**ANSWERS, "decided": "short", "reason": "Nur eine Frage."}},
        "/handovers": {**led, "reason": "Elternzeit"},
        "/handovers/<handover_id>/refusal": {"reason": "Zu viele Fälle."},
        "/absences": {"since": day, "last_day": day, "cover": str(cover.id), "cases": [world.mine["case"]]},
    }


def _course(world: "World") -> dict[str, Any]:
    day = world.today.isoformat()
    ends = {"goals": {str(world.mine["goal_id"]): "reached"}, "evaluation": "Es ist geschafft."}
    return {
        "/consents": {"kind": "data_processing", "form_version": "2026-1", "given_on": day},
        "/consents/<consent_id>/withdrawal": {"on": day},
        "/circle": {
            "account": str(world.actors["other"].id),
            "reason": "hilft",
            "scope": "whole",
            "since": day,
            "last_day": day,
        },
        "/criteria-checks": {**ANSWERS, "decided": "guidance", "reason": "So besprochen.", "on": day},
        "/phases": {"phase": "goal_agreement", "on": day},
        "/constellations": {"constellation": "short", "on": day, "reason": "Es geht allein weiter."},
        "/closing": {"reason": "goals_reached", "on": day, **ends},
        "/closing/postponement": {"until": (world.today + timedelta(days=30)).isoformat(), "reason": "Urlaub"},
        "/feedback": {"language": "uk", "on": day, "answers": {"helped": 4}},
        "/reopening": {"reason": "Neue Frage", "constellation": "guidance", "on": day},
        "/handover": {"successor": str(world.actors["other"].id), "reason": "Elternzeit"},
        **_rights(world, day),
    }


def _rights(world: "World", day: str) -> dict[str, Any]:
    asked = {
        "person": str(world.mine["person_id"]),
        "received_on": day,
        "received_by": "in_person",
        "asker": "self",
    }
    return {
        "/corrections": {**asked, "subject": "person", "should_say": "1978"},
        "/objections": {**asked, "against": "evaluation"},
        "/access-requests": asked,
        "/residence-requests/<request_id>/state": {"act": "withdraw"},
    }


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


def _plan(world: "World") -> dict[str, Any]:
    day, domain = world.today.isoformat(), given.life_domain().key
    goal = {"words": "Ich will arbeiten.", "on": day}
    adopted = {"template": world.template.key, "first_day": day, "on": day}
    return {
        "/assessments": {"on": day, "ratings": [{"life_domain": domain, "need": 2}]},
        "/goals": {**goal, "life_domain": domain},
        "/goals/<goal_id>": goal,
        "/agreements": {"language": "uk", "on": day},
        "/agreements/<agreement_id>/paper": {"on": day},
        "/measures": {"title": "Fahrschule", "on": day},
        "/measures/<measure_id>": {"title": "Sprachkurs"},
        "/measures/<measure_id>/state": {"act": "start", "on": day},
        "/adopted-templates": adopted,
        "/barriers": {"barrier": given.barrier("Wartezeit").key, "on": day},
        "/barriers/<barrier_id>/overcome": {"on": day},
    }


def _papers(world: "World") -> dict[str, Any]:
    day, organisation = world.today.isoformat(), world.organisation.key
    begun, client = "/conferences/<conference_id>", str(world.mine["client_id"])
    concern = {"organisation": organisation, "life_domain": given.life_domain().key, "concern": "Bitte beraten."}
    when = {"starts_at": f"{day}T23:00:00Z", "ends_at": f"{day}T23:30:00Z"}
    talk = {"occasion": "Kurs", "question": "Wie weiter?", "place": "Kreishaus", **when}
    return {
        "/tracks": {"track": world.free_track, "on": day},
        "/tracks/<track_id>/state": {"act": "pause", "on": day, "reason": "Urlaub"},
        "/tracks/<track_id>/answers": {"answers": {"health": False}},
        "/tracks/<track_id>/steps/<step_id>": {"act": "do", "on": day},
        "/referrals": concern,
        "/referrals/<referral_id>": concern,
        "/referrals/<referral_id>/link": {
            "recipient_name": "Beate Muster",
            "recipient_mail": "muster@faden.invalid",
            "code_told": "phone",
            "expires_on": day,
        },
        "/transfers": {"organisation": organisation, "contained": "Termin", "on": day},
        "/letters": {"template": "terminbrief", "address": "Musterweg 1"},
        "/letters/<letter_id>": {"address": "Musterweg 2"},
        "/conferences": talk,
        begun: talk,
        f"{begun}/organisations": {
            "organisation": given.organisation("Jugendamt Musterkreis").key,
            "disclosure": "none",
        },
        f"{begun}/people": {"colleagues": [str(world.actors["helpr"].id)]},
        f"{begun}/cancellation": {"reason": "krank"},
        f"{begun}/minutes": {"shared_view": "Ein Kurs am Nachmittag."},
        f"{begun}/agreements": {"text": "Kurs anfragen", "responsible": client, "due_on": day},
        f"{begun}/agreements/<agreed_id>/done": {"on": day},
        f"{begun}/handouts": {"participant": client, "how": "in_person", "on": day},
    }


def _key(catalogue: Any, **facts: str) -> str:
    """The key of an entry of that catalogue."""
    found, _ = catalogue.objects.get_or_create(key="probe", defaults={"name": "Probe", "source": "Test", **facts})
    return str(found.key)
