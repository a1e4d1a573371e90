"""What this app stores about whom, field by field."""

from faden.kernel.database.register import Activity, AtEnd, Whose, data

ACTIVITIES = (
    Activity(
        key="steering",
        name="Erkenntnisse und Steuerung",
        purpose="Systemlücken bündeln, beraten und beschließen, ohne Angaben zu Klient:innen",
        whom="Beschäftigte, Mitglieder von Gremien, Ansprechpersonen",
        receivers="Mitglieder der Gremien",
        basis="Art. 6 Abs. 1 Buchst. e DSGVO",
    ),
)

REGISTER = (
    data(
        "findings.Theme",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        conduct="raised_by responsible",
        substance="number title description life_domain level state raised_on evidence_gaps indicator "
        "indicator_unit indicator_aim municipalities",
    ),
    data(
        "findings.ThemeMunicipality",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        substance="theme municipality",
    ),
    data(
        "findings.ThemeStep",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        conduct="author",
        substance="theme from_state to_state on reason",
    ),
    data(
        "findings.ThemeFeedback",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        conduct="author",
        substance="theme on text",
    ),
    data(
        "findings.IndicatorValue",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        substance="theme on value source",
    ),
    data(
        "findings.GapReport",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        conduct="reporter",
        substance="number kind nature life_domain level organisation barrier text reported_on state theme "
        "answer news_on municipalities target_groups",
    ),
    data(
        "findings.GapStep",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        conduct="author",
        substance="gap from_state to_state theme on note",
    ),
    data(
        "findings.GapMunicipality",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        substance="gap municipality",
    ),
    data(
        "findings.GapTargetGroup",
        of=Whose.STAFF,
        activity="steering",
        purpose="aus Einzelfällen lernen, ohne Personenbezug",
        retention="steering",
        substance="gap target_group",
    ),
    data(
        "findings.GapOrigin",
        of=Whose.CLIENT,
        activity="steering",
        purpose="der fallführenden Person sagen, was aus ihrer Meldung wurde",
        retention="case_file",
        at_end=AtEnd.ANONYMIZED,
        kept="case gap",
        link="case gap",
    ),
)
