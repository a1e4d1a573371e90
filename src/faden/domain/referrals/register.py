"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, AtEnd, Whose, data

ACTIVITIES = (
    Activity(
        key="cooperation",
        name="Zusammenarbeit mit anderen Stellen",
        purpose="Verweise, Fallkonferenzen, Briefe und Nachrichten",
        whom="Klient:innen, ihre Angehörigen, Fachkräfte anderer Stellen",
        receivers="die Stelle, für die eine Freigabe oder eine benannte Rechtsgrundlage vorliegt",
        basis="Schweigepflichtentbindung gegenüber der Stelle oder die beim Schritt benannte Rechtsgrundlage",
    ),
)

REGISTER = (
    data(
        "referrals.Referral",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="an eine Stelle verweisen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        identity="disclosed_name",
        contact="disclosed_contact",
        needs="life_domain",
        counselling="concern answer",
        course="organisation state created_on sent_on answered_on appointment_on ended_on",
        conduct="author",
        link="case",
    ),
    data(
        "referrals.AnswerLink",
        of=Whose.THIRD,
        activity="cooperation",
        purpose="jemanden ohne Konto auf einen Verweis antworten lassen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        outsider="recipient_name recipient_mail code_mail",
        conduct="created_by",
        course="code_told code_until created_at expires_on opened_at withdrawn_at",
        link="case referral",
        technical="digest code_digest failures",
    ),
    data(
        "referrals.ReferralStep",
        of=Whose.CLIENT,
        activity="cooperation",
        purpose="an eine Stelle verweisen",
        retention="case_file",
        at_end=AtEnd.DELETED,
        counselling="remark",
        course="from_state to_state on",
        conduct="author",
        link="case referral link",
    ),
)
