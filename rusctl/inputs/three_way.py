"""What three say of how an input is sorted, put together: as it was when a sheet was made, the sheet, and as it is now.

Nothing that anybody did is lost: of headings, what one put and another put both stay, and what one took away goes;
where two say different things of what can be one thing alone, both are given, for a person to decide.
"""

from collections.abc import Sequence
from typing import NamedTuple

BASE_FIELDS = ("under", "stance", "step")


class SortingValues(NamedTuple):
    """What a row of a sheet says: ids of headings and themes, a stance and a step; None for what it leaves out."""

    under: tuple[str, ...] | None = None
    stance: str | None = None
    step: str | None = None

    def packed(self) -> str:
        """Give them as a text that a cell keeps."""
        return "|".join([" ".join(self.under or ()), self.stance or "", self.step or ""])


def unpacked(text: str) -> SortingValues | None:
    """Give what was packed; None where it is something else."""
    fields = text.strip().split("|")
    if len(fields) != len(BASE_FIELDS):
        return None
    return SortingValues(tuple(fields[0].split()), fields[1], fields[2])


class Disagreement(NamedTuple):
    """A field of which the sheet and somebody else say different things: what it was, what each says."""

    field: str
    before: str
    sheet: str
    now: str


class PutTogether(NamedTuple):
    """What is to be done: headings to put and to take away, a stance, a step; and what a person has to decide.

    `others` are the fields that somebody else has changed since the sheet was made.
    """

    put: tuple[str, ...] = ()
    taken: tuple[str, ...] = ()
    stance: str | None = None
    step: str | None = None
    disagreements: tuple[Disagreement, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def changes(self) -> bool:
        """Whether anything is to be changed."""
        return bool(self.put or self.taken) or self.stance is not None or self.step is not None


def put_together(before: SortingValues, sheet: SortingValues, now: SortingValues, *, sheet_wins: bool) -> PutTogether:
    """Put the three together; with `sheet_wins` the sheet decides where it and somebody else disagree."""
    base, current = before.under or (), now.under or ()
    wanted = base if sheet.under is None else sheet.under
    put = _without(_without(wanted, base), current)
    taken = tuple(name for name in _without(base, wanted) if name in current)
    others = ["under"] if set(current) != set(base) else []
    values: dict[str, str | None] = {}
    disagreements: list[Disagreement] = []
    for field in ("stance", "step"):
        was, said, is_now = (getattr(one, field) for one in (before, sheet, now))
        others += [field] if is_now != was else []
        if said is None or said in (was, is_now):
            continue
        if is_now != was and not sheet_wins:
            disagreements.append(Disagreement(field, was or "", said, is_now or ""))
        else:
            values[field] = said
    return PutTogether(put, taken, values.get("stance"), values.get("step"), tuple(disagreements), tuple(others))


def _without(names: Sequence[str], gone: Sequence[str]) -> tuple[str, ...]:
    return tuple(name for name in dict.fromkeys(names) if name not in gone)
