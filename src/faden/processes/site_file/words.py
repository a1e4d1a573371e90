"""The words of a site file and what they mean in the product.

Kept apart from the labels on the pages: a label may change with the fashion, a file that was once right stays right.
"""

from collections.abc import Callable, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import TypeVar

from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.consent.enums import TransferKind as Way
from faden.domain.organisations.enums import Known
from faden.domain.organisations.enums import OrganisationKind as Kind
from faden.domain.places.enums import RegionKind, SiteKind
from faden.domain.programme.enums import Counted, Judgement, NoteTopic, Planned
from faden.domain.retention.enums import Decided, RetentionClass
from faden.domain.staffing.enums import Function, Stated
from faden.domain.steering.enums import BodyKind
from faden.domain.tracks.enums import Category, FieldKind, StepKind
from faden.kernel.access.roles import Role

Meaning = TypeVar("Meaning", bound=Enum)

SITE_KINDS = {"Kreis": SiteKind.DISTRICT, "kreisfreie Stadt": SiteKind.CITY}
REGION_KINDS = {"Region": RegionKind.AREA, "zielgruppenspezifisch": RegionKind.TRACK}
ORGANISATION_KINDS = {
    "Kreisverwaltung": Kind.DISTRICT_OFFICE,
    "Kommunalverwaltung": Kind.MUNICIPAL_OFFICE,
    "Ausländer- oder Einbürgerungsbehörde": Kind.RESIDENCE_AUTHORITY,
    "Jobcenter": Kind.JOB_CENTRE,
    "Agentur für Arbeit": Kind.EMPLOYMENT_AGENCY,
    "Jugendamt": Kind.YOUTH_OFFICE,
    "Wohlfahrtsverband oder freier Träger": Kind.WELFARE,
    "Beratungsdienst": Kind.ADVICE,
    "Sprachkurs- oder Bildungsträger": Kind.LANGUAGE,
    "Schule oder Schulaufsicht": Kind.SCHOOL,
    "Kammer oder Wirtschaft": Kind.CHAMBER,
    "Ehrenamt": Kind.VOLUNTEERS,
    "Interessenvertretung": Kind.REPRESENTATION,
    "Bundesbehörde": Kind.FEDERAL,
    "Landesbehörde": Kind.STATE,
    "Gesundheitswesen": Kind.HEALTH,
    "Andere": Kind.OTHER,
}
KNOWN = {"ja": Known.YES, "nein": Known.NO, "unbekannt": Known.UNKNOWN}
FUNCTIONS = {
    "Leitung": Function.LEAD,
    "Koordination": Function.COORDINATION,
    "Verwaltungsassistenz": Function.ASSISTANCE,
    "Case Management": Function.CASE_MANAGEMENT,
    "Ausländerbehörde": Function.RESIDENCE,
    "Einbürgerungsbehörde": Function.NATURALISATION,
}
STATED = {"besetzt": Stated.FILLED, "noch zu besetzen": Stated.VACANT, "nicht genannt": Stated.SILENT}
BODY_KINDS = {
    "Lenkungsgruppe": BodyKind.STEERING_GROUP,
    "Projektgruppe": BodyKind.PROJECT_GROUP,
    "Arbeitsgruppe": BodyKind.WORKING_GROUP,
    "Teambesprechung": BodyKind.TEAM,
    "Runder Tisch": BodyKind.ROUND_TABLE,
    "Arbeitskreis": BodyKind.ROUND_TABLE,
    "kommunales Gremium": BodyKind.LOCAL,
}
PLANNED = {"ja": Planned.YES, "bei Bedarf": Planned.IF_NEEDED, "nein": Planned.NO, "unbekannt": Planned.UNKNOWN}
JUDGEMENTS = {
    "offen": Judgement.OPEN,
    "erreicht": Judgement.REACHED,
    "teilweise erreicht": Judgement.PARTLY,
    "nicht erreicht": Judgement.MISSED,
    "nicht je Ziel bewertet": Judgement.UNKNOWN,
}
COUNTED = {
    "Sitzungen der Lenkungsgruppe": Counted.STEERING_MEETINGS,
    "Themen aus dem Case Management": Counted.CASEWORK_THEMES,
    "Treffen von Arbeitsgruppen": Counted.WORKING_GROUP_MEETINGS,
}
CONSTELLATIONS = {
    "Kurzintervention": Constellation.SHORT,
    "Prozessbegleitung": Constellation.GUIDANCE,
    "Case Management": Constellation.CASE_MANAGEMENT,
}
TOPICS = {
    "Gebiet": NoteTopic.TERRITORY,
    "Stellen": NoteTopic.POSTS,
    "Steuerung": NoteTopic.STEERING,
    "Programm": NoteTopic.PROGRAMME,
    "Fallarbeit": NoteTopic.CASEWORK,
}
STEP_KINDS = {
    "Gespräch": StepKind.TALK,
    "Begleitung": StepKind.ACCOMPANIMENT,
    "Unterlage": StepKind.DOCUMENT,
    "Prüfung": StepKind.CHECK,
}
FIELD_KINDS = {
    "Text": FieldKind.TEXT,
    "Datum": FieldKind.DATE,
    "Auswahl": FieldKind.CHOICE,
    "ja oder nein": FieldKind.YES_NO,
}
ROLES = {
    "Case Management": Role.CASE_MANAGER,
    "Koordination": Role.COORDINATOR,
    "KIM-Leitung": Role.LEAD,
    "Verwaltungsassistenz": Role.ASSISTANT,
    "ABH und EBH": Role.RESIDENCE_OFFICER,
    "Partnerorganisation": Role.PARTNER,
    "Gremienmitglied": Role.MEMBER,
    "Sperrvermerke": Role.SHIELD_KEEPER,
    "Datenschutz": Role.DATA_PROTECTION,
    "Administration": Role.ADMIN,
}
RETENTION_CLASSES = {one.label: one for one in RetentionClass if one is not RetentionClass.NOT_PERSONAL}
DECIDED = {
    "Vorschrift": Decided.NORM,
    "Standort": Decided.SITE,
    "Produkt": Decided.PRODUCT,
}
CATEGORIES = {
    "allgemein": Category.PLAIN,
    "Sozialdaten": Category.SOCIAL,
    "besonders geschützt": Category.SPECIAL,
}
ACCESS_PATHS = {
    "offene Sprechstunde": AccessPath.OPEN_HOUR,
    "Termin": AccessPath.APPOINTMENT,
    "aufsuchend": AccessPath.OUTREACH,
    "durch eine Organisation": AccessPath.ORGANISATION,
    "Erstanlaufstelle": AccessPath.FIRST_CONTACT_POINT,
}
WAYS = {
    "Verweis": Way.REFERRAL,
    "Anfrage": Way.PACKAGE,
    "Einladung": Way.INVITATION,
    "Niederschrift": Way.MINUTES,
    "Brief": Way.LETTER,
    "Gespräch": Way.TALK,
    "Zugang zur Akte": Way.HELPER,
    "Fallberatung": Way.ADVICE,
    "Liste oder Kopie": Way.EXPORT,
    "Notfallzugriff": Way.EMERGENCY,
}


def one_of(words: Mapping[str, Meaning]) -> Callable[[object], Meaning]:
    """A reader of one of these words.

    :raises ValueError: German sentence that names the nearest word, or all of them
    """

    def read(value: object) -> Meaning:
        if isinstance(value, str) and value.strip() in words:
            return words[value.strip()]
        raise ValueError(unknown(str(value), words))

    return read


def unknown(word: str, words: Mapping[str, object]) -> str:
    """The sentence about a word that is not among these."""
    near = get_close_matches(word, words, n=1, cutoff=0.6)
    if near:
        return f"„{word}“ gibt es nicht. Meinten Sie „{near[0]}“?"
    return f"„{word}“ gibt es nicht. Möglich sind: {', '.join(words)}."
