"""Rules about the register: they are asked by `rusctl check --register` alone, and name nobody."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg, nmsg
from rusctl.model.plan import Event, Facts, Source, Texts, exact
from rusctl.storage.files.names import RETENTION

if TYPE_CHECKING:
    from rusctl.model.people import KnownAtEvent, RegisterSummary, RoleAtEvent

TOUR = Source("events.toml")


@rule(code="RUS801", name="role-missing", severity=Severity.WARNING, needs="register")
def role_missing(facts: Facts) -> Iterator[Problem]:
    """A role that the plan asks for is missing shortly before an event.

    How many are wanted is `needs` in config/roles.toml. An event's own `roles` stand in place of the others that take
    part, one of each where no number is given; crew with a number is wanted at every event. How many days before is
    `role_days` in config/checks.toml (default 7). The numbers are those who have said that they are coming.

    Bad:
        # today: 2018-11-01
        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }
        group = "actor"
        needs = 3

        # file: events.toml
        [[event]]
        id = "sala"  # RUS801
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl participants count sala politiker 2 --what coming

    Good:
        # today: 2018-11-01
        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }
        group = "actor"
        needs = 3

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl participants count sala politiker 3 --what coming
    """
    at, passed_over = _roles_by_event(facts), unreadable(facts, "roles")
    for event, days in _dated(facts):
        if 0 <= days <= facts.plan.checks.role_days and place(event.at) not in passed_over:
            lacking = [one for one in at.get(event.id, ()) if one.missing]
            for one in lacking:
                text = nmsg(
                    "{id}: {number} of {role} still missing, {count} day left; see rusctl participants list {id}",
                    "{id}: {number} of {role} still missing, {count} days left; see rusctl participants list {id}",
                    days,
                    id=event.id,
                    number=one.missing,
                    role=one.role,
                )
                yield Problem(event.at.key("id"), text)


@rule(code="RUS802", name="not-invited", severity=Severity.WARNING, needs="register")
def not_invited(facts: Facts) -> Iterator[Problem]:
    """Nobody is invited to an event that is near.

    People need time to plan. How many days before is `invite_days` in config/checks.toml (default 28). Who was invited
    by mail from a list alone counts, too.

    Bad:
        # today: 2018-10-15
        [[event]]
        id = "sala"  # RUS802
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

    Good:
        # today: 2018-10-15
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl participants count sala politiker 7 --what invited
    """
    at, by_mail = _roles_by_event(facts), _by_event(_of(facts).by_mail, "asked")
    for event, days in _dated(facts):
        asked = sum(one.asked for one in at.get(event.id, ())) + sum(by_mail.get(event.id, ()))
        if 0 <= days <= facts.plan.checks.invite_days and not asked:
            text = nmsg(
                "{id} is in {count} day, and nobody is invited; add those you invite with rusctl participants add {id}",
                "{id} is in {count} days, and nobody is invited; add those you invite with rusctl participants "
                "add {id}",
                days,
                id=event.id,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS803", name="not-counted", severity=Severity.WARNING, needs="register")
def not_counted(facts: Facts) -> Iterator[Problem]:
    """No attendance is recorded for a past event.

    What is not noted soon is forgotten, and the annual results report asks for it. How many days after is
    `attendance_days` in config/checks.toml (default 7).

    Bad:
        # today: 2018-11-15
        [[event]]
        id = "sala"  # RUS803
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

    Good:
        # today: 2018-11-15
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # run: rusctl participants count sala politiker 7
    """
    at = _roles_by_event(facts)
    for event, days in _dated(facts):
        came = sum(one.attended for one in at.get(event.id, ()))
        if -days > facts.plan.checks.attendance_days and not came:
            text = nmsg(
                "{id} was {count} day ago, and nobody is counted; rusctl participants count {id} politiker 7 does it",
                "{id} was {count} days ago, and nobody is counted; rusctl participants count {id} politiker 7 does it",
                -days,
                id=event.id,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS804", name="role-not-held", severity=Severity.WARNING, needs="register")
def role_not_held(facts: Facts) -> Iterator[Problem]:
    """Somebody is added to an event with a role that they do not hold on its day.

    Boards change in the middle of a process: who was a politician in December may be none in January. When an event is
    moved, look at who is invited.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"  # RUS804
        kind = "kommundialog"
        date = 2019-01-10
        status = "tentative"

        # run: rusctl person add --name "Testperson Ett" --role politiker --from 2015-01-01 --to 2018-12-31
        # run: rusctl participants add sala 1 --role politiker

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-12-06
        status = "tentative"

        # run: rusctl person add --name "Testperson Ett" --role politiker --from 2015-01-01 --to 2018-12-31
        # run: rusctl participants add sala 1 --role politiker
    """
    events = {event.id: event for event, _ in _dated(facts)}
    for name, count in _of(facts).not_valid:
        if name in events:
            text = nmsg(
                "{id}: {count} person does not hold their role on that day; rusctl participants list {id}",
                "{id}: {count} people do not hold their roles on that day; rusctl participants list {id}",
                count,
                id=name,
            )
            yield Problem(events[name].at.key("id"), text)


@rule(code="RUS805", name="likely-duplicates", severity=Severity.NOTE, needs="register")
def likely_duplicates(facts: Facts) -> Iterator[Problem]:
    """Somebody may be in the register twice.

    They would be invited twice and counted twice. The same email address is certain; similar names and organisations
    are likely.

    Bad:
        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl person add --name "Testperson Ett" --email ett@example.org --anyway  # RUS805

    Good:
        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl person add --name "Testperson Ett" --email ett@example.org --anyway
        # run: rusctl person merge 1 2
    """
    found = _of(facts)
    count = found.duplicates_certain + found.duplicates_likely
    if count:
        text = nmsg(
            "{count} pair of people in the register may be one, {certain} certainly; rusctl person duplicates",
            "{count} pairs of people in the register may be one, {certain} certainly; rusctl person duplicates",
            count,
            certain=found.duplicates_certain,
        )
        yield Problem(TOUR, text)


@rule(code="RUS807", name="retention-overdue", severity=Severity.WARNING, needs="register")
def retention_overdue(facts: Facts) -> Iterator[Problem]:
    """Something has been stored longer than its retention class allows.

    The retention periods decided in config/retention.toml must be kept. `rusctl retention run` shows how much is due
    for disposal; --apply disposes of it.

    Bad:
        # today: 2020-01-10
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # file: config/retention.toml
        [[class]]
        id = "kontakter"
        what = "contact"
        months = 12  # RUS807
        decision = "RV 18-0001"

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org --role politiker
        # run: rusctl participants attend sala 1

    Good:
        # today: 2019-01-10
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # file: config/retention.toml
        [[class]]
        id = "kontakter"
        what = "contact"
        months = 12
        decision = "RV 18-0001"

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org --role politiker
        # run: rusctl participants attend sala 1
    """
    overdue = dict(_of(facts).overdue)
    for one in facts.plan.retention.classes:
        if count := overdue.get(one.id):
            text = nmsg(
                "{id}: {count} is stored longer than this class allows; see rusctl retention run",
                "{id}: {count} are stored longer than this class allows; see rusctl retention run",
                count,
                id=one.id,
            )
            yield Problem(one.at.key("months"), text)


@rule(code="RUS808", name="no-legal-basis", severity=Severity.WARNING, needs="register")
def no_legal_basis(facts: Facts) -> Iterator[Problem]:
    """There are people in the register, but no legal basis is recorded.

    Whoever holds personal data must be able to say why they may. It stands in `legal_basis` in config/retention.toml;
    `rusctl notice` tells it to those who take part, and `rusctl person extract` to the one who asks.

    Bad:
        # run: rusctl person add --name "Testperson Ett"  # RUS808

    Good:
        # file: config/retention.toml
        legal_basis = { sv = "en uppgift av allmänt intresse", en = "a task in the public interest" }

        # run: rusctl person add --name "Testperson Ett"
    """
    count = _of(facts).persons
    if count and not facts.plan.retention.legal_basis:
        text = nmsg(
            "{count} person is in the register without a legal basis; write legal_basis in config/retention.toml",
            "{count} people are in the register without a legal basis; write legal_basis in config/retention.toml",
            count,
        )
        yield Problem(Source(RETENTION), text)


@rule(code="RUS809", name="answers-missing", severity=Severity.WARNING, needs="register")
def answers_missing(facts: Facts) -> Iterator[Problem]:
    """The last day to answer has passed, and invited people have not answered.

    The kitchen and the room wait for the number. Those who are meant are invited by name, or by mail from a list, and
    have answered neither by mail nor otherwise; `rusctl remind` reminds them until that day.

    Bad:
        # today: 2018-11-21
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "confirmed"
        answer_by = 2018-11-20  # RUS809

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add norberg 1 --role politiker

    Good:
        # today: 2018-11-21
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        date = 2018-11-26
        status = "confirmed"
        answer_by = 2018-11-20

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add norberg 1 --role politiker --answer accepted
    """
    counts, by_mail = dict(_of(facts).silent), _by_event(_of(facts).by_mail, "silent")
    for event, days in _dated(facts):
        if days < 0 or not event.answer_by or event.answer_by >= facts.today:
            continue
        if any(by_mail.get(event.id, ())):
            text = nmsg(
                "{id}: the last day to answer was {day}, and {count} of the invited has not answered; "
                "rusctl answers {id} and rusctl participants list {id} show who",
                "{id}: the last day to answer was {day}, and {count} of the invited have not answered; "
                "rusctl answers {id} and rusctl participants list {id} show who",
                counts.get(event.id, 0) + sum(by_mail[event.id]),
                id=event.id,
                day=event.answer_by,
            )
            yield Problem(event.at.key("answer_by"), text)
        elif event.id in counts:
            text = nmsg(
                "{id}: the last day to answer was {day}, and {count} of the invited has not answered; "
                "rusctl participants list {id} shows who",
                "{id}: the last day to answer was {day}, and {count} of the invited have not answered; "
                "rusctl participants list {id} shows who",
                counts[event.id],
                id=event.id,
                day=event.answer_by,
            )
            yield Problem(event.at.key("answer_by"), text)


@rule(code="RUS810", name="told-otherwise", severity=Severity.WARNING, needs="register")
def told_otherwise(facts: Facts) -> Iterator[Problem]:
    """People invited by email have outdated information.

    Somebody has moved or cancelled the event, maybe in the file by hand, and nobody has written to those who were
    invited. `rusctl invite --changed` writes to exactly them, for every event.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"  # RUS810
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
        # run: rusctl event move sala 2018-11-08

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
        # run: rusctl event move sala 2018-11-08
        # run: rusctl invite --changed
    """
    counts = dict(_of(facts).told_otherwise)
    for event in facts.plan.events:
        if event.id in counts:
            text = nmsg(
                "{id}: {count} person has outdated information; rusctl invite {id} sends an update",
                "{id}: {count} people have outdated information; rusctl invite {id} sends an update",
                counts[event.id],
                id=event.id,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS811", name="over-capacity", severity=Severity.WARNING, needs="register")
def over_capacity(facts: Facts) -> Iterator[Problem]:
    """More people are coming to an event than its room takes.

    The number of places is `capacity`. More invited, or more counted afterwards, is a note: many of those invited do
    not come, and a past event only needs a correct number. Those invited by email from a list alone count too; where
    the register only has a head count, they may be the same people and are not added up.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        capacity = 40  # RUS811

        # run: rusctl participants count sala politiker 41 --what coming

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        capacity = 40

        # run: rusctl participants count sala politiker 40 --what coming
    """
    at = _roles_by_event(facts)
    named, mailed = (_by_event(some, "coming", "invited") for some in (_of(facts).named, _of(facts).by_mail))
    for event in facts.plan.events:
        capacity, roles = event.capacity, at.get(event.id, ())
        if capacity is None:
            continue
        when = exact(event.when)
        came = sum(one.attended for one in roles)
        in_roles = [one for one in roles if one.role]  # of whom nobody has said a role may be one of those counted
        coming, invited = sum(one.coming for one in in_roles), sum(one.invited for one in in_roles)
        known = [some[event.id] for some in (named, mailed) if event.id in some]
        coming, invited = max(coming, sum(one for one, _ in known)), max(invited, sum(one for _, one in known))
        if came > capacity:
            text = msg(
                "{id}: {count} are counted, and the room takes {capacity}; correct the number that is wrong",
                id=event.id,
                count=came,
                capacity=capacity,
            )
            yield Problem(event.at.key("capacity"), text, severity=Severity.NOTE)
        elif event.status == "held" or (when is not None and when.last < facts.today):
            continue
        elif coming > capacity:
            text = msg(
                "{id}: {count} are coming, and the room takes {capacity}; find a larger room",
                id=event.id,
                count=coming,
                capacity=capacity,
            )
            yield Problem(event.at.key("capacity"), text)
        elif invited > capacity:
            text = msg(
                "{id}: {count} are invited and have not said no, and the room takes {capacity}; find a larger room, "
                "or see that no more come than it takes",
                id=event.id,
                count=invited,
                capacity=capacity,
            )
            yield Problem(event.at.key("capacity"), text, severity=Severity.NOTE)


@rule(code="RUS812", name="booked-twice", severity=Severity.WARNING, needs="register")
def booked_twice(facts: Facts) -> Iterator[Problem]:
    """Somebody is added to two events at the same time.

    Nobody can be at both. Who has said no, or sends somebody else, does not count. Where one of the events has only a
    day, nobody knows whether they are at the same time, and this is a note.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "confirmed"

        [[event]]
        id = "norberg"  # RUS812
        kind = "kommundialog"
        start = 2018-11-07T11:00:00
        end = 2018-11-07T14:00:00
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl participants add norberg 1 --role politiker

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        start = 2018-11-07T09:00:00
        end = 2018-11-07T12:00:00
        status = "confirmed"

        [[event]]
        id = "norberg"
        kind = "kommundialog"
        start = 2018-11-07T13:00:00
        end = 2018-11-07T16:00:00
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl participants add norberg 1 --role politiker
    """
    events = {event.id: event for event in facts.plan.events}
    for one in _of(facts).double:
        first, second = events[one.one], events[one.other]
        text = nmsg(
            "{count} person is added to both {one} ({when}) and {other} ({then}); see rusctl participants list {other}",
            "{count} people are added to both {one} ({when}) and {other} ({then}); see rusctl participants "
            "list {other}",
            one.persons,
            one=first.id,
            when=first.when,
            other=second.id,
            then=second.when,
        )
        severity = None if one.certain else Severity.NOTE
        yield Problem(second.at.key("id"), text, severity=severity, others=(first.id,))


@rule(code="RUS813", name="protected-in-a-list", severity=Severity.WARNING, needs="register")
def protected_in_a_list(facts: Facts) -> Iterator[Problem]:
    """A list that was made earlier holds somebody whose data are protected or restricted by now.

    Such a person must not appear in anything shown or handed out. Remove the file, or create it again; if it was sent
    on, tell those who have it. rusctl cannot know which files have been taken out of register/.

    Bad:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl participants export sala --internal
        # run: rusctl person set 1 --protected  # RUS813

    Good:
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett" --protected
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl participants export sala --internal
    """
    for file in _of(facts).exposed:
        text = msg(
            "{file} holds somebody whose data are protected or restricted; remove it, or make it again", file=file
        )
        yield Problem(TOUR, text)


@rule(code="RUS814", name="group-not-heard", severity=Severity.NOTE, needs="register")
def group_not_heard(facts: Facts) -> Iterator[Problem]:
    """A group that counts as samverkan or samråd has not been heard: nobody of it has come to any event.

    Events have been held and people counted, and of this group of config/roles.toml there is none. With whom the
    strategy was made is accounted for; who was not heard is the gap. Groups that count as neither are in
    `rusctl coverage` alone.

    Bad:
        # today: 2018-11-10
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = "Politiker"
        group = "actor"
        counts_as = "samverkan"

        [[role]]
        id = "civilsamhalle"  # RUS814
        name = "Civilsamhälle"
        group = "actor"
        counts_as = "samråd"

        # run: rusctl participants count sala politiker 7

    Good:
        # today: 2018-11-10
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "held"

        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = "Politiker"
        group = "actor"
        counts_as = "samverkan"

        [[role]]
        id = "civilsamhalle"
        name = "Civilsamhälle"
        group = "actor"
        counts_as = "samråd"

        # run: rusctl participants count sala politiker 7 civilsamhalle 2
    """
    heard = {one.role for one in _of(facts).roles if one.attended}
    for role in facts.plan.roles if heard else ():
        if role.group == "actor" and role.counts_as and role.id not in heard:
            text = msg(
                "nobody of {role} has come to any event; invite them, or count them with rusctl participants count",
                role=Texts(role.name),
            )
            yield Problem(role.at.key("id"), text)


@rule(code="RUS820", name="undelivered", severity=Severity.WARNING, needs="register")
def undelivered(facts: Facts) -> Iterator[Problem]:
    """A message did not arrive, so somebody does not know what was sent to them.

    A mail server refused it, or reported afterwards that it could not deliver it (`rusctl replies` reads such reports).
    Correct the address (`rusctl person set`) and write again (`rusctl invite`), try again (`rusctl outbox retry`), or
    record that the person knows anyway (`rusctl outbox resolve --sent`). Messages about past or cancelled events give
    no finding.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"  # RUS820
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # file: answers/returned.eml
        From: mailer-daemon@example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org

        Final-Recipient: rfc822; ett@example.org
        Action: failed
        Status: 5.1.1
        --x--

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
        # run: rusctl replies answers

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
    """
    counts = dict(_of(facts).undelivered)
    for event, days in _dated(facts):
        if event.id in counts and days >= 0:
            text = nmsg(
                "{id}: {count} message did not arrive; rusctl outbox list --event {id} --state failed shows it",
                "{id}: {count} messages did not arrive; rusctl outbox list --event {id} --state failed shows them",
                counts[event.id],
                id=event.id,
            )
            yield Problem(event.at.key("id"), text)


@rule(code="RUS815", name="fewer-than-wanted", severity=Severity.WARNING, needs="register")
def fewer_than_wanted(facts: Facts) -> Iterator[Problem]:
    """Fewer of a role came from a municipality than are wanted, and no event is to come there.

    `[[minimum]]` in config/roles.toml says how many are wanted of a role over the whole process, from a municipality or
    from each. `rusctl coverage` shows who came; plan another event there, or set the number right.

    Bad:
        # today: 2018-11-20
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }
        group = "actor"

        [[minimum]]
        role = "politiker"
        number = 5  # RUS815

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "held"

        # run: rusctl participants count sala politiker 4

    Good:
        # today: 2018-11-20
        # file: config/municipalities.toml
        [[municipality]]
        id = "sala"
        name = "Sala"

        # file: config/roles.toml
        [[role]]
        id = "politiker"
        name = { sv = "Politiker", en = "Politicians" }
        group = "actor"

        [[minimum]]
        role = "politiker"
        number = 5

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        municipality = "sala"
        date = 2018-11-07
        status = "held"

        # run: rusctl participants count sala politiker 5
    """
    places = {one.id: one.name for one in facts.plan.municipalities}
    names = {role.id: role.name for role in facts.plan.roles}
    rows = {(one.municipality, one.role): one.at for one in facts.plan.minimums}
    for one in _of(facts).too_few:
        text = msg(
            "{place}: {number} of {role} came, {wanted} are wanted, and no event is to come there",
            place=places.get(one.municipality, one.municipality),
            number=one.number,
            role=names.get(one.role, one.role),
            wanted=one.wanted,
        )
        at = rows.get((one.municipality, one.role)) or rows["", one.role]
        yield Problem(at.key("number"), text)


@rule(code="RUS821", name="objection-undecided", severity=Severity.WARNING, needs="register")
def objection_undecided(facts: Facts) -> Iterator[Problem]:
    """Somebody has objected to the use of their data, and nobody has decided it.

    Until then their data are restricted, and nothing is sent to them (article 21 of the GDPR). What was decided is
    written down with `rusctl person object PERSON --decision DNR --upheld` or `--rejected`.

    Bad:
        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl person object 1  # RUS821

    Good:
        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl person object 1
        # run: rusctl person object 1 --decision "RV 18-0001" --rejected
    """
    if count := _of(facts).objections:
        text = nmsg(
            "{count} person has objected to the use of their data, and it is not decided; rusctl person object",
            "{count} people have objected to the use of their data, and it is not decided; rusctl person object",
            count,
        )
        yield Problem(TOUR, text)


@rule(code="RUS834", name="waiting-list", severity=Severity.WARNING, needs="register")
def waiting_list(facts: Facts) -> Iterator[Problem]:
    """Somebody waits for a place at an event, and a place is free; or, as a note, none is.

    Who says yes to a full room (`capacity`) waits, in the order of the answers. A place that becomes free goes to
    nobody by itself: `rusctl offer` offers it to the first.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"  # RUS834
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        capacity = 1

        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl person add --name "Testperson Två"
        # run: rusctl participants add sala 1 2 --role politiker --answer accepted
        # run: rusctl participants add sala 1 --answer declined

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"
        capacity = 1

        # run: rusctl person add --name "Testperson Ett"
        # run: rusctl participants add sala 1 --role politiker --answer accepted
    """
    by_mail = _by_event(_of(facts).by_mail, "coming")
    at = {one.event: one for one in _of(facts).places if one.waiting}
    for event, days in _dated(facts):
        one = at.get(event.id)
        if one is None or days < 0:
            continue
        free = one.waiting if event.capacity is None else event.capacity - one.taken - sum(by_mail.get(event.id, ()))
        if free > 0:
            text = nmsg(
                "{id}: {count} place is free, and {waiting} wait for one; rusctl offer {id} offers it to the first",
                "{id}: {count} places are free, and {waiting} wait for one; rusctl offer {id} offers them to the first",
                free,
                id=event.id,
                waiting=one.waiting,
            )
            yield Problem(event.at.key("id"), text)
        else:
            text = nmsg(
                "{id}: {count} person waits for a place; rusctl participants list {id}",
                "{id}: {count} people wait for a place; rusctl participants list {id}",
                one.waiting,
                id=event.id,
            )
            yield Problem(event.at.key("id"), text, severity=Severity.NOTE)


@rule(code="RUS833", name="address-not-reached", severity=Severity.WARNING, needs="register")
def address_not_reached(facts: Facts) -> Iterator[Problem]:
    """A message did not reach an address, and nobody has settled what that means for the next one.

    A mail server refused it, or reported it back (`rusctl replies` reads such reports). `rusctl outbox addresses` shows
    the address. Correct it (`rusctl person set`), or use `rusctl outbox address-ok` if it works after all.

    Bad:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # file: answers/returned.eml
        From: mailer-daemon@example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org

        Final-Recipient: rfc822; ett@example.org
        Action: failed
        Status: 5.1.1
        --x--

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
        # run: rusctl replies answers  # RUS833

    Good:
        # today: 2018-11-01
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # file: answers/returned.eml
        From: mailer-daemon@example.org
        Content-Type: multipart/report; report-type=delivery-status; boundary=x

        --x
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.org

        Final-Recipient: rfc822; ett@example.org
        Action: failed
        Status: 5.1.1
        --x--

        # run: rusctl person add --name "Testperson Ett" --email ett@example.org
        # run: rusctl participants add sala 1 --role politiker
        # run: rusctl invite sala
        # run: rusctl replies answers
        # run: rusctl outbox address-ok 1
    """
    if count := _of(facts).unreached:
        text = nmsg(
            "messages do not reach {count} address; rusctl outbox addresses shows it, and rusctl person set gives "
            "another",
            "messages do not reach {count} addresses; rusctl outbox addresses shows them, and rusctl person set gives "
            "others",
            count,
        )
        yield Problem(TOUR, text)


def _of(facts: Facts) -> "RegisterSummary":
    found: RegisterSummary | None = facts.register
    assert found is not None  # noqa: S101 - the rules need it
    return found


def _by_event(counted: "Iterable[KnownAtEvent]", *names: str) -> dict[str, tuple[int, ...]]:
    """Give some of the numbers of those who are known one by one, by event."""
    return {one.event: tuple(getattr(one, name) for name in names) for one in counted}


def _roles_by_event(facts: Facts) -> "dict[str, list[RoleAtEvent]]":
    found: dict[str, list[RoleAtEvent]] = {}
    for one in _of(facts).roles:
        found.setdefault(one.event, []).append(one)
    return found


def _dated(facts: Facts) -> Iterator[tuple[Event, int]]:
    """Give the events with a day that are not cancelled, and how many days are left; negative where it has been."""
    for event in facts.plan.events:
        when = exact(event.when)
        if when is not None and event.status != "cancelled":
            days = (
                when.first - facts.today if when.first >= facts.today else min(when.last - facts.today, dt.timedelta())
            )
            yield event, days.days
