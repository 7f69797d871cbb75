"""Taking a text in as a version of the strategy: read, matched with the version before, and stored with its ids."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from rusctl.errors import IntegrityError, RusctlError, UsageError
from rusctl.language.message import Message, msg
from rusctl.model.strategy import Became, HowChanged, TextVersion
from rusctl.services import foreign_file, selection
from rusctl.services.planning import change_events
from rusctl.services.project import Project
from rusctl.services.strategy import accounts, answers, texts
from rusctl.storage.files import inside, journal
from rusctl.storage.files.atomic import FileChange
from rusctl.storage.files.names import VERSIONS, text_of
from rusctl.storage.folder import expanded
from rusctl.storage.toml import edits
from rusctl.storage.untrusted import word_text
from rusctl.storage.untrusted.sheet import OLE, ZIP
from rusctl.strategy import ids
from rusctl.strategy.blocks import BlockKind, TextBlock
from rusctl.strategy.matching import ByHand, Matching, Place, match

MOST_BLOCKS = 10_000


class TextGiven(NamedTuple):
    """What is said of a text that is taken in: the version it becomes, and the answers about its paragraphs."""

    version: str
    name: str = ""
    date: dt.date | None = None
    milestone: str = ""
    against: str = ""
    headings: str = word_text.LOOK
    answers: Sequence[str] = ()
    answer_file: str = ""
    replace: bool = False


class TextProposal(NamedTuple):
    """What taking a text in would make: its blocks, how they match those of the version before, and the files.

    `before` is empty for the first version. `account` says what was read and what was not.
    """

    version: str
    before: str
    old: tuple[TextBlock, ...]
    new: tuple[TextBlock, ...]
    matching: Matching
    by_hand: ByHand
    names: tuple[str, ...]
    files: Mapping[str, FileChange]
    account: tuple[Message, ...]

    @property
    def unsure(self) -> tuple[Place, ...]:
        """The places at which somebody should say whether the match is right."""
        return tuple(place for place in self.matching.places if not place.sure)


class _Read(NamedTuple):
    text: ids.StrategyText
    account: tuple[Message, ...] = ()
    unnumbered: tuple[int, ...] = ()


def propose(project: Project, file: str, given: TextGiven) -> TextProposal:
    """Give what taking a file in as a version would make; nothing is written.

    RusctlError where it cannot be read, or the version is there already; UsageError for an answer that is none.
    """
    read = _read(file, given.headings)
    if not read.text.identified:
        raise RusctlError(msg("{file} holds no text", file=expanded(file).name))
    if len(read.text.identified) > MOST_BLOCKS:
        raise RusctlError(
            msg("{file} has more than {most} paragraphs; divide it", file=expanded(file).name, most=MOST_BLOCKS)
        )
    there = _there(project, given)
    before = _before(project, given, there)
    old = before.text.identified if before else ()
    if before and any(not block.id for block in old):
        old = tuple(block for block in old if block.id)
    said = answers.read(_answers(given), old, len(read.text.identified))
    return _proposed(project, file, given, read, (before.version.id if before else "", old, said))


def again(project: Project, file: str, given: TextGiven, refused: Iterable[Place]) -> TextProposal:
    """Give the proposal anew with places that somebody has said are not what they were matched with."""
    more = [f"{place.at + 1}=new" for place in refused]
    return propose(project, file, given._replace(answers=[*given.answers, *more]))


def carry_out(project: Project, proposal: TextProposal) -> None:
    """Write the text and what is said of it, if the files still hold what was read, and keep what undo needs."""
    folder = project.folder.path
    with journal.changing(folder):
        place = folder / text_of(proposal.version)
        inside.refuse_links(folder, place)
        place.parent.mkdir(exist_ok=True)
        journal.commit(folder, proposal.files, project.command, dt.datetime.now(dt.UTC))


def answer_text(proposal: TextProposal) -> str:
    """Give the answers that say what was found, as a text to correct."""
    return answers.written(proposal.matching, proposal.new, proposal.old)


def _read(file: str, headings: str) -> _Read:
    """Read a Word file or a text in Markdown."""
    if headings not in (word_text.STYLES, word_text.LOOK):
        raise UsageError(msg("--headings takes {known}", known=[word_text.LOOK, word_text.STYLES]))
    data = foreign_file.raw(file)
    name = expanded(file).name
    if data.startswith((ZIP, OLE, b"PK\x05\x06")) or name.casefold().endswith(".docx"):
        found = word_text.read_bytes(data, name, headings)
        return _Read(ids.read(found.text), tuple(accounts.account(name, found)), found.unnumbered)
    if data.startswith(b"{\\rtf"):
        raise RusctlError(msg("{file} is an RTF file; save it as .docx", file=name))
    return _Read(ids.read(texts.decoded(data, name)))


def _there(project: Project, given: TextGiven) -> TextVersion | None:
    """Give the version that is to be replaced; None where it is a new one."""
    versions = project.readable(VERSIONS).plan.versions
    there = next((one for one in versions if one.id == given.version), None)
    if there is None:
        selection.new_id(given.version)
        if given.replace:
            raise RusctlError(msg("there is no version {id} to replace", id=given.version))
    elif not given.replace and text_of(given.version) in project.loaded.files:
        raise RusctlError(
            msg("there is already a version {id}; --replace takes the text in its place", id=given.version), there.at
        )
    return there


def _before(project: Project, given: TextGiven, there: TextVersion | None) -> texts.VersionText | None:
    """Give the version to match with: the one that is said, else the text that is replaced, else the last one."""
    if given.against:
        return texts.version_text(project, texts.meant(project, given.against))
    if there is not None and text_of(there.id) in project.loaded.files:
        return texts.version_text(project, there)
    found = [one for one in texts.texts(project) if there is None or one.version.id != there.id]
    return found[-1] if found else None


def _answers(given: TextGiven) -> list[str]:
    """Give the answers of a file and those of the command line, which hold where both say something."""
    lines: list[str] = []
    if given.answer_file:
        lines = texts.decoded(foreign_file.raw(given.answer_file), given.answer_file).splitlines()
    own = {line.partition("=")[0].strip() for line in given.answers}
    return [line for line in lines if line.partition("=")[0].strip() not in own] + list(given.answers)


def _proposed(
    project: Project, file: str, given: TextGiven, read: _Read, earlier: tuple[str, tuple[TextBlock, ...], ByHand]
) -> TextProposal:
    before, old, said = earlier
    new = read.text.identified
    matching = match(old, new, said)
    names = _names(project, matching)
    placed = {block.first: name for block, name in zip(new, names, strict=True)}
    try:
        written = ids.written(read.text.text, placed)
    except ValueError:
        raise IntegrityError(
            msg(
                "{file} holds Markdown that ids cannot be put into without changing it; simplify it",
                file=expanded(file).name,
            )
        ) from None
    target = text_of(given.version)
    config = change_events.propose(
        project, [*_version(project, file, given, read, names), *_changes(project, given, matching, names)], VERSIONS
    )
    change_events.refuse_new_faults(project, config)
    loaded = project.loaded.files
    files = {
        target: FileChange(loaded.get(target), written.encode()),
        VERSIONS: FileChange(loaded.get(VERSIONS), config.new),
    }
    return TextProposal(given.version, before, old, new, matching, said, names, files, read.account)


def _names(project: Project, matching: Matching) -> tuple[str, ...]:
    """Give each block its id: the one it has been matched with, else a new one."""
    lacking = sum(not place.id for place in matching.places)
    new = iter(ids.fresh(texts.used_ids(project), lacking))
    return tuple(place.id or next(new) for place in matching.places)


def _version(project: Project, file: str, given: TextGiven, read: _Read, names: tuple[str, ...]) -> list[edits.Edit]:
    """Give the edits that declare the version, or set what is said of it anew."""
    headings = [
        name for block, name in zip(read.text.identified, names, strict=True) if block.kind is BlockKind.HEADING
    ]
    milestone = selection.milestone(project.plan, given.milestone).id if given.milestone else ""
    values: dict[str, Any] = {
        "name": given.name,
        "date": given.date,
        "milestone": milestone,
        "source": expanded(file).name,
        "unnumbered": [headings[at] for at in read.unnumbered if at < len(headings)],
    }
    values = {key: value for key, value in values.items() if value}
    there = next((one for one in project.plan.versions if one.id == given.version), None)
    if there is None:
        return [edits.Append(("version",), {"id": given.version, **values})]
    return [edits.Set(there.at.key(key).route, value) for key, value in values.items()]


def _changes(project: Project, given: TextGiven, matching: Matching, names: tuple[str, ...]) -> list[edits.Edit]:
    """Give the edits that note what became of paragraphs, where the texts alone do not tell it."""
    noted: dict[str, tuple[HowChanged, tuple[str, ...]]] = {}
    for place, name in zip(matching.places, names, strict=True):
        if place.became is Became.SPLIT:
            noted[name] = HowChanged.SPLIT, place.of
        elif place.became is Became.MERGED:
            noted[name] = HowChanged.MERGED, place.of
    noted |= dict.fromkeys(matching.gone, (HowChanged.GONE, ()))
    out: list[edits.Edit] = []
    for name, (how, of) in noted.items():
        route = texts.change_route(project, given.version, name)
        table = {"how": how.value} | ({"of": list(of)} if of else {})
        if route is None:
            out.append(edits.Append(("change",), {"version": given.version, "paragraph": name, **table}))
        else:
            out += [edits.Set((*route, key), value) for key, value in table.items()]
    return out
