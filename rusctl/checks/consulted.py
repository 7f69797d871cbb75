"""Rules about consultations: what the plan says of them, and with `rusctl check --register` how they stand."""

import datetime as dt
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from rusctl.checks.lookup import Suggestions, incomplete
from rusctl.checks.order import date_key
from rusctl.checks.rule import rule
from rusctl.diagnostics import Problem, Severity
from rusctl.language.message import Message, msg, nmsg
from rusctl.model.plan import SWEDEN, Facts, Milestone, Texts
from rusctl.schedule.state.bodies import of_kind
from rusctl.schedule.state.deadlines import deadlines, meeting_day
from rusctl.schedule.state.rounds import done_on, due_on
from rusctl.storage.files.names import CHECKS, CONSULTATIONS, VERSIONS

if TYPE_CHECKING:
    from rusctl.model.consulted import ConsultationStanding
    from rusctl.model.consulting import Consultation

LETTER_DAYS = 30
"""How long after the decision a respondent is to have a letter."""
PAPERS = "papers"
"""The lead time by which a board's papers go out, as config/deadlines.toml has it."""


@rule(code="RUS850", name="consultation-among-checks", severity=Severity.NOTE)
def consultation_among_checks(facts: Facts) -> Iterator[Problem]:
    """A consultation stands in config/checks.toml, where folders of older versions have it.

    It holds there as before. Its place is config/consultations.toml, and the next change by `rusctl consultation set`
    or `declare` moves it there; `rusctl undo` undoes that.

    Bad:
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/checks.toml
        [[consultation]]  # RUS850
        opens = "opens"
        closes = "closes"

    Good:
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"
    """
    for one in facts.plan.consultations:
        if one.at.file == CHECKS:
            text = msg("a consultation belongs in {file}; rusctl consultation set moves it there", file=CONSULTATIONS)
            yield Problem(one.at, text)


@rule(code="RUS851", name="consultation-closes-first", severity=Severity.ERROR)
def consultation_closes_first(facts: Facts) -> Iterator[Problem]:
    """A consultation closes before it opens.

    Nobody could reply in time. One of the two milestones has a wrong day, or they are named the wrong way round.

    Bad:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-10-15

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }
        date = 2019-05-20  # RUS851

    Good:
        # today: 2019-04-01
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-05-20

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }
        date = 2019-10-15
    """
    milestones = {one.id: one for one in facts.plan.milestones}
    for one in facts.plan.consultations:
        opens, closes = milestones.get(one.opens), milestones.get(one.closes)
        if opens is None or closes is None:
            continue
        first = done_on(opens, facts.today) or due_on(opens, facts.today)
        last = done_on(closes, facts.today) or due_on(closes, facts.today)
        if first and last and last.last < first.first:
            text = msg(
                "the consultation {id} closes {last}, before it opens {first}",
                id=one.id,
                last=last.last,
                first=first.first,
            )
            yield Problem(date_key(closes), text)


@rule(code="RUS852", name="unknown-consultation-version", severity=Severity.ERROR)
def unknown_consultation_version(facts: Facts) -> Iterator[Problem]:
    """A consultation is about a version of the strategy's text that is not declared.

    What is said of a paragraph could not be shown in the text. Write the id of a version in config/strategy.toml.

    Bad:
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"
        version = "remis"  # RUS852

        # file: config/strategy.toml
        [[version]]
        id = "remiss"

    Good:
        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"
        version = "remiss"

        # file: config/strategy.toml
        [[version]]
        id = "remiss"
    """
    plan = facts.plan
    if incomplete(facts, VERSIONS, "version"):
        return
    known = {one.id for one in plan.versions}
    suggestions = Suggestions(known)
    for one in plan.consultations:
        if not one.version or one.version in known:
            continue
        if meant := suggestions.meant(one.version):
            text = msg('"{name}" is no version of the text; did you mean "{meant}"?', name=one.version, meant=meant)
        else:
            text = msg('"{name}" is no version of the text; declare it in {file}', name=one.version, file=VERSIONS)
        yield Problem(one.at.key("version"), text)


