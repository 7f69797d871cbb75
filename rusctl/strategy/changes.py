"""What differs between two versions, paragraph by paragraph and word by word."""

from collections.abc import Iterable
from typing import NamedTuple

from rusctl.model.strategy import Became, HowChanged, TextChange
from rusctl.strategy.ids import StrategyText
from rusctl.strategy.matching import in_order
from rusctl.strategy.word_diff import WordPiece, compared


class ParagraphChange(NamedTuple):
    """What became of a paragraph: the words before and after, and their pieces; what is said of it.

    `number` is the order in which it is read: that of the new version, what is gone standing where it stood.
    """

    id: str
    became: Became
    moved: bool
    before: str
    after: str
    pieces: tuple[WordPiece, ...]
    of: tuple[str, ...] = ()
    reason: str = ""
    inputs: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether it differs at all, in its words or its place."""
        return self.became is not Became.SAME


def changes(old: StrategyText, new: StrategyText, said: Iterable[TextChange] = ()) -> tuple[ParagraphChange, ...]:
    """Give every paragraph of two versions with what became of it; `said` are the changes noted of the versions after.

    Paragraphs are known by their ids alone. What is gone stands after what it stood after.
    """
    notes = _by_paragraph(said)
    before = {block.id: block.words for block in old.identified if block.id}
    after = {block.id: block.words for block in new.identified if block.id}
    moved = _moved(old, new)
    merged = {one for note in notes.values() for one in note.of if note.how is HowChanged.MERGED}
    found = [_change(name, before, after, notes, moved=name in moved) for name in after]
    order = list(before)
    for index, name in enumerate(order):
        if name in after:
            continue
        became = Became.MERGED if name in merged else Became.GONE
        gone = _gone(name, became, before[name], notes)
        above = next((one for one in reversed(order[:index]) if any(each.id == one for each in found)), None)
        at = 0 if above is None else next(place for place, each in enumerate(found) if each.id == above) + 1
        found.insert(at, gone)
    return tuple(found)


def _by_paragraph(said: Iterable[TextChange]) -> dict[str, TextChange]:
    """Give what is said of each paragraph, put together over several versions."""
    notes: dict[str, TextChange] = {}
    for note in said:
        earlier = notes.get(note.paragraph)
        if earlier is None:
            notes[note.paragraph] = note
            continue
        notes[note.paragraph] = TextChange(
            version=note.version,
            paragraph=note.paragraph,
            how=note.how or earlier.how,
            of=(*earlier.of, *note.of),
            reason=" ".join(filter(None, (earlier.reason, note.reason))),
            inputs=(*earlier.inputs, *note.inputs),
        )
    return notes


def _change(
    name: str, before: dict[str, str], after: dict[str, str], notes: dict[str, TextChange], *, moved: bool
) -> ParagraphChange:
    note = notes.get(name, TextChange(version="", paragraph=name))
    old, new = before.get(name, ""), after[name]
    if name not in before:
        became = Became.SPLIT if note.how is HowChanged.SPLIT else Became.NEW
    elif note.how is HowChanged.MERGED:
        became = Became.MERGED
    else:
        became = Became.REWORDED if old != new else Became.MOVED if moved else Became.SAME
    return ParagraphChange(name, became, moved, old, new, compared(old, new), note.of, note.reason, note.inputs)


def _gone(name: str, became: Became, old: str, notes: dict[str, TextChange]) -> ParagraphChange:
    note = notes.get(name, TextChange(version="", paragraph=name))
    return ParagraphChange(name, became, False, old, "", compared(old, ""), note.of, note.reason, note.inputs)


def _moved(old: StrategyText, new: StrategyText) -> frozenset[str]:
    """Give the ids of what stands elsewhere among the paragraphs that both versions have."""
    stood = {block.id: index for index, block in enumerate(old.identified) if block.id}
    both = [block.id for block in new.identified if block.id in stood]
    still = in_order([stood[name] for name in both])
    return frozenset(name for name in both if stood[name] not in still)
