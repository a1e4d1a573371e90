"""One sentence for the next page: what the act just done has brought about."""

from django.http import HttpRequest

KEY = "message"


def tell(request: HttpRequest, sentence: str) -> None:
    """Say on the next page that something has been done: "Der Kontakt ist gespeichert."; no names in it."""
    request.session[KEY] = sentence


def take(request: HttpRequest) -> str | None:
    """Return the sentence and forget it."""
    sentence = request.session.get(KEY)
    if sentence is not None:
        del request.session[KEY]
    return sentence
