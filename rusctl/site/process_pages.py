"""The pages about the process: the strategy, the consultation, the decision, follow-up, and personal data."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from markupsafe import Markup, escape

from rusctl.language import dates
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary import FRAME_PART, KEPT
from rusctl.language.vocabulary_strategy import COMMITMENT_STATE
from rusctl.model.consulting import Consultation
from rusctl.model.follow_up import Indicator, Programme, ProjectResult
from rusctl.model.plan import Milestone, Texts
from rusctl.model.retention import Kept, RetentionClass
from rusctl.model.strategy import Commitment, CommitmentState
from rusctl.model.synthesis import FramePart
from rusctl.output.clean import one_line
from rusctl.schedule.state import deadlines, law
from rusctl.schedule.state.indicators import decimals
from rusctl.site import drawings, public
from rusctl.site.page import PageMaker, SitePage, broken
from rusctl.site.public import PublicStep
from rusctl.site.snapshot import SiteTable

OVER = msg("The time to answer is over.")


def pages(maker: PageMaker) -> Iterator[SitePage]:
    """Give the pages in one language; those of which nobody has said anything are left out."""
    say = maker.words
    if maker.has("about"):
        yield maker.page(
            "about/index.html", "text.html", say["about"], {**_text(maker, "about"), "frame": _frame(maker)}
        )
    if maker.has("consultation"):
        yield maker.page("consultation/index.html", "consultation.html", say["consultation"], _consultation(maker))
    if found := public.decision(maker.given.plan):
        yield maker.page("decision/index.html", "decision.html", say["decision"], _decision(maker, found))
    yield from _follow_up(maker)
    yield maker.page("personal-data/index.html", "personal.html", say["personal_data"], _personal_data(maker))
    for ident, title in public.removed(maker.given.plan).items():
        yield maker.page(f"{ident}/index.html", "removed.html", title, {"spoken": maker.own})


def _text(maker: PageMaker, name: str) -> dict[str, Any]:
    """Give the region's own text for a page that lies one folder down."""
    return {"text": maker.text(name, "../")}


def _frame(maker: PageMaker) -> list[dict[str, Any]]:
    """Give the headings that the strategy is sorted by and that hold; target areas once they are decided."""
    plan, today = maker.given.plan, maker.given.today
    found = public.decision(plan)
    decided = any(one.id == found.id and one.done for one in maker.steps) if found else True
    groups: dict[FramePart, list[str]] = {}
    for one in plan.frame:
        if one.holds_on(today) and (decided or one.kind != FramePart.TARGET) and one.kind in [*FramePart]:
            groups.setdefault(FramePart(one.kind), []).append(maker.named(one.name))
    return [{"name": maker.say(FRAME_PART[part]), "rows": rows} for part, rows in groups.items()]


def _consultation(maker: PageMaker) -> dict[str, Any]:
    plan, today = maker.given.plan, maker.given.today
    told = maker.given.data.day if maker.given.data else None
    held = [
        {
            "path": f"replies/{one.id}/index.html",
            "name": one_line(maker.language.name(one.name)) or one.id,
            "numbers": [maker.say(text) for text in _numbers(one.asked, one.replied)],
            "answered": bool(one.comments),
        }
        for one in (maker.given.data.consultations if maker.given.data else ())
    ]
    return {
        **_text(maker, "consultation"),
        "asked": [_asked(maker, one, today) for one in plan.consultations],
        "held": held,
        "as_of": maker.say(msg("These figures are as of {day}.", day=dates.full(told, maker.code))) if told else "",
    }


def _asked(maker: PageMaker, one: Consultation, today: dt.date) -> dict[str, Any]:
    """Give a consultation: what is asked, until when, and where replies go."""
    steps = {step.id: step for step in maker.steps}
    state = _state(steps.get(one.opens), steps.get(one.closes), today)
    return {
        "name": maker.named(one.name),
        "state": maker.say(state),
        "rows": [maker.step(steps[key]) for key in (one.opens, one.closes) if key in steps],
        "about": one_line(one.about),
        "questions": [maker.named(question.text) for question in one.questions],
        "contact": (one.contact or maker.given.plan.process.contact) if state is not OVER else "",
    }


def _state(opens: PublicStep | None, closes: PublicStep | None, today: dt.date) -> Message:
    """Say whether one can answer: what has not been opened is not open, whatever its last day."""
    if closes and closes.when and (closes.done or closes.when.last < today):
        return OVER
    if opens and opens.when and not opens.done and opens.when.last >= today:
        return msg("You cannot answer yet.")
    if closes is None or closes.when is None:
        return msg("The last day to answer is not set.")
    return msg("You can answer until the last day below.")


