"""Rules about names that stand for something declared elsewhere."""

from collections.abc import Iterator

from rusctl.checks.lookup import Reference, Suggestions, incomplete
from rusctl.checks.rule import place, rule, unreadable
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import msg
from rusctl.model.plan import Facts
from rusctl.storage.files.names import EVENTS, FRAME, MUNICIPALITIES, PROCESS, ROLES


@rule(code="RUS101", name="unknown-municipality", severity=Severity.ERROR, alone=True)
def unknown_municipality(facts: Facts) -> Iterator[Problem]:
    """A municipality is not declared.

    The names that calendars and lists show, and the check that every municipality is visited, come from
    config/municipalities.toml; an id that is not there is most often misspelt.

    Bad:
        # file: config/municipalities.toml
        [[municipality]]
        id = "norberg"
        name = "Norberg"

        # file: events.toml
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norbreg"  # RUS101
        status = "tentative"

    Good:
        # file: config/municipalities.toml
        [[municipality]]
        id = "norberg"
        name = "Norberg"

        # file: events.toml
        [[event]]
        id = "norberg"
        kind = "kommundialog"
        municipality = "norberg"
        status = "tentative"
    """
    plan = facts.plan
    if incomplete(facts, MUNICIPALITIES, "municipality"):
        return
    known = {municipality.id for municipality in plan.municipalities}
    used = [Reference(event.municipality, event.at, ("municipality",)) for event in plan.events if event.municipality]
    several = [(one.municipalities, one.at) for one in plan.events]
    several += [(one.municipalities or (), one.at) for one in plan.tours]
    for names, at in several:
        used += [Reference(name, at, ("municipalities", index)) for index, name in enumerate(names)]
    for travel in plan.travels:
        used += [Reference(name, travel.at, ("between", index)) for index, name in enumerate(travel.between)]
    used += [Reference(one.municipality, one.at, ("municipality",)) for one in plan.busy if one.municipality]
    used += [Reference(one.municipality, one.at, ("municipality",)) for one in plan.minimums if one.municipality]
    used += [Reference(one.municipality, one.at, ("municipality",)) for one in plan.venues if one.municipality]
    for days in plan.workyear.school_breaks:
        used += [Reference(name, days.at, ("municipalities", index)) for index, name in enumerate(days.municipalities)]
    preferred = plan.preferences
    used += [Reference(preferred.home, preferred.at, ("home",))] if preferred.home else []
    for number, pair in enumerate(preferred.share):
        used += [Reference(name, preferred.at, ("share", number, index)) for index, name in enumerate(pair)]
    suggestions = Suggestions(known)
    for reference in used:
        name = reference.name
        if name in known:
            continue
        at = reference.at
        if meant := suggestions.meant(name):
            yield Problem(at, msg('"{name}" is not a municipality; did you mean "{meant}"?', name=name, meant=meant))
        else:
            text = msg('"{name}" is not a municipality; declare it in {file}', name=name, file=MUNICIPALITIES)
            yield Problem(at, text)


@rule(code="RUS102", name="unknown-role", severity=Severity.ERROR, alone=True)
def unknown_role(facts: Facts) -> Iterator[Problem]:
    """A role is not declared, or is one of another group.

    `roles` names actor groups that take part and `crew` names tasks on the region's side; both are declared in
    config/roles.toml, and one does not stand for the other.

    Bad:
        # file: config/roles.toml
        [[role]]
        id = "naringsliv"
        name = { sv = "Näringsliv", en = "Business" }
        group = "actor"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        roles = ["naringslivet"]  # RUS102
        crew = ["naringsliv"]  # RUS102

    Good:
        # file: config/roles.toml
        [[role]]
        id = "naringsliv"
        name = { sv = "Näringsliv", en = "Business" }
        group = "actor"

        [[role]]
        id = "projektledare"
        name = { sv = "Projektledare", en = "Project leader" }
        group = "crew"

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
        roles = ["naringsliv"]
        crew = ["projektledare"]
    """
    if incomplete(facts, ROLES, "role"):
        return
    groups = {role.id: role.group for role in facts.plan.roles}
    misread = unreadable(facts, "group")
    unsure = {role.id for role in facts.plan.roles if place(role.at) in misread}
    suggestions = {
        group: Suggestions(name for name, own in groups.items() if not group or own == group)
        for group in ("actor", "crew", "")
    }
    for reference, group in _roles(facts):
        name = reference.name
        if name in groups and (group in {"", groups[name]} or name in unsure):
            continue
        at = reference.at
        if name not in groups:
            if meant := suggestions[group].meant(name):
                yield Problem(at, msg('"{name}" is not a role; did you mean "{meant}"?', name=name, meant=meant))
            else:
                yield Problem(at, msg('"{name}" is not a role; declare it in {file}', name=name, file=ROLES))
        elif group == "actor":
            yield Problem(at, msg('"{name}" is a role on the region\'s side; move it to crew', name=name))
        else:
            yield Problem(at, msg('"{name}" is an actor group; move it to roles', name=name))


