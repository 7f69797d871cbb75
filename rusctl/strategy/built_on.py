"""What has become of the paragraphs that something else builds on, from one version of the text to another. Pure."""

from collections.abc import Iterable
from typing import NamedTuple

from rusctl.model.strategy import Became
from rusctl.strategy.blocks import BlockKind
from rusctl.strategy.ids import StrategyText
from rusctl.strategy.numbering import under


class ChangedBase(NamedTuple):
    """A paragraph that is built on and does not stand as it did: reworded, or gone."""

    id: str
    became: Became


def changed(names: Iterable[str], then: StrategyText, now: StrategyText) -> list[ChangedBase]:
    """Give those of some paragraphs that do not stand as they did; a heading stands for all that is under it.

    What the earlier text does not have has not been built on, and is left out.
    """
    found = []
    for name in names:
        if then.block(name) is None:
            continue
        if now.block(name) is None:
            found.append(ChangedBase(name, Became.GONE))
        elif _words(then, name) != _words(now, name):
            found.append(ChangedBase(name, Became.REWORDED))
    return found


def _words(text: StrategyText, name: str) -> list[str]:
    """Give the words of a paragraph, or of a heading and all that stands under it."""
    block = text.block(name)
    if block is None:
        return []
    blocks = under(text.blocks, block) if block.kind is BlockKind.HEADING else [block]
    return [one.words for one in blocks]
