"""Does it need case management? Four criteria (ME) and one exception (PB 6.3)."""

from dataclasses import dataclass

from faden.domain.cases.enums import Recommendation


@dataclass(frozen=True)
class Criteria:
    """The four answers, and who has a case management of its own for this client already."""

    longer_term: bool
    several_actors: bool
    overall_plan: bool
    mandate: bool
    other_case_management: str = ""


@dataclass(frozen=True)
class Advice:
    """What the answers speak for, and why in a German sentence."""

    recommendation: Recommendation
    why: str


def advise(criteria: Criteria) -> Advice:
    """Weigh the answers.

    Whoever has a case management elsewhere is referred there (PB 6.3). Without a mandate nothing longer is begun; all
    four criteria make a case management (ME); a need that lasts or must be planned, but not all of it, is accompanied.
    """
    if criteria.other_case_management.strip():
        return Advice(
            Recommendation.REFERRAL,
            f"Ein eigenes Fallmanagement besteht bei: {criteria.other_case_management.strip()}. "
            "Doppelstrukturen werden vermieden.",
        )
    if not criteria.mandate:
        return Advice(Recommendation.SHORT, "Ein Auftrag der Klientin oder des Klienten liegt nicht vor.")
    if criteria.longer_term and criteria.several_actors and criteria.overall_plan:
        return Advice(Recommendation.CASE_MANAGEMENT, "Alle vier Kriterien treffen zu.")
    if criteria.longer_term or criteria.overall_plan:
        return Advice(
            Recommendation.GUIDANCE,
            "Der Bedarf besteht länger oder muss geplant werden, aber nicht alle Kriterien treffen zu.",
        )
    return Advice(Recommendation.SHORT, "Das Anliegen lässt sich in einem oder wenigen Gesprächen klären.")