@rule(code="RUS103", name="unknown-milestone", severity=Severity.ERROR, alone=True)
def unknown_milestone(facts: Facts) -> Iterator[Problem]:
    """A milestone or an event comes after something that is not declared.

    `after` names milestones or events by their ids; only then can the order be checked and shown. What a tour `closes`,
    and what a referral back goes to, is a milestone, too.

    Bad:
        # file: events.toml
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = ["borad"]  # RUS103

    Good:
        # file: events.toml
        # file: config/process.toml
        [[milestone]]
        id = "board"
        title = { sv = "Regionstyrelsen behandlar förslaget" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        after = ["board"]
    """
    plan = facts.plan
    if incomplete(facts, PROCESS, "milestone") or incomplete(facts, EVENTS, "event"):
        return
    known = {milestone.id for milestone in plan.milestones} | {event.id for event in plan.events}
    suggestions = Suggestions(known)
    for record in plan.records:
        for index, (name, _gap) in enumerate(record.after):
            if name in known:
                continue
            at = record.at.key("after", index)
            if meant := suggestions.meant(name):
                text = msg(
                    '"{name}" is neither a milestone nor an event; did you mean "{meant}"?', name=name, meant=meant
                )
            else:
                text = msg('"{name}" is neither a milestone nor an event; declare it, or take it out', name=name)
            yield Problem(at, text)
    steps = {milestone.id for milestone in plan.milestones}
    for tour in plan.tours:
        if tour.closes and tour.closes not in steps:
            text = msg('"{name}" is not a milestone; declare it in {file}', name=tour.closes, file=PROCESS)
            yield Problem(tour.at.key("closes"), text)
    for meeting in (one for milestone in plan.milestones for one in milestone.meetings):
        if meeting.to_step and meeting.to_step not in steps:
            text = msg('"{name}" is not a milestone; declare it in {file}', name=meeting.to_step, file=PROCESS)
            yield Problem(meeting.at.key("to_step"), text)


@rule(code="RUS104", name="unknown-body", severity=Severity.ERROR, alone=True)
def unknown_body(facts: Facts) -> Iterator[Problem]:
    """The body that is to reach a milestone, holds an event, meets or has a lead time is not declared.

    Bodies, such as the council and the board, are declared as [[body]] in config/process.toml.

    Bad:
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige", en = "The regional council" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktig"  # RUS104

    Good:
        # file: config/process.toml
        [[body]]
        id = "regionfullmaktige"
        name = { sv = "Regionfullmäktige", en = "The regional council" }

        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        body = "regionfullmaktige"
    """
    if incomplete(facts, PROCESS, "body"):
        return
    known = {body.id for body in facts.plan.bodies}
    suggestions = Suggestions(known)
    plan = facts.plan
    used = [(record.body, record.at) for record in (*plan.records, *plan.templates) if record.body]
    used += [(meetings.body, meetings.at) for meetings in plan.workyear.meetings if meetings.body]
    used += [(busy.body, busy.at) for busy in plan.busy if busy.body]
    used += [(lead.body, lead.at) for lead in plan.leadtimes.leads if lead.body]
    used += [(follow.body, follow.at) for follow in plan.leadtimes.follows if follow.body]
    for name, record in used:
        if name in known:
            continue
        at = record.key("body")
        if meant := suggestions.meant(name):
            yield Problem(at, msg('"{name}" is not a body; did you mean "{meant}"?', name=name, meant=meant))
        else:
            yield Problem(at, msg('"{name}" is not a body; declare it as [[body]] in {file}', name=name, file=PROCESS))


