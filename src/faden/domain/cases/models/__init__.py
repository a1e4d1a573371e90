"""Cases, and everything counselled in them."""

from faden.domain.cases.models.agreement import AgreedGoal, AgreementSignature, GoalAgreement
from faden.domain.cases.models.case import (
    Case,
    ClosingPostponement,
    ClosingRule,
    ConstellationPeriod,
    CriteriaCheck,
    PhasePeriod,
    ReassessmentRule,
    Stay,
    WorkloadWeight,
)
from faden.domain.cases.models.circle import CircleMember, EmergencyCheck
from faden.domain.cases.models.counselling import (
    Assessment,
    CaseBarrier,
    ContactNote,
    ContactNoteRevision,
    NoteParticipant,
    Rating,
)
from faden.domain.cases.models.family import ClashAcceptance, FamilyLimit
from faden.domain.cases.models.feedback import Feedback
from faden.domain.cases.models.handover import Absence, Handover
from faden.domain.cases.models.own_view import OwnAnswer, OwnView
from faden.domain.cases.models.plan import Goal, GoalStep, Measure, MeasureSlot, MeasureStep, MeasureTemplate
from faden.domain.cases.models.transfer import Transfer

__all__ = [
    "Absence",
    "AgreedGoal",
    "AgreementSignature",
    "Assessment",
    "Case",
    "CaseBarrier",
    "CircleMember",
    "ClashAcceptance",
    "ClosingPostponement",
    "ClosingRule",
    "ConstellationPeriod",
    "ContactNote",
    "ContactNoteRevision",
    "CriteriaCheck",
    "EmergencyCheck",
    "FamilyLimit",
    "Feedback",
    "Goal",
    "GoalAgreement",
    "GoalStep",
    "Handover",
    "Measure",
    "MeasureSlot",
    "MeasureStep",
    "MeasureTemplate",
    "NoteParticipant",
    "OwnAnswer",
    "OwnView",
    "PhasePeriod",
    "Rating",
    "ReassessmentRule",
    "Stay",
    "Transfer",
    "WorkloadWeight",
]
