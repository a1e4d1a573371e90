"""Every act that a page of casework offers is there for programs, or it is said why not."""

from collections.abc import Mapping

from django.urls import get_resolver

from faden.api.interface import interface

ON_THE_DEVICE = "The client's own hand: given on the counsellor's device and nowhere else."
ON_PAPER = "A sheet that somebody prints for the client, or signs beside them; what comes back is filed as a document."
ONE_BY_ONE = "A program calls the act for each case; the page only saves a person the clicks."
SAME_FACTS = "Another drawing of facts that are read elsewhere: "
COMPOSED = (
    "What crosses the firewall a person has chosen field by field and looked at as the authority will see it; a key "
    "cannot show that somebody looked. What was sent, and the answer, programs read."
)
PREVIEWED = (
    "A case is brought in by a person who has looked at the sheet that each reader will find (ADR 36); a key cannot "
    "show that somebody looked. What was asked and advised programs read, and they can end it."
)
DECIDED = (
    "Whether what is asked is done is a person's decision about the rights of another one, in their name (Art. 12, 16, "
    "21 GDPR); no program decides it. Taking up and following it programs do."
)
LETTER = f"{DECIDED} The answer is a letter that somebody reads, prints and hands out."
EMERGENCY = (
    "Only a person can say that life or limb is at stake, and answers for it afterwards; a stolen key would open any "
    "file. Who has opened a file so stands in its circle, which programs read."
)
FRESH = "Asks for a factor shown within the last minutes; a key is no proof that somebody is there."
BY_NAME = (
    "To whom a restricted file is open is confirmed by name, one by one, by somebody who knows them (ADR 27); a key "
    "lent to a program would let it open the file to others."
)
SLOT = "{}"
#: Page → the calls that do the same, or the reason why there is none.
TWINS: Mapping[str, tuple[str, ...] | str] = {
    "casework:search": ("POST /people/search",),
    "casework:short_contact": ("POST /contacts",),
    "casework:blank_forms": ON_PAPER,
    "casework:blank_form": ON_PAPER,
    "casework:duplicates": ("GET /duplicates",),
    "casework:merge": ("GET /duplicates/{}/{}/preview", "POST /duplicates/{}/{}/merge"),
    "casework:tell_apart": ("POST /duplicates/{}/{}/distinction",),
    "casework:take_back": ("DELETE /duplicates/distinctions/{}",),
    "casework:undo_merge": ("DELETE /duplicates/merges/{}",),
    "casework:keep_list": ("POST /lists",),
    "casework:change_list": ("PUT /lists/{}",),
    "casework:remove_list": ("DELETE /lists/{}",),
    "casework:hand_over_cases": ONE_BY_ONE,
    "casework:close_quiet_cases": ONE_BY_ONE,
    "casework:export_cases": ("GET /cases", "GET /lists/{}/cases"),
    "casework:open_case": ("POST /cases", "POST /criteria/advice"),
    "casework:proposed_closings": ("GET /closings",),
    "casework:cases": ("GET /cases", "GET /lists"),
    "casework:case": ("GET /cases/{}", "GET /cases/{}/contacts"),
    "casework:contact": ("POST /cases/{}/contacts",),
    "casework:correct_note": ("PATCH /contacts/{}", "GET /contacts/{}/history"),
    "casework:assessments": ("GET /cases/{}/assessments", "GET /cases/{}/own-views"),
    "casework:begin_own_view": ON_THE_DEVICE,
    "casework:resume_own_view": ON_THE_DEVICE,
    "casework:compare_assessments": f"{SAME_FACTS}each rating comes with the one before it.",
    "casework:assess": ("POST /cases/{}/assessments",),
    "casework:plan": ("GET /cases/{}/goals", "GET /cases/{}/measures", "GET /cases/{}/barriers"),
    "casework:board": f"{SAME_FACTS}the steps carry their state.",
    "casework:plan_axis": f"{SAME_FACTS}the steps carry their days.",
    "casework:measure_templates": ("GET /catalogues",),
    "casework:adopt_template": ("POST /cases/{}/adopted-templates",),
    "casework:feedback": ("GET /cases/{}/feedback",),
    "casework:print_feedback": ON_PAPER,
    "casework:paper_feedback": ("POST /cases/{}/feedback",),
    "casework:conclude_agreement": ("POST /cases/{}/agreements",),
    "casework:agreement": ("GET /cases/{}/agreements", "GET /cases/{}/agreements/{}"),
    "casework:sign_on_tablet": ON_THE_DEVICE,
    "casework:sign_agreement": "A drawn signature belongs to the one who draws it.",
    "casework:sign_on_paper": ("POST /cases/{}/agreements/{}/paper",),
    "casework:agree_goal": ("POST /cases/{}/goals",),
    "casework:change_goal": ("PATCH /cases/{}/goals/{}",),
    "casework:plan_measure": ("POST /cases/{}/measures",),
    "casework:change_measure": ("PATCH /cases/{}/measures/{}",),
    "casework:move_measure": ("POST /cases/{}/measures/{}/state",),
    "casework:record_barrier": ("POST /cases/{}/barriers",),
    "casework:overcome_barrier": ("POST /cases/{}/barriers/{}/overcome",),
    "casework:documents": ("GET /cases/{}/documents", "POST /cases/{}/documents"),
    "casework:document": ("GET /cases/{}/documents/{}",),
    "casework:delete_document": ("DELETE /cases/{}/documents/{}",),
    "casework:bring_document_back": ("POST /cases/{}/documents/{}/restoration",),
    "casework:releases": ("GET /cases/{}/consents",),
    "casework:circle_paper": ON_PAPER,
    "casework:transfers_paper": ON_PAPER,
    "casework:circle": ("GET /cases/{}/circle",),
    "casework:emergency": EMERGENCY,
    "casework:shared_cases": ("GET /shared-cases",),
    "casework:part": ("GET /cases/{}/part",),
    "casework:leave_part": ("DELETE /cases/{}/part",),
    "casework:record_consent": ("POST /cases/{}/consents",),
    "casework:withdraw_consent": ("POST /cases/{}/consents/{}/withdrawal",),
    "casework:after_withdrawal": ("GET /cases/{}/transfers",),
    "casework:advices": ("GET /cases/{}/advices",),
    "casework:bring_in": PREVIEWED,
    "casework:end_advice": ("DELETE /cases/{}/advices/{}",),
    "casework:transfers": ("GET /cases/{}/transfers",),
    "casework:record_talk": ("POST /cases/{}/transfers",),
    "casework:file_sheet": ON_PAPER,
    "casework:print_form": ON_PAPER,
    "casework:invite_helper": ("POST /cases/{}/circle",),
    "casework:end_helper": ("DELETE /cases/{}/circle/{}",),
    "casework:tracks": ("GET /cases/{}/tracks",),
    "casework:begin_track": ("POST /cases/{}/tracks",),
    "casework:move_track": ("POST /cases/{}/tracks/{}/state",),
    "casework:answer_track": ("POST /cases/{}/tracks/{}/answers",),
    "casework:move_track_step": ("POST /cases/{}/tracks/{}/steps/{}",),
    "casework:print_track_form": ON_PAPER,
    "casework:course": ("GET /cases/{}/course",),
    "casework:check_criteria": ("POST /cases/{}/criteria-checks",),
    "casework:enter_phase": ("POST /cases/{}/phases",),
    "casework:change_constellation": ("POST /cases/{}/constellations",),
    "casework:hand_over": ("POST /cases/{}/handover",),
    "casework:handovers": ("GET /handovers",),
    "casework:propose_for_others": ("GET /handovers/cases-of/{}", "POST /handovers"),
    "casework:handover": ("GET /handovers/{}", "POST /handovers/{}/refusal"),
    "casework:accept_handover": ("POST /handovers/{}/acceptance",),
    "casework:withdraw_handover": ("DELETE /handovers/{}",),
    "casework:absences": ("GET /absences", "POST /absences"),
    "casework:end_absence": ("DELETE /absences/{}",),
    "casework:close": ("GET /cases/{}/closing", "POST /cases/{}/closing"),
    "casework:postpone_closing": ("POST /cases/{}/closing/postponement",),
    "casework:close_as_proposed": ("POST /cases/{}/closing/as-proposed",),
    "casework:reopen": ("POST /cases/{}/reopening",),
    "casework:refer": ("POST /cases/{}/referrals",),
    "casework:referral": ("GET /cases/{}/referrals", "GET /cases/{}/referrals/{}"),
    "casework:change_referral": ("PUT /cases/{}/referrals/{}",),
    "casework:send_referral": ("POST /cases/{}/referrals/{}/sending",),
    "casework:revoke_referral": ("POST /cases/{}/referrals/{}/revocation",),
    "casework:expire_referral": ("POST /cases/{}/referrals/{}/expiry",),
    "casework:residence_requests": ("GET /cases/{}/residence-requests",),
    "casework:compose_request": COMPOSED,
    "casework:residence_request": ("GET /cases/{}/residence-requests/{}",),
    "casework:recompose_request": COMPOSED,
    "casework:send_request": COMPOSED,
    "casework:lead_request": ("POST /cases/{}/residence-requests/{}/state",),
    "casework:answer_link": ("POST /cases/{}/referrals/{}/link",),
    "casework:answer_code": ("POST /cases/{}/referrals/{}/link/code",),
    "casework:withdraw_answer_link": ("DELETE /cases/{}/referrals/{}/link",),
    "casework:plan_conference": ("POST /cases/{}/conferences",),
    "casework:conference": ("GET /cases/{}/conferences", "GET /cases/{}/conferences/{}"),
    "casework:change_conference": ("PUT /cases/{}/conferences/{}",),
    "casework:ask_organisation": ("POST /cases/{}/conferences/{}/organisations",),
    "casework:ask_people": ("POST /cases/{}/conferences/{}/people",),
    "casework:ask_no_longer": ("DELETE /cases/{}/conferences/{}/participants/{}",),
    "casework:invite_to_conference": ("POST /cases/{}/conferences/{}/invitations",),
    "casework:cancel_conference": ("POST /cases/{}/conferences/{}/cancellation",),
    "casework:conference_appointment": f"{SAME_FACTS}time and place stand with the conference.",
    "casework:conference_minutes": ("PUT /cases/{}/conferences/{}/minutes",),
    "casework:agree_in_conference": ("POST /cases/{}/conferences/{}/agreements",),
    "casework:finish_agreement": ("POST /cases/{}/conferences/{}/agreements/{}/done",),
    "casework:hand_out_minutes": ("POST /cases/{}/conferences/{}/handouts",),
    "casework:conference_minutes_pdf": ("GET /cases/{}/conferences/{}/minutes/{}",),
    "casework:conference_minutes_docx": ("GET /cases/{}/conferences/{}/minutes/{}",),
    "casework:letters": ("GET /cases/{}/letters",),
    "casework:write_letter": ("POST /cases/{}/letters",),
    "casework:letter": ("GET /cases/{}/letters/{}",),
    "casework:change_letter": ("PUT /cases/{}/letters/{}",),
    "casework:preview_letter": ("GET /cases/{}/letters/{}/preview",),
    "casework:file_letter": ("POST /cases/{}/letters/{}/filing",),
    "casework:discard_letter": ("DELETE /cases/{}/letters/{}",),
    "casework:signed_letter": ON_PAPER,
    "casework:choose_serial_letter": ONE_BY_ONE,
    "casework:serial_letter": ONE_BY_ONE,
    "casework:print_letters": ON_PAPER,
    "casework:family": ("GET /cases/{}/family",),
    "casework:add_relative": ("POST /cases/{}/family/members",),
    "casework:accept_clash": ("POST /cases/{}/family/clashes/{}",),
    "casework:take_back_clash": ("DELETE /cases/{}/family/acceptances/{}",),
    "casework:move_client": ("POST /cases/{}/family/move",),
    "casework:move_member": ("POST /cases/{}/family/members/{}/move",),
    "casework:person": ("GET /cases/{}/people", "GET /cases/{}/people/{}"),
    "casework:member": ("GET /cases/{}/people/{}",),
    "casework:edit_person": ("PATCH /cases/{}/people/{}",),
    "casework:set_target_group": ("POST /cases/{}/people/{}/target-groups",),
    "casework:end_target_group": ("POST /cases/{}/people/{}/target-groups/{}/end",),
    "casework:add_entry": ("POST /cases/{}/people/{}/histories/sprachen",),
    "casework:correct_entry": ("PUT /cases/{}/people/{}/histories/sprachen/{}",),
    "casework:end_entry": ("POST /cases/{}/people/{}/histories/{}/{}/end",),
    "casework:strike_entry": ("POST /cases/{}/people/{}/histories/{}/{}/strike",),
    "casework:access_requests": ("GET /cases/{}/access-requests", "POST /cases/{}/access-requests"),
    "casework:rights": ("GET /cases/{}/rights",),
    "casework:take_up_correction": ("POST /cases/{}/corrections",),
    "casework:take_up_objection": ("POST /cases/{}/objections",),
    "casework:rights_request": ("GET /cases/{}/rights/{}",),
    "casework:fulfil_rights": DECIDED,
    "casework:lay_rights_before": DECIDED,
    "casework:take_longer": DECIDED,
    "casework:answer_rights": LETTER,
    "casework:tell_receiver": DECIDED,
    "casework:shield": FRESH,
    "casework:confirm_member": BY_NAME,
    "casework:close_to_member": BY_NAME,
    "diary:appointments": ("GET /appointments",),
    "diary:new_appointment": ("POST /appointments",),
    "diary:appointment": ("GET /appointments/{}", "PUT /appointments/{}"),
    "diary:cancel_appointment": ("POST /appointments/{}/cancellation",),
    "diary:tasks": ("GET /tasks",),
    "diary:new_task": ("POST /tasks",),
    "diary:task": ("GET /tasks/{}", "PUT /tasks/{}"),
    "diary:end_task": ("POST /tasks/{}/end",),
    "diary:take_up_task": ("POST /tasks/{}/resumption",),
    "diary:postpone_task": ("POST /tasks/{}/postponement",),
    "diary:calendar": "The calendar is an address for programs already.",
    "diary:close_calendar": "The calendar is an address for programs already.",
    "diary:feed": "The calendar is an address for programs already.",
}


def _pages() -> set[str]:
    """The names of the pages of casework and the diary."""
    rooms = {name: resolver for name, (_, resolver) in get_resolver().namespace_dict.items()}
    return {
        f"{room}:{name}" for room in ("casework", "diary") for name in rooms[room].reverse_dict if isinstance(name, str)
    }


def _calls() -> set[str]:
    """Every call as ``POST /cases/{}/goals``."""
    paths = interface.get_openapi_schema(path_prefix="")["paths"]
    return {f"{method.upper()} {_shape(path)}" for path, methods in paths.items() for method in methods}


def _shape(path: str) -> str:
    return "/".join(SLOT if part.startswith("{") else part for part in path.split("/"))


def test_every_page_of_casework_has_its_twin_or_a_reason() -> None:
    pages = _pages()
    assert pages - TWINS.keys() == set(), "what do programs call instead of this page?"
    assert TWINS.keys() - pages == set(), "the table speaks of pages that are no longer there"


def test_every_twin_is_there() -> None:
    calls = _calls()
    named = {call for twins in TWINS.values() if not isinstance(twins, str) for call in twins}
    assert named - calls == set()
