"""The pages of what was said: how much under each heading, where and by which roles, and approved words; no person."""

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from rusctl.language import dates
from rusctl.language.message import msg, nmsg
from rusctl.language.names import role_names
from rusctl.language.vocabulary import FRAME_PART
from rusctl.model.synthesis import FramePart
from rusctl.output.clean import one_line
from rusctl.site import drawings, public
from rusctl.site.page import PageMaker, SitePage
from rusctl.site.snapshot import SMALL, SaidHeading, SaidQuote, SiteData

FOLDER = "said"


def pages(maker: PageMaker) -> Iterator[SitePage]:
    """Give the pages in one language; none where nobody has told what was said."""
    found = maker.given.data
    if found is None:
        return
    names = {one.key: _marked(maker, one) for one in found.headings}
    for path, rows, links in maker.divided(FOLDER, found.headings):
        values = {
            **links,
            "text": maker.text(FOLDER, "../" * path.count("/")) if links["part"] == 1 else None,
            "intro": _intro(maker, found),
            "groups": _groups(maker, rows),
            "chart": Markup(_chart(maker, rows, links["part"])),  # noqa: S704 - escaped by svg
        }
        values["more"] = [
            {"path": f"{FOLDER}/{folder}/index.html", "name": maker.words[word]}
            for folder, word, there in (("words", "quotes", found.quotes), ("dialogues", "each_dialogue", found.events))
            if there
        ]
        yield maker.page(path, "said.html", maker.words["said"], values)
    if found.quotes:
        for path, quotes, links in maker.divided(f"{FOLDER}/words", found.quotes, 25):
            rows_ = [_quote(maker, one, names) for one in quotes]
            yield maker.page(path, "quotes.html", maker.words["quotes"], {**links, "quotes": rows_})
    if found.events:
        stops = {one.id: one for one in maker.stops}
        held = [one for one in found.events if one.event in stops]
        for path, some, links in maker.divided(f"{FOLDER}/dialogues", held):
            rows_ = [
                {
                    "id": one.event,
                    "name": maker.marked(stops[one.event].name, stops[one.event].named),
                    "number": number(maker, one.inputs),
                }
                for one in some
            ]
            yield maker.page(path, "said_at.html", maker.words["each_dialogue"], {**links, "rows": rows_})


def at_stop(maker: PageMaker, event: str) -> dict[str, Any] | None:
    """Give how much was said at a stop and under which headings; None where nobody has told it."""
    found = maker.given.data
    one = next((one for one in found.events if one.event == event), None) if found else None
    if found is None or one is None:
        return None
    names = {heading.key: _marked(maker, heading) for heading in found.headings}
    return {
        "number": number(maker, one.inputs),
        "headings": [names[key] for key in one.headings if key in names],
        "day": _as_of(maker, found),
    }


def name(maker: PageMaker, one: SaidHeading) -> str:
    """Give what a heading is called."""
    return one_line(maker.language.name(one.name) or one.key)


def _marked(maker: PageMaker, one: SaidHeading) -> str:
    """Give what a heading is called, marked with its language where that is another."""
    return maker.named(one.name) or one.key


def number(maker: PageMaker, count: int | None) -> str:
    """Say how many inputs there are; a small number is not told."""
    if count is None:
        return maker.say(msg("fewer than {limit} inputs", limit=SMALL))
    return maker.say(nmsg("{count} input", "{count} inputs", count))


def _as_of(maker: PageMaker, found: SiteData) -> str:
    return maker.say(msg("These figures are as of {day}.", day=dates.full(found.day, maker.code)))


def _intro(maker: PageMaker, found: SiteData) -> list[str]:
    parts = [
        _as_of(maker, found),
        maker.say(msg("In all, {inputs} are noted from the dialogues.", inputs=number(maker, found.inputs))),
        maker.say(msg("Of them {inputs} stand under a heading.", inputs=number(maker, found.sorted))),
        maker.words["said_rule"],
    ]
    return parts if found.inputs != 0 else [parts[0], maker.words["nothing_said"]]


def _groups(maker: PageMaker, rows: list[SaidHeading]) -> list[dict[str, Any]]:
    found: dict[str, list[dict[str, Any]]] = {}
    roles = role_names(maker.given.plan, maker.language)
    for one in rows:
        found.setdefault(one.part, []).append(_heading(maker, one, roles))
    parts = [*FramePart]
    return [
        {"name": maker.say(FRAME_PART[FramePart(part)]) if part in parts else part, "rows": some}
        for part, some in found.items()
    ]


def _heading(maker: PageMaker, one: SaidHeading, roles: Mapping[str, str]) -> dict[str, Any]:
    """Give a heading as a row: how much, in how many municipalities, by whom."""
    where = ""
    if one.municipalities:
        where = maker.say(
            msg(
                "Raised in {number} of {all} municipalities.",
                number=len(one.municipalities),
                all=len(maker.given.plan.municipalities),
            )
        )
    who = ", ".join(roles[role] for role in one.roles if role in roles)
    return {
        "name": _marked(maker, one),
        "theme": bool(one.above),
        "number": number(maker, one.inputs),
        "where": where,
        "who": maker.say(msg("By: {roles}", roles=who)) if who else "",
    }


def _chart(maker: PageMaker, rows: list[SaidHeading], part: int) -> str:
    bars = [
        drawings.DrawnBar(
            name(maker, one),
            one.inputs or 0,
            number(maker, one.inputs),
            public.spoken(one.name, maker.language, maker.own),
        )
        for one in rows
        if one.inputs != 0
    ]
    return drawings.bars_of(bars, maker.words["said_chart"], f"bars-{part}", maker.code)


def _quote(maker: PageMaker, one: SaidQuote, names: Mapping[str, str]) -> dict[str, Any]:
    towns = {town.id: town.name for town in maker.given.plan.municipalities}
    return {
        "text": one.text,
        "id": one.id,
        "where": one_line(towns.get(one.municipality, "")),
        "headings": Markup(", ").join(names[key] for key in one.headings if key in names),
    }
