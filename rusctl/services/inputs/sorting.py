"""Inputs sorted by command: put under headings and themes, marked, split, grouped, noted."""

import re
from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from rusctl.database.transaction import Transaction
from rusctl.errors import PolicyError, UsageError
from rusctl.inputs import groups, parts, sorting, themes
from rusctl.inputs.groups import InputGroup
from rusctl.inputs.parts import Span
from rusctl.inputs.reference import MeantInput, again, meant, whole
from rusctl.inputs.sorting import Sorting
from rusctl.language.message import msg
from rusctl.language.vocabulary_inputs import STANCE, STEP
from rusctl.model.inputs import Stance, Step
from rusctl.services import selection
from rusctl.services.inputs.headings import SortingHeadings
from rusctl.services.inputs.own_words import naming_nobody
from rusctl.services.inputs.storing import opened
from rusctl.services.inputs.words import initials
from rusctl.services.project import Project

_SPAN = re.compile(r"([0-9]{1,6})[-:]([0-9]{1,6})")
LONGEST_NAME = 200  # characters of a group's name


class SortedTo(NamedTuple):
    """What became of an input: its reference, the ids that it is under, and how many were put there or taken away."""

    name: str
    under: tuple[str, ...]
    changed: int


def tag(
    project: Project, reference: str, words: Sequence[str], *, remove: bool = False, by: str = "", dry_run: bool = False
) -> SortedTo:
    """Put an input or a part under headings and themes, or take it away from there.

    RusctlError where one of them is none, PolicyError for a heading that holds no longer.
    """
    plan, who = project.readable().plan, initials(by)
    register = opened(project)
    with register.reading() as connection:
        found = meant(connection, reference)
        there = SortingHeadings(plan, themes.listed(connection), project.today)
    names = there.meant(words)
    chosen = None if remove else there.chosen(names, found.input.event)

    def work(change: Transaction) -> tuple[int, Sorting]:
        if chosen is None:
            count = sorting.take_away(change, found.unit, names)
        else:
            count = sorting.put(change, found.unit, chosen.headings, chosen.themes, who)
        return count, sorting.of_input(change.connection, found.input.id)

    count, now = register.change("inputs tag", work, dry_run=dry_run)
    return SortedTo(found.name, _under(now, found), count)


def _under(now: Sorting, found: MeantInput) -> tuple[str, ...]:
    part = next((one for one in now.parts if found.part and one.row == found.part.row), None)
    return (*part.headings, *part.themes) if part else (*now.headings, *now.themes)


def mark(
    project: Project, reference: str, word: str = "", *, assigned: str | None = None, dry_run: bool = False
) -> MeantInput:
    """Say how far an input is sorted, or who has it; UsageError where neither is said."""
    values: dict[str, str] = {"step": _step(word)} if word else {}
    if assigned is not None:
        values["assigned"] = initials(assigned)
    if not values:
        raise UsageError(msg("give how far it is (open, later or done), or who has it with --to"))
    return _change(
        project,
        "inputs mark",
        whole,
        reference,
        lambda change, found: sorting.touch(change, found.input.id, found.sorting.version, **values),
        dry_run=dry_run,
    )


def _step(word: str) -> Step:
    return Step(selection.word_of(word, STEP, msg("how far an input is sorted")))


def stance(project: Project, reference: str, word: str, *, by: str = "", dry_run: bool = False) -> MeantInput:
    """Say where an input or a part stands; an empty word, or none, takes that away."""
    value = stance_of(word)
    who = initials(by)

    def work(change: Transaction, found: MeantInput) -> None:
        sorting.set_stance(change, found.unit, value, who)

    return _change(project, "inputs stance", meant, reference, work, dry_run=dry_run)


def stance_of(word: str) -> Stance | None:
    """Give the stance that a word means, as files have it or as people read it; None where it says there is none."""
    said = word.strip()
    if said.casefold() in ("", "none", "ingen", "inget"):
        return None
    return Stance(selection.word_of(said, STANCE, msg("a stance")))


def note(project: Project, reference: str, text: str, *, by: str = "", dry_run: bool = False) -> MeantInput:
    """Note something of an input for those who sort; an empty text takes the note away.

    PrivacyError where somebody stands in it.
    """
    who = initials(by)
    naming_nobody(project, text)

    def work(change: Transaction, found: MeantInput) -> None:
        sorting.set_note(change, found.input.id, text.strip(), who)

    return _change(project, "inputs note", whole, reference, work, dry_run=dry_run)


