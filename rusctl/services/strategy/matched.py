"""How a text that is taken in was matched with the version before it, in words."""

from collections import Counter
from collections.abc import Iterator

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_strategy import BECAME
from rusctl.model.strategy import Became
from rusctl.services.strategy.take_text import TextProposal
from rusctl.services.strategy.texts import short
from rusctl.storage.files.names import text_of
from rusctl.strategy.matching import Place

_SHOWN = 60


def file_of(proposal: TextProposal) -> str:
    """Give the file that a version's text is stored in."""
    return text_of(proposal.version)


def summary(proposal: TextProposal) -> Iterator[Message]:
    """Say how many paragraphs became what, and how many matches somebody should look at."""
    if not proposal.before:
        yield nmsg("{count} paragraph gets an id", "{count} paragraphs get ids", len(proposal.new))
        return
    counts = Counter(place.became for place in proposal.matching.places)
    counts[Became.GONE] = len(proposal.matching.gone)
    said = [msg("{what}: {count}", what=BECAME[one], count=counts[one]) for one in Became if counts[one]]
    yield msg("matched with {version}: {what}", version=proposal.before, what=said)
    moved = sum(place.moved and place.became is not Became.MOVED for place in proposal.matching.places)
    if moved:
        yield nmsg("{count} of those that changed is moved, too", "{count} of those that changed are moved, too", moved)
    if proposal.unsure:
        yield nmsg(
            "{count} match is not sure; look at it, and answer otherwise where it is wrong",
            "{count} matches are not sure; look at them, and answer otherwise where they are wrong",
            len(proposal.unsure),
        )


def rows(proposal: TextProposal, language: Language) -> list[tuple[str, ...]]:
    """Give what is not the same as before: the place in the new text, the id, what it is, and the words."""
    if not proposal.before:
        return []
    texts = {block.id: block.words for block in proposal.old}
    found: list[tuple[str, ...]] = [
        (str(place.at + 1), name, language.text(_what(place)), short(block.words, _SHOWN))
        for place, block, name in zip(proposal.matching.places, proposal.new, proposal.names, strict=True)
        if place.became is not Became.SAME
    ]
    gone = language.text(BECAME[Became.GONE])
    return found + [("", name, gone, short(texts.get(name, ""), _SHOWN)) for name in proposal.matching.gone]


def _what(place: Place) -> Message:
    said: Message = BECAME[place.became]
    if place.moved and place.became is not Became.MOVED:
        said = msg("{what}, moved", what=said)
    if place.of:
        said = msg("{what} ({of})", what=said, of=list(place.of))
    return said if place.sure else msg("{what}, not sure", what=said)


def question(proposal: TextProposal, place: Place) -> Message:
    """Ask whether a paragraph is the one that it was matched with."""
    texts = {block.id: block.words for block in proposal.old}
    return msg(
        "{number}: is “{new}” {id} reworded, “{old}”?",
        number=place.at + 1,
        new=short(proposal.new[place.at].words),
        id=place.id,
        old=short(texts[place.id]),
    )