def _numbers(asked: int | None, replied: int | None) -> Iterator[Message]:
    if asked is not None:
        yield nmsg("{count} body was asked.", "{count} bodies were asked.", asked)
    if replied is not None:
        yield nmsg("{count} reply has come in.", "{count} replies have come in.", replied)


def _decision(maker: PageMaker, found: Milestone) -> dict[str, Any]:
    plan, today = maker.given.plan, maker.given.today
    step = next((one for one in maker.steps if one.id == found.id), None)
    body = next((one for one in plan.bodies if one.id == found.body), None)
    day = deadlines.meeting_day(found, today)
    chain = deadlines.deadlines(plan, found, day, today) if day else ()
    announced = next((one.known for one in chain if one.id == "announced"), None)
    appeal = next((one for one in chain if one.id == "appeal"), None)
    if announced and appeal:
        last = msg(
            "The minutes were announced on {day}, so the last day to appeal is {last}.",
            day=dates.long(announced, maker.code),
            last=dates.full(appeal.day, maker.code),
        )
    else:
        last = msg(
            "The last day to appeal is known once it is announced that the minutes have been approved (justerade)."
        )
    return {
        **_text(maker, "decision"),
        "step": maker.step(step) if step else None,
        "body": maker.named(body.name) if body else "",
        "appeal": [
            maker.say(msg("The decision is appealed to the administrative court.")),
            maker.say(
                msg(
                    "The appeal must have reached the court within three weeks from the day on which it was "
                    "announced on the region's notice board that the minutes had been approved (justerade) ({law}).",
                    law=law.APPEAL.text,
                )
            ),
            maker.say(last),
        ],
    }


def _follow_up(maker: PageMaker) -> Iterator[SitePage]:
    """Give the page of follow-up, and one a table of figures; commitments are divided where there are many."""
    data, plan = maker.given.data, maker.given.plan
    agreed = [one for one in plan.commitments if one.state is not CommitmentState.PROPOSED]
    tables = [(f"follow-up/figures/{one.id}/index.html", one.name, one) for one in plan.follow_up.indicators]
    more = [
        (f"follow-up/more/{number}/index.html", one.title, one)
        for number, one in enumerate(data.follow_up if data else (), 1)
    ]
    for path, some, links in maker.divided("follow-up", agreed):
        first = links["part"] == 1
        values = {
            **links,
            "text": maker.text("follow-up", "../" * path.count("/")) if first else None,
            "yearly": [maker.step(one) for one in maker.steps if one.yearly] if first else [],
            "tables": [{"path": place, "name": maker.named(title)} for place, title, _ in (*tables, *more)]
            if first
            else [],
            "programmes": [_programme(maker, one) for one in plan.follow_up.programmes] if first else [],
            "results": [_result(one) for one in plan.follow_up.results] if first else [],
            "commitments": [_commitment(maker, one) for one in some],
        }
        yield maker.page(path, "follow_up.html", maker.words["follow_up"], values)
    for place, title, indicator in tables:
        yield maker.page(place, "figures.html", _plain(maker, title), _indicator(maker, indicator))
    for place, title, table in more:
        yield maker.page(place, "figures.html", _plain(maker, title), _figures(maker, table))


def _programme(maker: PageMaker, one: Programme) -> dict[str, Any]:
    return {"name": maker.named(one.name), "by": one_line(one.by), "url": one.url}


def _result(one: ProjectResult) -> dict[str, Any]:
    more = " ".join(filter(None, (one.whom, one.lives)))
    return {"project": one_line(one.project), "what": one_line(one.what), "more": one_line(more), "url": one.url}


