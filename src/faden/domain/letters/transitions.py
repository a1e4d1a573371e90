"""The way of a letter."""

from faden.domain.letters.enums import LetterAct, LetterState
from faden.lib.transitions import Transitions

LETTER = Transitions[LetterState, LetterAct](
    (LetterState.DRAFT, LetterState.FILED),
    {(LetterState.DRAFT, LetterAct.FILE): LetterState.FILED},
)
