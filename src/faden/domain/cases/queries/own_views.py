"""What the client has said, and what the next assessment takes over from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, Q

from faden.domain.cases.models import Case, OwnAnswer, OwnView
from faden.domain.client_texts.shipped import LANGUAGES
from faden.kernel.access.errors import NotVisible


@dataclass(frozen=True)
class GivenView:
    """An own view with its answers.

    :param answers: step by life domain, without the questions that were left out
    :param lines: name of the life domain and step, in the order of the catalogue; None was left out
    """

    own_view: OwnView
    language: str
    answers: Mapping[UUID, int]
    lines: tuple[tuple[str, int | None], ...]

    @property
    def told(self) -> str:
        """Who filled it in, in which language, when: ``"20.11.2026, auf Arabisch, mit Dolmetschen"``."""
        return told(self.own_view)


def told(own_view: OwnView) -> str:
    """When, in which language and by whom an own view was filled in."""
    language = LANGUAGES[own_view.language].german
    return f"{own_view.on:%d.%m.%Y}, auf {language}, {own_view.get_filled_by_display()}"


def own_views_of(case: Case) -> list[GivenView]:
    """All own views of a case, newest first."""
    return [_given(view) for view in _with_answers(OwnView.objects.filter(case_id=case.id))]


def own_view_to_assess(case: Case) -> GivenView | None:
    """The newest own view that no assessment has taken over yet; one without any answer says nothing."""
    waiting = OwnView.objects.filter(Q(answers__step__isnull=False), case_id=case.id, assessment__isnull=True)
    found = _with_answers(waiting.distinct()).first()
    return _given(found) if found is not None else None


def own_view_of(case: Case, own_view_id: UUID) -> OwnView:
    """One own view of this case.

    :raises NotVisible: there is none
    """
    found = OwnView.objects.filter(case_id=case.id, id=own_view_id).select_related("case__person").first()
    if found is None:
        raise NotVisible
    return found


def running_own_view(own_view_id: UUID) -> OwnView:
    """The own view that is being given, with its case.

    :raises NotVisible: not there for this actor
    """
    found = OwnView.objects.filter(id=own_view_id).select_related("case__person").first()
    if found is None:
        raise NotVisible
    return found


def answers_of(own_view: OwnView) -> dict[UUID, int | None]:
    """What has been answered so far, by life domain; None was left out."""
    return dict(OwnAnswer.objects.filter(own_view=own_view).values_list("life_domain_id", "step"))


def _with_answers(own_views: Any) -> Any:
    answers = OwnAnswer.objects.select_related("life_domain").order_by("life_domain__position", "life_domain__key")
    newest_first = own_views.select_related("begun_by").order_by("-begun_at", "-id")
    return newest_first.prefetch_related(Prefetch("answers", answers))


def _given(own_view: OwnView) -> GivenView:
    answers = list(own_view.answers.all())
    return GivenView(
        own_view=own_view,
        language=LANGUAGES[own_view.language].german,
        answers={one.life_domain_id: one.step for one in answers if one.step is not None},
        lines=tuple((str(one.life_domain), one.step) for one in answers),
    )