def _indicator(maker: PageMaker, one: Indicator) -> dict[str, Any]:
    """Give an indicator's figures year by year, as a table and as a drawing; women and men where it is of people."""
    unit = f" {one_line(one.unit)}" if one.unit else ""
    places = decimals(one)
    women, men = maker.say(msg("Women")), maker.say(msg("Men"))
    parted = any(year.women is not None or year.men is not None for year in one.years)
    bars, rows = [], []
    for year in sorted(one.years, key=lambda year: year.year):
        found = ((maker.words["all"], year.total), *(((women, year.women), (men, year.men)) if parted else ()))
        rows.append([str(year.year), *(_number(maker, value, places) for _, value in found)])
        bars += [
            drawings.DrawnBar(
                f"{year.year} {name}" if parted else str(year.year),
                max(value, 0),
                _number(maker, value, places) + unit,
                said_in=maker.own if unit else "",
            )
            for name, value in found
            if value is not None
        ]
    about = []
    if one.goal is not None:
        about.append(maker.within(msg("Goal: {goal}", goal=_number(maker, one.goal, places) + unit), unit.strip()))
        about[-1] += f" ({one.goal_year})" if one.goal_year else ""
    if one.goal_gap is not None:
        gap = _number(maker, one.goal_gap, places)
        about.append(escape(maker.say(msg("Women and men are to be at most {gap} apart.", gap=gap))))
    if one.source:
        about.append(maker.within(msg("Source: {source}", source=one_line(one.source)), one_line(one.source)))
    if unit:
        about.append(maker.within(msg("Unit: {unit}", unit=unit.strip()), unit.strip()))
    spoken = public.spoken(one.name, maker.language, maker.own)
    return {
        "spoken": spoken,
        "about": Markup(" ").join(about),
        "head": [maker.words["year"], maker.words["all"], *((women, men) if parted else ())],
        "rows": rows,
        "as_of": "",
        "chart": Markup(drawings.bars_of(bars, _plain(maker, one.name), "bars-1", maker.code, spoken)),  # noqa: S704 - escaped by svg
    }


def _number(maker: PageMaker, value: float | None, places: int) -> str:
    if value is None:
        return "–"
    text = f"{value:,.{places}f}".replace(",", "\u00a0").replace("-", "\u2212")
    return text.replace(".", "," if maker.code == "sv" else ".")


def _commitment(maker: PageMaker, one: Commitment) -> dict[str, Any]:
    when = maker.say(msg("by {day}", day=dates.long(one.by, maker.code))) if one.by else ""
    state = maker.say(COMMITMENT_STATE[one.state])
    return {"what": broken(one_line(one.what)), "who": one_line(", ".join(one.who)), "when": when, "state": state}


def _figures(maker: PageMaker, table: SiteTable) -> dict[str, Any]:
    return {
        "spoken": public.spoken(table.title, maker.language, maker.own),
        "about": maker.named(table.about),
        "head": [maker.named(one) for one in table.head],
        "rows": [[maker.named(cell) for cell in row] for row in table.rows],
        "as_of": maker.say(msg("These figures are as of {day}.", day=dates.full(maker.given.data.day, maker.code)))
        if maker.given.data
        else "",
        "chart": "",
    }


def _plain(maker: PageMaker, texts: Texts) -> str:
    """Give a name for a title or a drawing, which cannot be marked within."""
    return one_line(maker.language.name(texts))


def _personal_data(maker: PageMaker) -> dict[str, Any]:
    """Give what a person is owed about the register beside the site, and by name what nobody has said."""
    told = maker.given.plan.retention

    def texts(found: Any) -> str:
        return maker.named(Texts(found)) if found else ""

    wanted: tuple[tuple[Message, str], ...] = (
        (msg("Who is responsible for the personal data"), texts(told.controller)),
        (msg("Data protection officer"), told.officer),
        (msg("What they are used for"), texts(told.purpose)),
        (msg("Legal basis"), texts(told.legal_basis)),
        (msg("Who gets them"), Markup("; ").join(texts(one) for one in told.recipients)),
        (msg("Where they are from"), texts(told.origin)),
    )
    kept = [maker.say(_kept(one, maker.say(KEPT[one.what]))) for one in told.classes]
    if not kept:
        wanted = (*wanted, (msg("How long they are kept"), ""))
    return {
        **_text(maker, "personal-data"),
        "facts": [{"name": maker.say(name), "said": said} for name, said in wanted if said],
        "missing": [maker.say(name) for name, said in wanted if not said],
        "kept": [line[:1].upper() + line[1:] for line in kept],
        "more": texts(told.more),
        "link": told.link,
    }


def _kept(one: RetentionClass, what: str) -> Message:
    """Say how long something is kept; the decision that says so has a number that is not for everybody."""
    if one.what is Kept.HISTORY:
        return nmsg(
            "{what}: {count} month after the change", "{what}: {count} months after the change", one.months, what=what
        )
    if one.what is Kept.ERASED:
        return nmsg(
            "{what}: {count} month after the erasure", "{what}: {count} months after the erasure", one.months, what=what
        )
    return nmsg(
        "{what}: {count} month after the last event",
        "{what}: {count} months after the last event",
        one.months,
        what=what,
    )
