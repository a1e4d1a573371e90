"""Lists kept by name, to oneself or shared with those who work for the same employer."""

from faden.domain.staffing.models import Occupation, Post
from faden.kernel.saved_lists.models import SavedList
from tests.rows.ground import STAFF, STAFFING, Ground
from tests.rows.world import LONG_AGO, OWNER, TODAY


def add_saved_lists(here: Ground) -> None:
    """Own, of one's team, and of a team that one has left."""
    post = Post.objects.using(OWNER).create(
        key="x-team",
        title="Stelle",
        baustein=2,
        function="case_management",
        fte=1,
        employer=here.organisation,
        source="Test",
    )
    for name, until in (("manager", None), ("other", None), ("former", TODAY)):
        row = Occupation(post=post, account_id=here.id(name), share=1, since=LONG_AGO, until=until)
        here.world.add(row, f"team {name}", sees=STAFF, adds=STAFFING, changes=STAFFING)
    mine, team = frozenset({"manager"}), frozenset({"manager", "other"})
    for label, key, sees in (("own", None, mine), ("of the team", here.organisation.id, team)):
        saved = SavedList(owner_id=here.id("manager"), page="x", name=label, filters={}, team=key)
        here.world.add(saved, label, sees=sees, adds=mine, changes=mine, removes=mine)
    foreign = SavedList(owner_id=here.id("manager"), page="x", name="foreign", team=here.elsewhere.id)
    here.world.imagine(foreign, "shared with a team of others", adds=frozenset())
