"""Rules about the strategy's text: each paragraph has an id, no id is lost, and what is named is there."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

from rusctl.checks.lookup import Reference
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts, Source
from rusctl.model.strategy import Commitment, HowChanged, TextChange
from rusctl.storage.files.names import COMMITMENTS, TEXTS, VERSIONS, text_of
from rusctl.strategy.ids import StrategyText, read


@rule(code="RUS720", name="paragraph-without-id", severity=Severity.WARNING)
def paragraph_without_id(facts: Facts) -> Iterator[Problem]:
    """A heading or a paragraph of the strategy's text has no id.

    The id stands in a comment before it. What has none cannot be found again in the next version. Take the file in
    again, and it gets one: `rusctl strategy import strategy/ID.md --as ID --replace`.

    Bad:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        Fler är i arbete.  # RUS720

    Good:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        <!-- p002 -->
        Fler är i arbete.
    """
    for file, text in _texts(facts).items():
        doubled = {one.line + 1 for one in text.doubled}
        name = file.removeprefix(TEXTS).removesuffix(".md")
        for block in text.identified:
            line = text.line(block)
            if not block.id and line not in doubled:
                said = msg(
                    "this paragraph has no id; give it one: rusctl strategy import {file} --as {version} --replace",
                    file=file,
                    version=name,
                )
                yield Problem(Source(file, line=line), said)


@rule(code="RUS721", name="doubled-paragraph-id", severity=Severity.ERROR)
def doubled_paragraph_id(facts: Facts) -> Iterator[Problem]:
    """Two paragraphs of a version have the same id.

    That happens when a paragraph is copied with its comment. Take the comment of the copy out, and take the file in
    again: then it gets an id of its own.

    Bad:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        <!-- p001 -->
        Fler är i arbete.  # RUS721

    Good:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        <!-- p002 -->
        Fler är i arbete.
    """
    for file, text in _texts(facts).items():
        for one in text.doubled:
            said = msg("the id {id} is already that of an earlier paragraph; take this comment out", id=one.id)
            yield Problem(Source(file, line=one.line + 1), said)


@rule(code="RUS722", name="lost-paragraph-id", severity=Severity.ERROR)
def lost_paragraph_id(facts: Facts) -> Iterator[Problem]:
    """An id of the previous version is lost: it is not recorded what became of that paragraph.

    A paragraph that is gone, or that was put into another one, is noted in config/strategy.toml; `rusctl strategy
    import` does it. Else its comment was taken out by hand, and what was said of it leads nowhere. A comment that no
    text follows is such an id, too.

    Bad:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        [[version]]
        id = "antagen"  # RUS722

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        <!-- p002 -->
        Fler är i arbete.

        # file: strategy/antagen.md
        <!-- p001 -->
        Länet växer.

    Good:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        [[version]]
        id = "antagen"

        [[change]]
        version = "antagen"
        paragraph = "p002"
        how = "gone"
        reason = "Står i budgeten"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.

        <!-- p002 -->
        Fler är i arbete.

        # file: strategy/antagen.md
        <!-- p001 -->
        Länet växer.
    """
    texts = _texts(facts)
    for file, text in texts.items():
        for one in text.strays:
            yield Problem(Source(file, line=one.line), msg("no text follows the id {id}", id=one.id))
    there = [one for one in facts.plan.versions if text_of(one.id) in texts]
    for before, after in pairwise(there):
        known = {block.id for block in texts[text_of(after.id)].identified}
        known |= {one.paragraph for one in facts.plan.text_changes if one.version == after.id and one.how}
        known |= {
            name
            for one in facts.plan.text_changes
            if one.version == after.id and one.how is HowChanged.MERGED
            for name in one.of
        }
        known |= {one.id for one in texts[text_of(after.id)].strays}
        for block in texts[text_of(before.id)].identified:
            if block.id and block.id not in known:
                said = msg(
                    "{id} of {before} is lost in {after}; if it is gone, say so: rusctl strategy gone {after} {id}",
                    id=block.id,
                    before=before.id,
                    after=after.id,
                )
                yield Problem(after.at.key("id"), said)


@rule(code="RUS723", name="strategy-text-missing", severity=Severity.ERROR)
def strategy_text_missing(facts: Facts) -> Iterator[Problem]:
    """A version of the strategy has no text, or a text no version.

    The text of each version of config/strategy.toml is a file in strategy/, by its id.

    Bad:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"  # RUS723

    Good:
        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.
    """
    if VERSIONS in facts.plan.unread:
        return
    texts = _texts(facts)
    unread = {fault.at.file for fault in facts.faults}
    for one in facts.plan.versions:
        if text_of(one.id) not in texts and text_of(one.id) not in unread:
            yield Problem(one.at.key("id"), msg("{file} is not there", file=text_of(one.id)))
    known = {text_of(one.id) for one in facts.plan.versions}
    for file in texts:
        if file not in known:
            said = msg("no [[version]] in {config} has this text; take it in: rusctl strategy import", config=VERSIONS)
            yield Problem(Source(file, line=1), said)


@rule(code="RUS724", name="unknown-in-strategy", severity=Severity.ERROR)
def unknown_in_strategy(facts: Facts) -> Iterator[Problem]:
    """What the strategy's text or a commitment names is not there: a version, a paragraph, a milestone or an event.

    A paragraph is looked for in every version, so what was said of one that is gone still holds.

    Bad:
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
        paragraph = "p090"  # RUS724

    Good:
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
        paragraph = "p001"

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

        # file: strategy/remiss.md
        <!-- p001 -->
        Länet växer.
    """
    plan = facts.plan
    if VERSIONS in plan.unread or COMMITMENTS in plan.unread:
        return
    paragraphs = {block.id for text in _texts(facts).values() for block in text.identified}
    for reference in _paragraphs(facts):
        if reference.name not in paragraphs:
            yield Problem(reference.at, msg("no version of the strategy has a paragraph {id}", id=reference.name))
    versions = {one.id for one in plan.versions}
    for change in plan.text_changes:
        if change.version not in versions:
            said = msg('"{id}" is not a version; declare it in {file}', id=change.version, file=VERSIONS)
            yield Problem(change.at.key("version"), said)
    milestones = {one.id for one in plan.milestones}
    for version in plan.versions:
        if version.milestone and version.milestone not in milestones:
            yield Problem(version.at.key("milestone"), msg('"{id}" is not a milestone', id=version.milestone))
    events = {one.id for one in plan.events}
    for commitment in plan.commitments:
        if commitment.event and commitment.event not in events:
            yield Problem(commitment.at.key("event"), msg('"{id}" is not an event', id=commitment.event))


@rule(code="RUS740", name="commitment-overdue", severity=Severity.WARNING)
def commitment_overdue(facts: Facts) -> Iterator[Problem]:
    """A joint commitment is not done, and its last day has passed.

    Mark it as done, give it another day, or record how it stands: `rusctl commitment done`, `rusctl commitment set`.

    Bad:
        # today: 2021-07-01
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
        by = 2021-06-30  # RUS740

    Good:
        # today: 2021-07-01
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
        by = 2021-06-30
        state = "done"
    """
    for one in facts.plan.commitments:
        if one.open and one.by and one.by < facts.today:
            yield Problem(one.at.key("by"), msg("{id} was to be done by {day} and is not", id=one.id, day=one.by))


@rule(code="RUS741", name="unknown-input", severity=Severity.ERROR, needs="register")
def unknown_input(facts: Facts) -> Iterator[Problem]:
    """A commitment, or the reason for a change of the text, names an input that there is not.

    The inputs are in the database, so `rusctl check --register` alone looks.

    Bad:
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
        inputs = ["SALA-014"]  # RUS741

    Good:
        # file: config/commitments.toml
        [[commitment]]
        id = "utbildning"
        what = "En gemensam yrkesutbildning"
        who = ["Exempelkommun"]
    """
    known = facts.register.found_inputs if facts.register is not None else None
    if known is None:
        return
    records: tuple[Commitment | TextChange, ...] = (*facts.plan.commitments, *facts.plan.text_changes)
    for record in records:
        for index, name in enumerate(record.inputs):
            if name not in known:
                yield Problem(record.at.key("inputs", index), msg("there is no input {id}", id=name))


def _texts(facts: Facts) -> Mapping[str, StrategyText]:
    """Give the versions' texts by the names of their files."""
    return {one.name: _read(one.text) for one in facts.texts or () if one.name.startswith(TEXTS)}


@lru_cache(maxsize=16)
def _read(text: str) -> StrategyText:
    """Read a version's text once for all the rules."""
    return read(text)


def _paragraphs(facts: Facts) -> Iterator[Reference]:
    """Give each place at which a paragraph is named."""
    for one in facts.plan.commitments:
        if one.paragraph:
            yield Reference(one.paragraph, one.at, ("paragraph",))
    for change in facts.plan.text_changes:
        yield Reference(change.paragraph, change.at, ("paragraph",))
        yield from (Reference(name, change.at, ("of", index)) for index, name in enumerate(change.of))
    for version in facts.plan.versions:
        yield from (Reference(name, version.at, ("unnumbered", at)) for at, name in enumerate(version.unnumbered))
