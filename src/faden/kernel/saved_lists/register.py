"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "saved_lists.SavedList",
        of=Whose.STAFF,
        activity="operation",
        purpose="Filter einer Liste wiederfinden",
        retention="account",
        account="page name filters",
        conduct="owner",
        link="team",
    ),
)
