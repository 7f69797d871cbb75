"""Who had to be heard by law, who was, when and in which form, and who was not; for a report, an audit, an appeal.

The texts are those of rusctl/schedule/state/law.py: 8 § and 9 § of the act, 10 § of the ordinance until the strategy is
adopted and 14 § after it. What is counted in the register is the evidence, and nothing else is.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from rusctl.errors import PolicyError
from rusctl.language import dates
from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.language.names import kind_name, municipality_name, role_names, short_name
from rusctl.model.plan import SWEDEN, Event, Plan, Status
from rusctl.output.rows import Row
from rusctl.schedule.state import law
from rusctl.schedule.state.status import status_on
from rusctl.services.people.register_access import opened
from rusctl.services.project import Project

if TYPE_CHECKING:
    from rusctl.model.people import HeadCount
    from rusctl.schedule.state.law import Law

MUNICIPALITY, REGION, AUTHORITY = "municipality", "region", "authority"
BUSINESS, ORGANISATION = "business", "organisation"
SHIPPED = {
    "politiker": MUNICIPALITY,
    "tjansteman": MUNICIPALITY,
    "grannregion": REGION,
    "lansstyrelse": AUTHORITY,
    "statlig-myndighet": AUTHORITY,
    "naringsliv": BUSINESS,
    "civilsamhalle": ORGANISATION,
    "folkbildning-kultur": ORGANISATION,
    "facklig": ORGANISATION,
    "rad": ORGANISATION,
}
"""With whom the shipped roles are heard, where a folder says nothing else."""
WHO: dict[str, Message] = {
    MUNICIPALITY: msg("municipalities"),
    REGION: msg("regions"),
    AUTHORITY: msg("länsstyrelsen and other state authorities"),
    BUSINESS: msg("business"),
    ORGANISATION: msg("organisations"),
}


class Duty(NamedTuple):
    """A duty to hear somebody: its paragraph, as it is worded from day to day, samverkan or samråd, and with whom."""

    wordings: "tuple[Law, ...]"
    kind: str
    who: tuple[str, ...]


DUTIES = (
    Duty((law.COOPERATE,), "samverkan", (MUNICIPALITY, AUTHORITY)),
    Duty((law.CONSULT,), "samråd", (ORGANISATION, BUSINESS)),
)
STRATEGY = (MUNICIPALITY, REGION, AUTHORITY, BUSINESS, ORGANISATION)


class Heard(NamedTuple):
    """Somebody whom the law names, and one event at which they were asked or came; no event where there was none."""

    law: "Law"
    kind: str
    who: str
    municipality: str
    roles: tuple[str, ...]
    heard: bool
    event: Event | None
    asked: int
    attended: int


class LegalCoverage(NamedTuple):
    """What is known of all duties, the roles that are placed under none, and whether the adoption has a day."""

    rows: list[Heard]
    unplaced: tuple[str, ...]
    adopted: dt.date | None


def legal_coverage(project: Project) -> LegalCoverage:
    """Give what the register counts of those whom the law names; PolicyError where Swedish law does not hold."""
    from rusctl.register import headcounts  # loads SQLAlchemy

    plan = project.readable().plan
    if plan.process.country != SWEDEN:
        raise PolicyError(msg("the duties are those of Swedish law, which does not hold in the folder's country"))
    with opened(project).reading() as connection:
        counted = headcounts.of_all(connection)
    return heard(plan, counted, project.today)


def heard(plan: Plan, counted: "Iterable[HeadCount]", today: dt.date) -> LegalCoverage:
    """Give the same out of sums: by municipality where each is named, else by whom the law names together."""
    counting = _Counting(plan, counted, today)
    adopted = _adopted(plan)
    rows: list[Heard] = []
    for duty in DUTIES:
        for who in duty.who:
            rows += counting.of(duty.wordings, duty.kind, who, None, None)
    for wordings, first, last in ((law.WORKED_OUT, None, adopted), (law.CARRIED_OUT, adopted, None)):
        if wordings is law.CARRIED_OUT and adopted is None:
            continue
        for who in STRATEGY:
            rows += counting.of(wordings, "samverkan", who, first, last)
    placed = {one for group in counting.roles.values() for one in group}
    unplaced = tuple(role.id for role in plan.roles if role.group == "actor" and role.id not in placed)
    return LegalCoverage(rows, unplaced, adopted)


def _adopted(plan: Plan) -> dt.date | None:
    """Give the day on which the strategy was adopted, as the plan says it; None where it says none."""
    names = [one.adopted for one in plan.checks.reviews]
    done = [one.done for one in plan.milestones if one.id in names and one.done]
    return max((one.last for one in done), default=None)


class _Counting:
    """The sums of those who were asked and came, by whom the law names."""

    def __init__(self, plan: Plan, counted: "Iterable[HeadCount]", today: dt.date) -> None:
        self.plan = plan
        self.roles: dict[str, tuple[str, ...]] = {
            who: tuple(role.id for role in plan.roles if (role.heard_as or SHIPPED.get(role.id, "")) == who)
            for who in WHO
        }
        begun = [one for one in plan.events if _has_been(one, today)]
        self.events = sorted(begun, key=lambda one: (one.when.first if one.when else today, one.id))
        known = {one.id: one for one in begun}
        self.sums: dict[tuple[str, str, str], tuple[int, int]] = {}
        for one in counted:
            if one.event in known:
                here = one.municipality or known[one.event].municipality
                asked, came = self.sums.get((one.event, one.role, here), (0, 0))
                self.sums[one.event, one.role, here] = (asked + one.asked, came + one.attended)

    def of(
        self, wordings: "tuple[Law, ...]", kind: str, who: str, first: dt.date | None, last: dt.date | None
    ) -> Iterator[Heard]:
        """Give the rows of one duty with one of those it names: of each municipality, or of all of them together."""
        places = [one.id for one in self.plan.municipalities] if who == MUNICIPALITY else [""]
        for here in places:
            found: list[tuple[Event | None, int, int]] = [
                (event, *sums) for event in self._between(first, last) if any(sums := self._at(event, who, here))
            ]
            came = any(attended for _, _, attended in found)
            for event, asked, attended in found or [(None, 0, 0)]:
                day = event.when.first if event is not None and event.when else None
                text = law.on(wordings, day) if day else wordings[-1]
                yield Heard(text, kind, who, here, self.roles[who], came, event, asked, attended)

    def _between(self, first: dt.date | None, last: dt.date | None) -> Iterator[Event]:
        for event in self.events:
            day = event.when.first if event.when else None
            if day and (first is None or day > first) and (last is None or day <= last):
                yield event

    def _at(self, event: Event, who: str, here: str) -> tuple[int, int]:
        mine = [
            sums
            for (name, role, place), sums in self.sums.items()
            if name == event.id and role in self.roles[who] and here in ("", place)
        ]
        return sum(asked for asked, _ in mine), sum(came for _, came in mine)


def _has_been(event: Event, today: dt.date) -> bool:
    status = status_on(event, today)
    begun = status is Status.HELD or (event.when is not None and event.when.first <= today)
    return begun and status is not Status.CANCELLED and event.when is not None


def row(one: Heard) -> Row:
    """Give a row as programs get it."""
    day = one.event.when.first if one.event and one.event.when else None
    return {
        "law": one.law.text,
        "kind": one.kind,
        "who": one.who,
        "municipality": one.municipality or None,
        "roles": list(one.roles),
        "heard": one.heard,
        "event": one.event.id if one.event else None,
        "date": day.isoformat() if day else None,
        "form": one.event.kind if one.event else None,
        "asked": one.asked,
        "attended": one.attended,
        "wording_read": one.law.holds(day) if day else None,
    }


def table(found: Sequence[Heard], plan: Plan, language: Language) -> list[tuple[str, ...]]:
    """Give the cells of the table as people read it: each duty and each of those it names once, the events below."""
    names: Mapping[str, str] = role_names(plan, language)
    cells: list[tuple[str, ...]] = []
    last: tuple[str, ...] = ()
    for one in found:
        who = municipality_name(plan, one.municipality) if one.municipality else language.text(WHO[one.who])
        if not one.municipality and one.roles:
            who = f"{who} ({', '.join(names.get(role, role) for role in one.roles)})"
        head = (f"{one.law.text} ({one.kind})", who, _heard(one, language))
        again = head[:1] == last[:1]
        shown = (*(("",) if again else head[:1]), *(("", "") if again and head[1] == last[1] else head[1:]))
        cells.append((*shown, *_event(one, plan, language)))
        last = head
    return cells


def _heard(one: Heard, language: Language) -> str:
    if one.heard:
        return language.text(msg("heard"))
    return language.text(msg("asked, nobody came") if one.event else msg("not heard"))


def _event(one: Heard, plan: Plan, language: Language) -> tuple[str, ...]:
    if one.event is None or one.event.when is None:
        return ("", "", "", "")
    when = dates.medium(one.event.when, language.code)
    if not one.law.holds(one.event.when.first):
        when = language.text(msg("{when} (the wording of that day was not read)", when=when))
    name = f"{short_name(one.event, plan)}, {kind_name(plan, one.event.kind, language)}"
    return (when, name, str(one.asked), str(one.attended))


def notes(found: LegalCoverage, plan: Plan, language: Language) -> list[Message]:
    """Say what the table does not: where it is reported, what is not known, and which roles stand nowhere in it."""
    said = [
        msg("reported to the Government under {law}", law=law.RESULTS_WITH_WHOM.whole),
        msg(
            "the wordings of {laws} are those from {day}; earlier ones were not read",
            laws=[law.COOPERATE.whole, law.CONSULT.text, law.WORKED_OUT[0].whole, law.CARRIED_OUT[0].text],
            day=law.COOPERATE.since,
        ),
    ]
    if found.adopted is None:
        said.append(
            msg(
                "the plan has no day on which the strategy was adopted ([[review]] in config/checks.toml), so nothing "
                "is counted as carrying it out ({law})",
                law=law.CARRIED_OUT[-1].text,
            )
        )
    if found.unplaced:
        names = role_names(plan, language)
        said.append(
            msg(
                "no duty names {roles} here; heard_as in config/roles.toml says with whom a role is heard",
                roles=[names.get(one, one) for one in found.unplaced],
            )
        )
    return said
