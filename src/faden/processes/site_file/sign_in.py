"""The part of a site file about signing in: who needs a second factor, and the house's own provider."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from faden.kernel.access.roles import Role
from faden.processes.site_file import values as v
from faden.processes.site_file import words as w
from faden.processes.site_file.parts import Entry, Part
from faden.processes.site_file.words import one_of

Algorithm = Literal["RS256", "PS256", "ES256", "EdDSA"]


class FactorRule(Part):
    """Who needs a second factor, from a day on."""

    role: Annotated[Role, BeforeValidator(one_of(w.ROLES))] = Field(alias="rolle")
    grace_days: Annotated[int, Field(ge=0, le=1000)] = Field(alias="frist_tage")
    valid_from: v.Day = Field(alias="ab")
    valid_until: v.Day | None = Field(None, alias="bis")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")


class MappedGroup(Part):
    """Who stands in a group of the provider has a role here."""

    value: v.Line = Field(alias="wert")
    role: Annotated[Role, BeforeValidator(one_of(w.ROLES))] = Field(alias="rolle")


class IdentityProvider(Entry):
    """The house's own sign-in; its secret stands in the environment, never in the file."""

    name: v.Name
    issuer: v.Line = Field(alias="aussteller")
    client_id: v.Line = Field(alias="client")
    acr: tuple[v.Line, ...] = Field((), alias="staerke")
    algorithms: tuple[Algorithm, ...] = Field(("RS256",), alias="verfahren", min_length=1)
    roles_claim: v.Line | None = Field(None, alias="gruppen_angabe")
    roles: tuple[MappedGroup, ...] = Field((), alias="rollen")
    opens_accounts: v.YesNo = Field(default=False, alias="neue_konten")
