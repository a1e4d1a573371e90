"""Second factors: their owner's; the administration can take them away, and reads nothing else of them."""

from datetime import UTC, datetime

from faden.kernel.sign_in.models import CodeApp, Passkey, RecoveryCode
from tests.rows.ground import Ground
from tests.rows.world import TODAY

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def add_factors(here: Ground) -> None:
    """Those of the case manager."""
    mine, seen = frozenset({"manager"}), frozenset({"manager", "admin"})
    account = here.id("manager")
    app = CodeApp(account_id=account, sealed=b"x", created_at=NOW, confirmed_at=NOW)
    here.world.add(app, "factor", sees=seen, adds=mine, changes=mine, removes=seen)
    paper = RecoveryCode(account_id=account, number=1, hash="x")
    here.world.add(paper, "paper code", sees=seen, adds=mine, changes=mine, removes=seen)
    passkey = Passkey(account_id=account, name="x", credential_id=b"x", credential=b"x", created_at=NOW)
    here.world.add(passkey, "passkey", sees=seen, adds=mine, changes=mine, removes=seen)
