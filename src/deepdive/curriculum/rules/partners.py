"""Partners: people can reach them, and nobody is sent to one that is gone."""

from collections.abc import Iterator

from deepdive.core.partner import PartnerStatus
from deepdive.curriculum.draft import Draft
from deepdive.curriculum.fault import Fault, quote


def check(draft: Draft) -> Iterator[Fault]:
    """Partners that are closed or renamed, without a word on what followed."""
    document = draft.partners
    for place, partner in enumerate(document.value.partners):
        here = ("partners", place)
        if not document.has_read(*here, "status"):
            continue
        if partner.status is not PartnerStatus.ACTIVE and not partner.became:
            yield document.fault(
                f"the partner {quote(partner.id)} is {partner.status}, and nothing says what it became",
                "Add became: and what people turn to now",
                at=here,
            )
        if partner.status is PartnerStatus.ACTIVE and partner.became:
            yield document.fault(
                f"the partner {quote(partner.id)} is active and became something else",
                "Remove became, or correct the status",
                at=(*here, "became"),
            )