def split(
    project: Project, reference: str, quotes: Sequence[str], spans: Sequence[str] = (), *, dry_run: bool = False
) -> MeantInput:
    """Make parts of an input, each a quote that stands in its text or a span as 0-25; the text stays as it is."""
    if not quotes and not spans:
        raise UsageError(msg("write the words of each part, as they stand in the input"))

    def work(change: Transaction, found: MeantInput) -> None:
        wanted = [*parts.spans_of(found.input.text, quotes), *map(_span, spans)]
        parts.split(change, found.input, wanted)

    return _change(project, "inputs split", whole, reference, work, dry_run=dry_run)


def _span(text: str) -> Span:
    match = _SPAN.fullmatch(text.strip())
    if match is None:
        raise UsageError(
            msg("{text} is no span; write the first character and the one after the last, as 0-25", text=text)
        )
    return int(match[1]), int(match[2])


def shown(project: Project, reference: str) -> MeantInput:
    """Give the input or the part that a reference means."""
    with opened(project).reading() as connection:
        return meant(connection, reference)


def join(project: Project, reference: str, *, dry_run: bool = False) -> MeantInput:
    """Take a part away, or all parts of an input; what was said of them is then said of the input."""

    def work(change: Transaction, found: MeantInput) -> None:
        for part in (found.part,) if found.part else found.sorting.parts:
            parts.join(change, found.input, part)

    return _change(project, "inputs split", meant, reference, work, dry_run=dry_run)


def _change(
    project: Project,
    what: str,
    find: Callable[[Any, str], MeantInput],
    reference: str,
    work: Callable[[Transaction, MeantInput], None],
    *,
    dry_run: bool,
) -> MeantInput:
    """Change something of an input in one transaction, and give it as it is then."""

    def done(change: Transaction) -> MeantInput:
        found = find(change.connection, reference)
        work(change, found)
        return again(change.connection, found)

    project.readable()
    return opened(project).change(what, done, dry_run=dry_run)


def group(
    project: Project,
    references: Sequence[str],
    *,
    into: int = 0,
    name: str | None = None,
    by: str = "",
    dry_run: bool = False,
) -> InputGroup:
    """Put inputs into a new group, or into one that there is; RusctlError where a new one would have fewer than two."""
    who = initials(by)
    called = _named(name or "")
    naming_nobody(project, called)

    def work(change: Transaction) -> InputGroup:
        rows = list(dict.fromkeys(whole(change.connection, one).input.id for one in references))
        if into:
            there = groups.get(change.connection, into)
            groups.add(change, into, rows)
            if name is not None:
                groups.rename(change, there, called)
            return groups.get(change.connection, into)
        if len(rows) < 2:  # noqa: PLR2004 - one alone is no group
            raise UsageError(msg("name at least two inputs that belong together"))
        return groups.get(change.connection, groups.make(change, rows, called, who))

    return opened(project).change("inputs group", work, dry_run=dry_run)


def _named(name: str) -> str:
    name = " ".join(name.split())
    if len(name) > LONGEST_NAME:
        raise UsageError(msg("a name has at most {most} characters", most=LONGEST_NAME))
    return name


def ungroup(project: Project, number: int, references: Sequence[str] = (), *, dry_run: bool = False) -> InputGroup:
    """Take inputs out of a group, or dissolve it where none are named; give it as it was before.

    A group of which fewer than two would be left is dissolved.
    """

    def work(change: Transaction) -> InputGroup:
        before = groups.get(change.connection, number)
        gone = [whole(change.connection, one) for one in references]
        strangers = [one.name for one in gone if one.input.ident not in before.idents]
        if strangers:
            raise PolicyError(msg("{names} is not in group {number}", names=strangers, number=number))
        if references and len(before.idents) - len({one.name for one in gone}) > 1:
            groups.take_out(change, number, [one.input.id for one in gone])
        else:
            groups.dissolve(change, before)
        return before

    return opened(project).change("inputs ungroup", work, dry_run=dry_run)


def all_groups(project: Project) -> list[InputGroup]:
    """Give all groups."""
    with opened(project).reading() as connection:
        return groups.listed(connection)
