"""A small world made by the product's own acts: one case of each of two counsellors, a report, a theme, a meeting."""

from datetime import date, datetime, timedelta
from typing import Any

from faden.domain.cases.enums import CircleScope, ContactKind, Responsible, Visibility
from faden.domain.cases.models import Case
from faden.domain.cases.operations.barriers import record_barrier
from faden.domain.cases.operations.circle import invite_helper
from faden.domain.cases.operations.documents import file_documents
from faden.domain.cases.operations.goals import agree_goal
from faden.domain.cases.operations.measures import plan_measure
from faden.domain.cases.operations.notes import write_note
from faden.domain.cases.queries.circle import circle_members
from faden.domain.catalogues.models import LifeDomain
from faden.domain.conferences.models import CaseConference
from faden.domain.consent.enums import TransferKind
from faden.domain.consent.queries import consents_of
from faden.domain.consultations.operations import bring_in
from faden.domain.findings.enums import Aim, GapKind, Level, Nature
from faden.domain.findings.operations.themes import name_indicator, raise_theme
from faden.domain.referrals.models import Referral
from faden.domain.referrals.operations import draft_referral, send_referral
from faden.domain.residence.models import ResidenceRequest
from faden.domain.tracks.operations import begin_track
from faden.kernel.access.acting import act_as
from faden.kernel.access.actor import Actor
from faden.kernel.access.roles import Role
from faden.kernel.files.enums import FileKind
from faden.kernel.identity.models import Account
from faden.kernel.identity.operations import issue_token
from faden.kernel.identity.queries import account_with_roles, system_actor
from faden.kernel.sign_in.store import digest
from faden.lib.file_content import Upload
from faden.processes.key_scopes import EVERY_SCOPE
from faden.processes.report_gap_from_case import report_gap_from_case
from tests import given
from tests.files_made import pdf
from tests.matrix.accessing import Accesses
from tests.matrix.erasures import Erasures
from tests.matrix.everyday import continuity, diary_of
from tests.matrix.families import HISTORY, families
from tests.matrix.found_again import found_again
from tests.matrix.kept_apart import kept_apart
from tests.matrix.letters import BEGUN, paperwork
from tests.matrix.linking import answer_link, entry_link
from tests.matrix.meetings import Meetings
from tests.matrix.residing import BEFORE_SENDING, authority, requests
from tests.signed_in import signed_in

NOBODY = "nobody"
#: What would be recognised wherever it turned up.
MARKS = ("Zwickelmark", "Quastinchen", "Mirabellennotiz", "Holunderziel")
ROLES = {
    "manag": Role.CASE_MANAGER,
    "helpr": Role.CASE_MANAGER,
    "parth": Role.CASE_MANAGER,
    "other": Role.CASE_MANAGER,
    "coord": Role.COORDINATOR,
    "lead": Role.LEAD,
    "assis": Role.ASSISTANT,
    "resid": Role.RESIDENCE_OFFICER,
    "membr": Role.MEMBER,
    "dprot": Role.DATA_PROTECTION,
    "warden": Role.SHIELD_KEEPER,
    "admin": Role.ADMIN,
}


