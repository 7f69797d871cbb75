"""Rules about inputs: they are asked by `rusctl check --register` alone, and name nobody."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING

from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Event, Facts, Source, Status, exact
from rusctl.schedule.state.status import status_on
from rusctl.storage.files.names import FRAME

if TYPE_CHECKING:
    from rusctl.model.inputs import InputsSummary

EVENTS = Source("events.toml")
MOST = 10  # ids that are told at once


@rule(code="RUS731", name="stop-without-inputs", severity=Severity.WARNING, needs="register")
def stop_without_inputs(facts: Facts) -> Iterator[Problem]:
    """A stop of the tour has been held, and no inputs from it are stored.

    How many days after it is `input_days` in config/checks.toml (default 7). It is asked where the folder has fixed
    questions or the database has inputs; an event with a `dnr` has its report, and is passed over.

    Bad:
        # today: 2018-11-30
        # file: config/frame.toml
        [[question]]
        id = "framtid"
        text = { sv = "Vad är viktigast?", en = "What matters most?" }

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"  # RUS731
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

    Good:
        # today: 2018-11-30
        # file: config/frame.toml
        [[question]]
        id = "framtid"
        text = { sv = "Vad är viktigast?", en = "What matters most?" }

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler bussar"
    """
    counts = dict(_of(facts).by_event)
    if not counts and not facts.plan.questions:
        return
    for event, days in _been(facts):
        if days > facts.plan.checks.input_days and event.id not in counts and not event.dnr:
            text = nmsg(
                "it was {count} day ago, and nothing that was said there is stored; rusctl inputs add or import",
                "it was {count} days ago, and nothing that was said there is stored; rusctl inputs add or import",
                days,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS732", name="name-in-input", severity=Severity.WARNING, needs="register")
def name_in_input(facts: Facts) -> Iterator[Problem]:
    """An input contains a registered name, an address, a telephone number or a personal identity number.

    Texts are looked through before they are stored; since then somebody may have been entered in the register, or it
    was agreed to that it is kept. Names of others are not recognised.

    Bad:
        # run: rusctl inputs add sala "Testa Testsson vill ha bussar"
        # run: rusctl person add --name "Testa Testsson"  # RUS732

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"

    Good:
        # run: rusctl inputs add sala "Någon vill ha bussar"
        # run: rusctl person add --name "Testa Testsson"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
    """
    if found := _of(facts).naming:
        text = nmsg(
            "in {count} input stands what may be somebody's alone: {ids}",
            "in {count} inputs stands what may be somebody's alone: {ids}",
            len(found),
            ids=_some(found),
        )
        yield Problem(EVENTS, text)


@rule(code="RUS733", name="same-input-twice", severity=Severity.NOTE, needs="register")
def same_input_twice(facts: Facts) -> Iterator[Problem]:
    """Two inputs of an event say the same, word by word, and stand in no group together.

    It may have been said twice, or stored twice.

    Bad:
        # run: rusctl inputs add sala "Fler bussar"
        # run: rusctl inputs add sala "fler bussar"  # RUS733

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"

    Good:
        # run: rusctl inputs add sala "Fler bussar"
        # run: rusctl inputs add sala "Fler tåg"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
    """
    for idents in _of(facts).same:
        yield Problem(EVENTS, msg("these say the same, word by word: {ids}", ids=_some(idents)))


@rule(code="RUS734", name="role-without-inputs", severity=Severity.NOTE, needs="register")
def role_without_inputs(facts: Facts) -> Iterator[Problem]:
    """A role came to an event, and no input of it is in that role, where others are.

    Nobody may have asked them, or what they said was stored without the role.

    Bad:
        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = "Politiker"
        group = "actor"

        [[role]]
        id = "naringsliv"
        name = "Näringsliv"
        group = "actor"

        # file: events.toml
        [[event]]
        id = "sala"  # RUS734
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # today: 2018-11-08
        # run: rusctl participants count sala politiker 3 naringsliv 2
        # run: rusctl inputs add sala "Fler bussar" --role politiker

    Good:
        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = "Politiker"
        group = "actor"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # today: 2018-11-08
        # run: rusctl participants count sala politiker 3
        # run: rusctl inputs add sala "Fler bussar" --role politiker
    """
    said: dict[str, set[str]] = {}
    for event, role in _of(facts).roles:
        said.setdefault(event, set()).add(role)
    places = {event.id: event.at for event in facts.plan.events}
    names = {role.id: role.name for role in facts.plan.roles}
    came = facts.register.roles if facts.register else ()
    for one in came:
        if one.attended and one.event in said and one.role not in said[one.event] and one.event in places:
            text = msg(
                "{role} came, and no input is in that role, where others are", role=names.get(one.role, one.role)
            )
            yield Problem(places[one.event].key("id"), text)


@rule(code="RUS735", name="municipality-without-inputs", severity=Severity.NOTE, needs="register")
def municipality_without_inputs(facts: Facts) -> Iterator[Problem]:
    """A municipality has had its dialogues, and has no input, where others have.

    It is asked of the stops of the tour that have been.

    Bad:
        # today: 2018-11-30
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        [[municipality]]
        id = "koping"  # RUS735
        name = "Köping"

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "held"

        [[event]]
        id = "koping"
        kind = "kommundialog"
        municipality = "koping"
        date = 2018-11-27
        status = "held"

        # run: rusctl inputs add sala "Fler bussar"

    Good:
        # today: 2018-11-30
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }
        tour_kind = "kommundialog"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler bussar"
    """
    counts = dict(_of(facts).by_event)
    if not counts:
        return
    visited = {place for event, _ in _been(facts) for place in event.places}
    heard = {place for event in facts.plan.events if event.id in counts for place in event.places}
    for one in facts.plan.municipalities:
        if one.id in visited - heard:
            yield Problem(one.at.key("id"), msg("{name} has been visited and has no input", name=one.name))


@rule(code="RUS736", name="input-without-fate", severity=Severity.WARNING, needs="register")
def input_without_fate(facts: Facts) -> Iterator[Problem]:
    """The decision is near, and some inputs have no record of what became of them.

    The decision is the milestone that `[[review]]` in config/checks.toml names as `adopted`. How many days before is
    `fate_days` (default 30).

    Bad:
        # today: 2020-02-01
        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "review"

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }

        [[milestone]]
        id = "council"  # RUS736
        title = "Beslut"
        date = 2020-02-18

        [[milestone]]
        id = "review"
        title = "Översyn"
        date = 2023-02-18

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler bussar"

    Good:
        # today: 2019-12-01
        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "review"

        # file: config/process.toml
        name = "Strategi"
        region = "Region"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-01-01, to = 2020-12-31 }

        [[milestone]]
        id = "council"
        title = "Beslut"
        date = 2020-02-18

        [[milestone]]
        id = "review"
        title = "Översyn"
        date = 2023-02-18

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler bussar"
    """
    count = _of(facts).without_fate
    adopted = {one.adopted for one in facts.plan.checks.reviews}
    within = dt.timedelta(days=facts.plan.checks.fate_days)
    for one in facts.plan.milestones if count else ():
        when = exact(one.when)
        if one.id in adopted and one.done is None and when and when.first - within <= facts.today:
            text = nmsg(
                "the decision is near, and of {count} input it is not said what became of it",
                "the decision is near, and of {count} inputs it is not said what became of them",
                count,
            )
            yield Problem(one.at.key("id"), text)


@rule(code="RUS737", name="heading-not-valid", severity=Severity.NOTE, needs="register")
def heading_not_valid(facts: Facts) -> Iterator[Problem]:
    """Inputs are sorted under a heading that is not in the frame, or no longer applies.

    What was sorted in 2018 stays under the headings of 2018; what has taken the place of one is `replaced_by` in
    config/frame.toml. A heading that the file has no more is nowhere: write it there again, with the last day it held.

    Bad:
        # today: 2020-02-01
        # file: config/frame.toml
        [[target]]
        id = "tillvaxt"
        name = "Ett tillväxtdrivet län"
        valid_until = 2019-12-31  # RUS737
        replaced_by = "nyskapande"

        [[target]]
        id = "nyskapande"
        name = "Ett nyskapande län"
        valid_from = 2020-01-01

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler företag"
        # run: rusctl inputs tag SALA-001 tillvaxt

    Good:
        # today: 2020-02-01
        # file: config/frame.toml
        [[target]]
        id = "nyskapande"
        name = "Ett nyskapande län"
        valid_from = 2020-01-01

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl inputs add sala "Fler företag"
        # run: rusctl inputs tag SALA-001 nyskapande
    """
    frame = {one.id: one for one in facts.plan.frame}
    for name, count in _of(facts).headings:
        item = frame.get(name)
        if item is None:
            text = nmsg(
                "{count} input stands under {name}, which is no heading of the frame",
                "{count} inputs stand under {name}, which is no heading of the frame",
                count,
                name=name,
            )
            yield Problem(Source(FRAME), text)
        elif not item.holds_on(facts.today):
            text = nmsg(
                "{count} input stands under {name}, which does not hold today",
                "{count} inputs stand under {name}, which does not hold today",
                count,
                name=item.name,
            )
            yield Problem(item.at.key("valid_until" if item.valid_until else "valid_from"), text)


def _of(facts: Facts) -> "InputsSummary":
    assert facts.register is not None  # noqa: S101 - the rules need it
    found: InputsSummary = facts.register.inputs
    return found


def _been(facts: Facts) -> Iterator[tuple[Event, int]]:
    """Give the stops of tours that have been, and how many days ago they ended."""
    kinds = {facts.plan.process.tour_kind, *(tour.kind for tour in facts.plan.tours)} - {""}
    for event in facts.plan.events:
        when = exact(event.when)
        if event.kind in kinds and when and when.last < facts.today and status_on(event, facts.today) is Status.HELD:
            yield event, (facts.today - when.last).days


def _some(idents: tuple[str, ...]) -> list[object]:
    """Give the first of some ids, and how many more there are."""
    more = len(idents) - MOST
    return [*idents[:MOST], *([msg("{count} more", count=more)] if more > 0 else [])]
