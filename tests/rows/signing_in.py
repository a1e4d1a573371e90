"""Second factors: their owner's, and the administration takes them away; links to choose a password with."""

from datetime import UTC, datetime, timedelta

from faden.kernel.entrance.models import EntryLink, LinkKind
from faden.kernel.identity.models import RoleAssignment
from faden.kernel.sign_in.models import CodeApp, ExternalIdentity, MappedRole, Passkey, RecoveryCode
from tests.rows.ground import Ground
from tests.rows.world import OWNER, TODAY, having

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)


def add_factors(here: Ground) -> None:
    """Those of the case manager."""
    mine, seen = frozenset({"manager"}), frozenset({"manager", "admin"})
    account = here.id("manager")
    app = CodeApp(account_id=account, sealed=b"x", created_at=NOW, confirmed_at=NOW)
    here.world.add(app, "factor", sees=seen | {"keeper"}, adds=mine, changes=mine | {"keeper"}, removes=seen)
    paper = RecoveryCode(account_id=account, number=1, hash="x")
    here.world.add(paper, "paper code", sees=seen, adds=mine, changes=mine, removes=seen)
    passkey = Passkey(account_id=account, name="x", credential_id=b"x", credential=b"x", created_at=NOW)
    here.world.add(passkey, "passkey", sees=seen, adds=mine, changes=mine, removes=seen)
    invites = having("admin", "system")
    link = EntryLink(
        account_id=account, kind=LinkKind.INVITATION, digest="entry-sent", created_by_id=here.id("admin"),
        created_at=NOW, expires_at=NOW + timedelta(days=7),
    )  # fmt: skip
    here.world.add(link, "entry link", sees=mine | invites | {"with_entry_link"}, adds=invites, changes=mine | invites)
    system, told = frozenset({"system"}), seen | {"system"}
    known = ExternalIdentity(account_id=account, issuer="x", subject="x", linked_at=NOW, used_at=NOW)
    here.world.add(known, "identity", sees=told, adds=system, changes=system)
    given = RoleAssignment.objects.using(OWNER).create(account_id=account, role="assistant", since=TODAY, until=TODAY)
    mapped = MappedRole(account_id=account, assignment=given, issuer="x")
    here.world.add(mapped, "mapped role", sees=told, adds=system)
