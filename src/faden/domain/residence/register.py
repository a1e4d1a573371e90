"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "residence.ResidenceRequest",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="eine Ausländer- oder Einbürgerungsbehörde etwas fragen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="question answer documents",
        course="office kind due_on expires_on state created_on sent_on read_on answered_on outcome decided_on",
        conduct="author",
        link="case transfer",
    ),
    data(
        "residence.DisclosedField",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="einer Behörde genau das sagen, was freigegeben ist",
        retention="case_file",
        at_end=AtEnd.DELETED,
        identity="label value",
        link="case request",
        technical="key position",
    ),
    data(
        "residence.ResidenceStep",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="nachvollziehen, was aus einer Anfrage wurde",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="remark",
        course="from_state to_state on",
        conduct="author",
        link="case request",
    ),
)
