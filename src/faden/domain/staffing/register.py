"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Whose, data

REGISTER = (
    data(
        "staffing.Post",
        activity="steering",
        purpose="Stellenplan",
        retention="not_personal",
        substance="key source note position ended_on title baustein function fte employer region municipality "
        "neighbourhood expert_supervision expert_supervisor staff_supervision funded_from "
        "funded_until stated",
    ),
    data(
        "staffing.DeclaredSum",
        activity="steering",
        purpose="Stellenplan",
        retention="not_personal",
        substance="key source note position ended_on title fte unallocated bausteine functions regions employers",
    ),
    data(
        "staffing.Occupation",
        of=Whose.STAFF,
        activity="steering",
        purpose="wer welche Stelle besetzt",
        retention="account",
        account="share since until",
        conduct="account",
        link="post",
    ),
)
