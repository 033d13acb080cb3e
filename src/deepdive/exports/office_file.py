"""Office files are ZIP files whose parts carry the time of saving; the document's own date goes there."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# the longest that the formats allow a property to be
PROPERTY_LIMIT = 255


def repacked(saved: BytesIO, *, made_on: date) -> bytes:
    """The file with that date on each part, so that the same document gives the same bytes."""
    packed = BytesIO()
    stamp = (made_on.year, made_on.month, made_on.day, 0, 0, 0)
    with ZipFile(saved) as source, ZipFile(packed, "w") as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, date_time=stamp), source.read(name), compress_type=ZIP_DEFLATED)
    return packed.getvalue()
