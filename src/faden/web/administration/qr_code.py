"""A QR code as a drawing: no picture file, no style, nothing for a browser to store."""

import segno
from django.utils.safestring import SafeString


def qr_code(text: str) -> SafeString:
    """The text as SVG, dark on white in both themes, since cameras want it so."""
    code = segno.make(text, error="m", micro=False)
    drawn = code.svg_inline(scale=5, border=4, dark="#000", light="#fff", svgclass=None, lineclass=None)
    # segno writes markup from the text's bits alone.
    return SafeString(drawn.replace("<svg ", '<svg role="img" aria-label="QR-Code für die Authenticator-App" ', 1))
