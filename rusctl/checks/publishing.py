"""Rules about what calendars have been told (config/published.toml)."""

from collections.abc import Iterator

from rusctl.checks.files import faults
from rusctl.checks.lookup import incomplete
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg
from rusctl.model.ledger import EntryChange, Pending
from rusctl.model.plan import Facts, Source
from rusctl.storage.files.names import EVENTS, PROCESS, PUBLISHED


@rule(code="RUS601", name="not-published", severity=Severity.NOTE, needs="published")
def not_published(facts: Facts) -> Iterator[Problem]:
    """The plan has changes that subscribers do not know of.

    What people have in their calendars is then out of date. `rusctl publish --dry-run` says what they would see change.
    Nothing is found in a folder that has never been published.

    Bad:
        # file: config/process.toml
        name = "RUS"
        region = "Region Exempel"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-11-06, to = 2018-12-20 }

        # file: events.toml
        [[event]]
        id = "sala"  # RUS601
        kind = "kommundialog"
        date = 2018-11-08
        status = "confirmed"

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 0
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-06T00:00:00Z
        status = "CONFIRMED"
        title = "kommundialog"
        start = 2018-11-07
        end = 2018-11-07

    Good:
        # file: config/process.toml
        name = "RUS"
        region = "Region Exempel"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-11-06, to = 2018-12-20 }

        # file: events.toml
        [[event]]
        id = "sala"
        kind = "kommundialog"
        date = 2018-11-07
        status = "confirmed"

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 0
        fingerprint = "nfpipbhhlpajleamnkkmejkgdamgknkb"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-06T00:00:00Z
        status = "CONFIRMED"
        title = "kommundialog"
        start = 2018-11-07
        end = 2018-11-07
    """
    for one in _pending(facts):
        if one.change is not EntryChange.REUSED:
            yield Problem(_place(facts, one.uid), _NOT_TOLD[one.change]._replace(args={"id": _id(one.uid)}))


_NOT_TOLD: dict[EntryChange, Message] = {
    EntryChange.NEW: msg("subscribers do not know of {id}; run rusctl publish"),
    EntryChange.CHANGED: msg("subscribers do not know of the change of {id}; run rusctl publish"),
    EntryChange.CANCELLED: msg("subscribers do not know that {id} is cancelled; run rusctl publish"),
}


@rule(code="RUS602", name="uid-reused", severity=Severity.ERROR, needs="published")
def uid_reused(facts: Facts) -> Iterator[Problem]:
    """An id that belonged to something deleted now stands for something else.

    Calendars know an event by its id alone: they would take the new one for the old, moved and renamed, and who had
    declined the old would have declined the new. Give the new one an id of its own. Where it is the same after all,
    `rusctl publish --restored ID` says so.

    Bad:
        # file: config/process.toml
        name = "RUS"
        region = "Region Exempel"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-11-06, to = 2018-12-20 }

        # file: events.toml
        [[event]]
        id = "sala"  # RUS602
        kind = "referensgrupp"
        date = 2018-12-04
        status = "planned"

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 1
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-07T00:00:00Z
        status = "CANCELLED"
        title = "kommundialog"
        start = 2018-11-07
        end = 2018-11-07
        cancelled = 2018-11-07
        gone = true

    Good:
        # file: config/process.toml
        name = "RUS"
        region = "Region Exempel"
        timezone = "Europe/Stockholm"
        uid_domain = "rus.example.org"
        period = { from = 2018-11-06, to = 2018-12-20 }

        # file: events.toml
        [[event]]
        id = "sala-2"
        kind = "referensgrupp"
        date = 2018-12-04
        status = "planned"

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 1
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-07T00:00:00Z
        status = "CANCELLED"
        title = "kommundialog"
        start = 2018-11-07
        end = 2018-11-07
        cancelled = 2018-11-07
        gone = true
    """
    entries = facts.published.ledger.entries if facts.published else {}
    for one in _pending(facts):
        if one.change is EntryChange.REUSED:
            text = msg(
                "{id} was the id of {title}, which calendars were told of and which is gone; give this one another id",
                id=_id(one.uid),
                title=entries[one.uid].title,
            )
            yield Problem(_place(facts, one.uid), text)