@rule(code="RUS105", name="unknown-kind", severity=Severity.ERROR, alone=True)
def unknown_kind(facts: Facts) -> Iterator[Problem]:
    """A kind of event is not declared.

    The kinds and their names are set under [kinds] in config/process.toml; if none is set, any kind is accepted.

    Bad:
        # file: config/process.toml
        [kinds]
        kommundialog = { sv = "Kommundialog", en = "Municipal dialogue" }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialogg"  # RUS105
        status = "planned"

    Good:
        # file: config/process.toml
        [kinds]
        kommundialog = { sv = "Kommundialog", en = "Municipal dialogue" }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        status = "planned"
    """
    plan = facts.plan
    known = plan.process.kinds
    if not known or any(fault.at.file == PROCESS and fault.at.route[:1] == ("kinds",) for fault in facts.faults):
        return
    used = [Reference(plan.process.tour_kind, plan.process.at, ("tour_kind",))]
    used += [Reference(tour.kind, tour.at, ("kind",)) for tour in plan.tours]
    used += [Reference(event.kind, event.at, ("kind",)) for event in plan.events + plan.templates]
    for record in plan.records:
        used += [Reference(kind, record.at, ("after_kinds", index)) for index, kind in enumerate(record.after_kinds)]
    for question in plan.questions:
        used += [Reference(kind, question.at, ("kinds", index)) for index, kind in enumerate(question.kinds)]
    suggestions = Suggestions(known)
    for reference in used:
        name = reference.name
        if not name or name in known:
            continue
        at = reference.at
        if meant := suggestions.meant(name):
            yield Problem(at, msg('"{name}" is not a kind of event; did you mean "{meant}"?', name=name, meant=meant))
        else:
            text = msg('"{name}" is not a kind of event; declare it under [kinds] in {file}', name=name, file=PROCESS)
            yield Problem(at, text)


@rule(code="RUS107", name="unknown-theme", severity=Severity.ERROR, alone=True)
def unknown_theme(facts: Facts) -> Iterator[Problem]:
    """A theme is not a heading of the frame.

    The themes of events, tours, commitments, indicators and results are ids of config/frame.toml: challenges,
    priorities, areas of equality or target areas. So is the heading that `replaced_by` names.

    Bad:
        # file: config/frame.toml
        [[challenge]]
        id = "klimat"
        name = "Klimat"

        # file: events.toml
        [[event]]
        id = "lulea"
        kind = "temadialog"
        themes = ["klimatet"]  # RUS107
        status = "planned"

    Good:
        # file: config/frame.toml
        [[challenge]]
        id = "klimat"
        name = "Klimat"

        # file: events.toml
        [[event]]
        id = "lulea"
        kind = "temadialog"
        themes = ["klimat"]
        status = "planned"
    """
    plan = facts.plan
    if FRAME in plan.unread or any(fault.at.file == FRAME for fault in facts.faults):
        return
    known = {one.id for one in plan.frame}
    suggestions = Suggestions(known)
    named = [
        (name, one.at.key("themes", index))
        for one in plan.events + plan.templates + plan.tours
        for index, name in enumerate(one.themes)
    ]
    follow_up = plan.follow_up
    named += [(name, one.at.key("themes", at)) for one in follow_up.indicators for at, name in enumerate(one.themes)]
    named += [(name, one.at.key("themes", at)) for one in follow_up.results for at, name in enumerate(one.themes)]
    named += [(name, one.at.key("themes", at)) for one in plan.commitments for at, name in enumerate(one.themes)]
    named += [(one.replaced_by, one.at.key("replaced_by")) for one in plan.frame if one.replaced_by]
    for name, at in named:
        if name in known:
            continue
        if meant := suggestions.meant(name):
            yield Problem(at, msg('"{name}" is not a theme; did you mean "{meant}"?', name=name, meant=meant))
        else:
            yield Problem(at, msg('"{name}" is not a theme; declare it in {file}', name=name, file=FRAME))


