"""The municipality's logo, in the one form that every paper can show."""

import io
import warnings

_LARGEST = (1600, 400)


def png(data: bytes) -> bytes:
    """The picture as PNG, no larger than it is printed; empty for what is no picture."""
    from PIL import Image

    out = io.BytesIO()
    try:
        with warnings.catch_warnings(action="error"), Image.open(io.BytesIO(data)) as picture:
            drawn = picture.convert("RGBA")
            drawn.thumbnail(_LARGEST)
            drawn.save(out, "PNG")
    except (OSError, ValueError, SyntaxError, Warning, Image.DecompressionBombError):
        return b""
    return out.getvalue()
