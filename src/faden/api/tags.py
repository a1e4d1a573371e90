"""Entity tags: an edit names the version it started from."""

import re
from typing import Annotated

from django.http import HttpResponse
from ninja import Header
from ninja.errors import HttpError

IfMatch = Annotated[
    str, Header(alias="If-Match", default="", description='Der ETag, den die Anfrage zuletzt gelesen hat, etwa `"3"`')
]


def set_tag(response: HttpResponse, version: int) -> None:
    """Say which version the answer shows."""
    response["ETag"] = f'"{version}"'


def version_of(if_match: str) -> int:
    """The version an edit starts from.

    :raises HttpError: 428 when the caller does not say, 400 when it is no tag of this interface
    """
    if not if_match:
        raise HttpError(428, "Bitte im Kopf If-Match den gelesenen ETag angeben.")
    found = re.fullmatch(r'(?:W/)?"(\d{1,9})"', if_match.strip())
    if found is None:
        raise HttpError(412, "Dieser ETag stammt nicht von hier.")
    return int(found[1])
