"""What is said and written in casework, by life domain (the key of the catalogue)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """Sentences of one life domain; none of them names anybody."""

    notes: tuple[str, ...]
    goals: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    concerns: tuple[str, ...]


#: ``(title, responsible)`` of a measure.
CLIENT, MANAGER, ORGANISATION = "client", "case_manager", "organisation"

SUBJECTS = {
    "existenzsicherung": Subject(
        (
            "Bescheid des Jobcenters gelesen; die Kosten der Unterkunft fehlen. Widerspruch besprochen, Frist notiert.",
            "Antrag auf Kinderzuschlag ausgefüllt, Nachweise zum Einkommen werden nachgereicht.",
            "Konto ist gepfändet. P-Konto beantragt, Bescheinigung für den Freibetrag angefordert.",
            "Wechsel vom AsylbLG ins SGB II: drei Wochen ohne Zahlung. Vorschuss telefonisch geklärt.",
        ),
        (
            "Wir wollen, dass am Monatsanfang das Geld da ist.",
            "Ich möchte die Schulden bei der Stadt in Raten bezahlen.",
        ),
        (
            ("Weiterbewilligungsantrag stellen", CLIENT),
            ("Ratenzahlung vereinbaren", MANAGER),
            ("Schuldnerberatung", ORGANISATION),
        ),
        ("Klärung des Leistungsanspruchs beim Wechsel des Rechtskreises",),
    ),
    "arbeit": Subject(
        (
            "Lebenslauf überarbeitet, zwei Stellen im Lager herausgesucht. Bewerbung per Mail abgeschickt.",
            "Gespräch mit dem Betrieb: Praktikum ab kommendem Monat möglich, Beschäftigungserlaubnis muss vorliegen.",
            "Anerkennung des Abschlusses: Zeugnisse übersetzt, Antrag bei der zuständigen Kammer vorbereitet.",
            "Ausbildung läuft, aber im Theorieteil fehlt Fachsprache. Förderunterricht angefragt, bisher ohne Antwort.",
        ),
        ("Ich möchte wieder in meinem Beruf als Elektriker arbeiten.", "Ich will im Sommer eine Ausbildung anfangen."),
        (
            ("Anerkennung des Abschlusses beantragen", MANAGER),
            ("Praktikum im Betrieb", CLIENT),
            ("Berufsberatung", ORGANISATION),
        ),
        ("Beratung zu Ausbildung und Anerkennung", "Förderung der Fachsprache während der Ausbildung"),
    ),
    "bildung": Subject(
        (
            "Schulanmeldung der älteren Tochter besprochen, Unterlagen fehlen noch aus dem Herkunftsland.",
            "Telefonat mit der Schule: Platz in der Eingangsklasse erst nach den Ferien.",
            "Nachholender Schulabschluss: Kurs der Volkshochschule ist voll, auf die Warteliste gesetzt.",
        ),
        ("Meine Tochter soll bald zur Schule gehen.", "Ich möchte den Hauptschulabschluss nachholen."),
        (("Anmeldung an der Schule", MANAGER), ("Kurs zum Schulabschluss", ORGANISATION)),
        ("Schulplatz mit Sprachförderung",),
    ),
    "kinder": Subject(
        (
            "Kita-Platz: drei Absagen. Vormerkung im Portal erneuert, Tagespflege als Übergang angefragt.",
            "Die Mutter kann den Sprachkurs nicht besuchen, weil niemand das jüngste Kind betreut.",
            "Platz im offenen Ganztag ist zugesagt, der Beginn steht noch nicht fest.",
        ),
        ("Ich brauche einen Kita-Platz, damit ich Deutsch lernen kann.",),
        (
            ("Kita-Platz suchen", MANAGER),
            ("Tagespflege vermitteln", ORGANISATION),
            ("Im Kita-Portal vormerken", CLIENT),
        ),
        ("Betreuungsplatz für ein Kind unter drei Jahren",),
    ),
    "sprache": Subject(
        (
            "Einstufungstest und Berechtigung zum Integrationskurs liegen vor; kein Kurs mit Kinderbetreuung ist frei.",
            "B1-Kurs endet im nächsten Monat, Anschluss an einen Berufssprachkurs besprochen.",
            "Kurs abgebrochen, weil der Bus nach 16 Uhr nicht mehr fährt. Alternative am Vormittag gesucht.",
            "Ohne Sprachmittlung nicht zu klären; neuer Termin mit Dolmetscherin vereinbart.",
        ),
        ("Ich möchte B1 schaffen.", "Ich will mit dem Arzt selbst sprechen können."),
        (
            ("Integrationskurs besuchen", ORGANISATION),
            ("Einstufungstest", CLIENT),
            ("Berufssprachkurs beantragen", MANAGER),
        ),
        ("Sprachkurs mit Kinderbetreuung", "Alphabetisierungskurs in erreichbarer Nähe"),
    ),
    "aufenthalt": Subject(
        (
            "Aufenthaltserlaubnis läuft in zwei Monaten ab. Termin bei der Ausländerbehörde online nicht zu bekommen.",
            "Voraussetzungen für die Einbürgerung durchgesehen, der Test Leben in Deutschland fehlt noch.",
            "Passbeschaffung: Die Botschaft hat einen Termin im Frühjahr bestätigt.",
        ),
        ("Wir möchten sicher hier bleiben können.", "Ich will mich einbürgern lassen."),
        (
            ("Verlängerung des Titels beantragen", CLIENT),
            ("Test Leben in Deutschland", CLIENT),
            ("Termin vereinbaren", MANAGER),
        ),
        ("Fragen zur Einbürgerung und zu fehlenden Unterlagen",),
    ),
    "gesundheit": Subject(
        (
            "Starke Schlafstörungen. Psychosoziales Zentrum angefragt, Wartezeit etwa acht Monate.",
            "Facharzttermin mit Sprachmittlung begleitet, Befund wird zugeschickt.",
            "Elektronische Gesundheitskarte ist noch nicht da; Behandlungsschein beim Sozialamt geholt.",
        ),
        ("Ich möchte wieder schlafen können.", "Mein Sohn braucht einen Termin beim Facharzt."),
        (("Therapieplatz suchen", MANAGER), ("Facharzttermin mit Dolmetschen", ORGANISATION)),
        ("Psychosoziale Beratung mit Sprachmittlung",),
    ),
    "wohnen": Subject(
        (
            "Sechs Personen in zwei Zimmern der Unterkunft. Wohnberechtigungsschein liegt vor, keine Wohnung frei.",
            "Besichtigung gemeinsam vorbereitet, Selbstauskunft ausgefüllt.",
            "Mietvertrag unterschrieben. Erstausstattung beim Jobcenter beantragt.",
        ),
        ("Wir möchten aus der Unterkunft ausziehen.",),
        (
            ("Wohnberechtigungsschein beantragen", CLIENT),
            ("Wohnung suchen", MANAGER),
            ("Beratung zur Miete", ORGANISATION),
        ),
        ("Wohnraum für eine Familie mit vier Kindern",),
    ),
    "soziales-netz": Subject(
        (
            "Frauencafé vorgestellt, nächste Woche gehen wir gemeinsam hin.",
            "Sportverein nimmt die Kinder auf, der Beitrag wird über Bildung und Teilhabe beantragt.",
        ),
        ("Ich möchte Leute kennenlernen.",),
        (("Patenschaft im Ort", ORGANISATION), ("Angebot im Begegnungszentrum besuchen", CLIENT)),
        ("Begleitung durch eine Patin oder einen Paten",),
    ),
}
#: How often a contact is about a life domain.
WEIGHTS = {
    "existenzsicherung": 20,
    "arbeit": 18,
    "bildung": 9,
    "kinder": 12,
    "sprache": 20,
    "aufenthalt": 13,
    "gesundheit": 8,
    "wohnen": 14,
    "soziales-netz": 4,
}
