"""Relations within a household."""

from django.db.models import TextChoices


class Relation(TextChoices):
    """Who somebody is in the household, seen from the person the case is about."""

    SELF = "self", "Bezugsperson"
    PARTNER = "partner", "Partner:in"
    CHILD = "child", "Kind"
    PARENT = "parent", "Elternteil"
    SIBLING = "sibling", "Geschwister"
    OTHER = "other", "weitere Person"


class EntryKind(TextChoices):
    """What is known of a person as a dated history; the value stands in addresses."""

    RESIDENCE = "aufenthalt", "Aufenthalt"
    LEGAL_AREA = "rechtskreis", "Rechtskreis"
    NATIONALITY = "staatsangehoerigkeit", "Staatsangehörigkeit"
    LANGUAGE = "sprachen", "Sprachkenntnisse"
    QUALIFICATION = "abschluesse", "Bildung und Anerkennung"
    CHANNEL = "erreichbarkeit", "Erreichbarkeit"
    ADDRESS = "anschrift", "Anschrift"


class KnownBy(TextChoices):
    """Where the knowledge comes from."""

    SEEN = "seen", "Dokument gesehen"
    TOLD = "told", "selbst angegeben"
    ORGANISATION = "organisation", "von einer Organisation"
    UNKNOWN = "unknown", "nicht festgehalten"


class LanguageLevel(TextChoices):
    """Levels of the Common European Framework of Reference for Languages (GER)."""

    A1 = "a1", "A1"
    A2 = "a2", "A2"
    B1 = "b1", "B1"
    B2 = "b2", "B2"
    C1 = "c1", "C1"
    C2 = "c2", "C2"
    NATIVE = "native", "Erstsprache"


class Proof(TextChoices):
    """How a level is known."""

    OWN = "own", "eigene Einschätzung"
    TESTED = "tested", "eingestuft (Test)"
    CERTIFICATE = "certificate", "Zertifikat"


class QualificationKind(TextChoices):
    """What somebody has learned."""

    SCHOOL = "school", "Schulabschluss"
    VOCATIONAL = "vocational", "Berufsabschluss"
    ACADEMIC = "academic", "Hochschulabschluss"
    EXPERIENCE = "experience", "Berufserfahrung ohne Abschluss"


class Recognition(TextChoices):
    """How far the recognition of a foreign qualification has come."""

    NOT_NEEDED = "not_needed", "nicht nötig"
    NOT_APPLIED = "not_applied", "nicht beantragt"
    APPLIED = "applied", "beantragt"
    FULL = "full", "anerkannt"
    PARTIAL = "partial", "teilweise anerkannt"
    REFUSED = "refused", "abgelehnt"


class ChannelKind(TextChoices):
    """How somebody is reached."""

    PHONE = "phone", "Telefon"
    MESSENGER = "messenger", "Messenger"
    EMAIL = "email", "E-Mail"
    PERSON = "person", "über eine andere Person"


class AddressKind(TextChoices):
    """What somebody does at an address."""

    HOME = "home", "Wohnung"
    SHELTER = "shelter", "Unterkunft"
    POSTAL = "postal", "Postanschrift"


class ShieldGround(TextChoices):
    """Why somebody's identity is kept apart."""

    VIOLENCE = "violence", "Schutz vor Gewalt oder Verfolgung"
    WITNESS = "witness", "Zeugenschutz"
    PROMINENT = "prominent", "Person des öffentlichen Lebens"
    COLLEAGUE = "colleague", "Beschäftigte und ihre Angehörigen"
    OTHER = "other", "anderer Grund"
