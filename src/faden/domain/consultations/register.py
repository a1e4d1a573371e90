"""What this app stores about whom, field by field."""

from faden.kernel.database.register import AtEnd, Whose, data

REGISTER = (
    data(
        "consultations.PseudonymSecret",
        activity="operation",
        purpose="erfundene Namen, unter denen die Koordination Fälle sieht",
        retention="not_personal",
        technical="secret only",
    ),
    data(
        "consultations.CaseAdvice",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="einen Fall für eine Zeit in die Fallberatung einbringen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="question",
        course="since until ended_on ended_because",
        conduct="author",
        link="case transfer",
    ),
    data(
        "consultations.AdviceContribution",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="Rat der Koordination zu einem eingebrachten Fall",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="text",
        course="on",
        conduct="author",
        link="advice",
    ),
)