@rule(code="RUS853", name="unknown-legal-group", severity=Severity.ERROR)
def unknown_legal_group(facts: Facts) -> Iterator[Problem]:
    """A kind of consultation body belongs to a legal group that is not declared.

    `[[legal_group]]` in config/consultations.toml declares the groups; without any, those that rusctl has count
    (`rusctl consultation words` lists them).

    Bad:
        # file: config/consultations.toml
        [[kind]]
        id = "kommun"
        legal_group = "municipality"  # RUS853

    Good:
        # file: config/consultations.toml
        [[kind]]
        id = "kommun"
        legal_group = "municipalities"
    """
    words = facts.plan.consultation_words
    known = {one.id for one in words.legal_groups}
    suggestions = Suggestions(known)
    for one in words.kinds:
        if not one.legal_group or one.legal_group in known:
            continue
        if meant := suggestions.meant(one.legal_group):
            text = msg('"{name}" is no legal group; did you mean "{meant}"?', name=one.legal_group, meant=meant)
        else:
            text = msg('"{name}" is no legal group; there are {known}', name=one.legal_group, known=sorted(known))
        yield Problem(one.at.key("legal_group"), text)


@rule(code="RUS855", name="legal-group-not-asked", severity=Severity.WARNING, needs="register")
def legal_group_not_asked(facts: Facts) -> Iterator[Problem]:
    """Nobody of a group that the law names is on a circulation list.

    The groups are those of `[[legal_group]]` in config/consultations.toml or, without any, those that the ordinance on
    regional development work names. Put a body of the group on the list (`rusctl consultation body`), or say which
    group one that is there belongs to. A list that is still empty gives no finding.

    Bad:
        # today: 2019-05-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS855
        opens = "opens"
        closes = "closes"

        [[legal_group]]
        id = "kommuner"

        [[legal_group]]
        id = "foretag"

        # run: rusctl consultation body Sala --legal-group kommuner

    Good:
        # today: 2019-05-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        [[legal_group]]
        id = "kommuner"

        # run: rusctl consultation body Sala --legal-group kommuner
    """
    if facts.plan.process.country != SWEDEN:
        return
    groups = facts.plan.consultation_words.legal_groups
    for one, standing in _standings(facts):
        missing = [Texts(group.name) for group in groups if group.id not in standing.groups]
        if standing.bodies and missing:
            text = msg("nobody on the list of {id} is of {groups}", id=one.id, groups=missing)
            yield Problem(one.at.key("id"), text)


@rule(code="RUS856", name="reply-written-later", severity=Severity.WARNING, needs="register")
def reply_written_later(facts: Facts) -> Iterator[Problem]:
    """A reply has a date that is later than the day on which it came in.

    One of the two days is wrong. The day of arrival decides whether a reply is late, so look it up.

    Bad:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS856
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02 --dated 2019-09-20

    Good:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-20 --dated 2019-09-02
    """
    for one, standing in _standings(facts):
        if standing.backdated:
            text = nmsg(
                "reply {numbers} of {id} is dated later than it came in",
                "replies {numbers} of {id} are dated later than they came in",
                len(standing.backdated),
                id=one.id,
                numbers=[str(number) for number in standing.backdated],
            )
            yield Problem(one.at.key("id"), text)


@rule(code="RUS857", name="same-diary-number", severity=Severity.WARNING, needs="register")
def same_diary_number(facts: Facts) -> Iterator[Problem]:
    """Two replies have the same reference number.

    It may be one reply that was entered twice, or a number that was typed wrongly. A letter with it would reach the
    wrong file.

    Bad:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS857
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02 --dnr RV-1
        # run: rusctl consultation add --text Gott --new Arboga --kind other --arrived 2019-09-02 --dnr RV-1

    Good:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02 --dnr RV-1
        # run: rusctl consultation add --text Gott --new Arboga --kind other --arrived 2019-09-02 --dnr RV-2
    """
    for one, standing in _standings(facts):
        for dnr, numbers in standing.same_number:
            shown = [str(number) for number in numbers]
            yield Problem(
                one.at.key("id"), msg("replies {numbers} of {id} all have {dnr}", id=one.id, numbers=shown, dnr=dnr)
            )


