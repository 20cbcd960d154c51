"""The pictures beside a guide, where the files are there; anything else in those folders is not."""

from pathlib import Path

from django.conf import settings

from apps.checklists.guide.format import Guide
from apps.checklists.guide.instructions import Picture
from apps.checklists.guide.walk import parts

TYPES = {
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
}
"""Never SVG: it may hold a script."""


def picture_file(guide: Guide, name: str) -> Path | None:
    """The file of a picture that the guide names; None where it does not, or there is none."""
    named = {picture.file for _, picture in parts(guide, Picture)}
    if name not in named or Path(name).suffix.lower() not in TYPES:
        return None
    places = (Path(folder).resolve() for folder in settings.GUIDES_DIRS)
    found = ((folder, (folder / name).resolve()) for folder in places)
    return next(
        (file for folder, file in found if file.is_relative_to(folder) and file.is_file()), None
    )
