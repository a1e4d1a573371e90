"""The schema of a site file. The file's words are German (its writers are), ours are English: the alias joins them."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from faden.domain.cases.enums import AccessPath, Constellation
from faden.domain.consent.enums import TransferKind
from faden.domain.organisations.enums import Known, OrganisationKind
from faden.domain.places.enums import RegionKind, SiteKind
from faden.domain.programme.enums import Counted, Judgement, NoteTopic, Planned
from faden.domain.retention.enums import Decided, RetentionClass
from faden.domain.staffing.enums import Function, Stated
from faden.domain.steering.enums import BodyKind
from faden.domain.tracks.enums import Category, FieldKind, StepKind
from faden.processes.site_file import values as v
from faden.processes.site_file import words as w
from faden.processes.site_file.parts import Entry, Part
from faden.processes.site_file.sign_in import FactorRule, IdentityProvider
from faden.processes.site_file.words import one_of

Months = Annotated[int, Field(ge=1, le=600)]


class SourceDocument(Part):
    title: v.Line = Field(alias="titel")
    as_of: v.Word | None = Field(None, alias="stand")


class LegalArea(Entry):
    name: v.Word
    law: v.Line = Field(alias="gesetz")


class ResidenceKind(Entry):
    name: v.Line
    law: v.Word = Field(alias="vorschrift")
    group: v.Name = Field(alias="gruppe")
    is_temporary: v.YesNo = Field(default=True, alias="befristet")


class LifeDomain(Entry):
    name: v.Name
    need_steps: Annotated[tuple[v.Text, ...], AfterValidator(v.none_or_five)] = Field((), alias="stufen")
    steps_source: v.Source | None = Field(None, alias="stufen_quelle")


class TargetGroup(Entry):
    name: v.Name
    parent: v.Key | None = Field(None, alias="gehoert_zu")


class TargetGroupRule(Entry):
    target_group: v.Key = Field(alias="zielgruppe")
    text: v.Line
    arrived_within: Months | None = Field(None, alias="eingereist_vor_weniger_als_monaten")
    arrived_before: Months | None = Field(None, alias="eingereist_vor_mindestens_monaten")
    age_from: Annotated[int, Field(ge=1, le=120)] | None = Field(None, alias="alter_ab")
    age_below: Annotated[int, Field(ge=1, le=120)] | None = Field(None, alias="alter_unter")
    legal_areas: tuple[v.Key, ...] = Field((), alias="rechtskreise")
    legal_area_months: Months | None = Field(None, alias="im_rechtskreis_seit_monaten")
    residence_kinds: tuple[v.Key, ...] = Field((), alias="aufenthaltstitel")
    nationalities: tuple[Annotated[str, Field(pattern="^[A-Z]{3}$")], ...] = Field((), alias="staaten")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")

    @model_validator(mode="after")
    def _says_something(self) -> "TargetGroupRule":
        named = set(type(self).model_fields) - set(Entry.model_fields) - {"target_group", "text", "valid_from"}
        if not any(getattr(self, name) for name in named - {"valid_until", "legal_area_months"}):
            raise ValueError("Die Regel nennt keine Bedingung; so gehörten alle zur Zielgruppe.")
        return self


class Barrier(Entry):
    name: v.Line
    life_domain: v.Key = Field(alias="handlungsfeld")


class Site(Entry):
    name: v.Name
    kind: Annotated[SiteKind, BeforeValidator(one_of(w.SITE_KINDS))] = Field(alias="art")
    ags: v.DistrictKey = Field(alias="kreisschluessel")
    concept_title: v.Line = Field(alias="handlungskonzept")
    concept_on: v.Day | None = Field(None, alias="handlungskonzept_stand")
    minimum_group_size: Annotated[int, Field(ge=3, le=50)] = Field(5, alias="mindestgruppe")


class Region(Entry):
    name: v.Name
    kind: Annotated[RegionKind, BeforeValidator(one_of(w.REGION_KINDS))] = Field(RegionKind.AREA, alias="art")


class Municipality(Entry):
    name: v.Name
    ags: v.MunicipalKey
    region: v.Key | None = None
    has_case_management: v.YesNo = Field(default=True, alias="case_management")


class Neighbourhood(Entry):
    name: v.Name
    municipality: v.Key = Field(alias="kommune")
    region: v.Key | None = None


class Organisation(Entry):
    name: v.Line
    kind: Annotated[OrganisationKind, BeforeValidator(one_of(w.ORGANISATION_KINDS))] = Field(alias="art")
    part_of: v.Key | None = Field(None, alias="teil_von")
    legal_areas: tuple[v.Key, ...] = Field((), alias="rechtskreise")
    municipalities: tuple[v.Key, ...] = Field((), alias="kommunen")
    own_case_management: Annotated[Known, BeforeValidator(one_of(w.KNOWN))] = Field(
        Known.UNKNOWN, alias="eigenes_fallmanagement"
    )
    receives_referrals: v.YesNo = Field(default=False, alias="nimmt_verweise")
    is_collective: v.YesNo = Field(default=False, alias="sammelname")


class Post(Entry):
    title: v.Line = Field(alias="bezeichnung")
    baustein: v.Baustein
    function: Annotated[Function, BeforeValidator(one_of(w.FUNCTIONS))] = Field(alias="funktion")
    fte: v.Fte = Field(alias="vzae")
    employer: v.Key | None = Field(None, alias="anstellungstraeger")
    region: v.Key | None = None
    municipality: v.Key | None = Field(None, alias="kommune")
    neighbourhood: v.Key | None = Field(None, alias="sozialraum")
    expert_supervision: v.Key | None = Field(None, alias="fachaufsicht")
    expert_supervisor: v.Key | None = Field(None, alias="fachaufsicht_stelle")
    staff_supervision: v.Key | None = Field(None, alias="dienstaufsicht")
    funded_from: v.Day | None = Field(None, alias="ab")
    funded_until: v.Day | None = Field(None, alias="bis")
    stated: Annotated[Stated, BeforeValidator(one_of(w.STATED))] = Field(Stated.SILENT, alias="besetzung")


class DeclaredSum(Entry):
    title: v.Line = Field(alias="bezeichnung")
    fte: v.Fte = Field(alias="vzae")
    unallocated: v.Rest = Field(Decimal(0), alias="nicht_zugeordnet")
    bausteine: tuple[v.Baustein, ...] = ()
    functions: tuple[Annotated[Function, BeforeValidator(one_of(w.FUNCTIONS))], ...] = Field((), alias="funktionen")
    regions: tuple[v.Key, ...] = Field((), alias="regionen")
    employers: tuple[v.Key, ...] = Field((), alias="anstellungstraeger")


class Seat(Entry):
    institution: v.Line = Field(alias="einrichtung")
    function: v.Line | None = Field(None, alias="funktion")
    organisation: v.Key | None = None
    count: Annotated[int, Field(ge=1, le=60)] = Field(1, alias="anzahl")


class Body(Entry):
    kind: Annotated[BodyKind, BeforeValidator(one_of(w.BODY_KINDS))] = Field(alias="art")
    name: v.Line
    mandate: v.Text | None = Field(None, alias="auftrag")
    chair: v.Line | None = Field(None, alias="vorsitz")
    rules: v.Text | None = Field(None, alias="regeln")
    meets_per_year: Annotated[int, Field(ge=1, le=366)] | None = Field(None, alias="sitzungen_im_jahr")
    max_members: Annotated[int, Field(ge=1, le=200)] | None = Field(None, alias="hoechstzahl")
    seats: tuple[Seat, ...] = Field((), alias="sitze")


class Milestone(Entry):
    title: v.Text = Field(alias="titel")
    bausteine: Annotated[tuple[v.Baustein, ...], Field(min_length=1)]
    periods: Annotated[
        dict[v.HalfYear, Annotated[Planned, BeforeValidator(one_of(w.PLANNED))]], Field(min_length=1)
    ] = Field(alias="zeitraeume")


class OperativeGoal(Entry):
    school_year: v.SchoolYear = Field(alias="schuljahr")
    number: Annotated[int, Field(ge=1, le=99)] = Field(alias="nummer")
    text: v.Text
    targets: dict[Annotated[Counted, BeforeValidator(one_of(w.COUNTED))], Annotated[int, Field(ge=1, le=999)]] = Field(
        default_factory=dict, alias="gezaehlt"
    )
    judgement: Annotated[Judgement, BeforeValidator(one_of(w.JUDGEMENTS))] = Field(Judgement.OPEN, alias="bewertung")
    report: v.Text | None = Field(None, alias="bericht")


class MonthsRule(Part):
    """So many months for a constellation, from a day on."""

    constellation: Annotated[Constellation, BeforeValidator(one_of(w.CONSTELLATIONS))] = Field(alias="konstellation")
    months: Annotated[int, Field(ge=1, le=60)] = Field(alias="monate")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")

    def holds_on(self, day: date) -> bool:
        """Whether the rule is in force on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class WorkloadWeight(Part):
    """How much a case of a constellation weighs, from a day on."""

    constellation: Annotated[Constellation, BeforeValidator(one_of(w.CONSTELLATIONS))] = Field(alias="konstellation")
    weight: Annotated[Decimal, Field(gt=0, le=20, max_digits=4, decimal_places=2)] = Field(alias="gewicht")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")

    def holds_on(self, day: date) -> bool:
        """Whether the weight is in force on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class ClosingRule(MonthsRule):
    """So many months without contact: closing is proposed."""


class ReassessmentRule(MonthsRule):
    """So many months after the last assessment: the next one is due."""


class SourceNote(Entry):
    topic: Annotated[NoteTopic, BeforeValidator(one_of(w.TOPICS))] = Field(alias="thema")
    text: v.Text


class TrackStep(Part):
    key: v.Key = Field(alias="kennung")
    name: v.Line
    kind: Annotated[StepKind, BeforeValidator(one_of(w.STEP_KINDS))] = Field(alias="art")
    due: v.DueDate | None = Field(None, alias="faellig")
    organisation: v.Key | None = Field(None, alias="mit")
    help: v.Text | None = Field(None, alias="hilfe")


class TrackQuestion(Part):
    key: v.Key = Field(alias="kennung")
    name: v.Line
    kind: Annotated[FieldKind, BeforeValidator(one_of(w.FIELD_KINDS))] = Field(alias="art")
    category: Annotated[Category, BeforeValidator(one_of(w.CATEGORIES))] = Field(alias="kategorie")
    purpose: v.Text = Field(alias="zweck")
    choices: tuple[v.Line, ...] = Field((), alias="auswahl")
    required: v.YesNo = Field(default=False, alias="pflicht")
    step: v.Key | None = Field(None, alias="schritt")


class TrackForm(Part):
    key: v.Key = Field(alias="kennung")
    title: v.Line = Field(alias="titel")
    text: v.Text | None = None
    questions: tuple[v.Key, ...] = Field((), alias="angaben")
    shows_steps: v.YesNo = Field(default=False, alias="schritte")
    signatures: tuple[v.Line, ...] = Field((), alias="unterschriften")


class TrackProposal(Part):
    target_groups: tuple[v.Key, ...] = Field((), alias="zielgruppen")
    access_paths: tuple[Annotated[AccessPath, BeforeValidator(one_of(w.ACCESS_PATHS))], ...] = Field((), alias="zugang")
    legal_areas: tuple[v.Key, ...] = Field((), alias="rechtskreise")
    age_from: Annotated[int, Field(ge=0, le=120)] | None = Field(None, alias="alter_ab")
    age_to: Annotated[int, Field(ge=0, le=120)] | None = Field(None, alias="alter_bis")


class Track(Entry):
    name: v.Line
    audience: v.Text = Field(alias="fuer")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    proposal: TrackProposal | None = Field(None, alias="vorschlag")
    steps: Annotated[tuple[TrackStep, ...], Field(min_length=1)] = Field(alias="schritte")
    questions: tuple[TrackQuestion, ...] = Field((), alias="angaben")
    forms: tuple[TrackForm, ...] = Field((), alias="vordrucke")


class MeasureTemplate(Entry):
    name: v.Line
    steps: Annotated[tuple[v.TemplateStep, ...], Field(min_length=1, max_length=20)] = Field(alias="massnahmen")


class Offer(Entry):
    title: v.Line = Field(alias="titel")
    organisation: v.Key
    life_domain: v.Key = Field(alias="handlungsfeld")
    municipalities: tuple[v.Key, ...] = Field((), alias="kommunen")
    description: v.Text | None = Field(None, alias="beschreibung")
    times: v.Line | None = Field(None, alias="zeiten")
    place: v.Line | None = Field(None, alias="ort")
    capacity: Annotated[int, Field(ge=1, le=9999)] | None = Field(None, alias="plaetze")
    has_child_care: v.YesNo = Field(default=False, alias="kinderbetreuung")
    valid_from: v.Day | None = Field(None, alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    checked_on: v.Day | None = Field(None, alias="stand")


class FamilyLimit(Part):
    obligations: Annotated[int, Field(ge=1, le=20)] = Field(alias="verpflichtungen")
    care_below: Annotated[int, Field(ge=0, le=18)] = Field(alias="betreuung_unter")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")


class RetentionRule(Part):
    """How long a class of data is kept, from a day on."""

    retention_class: Annotated[RetentionClass, BeforeValidator(one_of(w.RETENTION_CLASSES))] = Field(alias="klasse")
    period: v.Period = Field(alias="frist")
    decided: Annotated[Decided, BeforeValidator(one_of(w.DECIDED))] = Field(alias="festgelegt")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")


class LegalBasis(Entry):
    title: v.Line = Field(alias="titel")
    norm: v.Line = Field(alias="vorschrift")
    purpose: v.Line = Field(alias="zweck")
    carries: Annotated[
        tuple[Annotated[TransferKind, BeforeValidator(one_of(w.WAYS))], ...], Field(min_length=1, alias="wege")
    ]
    receivers: tuple[Annotated[OrganisationKind, BeforeValidator(one_of(w.ORGANISATION_KINDS))], ...] = Field(
        (), alias="empfaenger"
    )
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")

    @model_validator(mode="after")
    def _runs_forward(self) -> "LegalBasis":
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise ValueError("„bis“ liegt nicht nach „ab“.")
        return self


class CatalogueFile(Part):
    """What every site may start from."""

    sources: dict[v.Word, SourceDocument] = Field(alias="quellen")
    legal_areas: tuple[LegalArea, ...] = Field((), alias="rechtskreise")
    residence_kinds: tuple[ResidenceKind, ...] = Field((), alias="aufenthaltstitel")
    life_domains: tuple[LifeDomain, ...] = Field((), alias="handlungsfelder")
    target_groups: tuple[TargetGroup, ...] = Field((), alias="zielgruppen")
    target_group_rules: tuple[TargetGroupRule, ...] = Field((), alias="zielgruppenregeln")
    barriers: tuple[Barrier, ...] = Field((), alias="huerden")
    measure_templates: tuple[MeasureTemplate, ...] = Field((), alias="massnahmenvorlagen")
    legal_bases: tuple[LegalBasis, ...] = Field((), alias="rechtsgrundlagen")


class SiteFile(CatalogueFile):
    """A whole site."""

    base: v.Name | None = Field(None, alias="grundlage")
    site: Site = Field(alias="standort")
    regions: tuple[Region, ...] = Field((), alias="regionen")
    municipalities: Annotated[tuple[Municipality, ...], Field(min_length=1)] = Field(alias="kommunen")
    neighbourhoods: tuple[Neighbourhood, ...] = Field((), alias="sozialraeume")
    organisations: tuple[Organisation, ...] = Field((), alias="organisationen")
    offers: tuple[Offer, ...] = Field((), alias="angebote")
    posts: tuple[Post, ...] = Field((), alias="stellen")
    sums: tuple[DeclaredSum, ...] = Field((), alias="summen")
    bodies: tuple[Body, ...] = Field((), alias="gremien")
    milestones: tuple[Milestone, ...] = Field((), alias="meilensteine")
    goals: tuple[OperativeGoal, ...] = Field((), alias="ziele")
    closing_rules: tuple[ClosingRule, ...] = Field((), alias="abschlussregeln")
    family_limits: tuple[FamilyLimit, ...] = Field((), alias="familiengrenzen")
    tracks: tuple[Track, ...] = Field((), alias="begleitwege")
    workload_weights: tuple[WorkloadWeight, ...] = Field((), alias="gewichte")
    reassessment_rules: tuple[ReassessmentRule, ...] = Field((), alias="neueinschaetzung")
    providers: Annotated[tuple[IdentityProvider, ...], Field(max_length=1)] = Field((), alias="anbieter")
    factor_rules: tuple[FactorRule, ...] = Field((), alias="zweiter_faktor")
    retention_rules: tuple[RetentionRule, ...] = Field((), alias="aufbewahrung")
    notes: tuple[SourceNote, ...] = Field((), alias="hinweise")
