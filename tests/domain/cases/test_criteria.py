"""Does it need case management? The whole truth table."""

from itertools import product

import pytest

from faden.domain.cases.calculation import Criteria, advise
from faden.domain.cases.enums import Constellation, Recommendation
from faden.domain.cases.rules import decision_is_explained

S, G, C = Recommendation.SHORT, Recommendation.GUIDANCE, Recommendation.CASE_MANAGEMENT
# longer term, several actors, overall plan → with a mandate
WITH_MANDATE = {
    (False, False, False): S,
    (False, True, False): S,
    (True, False, False): G,
    (False, False, True): G,
    (True, True, False): G,
    (True, False, True): G,
    (False, True, True): G,
    (True, True, True): C,
}


@pytest.mark.parametrize("answers", list(product([False, True], repeat=3)))
@pytest.mark.parametrize("mandate", [False, True])
@pytest.mark.parametrize("elsewhere", ["", "Jobcenter"])
def test_recommendation(answers: tuple[bool, bool, bool], *, mandate: bool, elsewhere: str) -> None:
    advice = advise(Criteria(*answers, mandate, elsewhere))
    if elsewhere:
        assert advice.recommendation == Recommendation.REFERRAL
        assert "Jobcenter" in advice.why
    else:
        assert advice.recommendation == (WITH_MANDATE[answers] if mandate else S)
    assert advice.why.endswith(".")


@pytest.mark.parametrize(
    ("decided", "reason", "explained"),
    [
        (Constellation.CASE_MANAGEMENT, "", True),
        (Constellation.GUIDANCE, " ", False),
        (Constellation.GUIDANCE, "Auf Wunsch der Klientin zunächst nur begleitet.", True),
    ],
)
def test_another_decision_needs_a_reason(decided: Constellation, reason: str, *, explained: bool) -> None:
    advice = advise(Criteria(longer_term=True, several_actors=True, overall_plan=True, mandate=True))
    assert decision_is_explained.allows(advice, decided, reason) == explained