@rule(code="RUS108", name="frame-loop", severity=Severity.ERROR, alone=True)
def frame_loop(facts: Facts) -> Iterator[Problem]:
    """Headings of the frame replace each other in a circle.

    A heading that holds no longer says which has taken its place, `replaced_by`; in the end that is one that holds.

    Bad:
        # file: config/frame.toml
        [[priority]]
        id = "nyskapande"
        name = "Ett nyskapande och tillväxtdrivet län"
        replaced_by = "nyskapande-2020"  # RUS108

        [[priority]]
        id = "nyskapande-2020"
        name = "Ett nyskapande län genom hållbar tillväxt"
        replaced_by = "nyskapande"  # RUS108

    Good:
        # file: config/frame.toml
        [[priority]]
        id = "nyskapande"
        name = "Ett nyskapande och tillväxtdrivet län"
        valid_until = 2020-06-16
        replaced_by = "nyskapande-2020"

        [[priority]]
        id = "nyskapande-2020"
        name = "Ett nyskapande län genom hållbar tillväxt"
        valid_from = 2020-06-17
    """
    after = {one.id: one.replaced_by for one in facts.plan.frame}
    for one in facts.plan.frame:
        way = [one.id]
        while (step := after.get(way[-1])) and step not in way:
            way.append(step)
        if step == one.id:
            text = msg("{name} is replaced by itself in the end: {way}", name=one.id, way=" > ".join([*way, step]))
            yield Problem(one.at.key("replaced_by"), text)


@rule(code="RUS120", name="minimum-twice", severity=Severity.WARNING, alone=True)
def minimum_twice(facts: Facts) -> Iterator[Problem]:
    """The minimum of a role from one municipality, or from each, is set twice.

    `[[minimum]]` in config/roles.toml has a number for each role and municipality, and for each role one that is of
    every municipality that has no number of its own. Said twice, nobody knows which is meant: keep one of them.

    Bad:
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
        municipality = "sala"
        number = 5

        [[minimum]]
        role = "politiker"
        municipality = "sala"  # RUS120
        number = 3

    Good:
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
        municipality = "sala"
        number = 5

        [[minimum]]
        role = "politiker"
        number = 3
    """
    seen: set[tuple[str, str]] = set()
    for one in facts.plan.minimums:
        cell = one.role, one.municipality
        if cell in seen and one.municipality:
            text = msg(
                "the least number of {role} from {place} is said twice; keep one of them",
                role=one.role,
                place=one.municipality,
            )
            yield Problem(one.at.key("municipality"), text)
        elif cell in seen:
            text = msg(
                "the least number of {role} from each municipality is said twice; keep one of them", role=one.role
            )
            yield Problem(one.at.key("role"), text)
        seen.add(cell)


def _roles(facts: Facts) -> Iterator[tuple[Reference, str]]:
    """Give each name of a role with the group it must be of; empty where any will do."""
    plan = facts.plan
    for one in plan.events + plan.templates + plan.busy:
        for key, group, names in (("roles", "actor", one.roles), ("crew", "crew", one.crew)):
            for index, name in enumerate(names):
                yield Reference(name, one.at, (key, index)), group
    for record in (*plan.records, *plan.templates):
        if record.confirms:
            yield Reference(record.confirms, record.at, ("confirms",)), ""
    for record in (*plan.records, *plan.templates):
        if record.owner:
            yield Reference(record.owner, record.at, ("owner",)), ""
    for minimum in plan.minimums:
        yield Reference(minimum.role, minimum.at, ("role",)), ""
