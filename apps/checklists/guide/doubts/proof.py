"""Doubts about proof: nobody would notice, no such probe, no such picture, rights left open."""

from collections.abc import Iterator

from apps.checklists.guide.doubts.doubt import Doubt, Sight
from apps.checklists.guide.instructions import Picture
from apps.checklists.guide.purposes import UNPROBED, Purpose
from apps.checklists.guide.walk import parts, placed_steps


def undetected(sight: Sight) -> Iterator[Doubt]:
    """Work that no probe sees and nobody confirms (X17)."""
    for place, step in placed_steps(sight.guide):
        seen = step.serves - UNPROBED or step.probes or step.attest or step.decision
        if step.instructions and not seen:
            sentence = f'Nothing detects whether "{step.id}" was done: add a purpose or an attest.'
            yield Doubt(place, "undetected", step.id, sentence)


def unknown_probes(sight: Sight) -> Iterator[Doubt]:
    """A hook on a probe we do not have."""
    for place, step in placed_steps(sight.guide):
        for at, hook in enumerate(step.probes):
            if hook.probe not in sight.probes:
                sentence = f'There is no probe "{hook.probe}".'
                yield Doubt((*place, "probes", at), "unknown-probe", step.id, sentence)


def unspecified_permissions(sight: Sight) -> Iterator[Doubt]:
    """Permissions that the vendor leaves open (X10)."""
    guide = sight.guide
    for at, matrix in enumerate(guide.matrices):
        if any((row.preset or matrix.preset) == "Unspecified" for row in matrix.rows):
            sentence = f'The matrix "{matrix.id}" leaves permissions unspecified.'
            yield Doubt(("matrices", at), "permission-unspecified", matrix.id, sentence)
    if not guide.matrices:
        for place, step in placed_steps(guide):
            if Purpose.ROLE_PERMISSIONS in step.serves:
                sentence = "No matrix says which permissions the user needs."
                yield Doubt(place, "permission-unspecified", step.id, sentence)


def missing_pictures(sight: Sight) -> Iterator[Doubt]:
    """A picture whose file does not lie beside the guide."""
    for place, picture in parts(sight.guide, Picture):
        if picture.file and not (sight.folder / picture.file).is_file():
            sentence = f"There is no picture {picture.file} beside the guide."
            yield Doubt((*place, "file"), "missing-picture", picture.file, sentence)
