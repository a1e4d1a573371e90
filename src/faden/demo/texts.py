"""What is said and written in casework, by life domain (the key of the catalogue)."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """Sentences of one life domain; none of them names anybody."""

    goals: tuple[str, ...]
    measures: tuple[tuple[str, str], ...]
    concerns: tuple[str, ...]


#: ``(title, responsible)`` of a measure.
CLIENT, MANAGER, ORGANISATION = "client", "case_manager", "organisation"

SUBJECTS = {
    "existenzsicherung": Subject(
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
        ("Ich möchte wieder in meinem Beruf als Elektriker arbeiten.", "Ich will im Sommer eine Ausbildung anfangen."),
        (
            ("Anerkennung des Abschlusses beantragen", MANAGER),
            ("Praktikum im Betrieb", CLIENT),
            ("Berufsberatung", ORGANISATION),
        ),
        ("Beratung zu Ausbildung und Anerkennung", "Förderung der Fachsprache während der Ausbildung"),
    ),
    "bildung": Subject(
        ("Meine Tochter soll bald zur Schule gehen.", "Ich möchte den Hauptschulabschluss nachholen."),
        (("Anmeldung an der Schule", MANAGER), ("Kurs zum Schulabschluss", ORGANISATION)),
        ("Schulplatz mit Sprachförderung",),
    ),
    "kinder": Subject(
        ("Ich brauche einen Kita-Platz, damit ich Deutsch lernen kann.",),
        (
            ("Kita-Platz suchen", MANAGER),
            ("Tagespflege vermitteln", ORGANISATION),
            ("Im Kita-Portal vormerken", CLIENT),
        ),
        ("Betreuungsplatz für ein Kind unter drei Jahren",),
    ),
    "sprache": Subject(
        ("Ich möchte B1 schaffen.", "Ich will mit dem Arzt selbst sprechen können."),
        (
            ("Integrationskurs besuchen", ORGANISATION),
            ("Einstufungstest", CLIENT),
            ("Berufssprachkurs beantragen", MANAGER),
        ),
        ("Sprachkurs mit Kinderbetreuung", "Alphabetisierungskurs in erreichbarer Nähe"),
    ),
    "aufenthalt": Subject(
        ("Wir möchten sicher hier bleiben können.", "Ich will mich einbürgern lassen."),
        (
            ("Verlängerung des Titels beantragen", CLIENT),
            ("Test Leben in Deutschland", CLIENT),
            ("Termin vereinbaren", MANAGER),
        ),
        ("Fragen zur Einbürgerung und zu fehlenden Unterlagen",),
    ),
    "gesundheit": Subject(
        ("Ich möchte wieder schlafen können.", "Mein Sohn braucht einen Termin beim Facharzt."),
        (("Therapieplatz suchen", MANAGER), ("Facharzttermin mit Dolmetschen", ORGANISATION)),
        ("Psychosoziale Beratung mit Sprachmittlung",),
    ),
    "wohnen": Subject(
        ("Wir möchten aus der Unterkunft ausziehen.",),
        (
            ("Wohnberechtigungsschein beantragen", CLIENT),
            ("Wohnung suchen", MANAGER),
            ("Beratung zur Miete", ORGANISATION),
        ),
        ("Wohnraum für eine Familie mit vier Kindern",),
    ),
    "soziales-netz": Subject(
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
