"""What an approval that came to nothing is told as: to who started it, and to who else came by.

The forms: ../shared/reference/ux.md §3.8 and §6. Placeholders are filled by `Words.told`.
"""

from apps.connections.approvals import Reason
from apps.portal.approval_words.ended import ENDED
from apps.portal.approval_words.mismatch import MISMATCH
from apps.portal.approval_words.trouble import TROUBLE
from apps.portal.approval_words.visitor import TO_VISITOR
from apps.portal.approval_words.words import Side, Words

__all__ = ["TO_STARTER", "TO_VISITOR", "Side", "Words"]

TO_STARTER: dict[Reason, Words] = ENDED | TROUBLE | MISMATCH
