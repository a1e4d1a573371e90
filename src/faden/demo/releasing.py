"""Invents releases from confidentiality, and writes down what left on them."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from faden.demo.shelf import Shelf
from faden.demo.story import Story
from faden.domain.cases.models import Transfer
from faden.domain.consent.enums import ConsentKind, Direction, TransferKind
from faden.domain.consent.models import Consent
from faden.domain.consent.rules import purpose_towards
from faden.domain.organisations.models import Organisation


class Releases:
    """What the client of one story has released, and what left."""

    def __init__(self, shelf: Shelf, story: Story, author: UUID) -> None:
        self.shelf, self.story, self.author = shelf, story, author

    def given(self, organisation: Organisation, day: date, *, until: date | None = None) -> Consent:
        """A release that was signed on a day."""
        return self.shelf.put(
            Consent(
                person=self.story.person,
                kind=ConsentKind.RELEASE,
                organisation=organisation,
                direction=Direction.BOTH,
                purpose=purpose_towards(organisation),
                form_version="2025-1",
                given_on=day,
                valid_from=day,
                valid_until=until,
                recorded_by_id=self.author,
            )
        )

    def left(
        self,
        kind: TransferKind,
        release: Consent,
        contained: str,
        on: date,
        *,
        about: Collection[UUID] = (),
        origin_id: UUID | None = None,
    ) -> Transfer:
        """Something left on this release."""
        return self.shelf.put(
            Transfer(
                case=self.story.case,
                kind=kind,
                organisation=release.organisation,
                contained=contained,
                life_domain_ids=list(about),
                purpose=release.purpose,
                consent=release,
                on=on,
                author_id=self.author,
                origin_id=origin_id,
            )
        )
