"""Files of a case, handed to the browser: no cache keeps them, and their names say nothing about anybody."""

from django.http import HttpResponse

from faden.kernel.outbox.operations import Attachment


def download(file: Attachment, *, shown: bool = False) -> HttpResponse:
    """The answer that hands a file over.

    :param shown: in the browser where it can, instead of being saved
    """
    way = "inline" if shown else "attachment"
    return HttpResponse(
        file.content,
        content_type=file.content_type,
        headers={"Content-Disposition": f'{way}; filename="{file.name}"'},
    )
