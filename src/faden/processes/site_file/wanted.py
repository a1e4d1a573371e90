"""The rows a site file asks for. References are keys here; ids come when they meet the database."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models

from faden.domain.cases.models import ClosingRule, FamilyLimit, MeasureTemplate, ReassessmentRule, WorkloadWeight
from faden.domain.catalogues.models import Barrier, LegalArea, LifeDomain, ResidenceKind, TargetGroup, TargetGroupRule
from faden.domain.consent.models import LegalBasis
from faden.domain.offers.models import Offer, OfferMunicipality
from faden.domain.organisations.models import Organisation, OrganisationLegalArea, OrganisationMunicipality
from faden.domain.places.models import Municipality, Neighbourhood, Region, Site
from faden.domain.programme.models import GoalTarget, Milestone, MilestonePeriod, OperativeGoal, SourceNote
from faden.domain.retention.models import RetentionRule
from faden.domain.staffing.models import DeclaredSum, Post
from faden.domain.steering.models import Body, Seat
from faden.domain.tracks.models import Track
from faden.kernel.sign_in.models import FactorRule, IdentityProvider
from faden.processes.site_file import parts, schema, sign_in
from faden.processes.site_file.described import Described
from faden.processes.site_file.tracks import track_values

Model = type[models.Model]
Name = tuple[object, ...]


@dataclass(frozen=True)
class Ref:
    """A row named by its key."""

    model: Model
    key: str


@dataclass(frozen=True)
class Link:
    """A row that hangs on another one and is nothing but its values."""

    model: Model
    values: Mapping[str, Any]


@dataclass(frozen=True)
class Wanted:
    """One row: what it shall hold, and what hangs on it."""

    model: Model
    values: Mapping[str, Any]
    links: tuple[Link, ...] = ()

    @property
    def name(self) -> Name:
        """What the row is recognised by."""
        return tuple(self.values[field] for field in recognised_by(self.model))


# Sections whose fields are named like those of the table, in the order in which people read them.
SECTIONS: tuple[tuple[str, Model], ...] = (
    ("legal_areas", LegalArea),
    ("residence_kinds", ResidenceKind),
    ("life_domains", LifeDomain),
    ("target_groups", TargetGroup),
    ("target_group_rules", TargetGroupRule),
    ("barriers", Barrier),
    ("measure_templates", MeasureTemplate),
    ("regions", Region),
    ("municipalities", Municipality),
    ("neighbourhoods", Neighbourhood),
    ("organisations", Organisation),
    ("offers", Offer),
    ("milestones", Milestone),
    ("goals", OperativeGoal),
    ("notes", SourceNote),
    ("posts", Post),
    ("sums", DeclaredSum),
    ("bodies", Body),
    ("providers", IdentityProvider),
)
MODELS: tuple[Model, ...] = (
    Site,
    *(model for _, model in SECTIONS),
    Seat,
    ClosingRule,
    ReassessmentRule,
    WorkloadWeight,
    Track,
    FamilyLimit,
    RetentionRule,
    FactorRule,
    LegalBasis,
)
# The field through which a link hangs on its row.
HANGS_ON: Mapping[Model, str] = {
    OrganisationLegalArea: "organisation",
    OrganisationMunicipality: "organisation",
    OfferMunicipality: "offer",
    MilestonePeriod: "milestone",
    GoalTarget: "goal",
}


# A row is recognised by its key, except where something stronger names it: a Kommune keeps its official key for ever.
RECOGNISED_BY: Mapping[Model, tuple[str, ...]] = {
    Municipality: ("ags",),
    ClosingRule: ("constellation", "valid_from"),
    Track: ("key", "digest"),
    WorkloadWeight: ("constellation", "valid_from"),
    ReassessmentRule: ("constellation", "valid_from"),
    FamilyLimit: ("valid_from",),
    RetentionRule: ("retention_class", "valid_from"),
    FactorRule: ("role", "valid_from"),
    LegalBasis: ("key", "valid_from"),
}


def recognised_by(model: Model) -> tuple[str, ...]:
    """The fields by which a row of this table is recognised."""
    return RECOGNISED_BY.get(model, ("key",))


def wanted(site: Described) -> Iterator[Wanted]:
    """All rows of the site."""
    yield _row(Site, site.file.site)
    for section, model in SECTIONS:
        for placed in site.all(section):
            yield _row(model, placed.entry, links=_links(placed.entry), **_derived(site, placed.entry))
    for body in site.file.bodies:
        yield from _seats(body)
    yield from _rules(site)


def _rules(site: Described) -> Iterator[Wanted]:
    """What holds from a day on."""
    for rule in site.file.closing_rules:
        yield _months(ClosingRule, rule)
    for limit in site.file.family_limits:
        yield Wanted(FamilyLimit, _dated(limit, ("obligations", "care_below")))
    for track in site.file.tracks:
        yield Wanted(Track, track_values(track, {one.key: one.name for one in site.file.organisations}))
    for placed in site.all("legal_bases"):
        yield _row(LegalBasis, placed.entry, source=_with_note(placed.entry))
    for due in site.file.reassessment_rules:
        yield _months(ReassessmentRule, due)
    yield from (Wanted(FactorRule, _dated(rule, ("role", "grace_days"))) for rule in site.file.factor_rules)
    for kept in site.file.retention_rules:
        amount, unit = kept.period
        values = _dated(kept, ("retention_class", "decided")) | {"amount": amount, "unit": unit}
        yield Wanted(RetentionRule, values)
    for weight in site.file.workload_weights:
        yield _months(WorkloadWeight, weight, "weight")


def _dated(rule: parts.Part, fields: tuple[str, ...]) -> dict[str, Any]:
    """A rule in force from–until: its own fields, and source and note together."""
    return {
        **{name: getattr(rule, name) for name in (*fields, "valid_from", "valid_until")},
        "source": _with_note(rule),
    }


def _with_note(told: Any) -> str:
    return f"{told.source} – {told.note}" if told.note else str(told.source)


def _months(model: Model, rule: schema.MonthsRule | schema.WorkloadWeight, says: str = "months") -> Wanted:
    return Wanted(
        model,
        {
            "constellation": rule.constellation.value,
            says: getattr(rule, says),
            "valid_from": rule.valid_from,
            "valid_until": rule.valid_until,
            "source": f"{rule.source} – {rule.note}" if rule.note else rule.source,
        },
    )


def _row(model: Model, entry: parts.Part, *, links: tuple[Link, ...] = (), **more: Any) -> Wanted:
    values = dict(more)
    for attribute in type(entry).model_fields:
        column = _column(model, attribute)
        if column is not None and attribute not in more:
            values[attribute] = _stored(column, getattr(entry, attribute))
    return Wanted(model, values, links)


def _column(model: Model, name: str) -> "models.Field[Any, Any] | None":
    try:
        found = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return found if isinstance(found, models.Field) and not found.many_to_many else None


def _stored(column: "models.Field[Any, Any]", value: Any) -> Any:
    """As the database keeps it: references by key, missing texts empty, lists in order."""
    if isinstance(column, models.ForeignKey):
        return Ref(column.related_model, value) if value else None
    if isinstance(value, tuple):
        return sorted(item.value if isinstance(item, Enum) else item for item in value)
    if value is None and isinstance(column, models.CharField | models.TextField):
        return ""
    return value.value if isinstance(value, Enum) else value


def _derived(site: Described, entry: parts.Part) -> dict[str, Any]:
    """What follows from the register or from other fields."""
    match entry:
        case schema.Municipality():
            known = site.register[entry.ags]
            return {
                "kind": known.kind.value,
                "inhabitants": known.inhabitants,
                "inhabitants_on": known.inhabitants_on,
                "inhabitants_source": known.source,
            }
        case schema.LifeDomain():
            return {"need_steps": list(entry.need_steps)}
        case sign_in.IdentityProvider():
            return {"roles": {one.value: one.role.value for one in entry.roles}}
        case schema.Organisation():
            return {"serves_whole_site": not entry.municipalities}
        case schema.MeasureTemplate():
            return {"steps": {str(number): step for number, step in enumerate(entry.steps, start=1)}}
    return {}


def _links(entry: parts.Part) -> tuple[Link, ...]:
    match entry:
        case schema.Organisation():
            areas = (Link(OrganisationLegalArea, {"legal_area": Ref(LegalArea, key)}) for key in entry.legal_areas)
            places = (
                Link(OrganisationMunicipality, {"municipality": Ref(Municipality, key)}) for key in entry.municipalities
            )
            return (*areas, *places)
        case schema.Offer():
            return tuple(
                Link(OfferMunicipality, {"municipality": Ref(Municipality, key)}) for key in entry.municipalities
            )
        case schema.Milestone():
            return tuple(
                Link(MilestonePeriod, {"year": year, "half": half, "planned": planned.value})
                for (year, half), planned in entry.periods.items()
            )
        case schema.OperativeGoal():
            return tuple(
                Link(GoalTarget, {"counted": counted.value, "at_least": at_least})
                for counted, at_least in entry.targets.items()
            )
    return ()


def _seats(body: schema.Body) -> Iterator[Wanted]:
    for seat in body.seats:
        for number in range(1, seat.count + 1):
            key = f"{body.key}-{seat.key}" + (f"-{number}" if seat.count > 1 else "")
            yield _row(Seat, seat, key=key, body=Ref(Body, body.key))