@rule(code="RUS603", name="sequence-went-back", severity=Severity.ERROR, needs="published")
def sequence_went_back(facts: Facts) -> Iterator[Problem]:
    """A target has a higher version of an entry than config/published.toml knows.

    The file was put back to an older one, or a merge took the lower side. Calendars pass over a version that is not
    higher than theirs, so changes would no longer reach them. `rusctl publish` goes above the highest that is known.

    Bad:
        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 1  # RUS603
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-07T00:00:00Z
        status = "CONFIRMED"
        title = "Kommundialog Sala"

        [entry."sala@rus.example.org".given.webb]
        sequence = 2

    Good:
        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 2
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-07T00:00:00Z
        status = "CONFIRMED"
        title = "Kommundialog Sala"

        [entry."sala@rus.example.org".given.webb]
        sequence = 2
    """
    for told in facts.published.ledger.entries.values() if facts.published else ():
        for given in told.given:
            if given.sequence is not None and given.sequence > told.sequence:
                text = msg(
                    "{id} is version {sequence} here, but {target} was given {higher}; restore the newer file "
                    "from git, or run rusctl publish",
                    id=told.id,
                    sequence=told.sequence,
                    target=given.target,
                    higher=given.sequence,
                )
                yield Problem(Source(PUBLISHED, ("entry", told.uid, "sequence"), told.id), text)
                break


@rule(code="RUS604", name="ledger-conflict", severity=Severity.ERROR)
def ledger_conflict(facts: Facts) -> Iterator[Problem]:
    """Git has left two versions of config/published.toml in the file.

    Two people have published from folders of their own. Nothing is published until it is settled which version of each
    entry calendars have: `rusctl publish --repair` takes the higher.

    Bad:
        # file: config/published.toml
        [entry."sala@rus.example.org"]
        <<<<<<< HEAD  # RUS604
        sequence = 1
        =======
        sequence = 2
        >>>>>>> main

    Good:
        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 2
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-07T00:00:00Z
        status = "CONFIRMED"
        title = "Kommundialog Sala"
    """
    return faults(facts, "ledger-conflict")


@rule(code="RUS605", name="uid-domain-changed", severity=Severity.ERROR, needs="published")
def uid_domain_changed(facts: Facts) -> Iterator[Problem]:
    """The domain that ends every UID is another than when calendars were told.

    Calendars know an event by its UID: under another domain everybody would have each event twice, the old one
    cancelled and a new one, and an answer to an invitation would find no event. Put the old domain back.

    Bad:
        # file: config/process.toml
        uid_domain = "other.example.org"  # RUS605

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 0
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-06T00:00:00Z
        status = "CONFIRMED"
        title = "kommundialog"

    Good:
        # file: config/process.toml
        uid_domain = "rus.example.org"

        # file: config/published.toml
        [entry."sala@rus.example.org"]
        sequence = 0
        fingerprint = "abcdefghijklmnopabcdefghijklmnop"
        created = 2018-11-06T00:00:00Z
        modified = 2018-11-06T00:00:00Z
        status = "CONFIRMED"
        title = "kommundialog"
    """
    domain = facts.plan.process.uid_domain
    other = facts.published.ledger.told_under(domain) if facts.published and domain else ""
    if other:
        text = msg(
            "calendars were told of the events under {other}, and uid_domain is {domain}; put {other} back",
            domain=domain,
            other=other,
        )
        yield Problem(facts.plan.process.at.key("uid_domain"), text)


def _pending(facts: Facts) -> Iterator[Pending]:
    """Give what is not told; of what the plan or the record lacks, nothing where it may only not have been read."""
    if facts.published is None or facts.published.ledger.told_under(facts.plan.process.uid_domain):
        return  # under another domain nothing is told; that is a finding of its own
    there = {*(event.id for event in facts.plan.events), *(milestone.id for milestone in facts.plan.milestones)}
    lost = incomplete(facts, EVENTS, "event") or incomplete(facts, PROCESS, "milestone")
    unread = [fault.at.route for fault in facts.faults if fault.at.file == PUBLISHED]
    if any(len(route) == 1 for route in unread):
        return
    misread = {route[1] for route in unread if len(route) > 1}
    yield from (
        one for one in facts.published.pending if (not lost or _id(one.uid) in there) and one.uid not in misread
    )


def _id(uid: str) -> str:
    return uid.partition("@")[0]


def _place(facts: Facts, uid: str) -> Source:
    """Give where the plan says it, else where the ledger does."""
    name = _id(uid)
    events = (event.at for event in facts.plan.events if event.id == name)
    milestones = (milestone.at for milestone in facts.plan.milestones if milestone.id == name)
    at = next(events, None) or next(milestones, None)
    return at.key("id") if at else Source(PUBLISHED, ("entry", uid), _id(uid))