@rule(code="RUS858", name="comment-overdue", severity=Severity.WARNING, needs="register")
def comment_overdue(facts: Facts) -> Iterator[Problem]:
    """A comment should have been answered by a day that has passed.

    Until its answer is approved, or it has another last day (in the sheet of `rusctl consultation sheet`), it is found
    each time.

    Bad:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS858
        opens = "opens"
        closes = "closes"

        # file: answers/sheet.csv
        Synpunkt nr;Bemöts senast
        1.1;2019-10-01

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02
        # run: rusctl consultation split 1 Bra
        # run: rusctl consultation read answers/sheet.csv

    Good:
        # today: 2019-11-01
        # file: config/process.toml
        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02
        # run: rusctl consultation split 1 Bra
    """
    for one, standing in _standings(facts):
        if standing.overdue:
            text = nmsg(
                "{count} comment of {id} should have been answered: {names}",
                "{count} comments of {id} should have been answered: {names}",
                len(standing.overdue),
                id=one.id,
                names=list(standing.overdue),
            )
            yield Problem(one.at.key("id"), text)


@rule(code="RUS859", name="answer-missing", severity=Severity.WARNING, needs="register")
def answer_missing(facts: Facts) -> Iterator[Problem]:
    """Answers to a consultation are missing, and the board's papers go out soon.

    The board decides by the first milestone after the consultation closes whose body is a board (`kind = "board"`). Its
    papers go out by the lead time `papers` of that body in config/deadlines.toml; without one the day of the meeting
    counts. So many days before that as `answer_days` of the consultation says, or 14, each comment is to have an
    answer, and each reply is to be split: the answers are still to be checked and approved, and the compilation to be
    made and read.

    Bad:
        # today: 2019-10-11
        # file: config/process.toml
        [[body]]
        id = "styrelsen"
        name = "Regionstyrelsen"
        kind = "board"

        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-05-01

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }
        date = 2019-09-15

        [[milestone]]
        id = "proposal"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        body = "styrelsen"
        date = 2019-11-04

        # file: config/deadlines.toml
        [[lead]]
        id = "papers"
        title = { sv = "Handlingarna skickas" }
        body = "styrelsen"
        before = "10 dagar"

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS859
        opens = "opens"
        closes = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02
        # run: rusctl consultation split 1 Bra
        # run: rusctl consultation split 1 --no-more

    Good:
        # today: 2019-10-11
        # file: config/process.toml
        [[body]]
        id = "styrelsen"
        name = "Regionstyrelsen"
        kind = "board"

        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }
        date = 2019-05-01

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }
        date = 2019-09-15

        [[milestone]]
        id = "proposal"
        title = { sv = "Regionstyrelsen behandlar förslaget" }
        body = "styrelsen"
        date = 2019-11-04

        # file: config/deadlines.toml
        [[lead]]
        id = "papers"
        title = { sv = "Handlingarna skickas" }
        body = "styrelsen"
        before = "10 dagar"

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"
        answer_days = 13

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02
        # run: rusctl consultation split 1 Bra
        # run: rusctl consultation split 1 --no-more
    """
    for one, standing in _standings(facts):
        board = _next_board(facts, one)
        if board is None or (board.ready - facts.today).days > one.answer_days:
            continue
        soon = _soon(board)
        if standing.unanswered:
            text = nmsg(
                "{count} comment of {id} has no answer; {soon}",
                "{count} comments of {id} have no answer; {soon}",
                standing.unanswered,
                id=one.id,
                soon=soon,
            )
            yield Problem(one.at.key("id"), text)
        if (unsplit := standing.replies - standing.split) > 0:
            text = nmsg(
                "{count} reply of {id} may hold more comments; {soon}",
                "{count} replies of {id} may hold more comments; {soon}",
                unsplit,
                id=one.id,
                soon=soon,
            )
            yield Problem(one.at.key("id"), text)


