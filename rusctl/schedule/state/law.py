"""Swedish law that the plan is counted and judged by: each act with its title, each paragraph with its days.

Every reference to law that rusctl writes, in data, pages, rules and reports, is to a paragraph that stands here, cited
as Swedish law is: the paragraph first, then the act. A test reads them all. A wording holds from `since` to `until`;
later amendments than those given are not known here. Kommunallagen (2017:725) is in force from 1 January 2018; the act
before it was another (1991:900), so nothing here is said of a meeting before that day.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from rusctl.model.durations import Span, Unit
from rusctl.schedule.days import workcount
from rusctl.schedule.days.workdays import working_day_from


class Act(NamedTuple):
    """An act or ordinance: its name in the definite form, its number in the statute book (SFS), and its title."""

    word: str
    number: str
    title: str = ""

    @property
    def name(self) -> str:
        """Its name and number."""
        return f"{self.word} ({self.number})"

    @property
    def whole(self) -> str:
        """Its name, number and title, as it is cited the first time."""
        return f"{self.name} {self.title}".rstrip()


class Law(NamedTuple):
    """One or several paragraphs of an act, and the days between which their wording holds.

    `since` is None where it is not known from when on, `until` where no later wording is known.
    """

    act: Act
    section: str
    since: dt.date | None = None
    until: dt.date | None = None

    @property
    def text(self) -> str:
        """The reference as Swedish law is cited, the same in every language."""
        return f"{self.section} {self.act.name}"

    @property
    def whole(self) -> str:
        """The reference with the act's title."""
        return f"{self.section} {self.act.whole}"

    def holds(self, day: dt.date) -> bool:
        """Whether its wording is known to hold on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


LOCAL_GOVERNMENT = Act("kommunallagen", "2017:725")
ADMINISTRATION = Act("förvaltningslagen", "2017:900")
TIME = Act("lagen", "1930:173", "om beräkning av lagstadgad tid")
RESPONSIBILITY = Act("lagen", "2010:630", "om regionalt utvecklingsansvar")
DEVELOPMENT = Act("förordningen", "2017:583", "om regionalt utvecklingsarbete")
GROWTH = Act("förordningen", "2017:583", "om regionalt tillväxtarbete")
"""The same ordinance under the title it had until SFS 2024:100."""
RESULTS = Act("förordningen", "2024:99", "om resultatredovisning av det regionala utvecklingsarbetet")


def _local(section: str) -> Law:
    return Law(LOCAL_GOVERNMENT, section, dt.date(2018, 1, 1))


ARRIVED = Law(ADMINISTRATION, "22 §", dt.date(2018, 7, 1))
"""On which day a document has come in."""
NOTICE = _local("5 kap. 13 §")
SUMMONS = _local("5 kap. 15 §")
URGENT = _local("5 kap. 14 §")
"""A matter that is urgent is announced at the latest the weekday before the meeting."""
BOARD = _local("5 kap. 26–28 §§")
ADJUSTED = _local("5 kap. 69 §")
ANNOUNCED = _local("8 kap. 12 §")
PREPARATORY = _local("13 kap. 2 §")
APPEAL = _local("13 kap. 5 §")
FEDERATION_BUDGET = _local("9 kap. 10 §")
"""The meeting at which the board of a kommunalförbund decides its budget is announced at least a week before."""

DAY_OFF = Law(TIME, "2 §")
"""What the law sets a day for may be done on the next weekday, where the day is a day off."""

OBJECTION = "artikel 21 i dataskyddsförordningen"
"""The right to object to the use of one's data; the regulation (GDPR) is no Swedish act, and is cited by articles."""

COOPERATION = Law(RESPONSIBILITY, "8 och 9 §§")
"""With whom a region shall work together (samverka) and consult (samråda), in the wording of SFS 2019:944."""

_HEARD_SINCE = dt.date(2020, 1, 1)  # the wordings before that have not been read
COOPERATE = Law(RESPONSIBILITY, "8 §", _HEARD_SINCE)
"""Samverkan with 1. the county's municipalities, 2. länsstyrelsen and other state authorities concerned."""
CONSULT = Law(RESPONSIBILITY, "9 §", _HEARD_SINCE)
"""Samråd with representatives of the organisations concerned and of business in the county."""
WORKED_OUT = (
    Law(GROWTH, "10 §", _HEARD_SINCE, dt.date(2024, 3, 31)),
    Law(DEVELOPMENT, "10 §", dt.date(2024, 4, 1)),
)
"""The strategy is worked out in samverkan with municipalities, regions, länsstyrelser and other state authorities, and
business and the organisations of civil society in the county shall be offered possibilities of samverkan too."""
CARRIED_OUT = (
    Law(GROWTH, "14 §", _HEARD_SINCE, dt.date(2024, 3, 31)),
    Law(DEVELOPMENT, "14 §", dt.date(2024, 4, 1)),
)
"""The same of carrying it out."""

