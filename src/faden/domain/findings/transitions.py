"""What may happen next to a gap report and to a theme (domain.md 7.1 and 7.4).

A theme may skip a group: where a site has no project groups (PB 7) it goes from the coordination straight before the
steering group, and what a project group can settle by itself never has to go there (WAF 3, process description).
"""

from faden.domain.findings.enums import GapAct, GapState, ThemeAct, ThemeState
from faden.lib.transitions import Transitions

GAP = Transitions[GapState, GapAct](
    states=tuple(GapState),
    moves={
        (GapState.REPORTED, GapAct.REVIEW): GapState.IN_REVIEW,
        (GapState.REPORTED, GapAct.JOIN): GapState.JOINED,
        (GapState.REPORTED, GapAct.ANSWER): GapState.ANSWERED,
        (GapState.IN_REVIEW, GapAct.JOIN): GapState.JOINED,
        (GapState.IN_REVIEW, GapAct.ANSWER): GapState.ANSWERED,
        (GapState.JOINED, GapAct.DETACH): GapState.IN_REVIEW,
        # An answer can turn out to be wrong, or the next report shows that it was not a single case.
        (GapState.ANSWERED, GapAct.REVIEW): GapState.IN_REVIEW,
    },
)

_OPEN = (ThemeState.PROPOSED, ThemeState.WORKING_GROUP, ThemeState.PROJECT_GROUP, ThemeState.BEFORE_STEERING)
_ENDED = (ThemeState.CLOSED, ThemeState.REJECTED, ThemeState.PASSED_ON)

THEME = Transitions[ThemeState, ThemeAct](
    states=tuple(ThemeState),
    moves={
        (ThemeState.PROPOSED, ThemeAct.TO_WORKING_GROUP): ThemeState.WORKING_GROUP,
        (ThemeState.PROPOSED, ThemeAct.TO_PROJECT_GROUP): ThemeState.PROJECT_GROUP,
        (ThemeState.PROPOSED, ThemeAct.BEFORE_STEERING): ThemeState.BEFORE_STEERING,
        (ThemeState.WORKING_GROUP, ThemeAct.TO_PROJECT_GROUP): ThemeState.PROJECT_GROUP,
        (ThemeState.WORKING_GROUP, ThemeAct.BEFORE_STEERING): ThemeState.BEFORE_STEERING,
        (ThemeState.PROJECT_GROUP, ThemeAct.TO_WORKING_GROUP): ThemeState.WORKING_GROUP,
        (ThemeState.PROJECT_GROUP, ThemeAct.BEFORE_STEERING): ThemeState.BEFORE_STEERING,
        (ThemeState.PROJECT_GROUP, ThemeAct.DECIDE): ThemeState.DECIDED,
        (ThemeState.BEFORE_STEERING, ThemeAct.DECIDE): ThemeState.DECIDED,
        # The steering group may send a theme back to those who work on it.
        (ThemeState.BEFORE_STEERING, ThemeAct.TO_WORKING_GROUP): ThemeState.WORKING_GROUP,
        (ThemeState.BEFORE_STEERING, ThemeAct.TO_PROJECT_GROUP): ThemeState.PROJECT_GROUP,
        (ThemeState.DECIDED, ThemeAct.IMPLEMENT): ThemeState.IMPLEMENTING,
        (ThemeState.IMPLEMENTING, ThemeAct.CHECK_EFFECT): ThemeState.EFFECT_CHECKED,
        # What has been done so far was not enough.
        (ThemeState.EFFECT_CHECKED, ThemeAct.IMPLEMENT): ThemeState.IMPLEMENTING,
        (ThemeState.EFFECT_CHECKED, ThemeAct.CLOSE): ThemeState.CLOSED,
        **{(state, ThemeAct.REJECT): ThemeState.REJECTED for state in _OPEN},
        **{(state, ThemeAct.PASS_ON): ThemeState.PASSED_ON for state in (*_OPEN, ThemeState.DECIDED)},
        **{(state, ThemeAct.TAKE_UP): ThemeState.PROPOSED for state in _ENDED},
    },
)

ENDED = frozenset(_ENDED)

# Those who reported must be able to read why.
NEEDS_REASON = frozenset({ThemeAct.REJECT, ThemeAct.PASS_ON, ThemeAct.TAKE_UP, ThemeAct.CHECK_EFFECT, ThemeAct.CLOSE})
# Nobody decides by pressing a button on the theme's page: a decision is a row of a meeting, and moves the theme.
BY_DECISION = frozenset({ThemeAct.DECIDE})