def _soon(board: "_BoardMeeting") -> Message:
    name = board.milestone.title or board.milestone.id
    if board.papers is None:
        return msg("{name} is on {day}", name=name, day=board.day)
    return msg("the papers of {name} are to go out {day}", name=name, day=board.papers)


class _BoardMeeting(NamedTuple):
    """A board's milestone that is still to be reached, the day of its meeting, and that of its papers where known."""

    milestone: Milestone
    day: dt.date
    papers: dt.date | None

    @property
    def ready(self) -> dt.date:
        """The day that answers are counted back from."""
        return self.papers or self.day


def _next_board(facts: Facts, one: "Consultation") -> _BoardMeeting | None:
    """Give the first board after a consultation closes, where it has still to meet on a day that is known."""
    boards, found = of_kind(facts.plan, "board"), []
    closing = next((each for each in facts.plan.milestones if each.id == one.closes), None)
    closes = meeting_day(closing, facts.today) if closing else None
    if closes is None:
        return None
    for each in facts.plan.milestones:
        day = meeting_day(each, facts.today)
        if each.body not in boards or day is None or day <= closes:
            continue
        near = deadlines(facts.plan, each, day, facts.today)
        papers = next((limit.working_day for limit in near if limit.id == PAPERS), None)
        found.append(_BoardMeeting(each, day, papers))
    first = min(found, key=lambda board: board.day, default=None)
    over = first is None or first.day < facts.today or done_on(first.milestone, facts.today)
    return None if over else first


@rule(code="RUS860", name="letter-not-sent", severity=Severity.WARNING, needs="register")
def letter_not_sent(facts: Facts) -> Iterator[Problem]:
    """Respondents have no letter a month after the strategy was adopted.

    The strategy is adopted by the milestone that `[[review]]` in config/checks.toml names as adopted. Each reply gets a
    letter that says what became of it (`rusctl consultation letters`), 30 days after the decision at the latest.

    Bad:
        # today: 2020-08-01
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        done = 2020-06-16

        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"  # RUS860
        opens = "opens"
        closes = "closes"

        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02

    Good:
        # today: 2020-06-20
        # file: config/process.toml
        [[milestone]]
        id = "council"
        title = { sv = "Regionfullmäktige beslutar" }
        done = 2020-06-16

        [[milestone]]
        id = "opens"
        title = { sv = "Remissen öppnar" }

        [[milestone]]
        id = "closes"
        title = { sv = "Remissen stänger" }

        # file: config/consultations.toml
        [[consultation]]
        id = "remiss"
        opens = "opens"
        closes = "closes"

        # file: config/checks.toml
        [[review]]
        adopted = "council"
        review = "closes"

        # run: rusctl consultation add --text Bra --new Sala --kind other --arrived 2019-09-02
    """
    decided = _decided(facts)
    if decided is None or (facts.today - decided).days < LETTER_DAYS:
        return
    for one, standing in _standings(facts):
        if standing.unlettered:
            text = nmsg(
                "{count} reply of {id} has no letter, and the decision was made {day}",
                "{count} replies of {id} have no letter, and the decision was made {day}",
                len(standing.unlettered),
                id=one.id,
                day=decided,
            )
            yield Problem(one.at.key("id"), text)


def _decided(facts: Facts) -> dt.date | None:
    """Give the day on which the strategy was adopted last, where that is known."""
    adopted = {one.adopted for one in facts.plan.checks.reviews}
    days = [done_on(one, facts.today) for one in facts.plan.milestones if one.id in adopted]
    return max((day.last for day in days if day), default=None)


def _standings(facts: Facts) -> "Iterator[tuple[Consultation, ConsultationStanding]]":
    """Give the consultations that the database knows something of, with how they stand."""
    by_id = {one.id: one for one in facts.plan.consultations}
    for standing in facts.register.consultations if facts.register else ():
        if standing.id in by_id:
            yield by_id[standing.id], standing