class World:
    """The actors by column, and what the names in an address stand for."""

    def __init__(self, today: date, now: datetime) -> None:
        self.today, self.now = today, now
        self.actors: dict[str, Actor] = {name: given.actor(role) for name, role in ROLES.items()}
        self.organisation = given.organisation("Jobcenter Musterkreis")
        self.authority = authority()
        self.actors["resid"] = given.actor(Role.RESIDENCE_OFFICER, organisation=self.authority)
        self.actors["recvr"] = given.actor(Role.PARTNER, organisation=self.organisation)
        self.actors["partn"] = given.actor(Role.PARTNER, organisation=given.organisation("Jugendamt Musterkreis"))
        self.actors["farco"] = given.far_coordinator()
        self.barrier = given.barrier()
        given.legal_basis(TransferKind.EXPORT, TransferKind.EMERGENCY)
        self.free_track = self._free_track()
        self.mine = self._casework("manag")
        self.theirs = self._casework("other")
        self.offer, self.template = given.offer(), given.measure_template()
        self._structure()
        self._administration()
        self.erasures = Erasures(self.actors["manag"], self.actors["dprot"], self.today)
        self.accesses = Accesses(self.actors["manag"], self.actors["dprot"], self.today, self.mine["case_row"])
        self.found_again = found_again(self.actors["manag"], self.today, self.now)
        self.kept_apart = kept_apart(self.actors["manag"], self.actors["warden"], self.today)
        with act_as(self.actors["manag"], today=self.today):
            case = Case.objects.get(number=self.mine["case"])
            self.case_version, self.case_key = case.version, case.id
            moved: list[Any] = [
                *CaseConference.objects.all(), *Referral.objects.all(), *ResidenceRequest.objects.all()
            ]  # fmt: skip
            self.versions = {str(row.id): row.version for row in moved}

    def _free_track(self) -> str:
        """A track that no case follows yet."""
        with act_as(system_actor(), today=self.today):
            return given.track(key="noch-frei").key

    def _casework(self, column: str) -> dict[str, Any]:
        """A case with one of everything; the identifiers by their name in an address."""
        manager = self.actors[column]
        case = self._opened(manager, f"{MARKS[0]}-{column}")
        everyday: dict[str, Any] = {"actor": manager, "today": self.today}
        domain = given.life_domain()
        with act_as(manager, today=self.today):
            helper = self._helpers(case, domain, **everyday) if column == "manag" else circle_members(case)[0]
            note = self._note(case, manager)
            goal = agree_goal(case=case, life_domain=domain, words=MARKS[3], on=self.today, **everyday)
            measure = plan_measure(
                case=case, title="Kurs suchen", responsible=Responsible.CLIENT, goal=goal, on=self.today, **everyday
            )
            met = record_barrier(case=case, barrier=self.barrier, on=self.today, **everyday)
            where: dict[str, Any] = {"case": case, "organisation": self.organisation, "life_domain": domain}
            referral = draft_referral(**where, concern="Bitte beraten", disclosed_name="", **everyday)
            draft = draft_referral(**where, concern="Entwurf", **everyday)
            referral = send_referral(referral=referral, version=referral.version, **everyday)
            link = answer_link(referral, self.now, **everyday)
            asked = requests(case, self.authority, **everyday)
            advice = bring_in(case=case, question="Was hilft?", until=self.today + timedelta(days=7), **everyday)
            gap = self._gap(case, domain, manager)
            document = self._document(case, **everyday)
            track = self._track(case, **everyday)
            family = families(case, **everyday)
            consent = next(one for one in consents_of(case.person) if one.kind == "data_processing")
        return {
            "advice_id": advice.id,
            "case": case.number,
            "case_row": case.id,
            "note_id": note.id,
            "goal_id": goal.id,
            "measure_id": measure.id,
            "barrier_id": met.id,
            "member_id": helper.id,
            "document_id": document.id,
            **diary_of(case, manager, MARKS[2:], self.now, self.today),
            "consent_id": consent.id,
            **track,
            "referral_id": referral.id,
            "draft": draft.id,
            **link,
            **asked,
            **family,
            "gap": gap.number,
            "gap_row": gap,
            **paperwork(case, manager, self.organisation, self.today, self.now),
        }

    def _opened(self, manager: Actor, family_name: str) -> Case:
        """A case with the consents and releases that its everyday needs."""
        case = given.case(manager, family_name=family_name, given_names=MARKS[1], on=self.today, consented=True)
        for organisation in (self.organisation, self.authority):
            given.release(case, organisation, manager, given_on=self.today)
        return case

    def _track(self, case: Case, **everyday: Any) -> dict[str, Any]:
        run = begin_track(case=case, track=given.track(), on=self.today, **everyday)
        return {"track_id": run.id, "step_id": run.steps.get(key="talk").id}

    def _helpers(self, case: Case, domain: LifeDomain, **everyday: Any) -> Any:
        """Somebody in one life domain of the file, and somebody in all of it, whose entry the addresses name."""
        term: dict[str, Any] = {
            "since": self.today,
            "last_day": self.today + timedelta(days=30),
            "reason": "Urlaubsvertretung",
        }
        whole, part = (Account.objects.get(id=self.actors[name].id) for name in ("helpr", "parth"))
        one_domain: dict[str, Any] = {"scope": CircleScope.DOMAINS, "life_domains": [domain]}
        invite_helper(case=case, account=part, **term, **one_domain, **everyday)
        return invite_helper(case=case, account=whole, **term, **everyday)

    def _document(self, case: Case, **everyday: Any) -> Any:
        content = pdf()
        (stored,) = file_documents(
            case=case, uploads=[Upload("Vertrag.pdf", content, len(content))], kind=FileKind.AGREEMENT, **everyday
        )
        return stored

    def _gap(self, case: Case, domain: LifeDomain, manager: Actor) -> Any:
        return report_gap_from_case(
            case=case,
            kind=GapKind.MISSING_OFFER,
            nature=Nature.QUANTITATIVE,
            life_domain=domain,
            level=Level.KREIS,
            text="Es gibt zu wenige Kurse mit Kinderbetreuung.",
            municipalities=[given.municipality()],
            on=self.today,
            actor=manager,
        )

    def _note(self, case: Case, manager: Actor) -> Any:
        return write_note(
            case=case,
            on=self.today,
            kind=ContactKind.VISIT,
            minutes=25,
            text=MARKS[2],
            visibility=Visibility.CIRCLE,
            actor=manager,
            today=self.today,
            now=self.now,
        )

    def _structure(self) -> None:
        """A theme from the other counsellor's report, on the agenda of a meeting."""
        coordinator = self.actors["coord"]
        with act_as(coordinator, today=self.today):
            theme = raise_theme(
                title="Kurse mit Kinderbetreuung",
                description="Es gibt zu wenige davon.",
                life_domain=given.life_domain(),
                level=Level.KREIS,
                gaps=[self.theirs["gap_row"]],
                on=self.today,
                actor=coordinator,
            )
            theme = name_indicator(
                theme=theme,
                version=theme.version,
                indicator="Plätze",
                indicator_unit="Plätze",
                indicator_aim=Aim.RISE,
                actor=coordinator,
            )
        self.meetings = Meetings(coordinator, self.actors["manag"], theme, self.now)
        with act_as(coordinator, today=self.today):
            theme.refresh_from_db()
        self.theme_version = theme.version
        self.structure: dict[str, Any] = {"theme": theme.number}

    def _administration(self) -> None:
        """Somebody to keep an account of, and a key for programs."""
        somebody, invited = given.actor(Role.MEMBER), given.actor()
        manager = self.actors["manag"]
        with act_as(system_actor(), today=self.today):
            role = account_with_roles(somebody.id).role_assignments.get()
            self.structure["entry_secret"] = entry_link(invited, self.now)
        with act_as(manager, today=self.today):
            expires_on = self.today + timedelta(days=30)
            token, _ = issue_token(
                name="Auswertung", expires_on=expires_on, scopes=EVERY_SCOPE, actor=manager, now=self.now
            )
        self.account, self.role, self.token = somebody, role, token
        self.session_key = digest(signed_in(manager).cookies["sessionid"].value)
        self.on_its_way = continuity(self.actors["manag"], self.actors["helpr"], self.now, self.today)

    def case_of(self, column: str) -> Case:
        """The case that this counsellor leads, read as whoever acts."""
        return Case.objects.get(number=(self.mine if column == "manag" else self.theirs)["case"])

    def version_at(self, path: str) -> int:
        """The version that an edit at this address of the interface starts from."""
        if "/themes/" in path:
            return self.theme_version
        of_case = path.endswith(("/closing", "/reopening", "/phases", "/constellations", "/criteria-checks"))
        named = [version for key, version in self.versions.items() if key in path]
        return self.case_version if of_case else named[0] if named and "/done" not in path else 1

    def _key(self, shape: str) -> object:
        """What an address calls simply a key."""
        if shape.startswith("/datenschutz/akte/"):
            return self.case_key
        return self.token.id if shape.startswith("/konto/") else self.account.id

    def arguments(self, shape: str) -> dict[str, object]:
        """What the names in an address stand for in this world."""
        number = next((value for part, value in self._numbers().items() if part in shape), self.mine["case"])
        draft = shape.endswith(("/aendern/", "/senden/", "/sending", "/cases/<number>/referrals/<referral_id>"))
        return {
            **self.mine,
            **self.structure,
            **self.found_again,
            **self.kept_apart,
            "number": 1 if shape.startswith("/tablet/") else number,
            "letter_id": self.mine["filed" if "unterschrieben" in shape else "letter_id"],
            "letter_key": "terminbrief",
            "file_type": "pdf" if "/minutes/" in shape else "csv",
            "conference_id": self.mine["begun" if any(part in shape for part in BEGUN) else "conference_id"],
            "request_id": self.mine["request_draft" if shape.endswith(BEFORE_SENDING) else "request_id"],
            "referral_id": self.mine["draft"] if draft else self.mine["referral_id"],
            "key": self._key(shape),
            "role_key": self.role.id,
            "session_key": self.session_key,
            **self.on_its_way,
            "draft_id": "00000000-0000-7000-8000-00000000000d",
            "organisation_id": self.organisation.id,
            "offer_id": self.offer.id,
            "template_key": self.template.key,
            "language": "ar" if "/uebersetzungen/" in shape else "de",
            "group": "answer",
            "digest": "0" * 16,
            "act": "to_working_group",
            "name": "konflikt",
            "track": self.free_track,
            "form": "einwilligung" if shape.startswith("/formulare/") else "plan",
            "history": HISTORY,
            **self.meetings.arguments(shape),
            **self.erasures.arguments(shape),
            **self.accesses.arguments(shape),
        }

    def _numbers(self) -> dict[str, object]:
        return {
            "/luecken/": self.mine["gap"],
            "/gaps/": self.mine["gap"],
            "/themen/": self.structure["theme"],
            "/themes/": self.structure["theme"],
        }
