"""Images: read, turned upright, written anew without anything but the picture."""

import io
import struct
import warnings

from PIL import Image, ImageOps

from faden.lib.file_content.file_types import JPEG, PNG, WEBP, Examined, Unwanted

#: A page of A4 at 340 dpi; what a telephone takes beyond that is of no use to a reader.
LONGEST_SIDE = 4000
MOST_PIXELS = 60_000_000
_TYPES = {"JPEG": JPEG, "PNG": PNG, "WEBP": WEBP}


def examined_image(content: bytes) -> Examined:
    """Take a picture: place, time, camera and every other hidden word are gone, and whatever was behind it.

    :raises Unwanted: it cannot be read, or is larger than any page
    """
    try:
        picture = _opened(content)
        kind = str(picture.format)
        picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        upright = _upright(picture)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        return Examined(_written(upright, kind), _TYPES[kind])
    except Unwanted:
        raise
    except (OSError, SyntaxError, EOFError, ValueError, struct.error, Image.DecompressionBombError) as error:
        raise Unwanted("Das Bild lässt sich nicht lesen. Vielleicht ist es beim Übertragen beschädigt.") from error


def _opened(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        # Damaged metadata is of no interest: they are not kept.
        warnings.simplefilter("ignore")
        picture = Image.open(io.BytesIO(content), formats=tuple(_TYPES))
    if picture.width * picture.height > MOST_PIXELS:
        raise Unwanted("Das Bild ist zu groß. Bitte höchstens 60 Millionen Bildpunkte.")
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ImageOps.exif_transpose(picture)


def _written(picture: Image.Image, kind: str) -> bytes:
    """The pixels of the (first) picture and nothing else."""
    mode = "RGB" if kind == "JPEG" else "RGBA" if picture.has_transparency_data else "RGB"
    bare = picture.convert(mode)
    bare.info.clear()
    out = io.BytesIO()
    bare.save(out, format=kind, **({} if kind == "PNG" else {"quality": 85}))
    return out.getvalue()
