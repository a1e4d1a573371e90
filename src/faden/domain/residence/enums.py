"""What is asked of a residence authority, and where the question stands."""

from django.db.models import TextChoices


class QuestionKind(TextChoices):
    """What a request is about (domain.md 8)."""

    TITLE = "title", "Aufenthaltstitel"
    SETTLED = "settled", "Bleiberecht nach §§ 25a, 25b AufenthG"
    NATURALISATION = "naturalisation", "Einbürgerung"
    DOCUMENTS = "documents", "Unterlagen und Identität"


class RequestState(TextChoices):
    """Each state has a next one or is an end."""

    DRAFT = "draft", "Entwurf"
    SENT = "sent", "gesendet"
    READ = "read", "gelesen"
    QUERIED = "queried", "Rückfrage"
    ANSWERED = "answered", "beantwortet"
    CLOSED = "closed", "abgeschlossen"
    WITHDRAWN = "withdrawn", "zurückgezogen"
    EXPIRED = "expired", "ohne Antwort abgelaufen"


class RequestAct(TextChoices):
    """What can happen to a request."""

    SEND = "send", "senden"
    WITHDRAW = "withdraw", "zurückziehen"
    REPLY = "reply", "auf die Rückfrage antworten"
    CLOSE = "close", "abschließen"
    EXPIRE = "expire", "nicht länger warten"
    READ = "read", "lesen"
    ASK = "ask", "zurückfragen"
    ANSWER = "answer", "beantworten"


class Outcome(TextChoices):
    """What the authority answers, in short."""

    POSITIVE = "positive", "möglich"
    DOCUMENTS = "documents", "möglich, wenn Unterlagen vorgelegt werden"
    NEGATIVE = "negative", "zurzeit nicht möglich"
    INFORMED = "informed", "Auskunft"
    ELSEWHERE = "elsewhere", "nicht zuständig"