RESULTS_REPORT = Law(RESULTS, "4, 7 och 10 §§", dt.date(2024, 4, 1))
"""The annual results report to the Government: by 21 February, its contents, and how samverkan and samråd were held."""
RESULTS_WITH_WHOM = Law(RESULTS, "10 §", dt.date(2024, 4, 1))
RESULTS_CONTENTS = Law(RESULTS, "7 §", dt.date(2024, 4, 1))
RESULTS_COORDINATION = Law(RESULTS, "8 §", dt.date(2024, 4, 1))
RESULTS_FUNDS = Law(RESULTS, "9 §", dt.date(2024, 4, 1))
RESULTS_ANALYSES = Law(RESULTS, "11 §", dt.date(2024, 4, 1))
RESULTS_POINTS = Law(RESULTS, "7–11 §§", dt.date(2024, 4, 1))
"""What the report describes: coordination, funds, samverkan and samråd, analyses, provision of skills, Agenda 2030."""

HANDED_OVER = Law(DEVELOPMENT, "13 §", dt.date(2024, 4, 1))
"""A strategy that is adopted or updated is handed over to the Government and others, in the wording of SFS 2024:100."""

REVIEWS = (
    Law(GROWTH, "12 §", dt.date(2020, 1, 1), dt.date(2024, 3, 31)),
    Law(DEVELOPMENT, "12 §", dt.date(2024, 4, 1)),
)
"""At least one review between elections to the councils, in the wordings of SFS 2019:1121 and 2024:100."""

FLOORS: dict[str, tuple[Span, Law]] = {
    "notice": (Span(1, Unit.WEEKS), NOTICE),
    "summons": (Span(1, Unit.WEEKS), SUMMONS),
}
"""What must be done so long before the meeting, at least."""

Limits = Mapping[str, tuple[Span, Law]]


def _limits(adjusted: Law, announced: Law) -> Limits:
    return {
        "adjusted": (Span(14, Unit.DAYS), adjusted),
        "announced": (Span(2, Unit.DAYS), announced),
        "appeal": (Span(3, Unit.WEEKS), APPEAL),
    }


def _through(section: str, announced: str = "8 kap. 12 §") -> Limits:
    """Give the council's limits where another paragraph makes them a body's own."""
    return _limits(_local(f"{section}, 5 kap. 69 §"), _local(f"{section}, {announced}"))


COUNCIL_LIMITS = _limits(ADJUSTED, ANNOUNCED)
LIMITS: Mapping[str, Limits] = {
    "council": COUNCIL_LIMITS,
    "board": _through("6 kap. 35 §"),
    "committee": _through("6 kap. 35 §"),
    "joint-committee": _through("6 kap. 35 §", "8 kap. 12 §, 9 kap. 32 §"),
    "joint-body": _through("7 kap. 24 §"),
    "auditors": _through("12 kap. 11 §"),
    "federation-board": _limits(_local("9 kap. 2 §, 5 kap. 69 §"), _local("9 kap. 17 §, 8 kap. 12 §")),
}
"""By kind of body, what must be done within so long: adjusted after the meeting, announced after that, and appealed.

Those of a joint committee are announced on the notice boards of all who take part. How a committee's own working
committee (utskott) keeps its minutes has not been looked up.
"""

LAWS = (
    *(NOTICE, SUMMONS, BOARD, PREPARATORY, DAY_OFF, COOPERATION, RESULTS_REPORT, RESULTS_WITH_WHOM, *REVIEWS),
    *(RESULTS_CONTENTS, RESULTS_COORDINATION, RESULTS_FUNDS, RESULTS_ANALYSES, RESULTS_POINTS),
    *(ARRIVED, COOPERATE, CONSULT, *WORKED_OUT, *CARRIED_OUT, URGENT, FEDERATION_BUDGET, HANDED_OVER),
    *dict.fromkeys(paragraph for limits in LIMITS.values() for _, paragraph in limits.values()),
)
"""Every paragraph that rusctl refers to."""


def on(wordings: Sequence[Law], day: dt.date) -> Law:
    """Give the wording that holds on a day, or the first that is known."""
    return next((one for one in wordings if one.holds(day)), wordings[0])


def review_on(day: dt.date) -> Law:
    """Give the wording about reviews that holds on a day, or the first that is known."""
    return next((one for one in REVIEWS if one.holds(day)), REVIEWS[0])


def period_end(begun: dt.date, span: Span) -> dt.date:
    """Give the last day of a period counted forwards from a day: one that is a day off ends on the next working day.

    Days off are Saturdays, Sundays, public holidays, and Midsummer's, Christmas and New Year's Eve.
    """
    return working_day_from(dt.date.fromordinal(workcount.plus(begun.toordinal(), span)))
