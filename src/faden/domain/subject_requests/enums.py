"""The words of what people ask for about their own data."""

from django.db.models import TextChoices


class AccessState(TextChoices):
    """Where a request for access stands."""

    RECEIVED = "received", "eingegangen"
    COLLECTED = "collected", "zusammengestellt"
    REVIEWED = "reviewed", "geprüft"
    DELIVERED = "delivered", "erteilt"
    REFUSED = "refused", "abgelehnt"


class AccessAct(TextChoices):
    """What can be done with it."""

    COLLECT = "collect", "zusammenstellen"
    REVIEW = "review", "Prüfung abschließen"
    DELIVER = "deliver", "erteilen"
    REFUSE = "refuse", "ablehnen"


class Way(TextChoices):
    """How something came in or went out."""

    IN_PERSON = "in_person", "persönlich"
    LETTER = "letter", "mit der Post"
    MAIL = "mail", "per E-Mail"
    PHONE = "phone", "am Telefon"


class Asker(TextChoices):
    """Who asks."""

    SELF = "self", "die Person selbst"
    GUARDIAN = "guardian", "gesetzliche Vertretung (Eltern, Vormund, Betreuung)"
    LAWYER = "lawyer", "Rechtsanwältin oder Rechtsanwalt mit Vollmacht"
    PROXY = "proxy", "andere Person mit Vollmacht"


class Identity(TextChoices):
    """How it was made sure that it is them."""

    KNOWN = "known", "der fallführenden Person persönlich bekannt"
    DOCUMENT = "document", "Ausweis oder Aufenthaltstitel gesehen"
    MATCHED = "matched", "Angaben mit der Akte verglichen, Versand nur an die bekannte Anschrift"
    AUTHORIZED = "authorized", "Vollmacht oder Bestellung gesehen"


class Ground(TextChoices):
    """Why access is refused."""

    NOT_PROVEN = "not_proven", "Identität nicht nachgewiesen (Art. 12 Abs. 2, 6 DSGVO)"
    EXCESSIVE = "excessive", "offenkundig unbegründet oder exzessiv (Art. 12 Abs. 5 DSGVO)"
    OTHERS = "others", "Rechte anderer gehen vor (Art. 15 Abs. 4 DSGVO)"
    LAW = "law", "gesetzliche Ausnahme (§ 83 SGB X, § 12 DSG NRW)"


class RightsKind(TextChoices):
    """What somebody asks beside access."""

    CORRECTION = "correction", "Berichtigung"
    OBJECTION = "objection", "Widerspruch"


class RightsState(TextChoices):
    """Where a request for correction, or an objection, stands."""

    RECEIVED = "received", "eingegangen"
    PROPOSED = "proposed", "dem Datenschutz vorgelegt"
    FULFILLED = "fulfilled", "entsprochen"
    PARTLY = "partly", "teilweise entsprochen"
    DISPUTED = "disputed", "als bestritten vermerkt"
    REFUSED = "refused", "abgelehnt"


class RightsAct(TextChoices):
    """What can be done with it."""

    FULFIL = "fulfil", "entsprechen"
    PROPOSE = "propose", "dem Datenschutz vorlegen"
    PARTLY = "partly", "teilweise entsprechen"
    DISPUTE = "dispute", "als bestritten vermerken"
    REFUSE = "refuse", "ablehnen"


class Subject(TextChoices):
    """What is said to be wrong."""

    PERSON = "person", "Angaben zur Person (Name, Geburtstag, Sprache)"
    HISTORY = "history", "Verlauf (Titel, Rechtskreis, Anschrift, Sprachen, Bildung)"
    NOTE = "note", "eine Gesprächsnotiz"
    NEEDS = "needs", "Einschätzung, Ziele oder Maßnahmen"
    DOCUMENT = "document", "ein Dokument oder Brief"
    OTHER = "other", "etwas anderes"


class Against(TextChoices):
    """Which processing is objected to."""

    EVALUATION = "evaluation", "Auswertung des Falls (Zählen und Muster suchen)"
    TRANSFER = "transfer", "Weitergabe an eine Stelle"
    PROCESSING = "processing", "Verarbeitung im öffentlichen Interesse"
