"""The trace, its seals, and what the data protection officer has looked into."""

from faden.kernel.audit.models import AuditCut, AuditEntry, AuditLane, AuditSeal, CheckedReading
from tests.rows.ground import NOW, Ground
from tests.rows.world import TODAY, having


def add_trace(here: Ground) -> None:
    """An entry, the lanes and a seal; a reading that somebody has asked about."""
    entry = AuditEntry(at=NOW, actor_id=here.id("manager"), act="x.y", subject_kind="x", subject_id=here.id("other"))
    mine, readers = frozenset({"manager"}), having("data_protection", "system")
    here.world.add(entry, sees=mine | readers, adds=mine)
    here.world.add(AuditLane(number=7, last=0, digest=b"x"), sees=readers)
    seal = AuditSeal(number=1, at=NOW, heads={}, entries=0, previous="x", key="x", mac="x")
    here.world.add(seal, sees=readers, adds=having("system"))
    cut = AuditCut(number=1, at=NOW, entries=0, key="x", mac="x")
    here.world.add(cut, sees=readers, adds=having("system"))
    officers = having("data_protection")
    checked = CheckedReading(
        account_id=here.id("other"), read_on=TODAY, rule="many", remark="x", checked_by_id=here.id("protection"),
        checked_at=NOW,
    )  # fmt: skip
    here.world.add(checked, sees=officers, adds=officers)
