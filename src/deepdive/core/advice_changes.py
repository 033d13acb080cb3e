"""How a result differs from one that was kept before: with other answers, or by other tables."""

from collections.abc import Mapping
from dataclasses import dataclass

from deepdive.core.advice import Advised, Status

# What was kept of a result: the status and the title of each finding, by the id of its rule.
Kept = Mapping[str, tuple[str, str]]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A rule that says something else now; ``before`` is None for a new one, ``after`` for one that went."""

    rule: str
    title: str
    before: str | None
    after: str | None

    @property
    def matters(self) -> bool:
        """Whether there is more or less to do."""
        return {self.before or Status.NOT_TRIGGERED, self.after or Status.NOT_TRIGGERED} != {
            Status.NOT_TRIGGERED
        }


def to_keep(advised: Advised) -> dict[str, tuple[str, str]]:
    """What to keep of a result."""
    return {finding.rule.id: (str(finding.status), finding.rule.title) for finding in advised.findings}


def differences(before: Kept, after: Kept) -> tuple[Difference, ...]:
    """What says something else than before and matters, in the order of the result; then what is gone."""
    found = [
        Difference(rule=rule, title=title, before=before[rule][0] if rule in before else None, after=status)
        for rule, (status, title) in after.items()
        if rule not in before or before[rule][0] != status
    ]
    found += [
        Difference(rule=rule, title=title, before=status, after=None)
        for rule, (status, title) in before.items()
        if rule not in after
    ]
    return tuple(one for one in found if one.matters)
