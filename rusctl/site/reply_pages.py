"""The pages of a consultation's replies: one a respondent and one a chapter, each comment with what became of it."""

from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

from rusctl.language.message import msg
from rusctl.output.clean import one_line
from rusctl.site.page import PageMaker, SitePage
from rusctl.site.snapshot import SiteComment, SiteConsultation

MOST_OCTETS = 40_000  # of the texts on one page, which leaves room for what stands round them
ROUND_ONE = 400  # octets of markup round a comment
T = TypeVar("T")


def pages(maker: PageMaker) -> Iterator[SitePage]:
    """Give the pages of every consultation whose replies somebody has told."""
    for one in maker.given.data.consultations if maker.given.data else ():
        yield from _of(maker, one)


def _of(maker: PageMaker, found: SiteConsultation) -> Iterator[SitePage]:
    folder, title = f"replies/{found.id}", one_line(maker.language.name(found.name)) or found.id
    names = {one.id: one_line(one.name) for one in found.respondents}
    chapters = list(dict.fromkeys(one.chapter for one in found.comments))
    about = {
        chapter: {"path": f"{folder}/about/{number}/index.html", "name": one_line(chapter) or maker.words["whole"]}
        for number, chapter in enumerate(chapters, 1)
    }
    for path, some, links in maker.divided(folder, found.respondents, 100):
        rows = [{"path": f"{folder}/from/{one.id}/index.html", "name": names[one.id]} for one in some]
        first = links["part"] == 1
        kinds = [(one_line(maker.language.name(kind.name)), kind.asked, kind.replied) for kind in found.kinds if first]
        values = {**links, "rows": rows, "chapters": list(about.values()) if first else [], "kinds": kinds}
        yield maker.page(path, "replies.html", title, values)
    of, on = _grouped(found.comments)
    for respondent in found.respondents:
        own = of.get(respondent.id, [])
        told = {"back": f"{folder}/index.html", "back_name": title}
        yield from _comments(
            maker, f"{folder}/from/{respondent.id}", names[respondent.id], own, {**told, "by": False}, (names, about)
        )
    for chapter, link in about.items():
        told = {"back": f"{folder}/index.html", "back_name": title}
        base = link["path"].removesuffix("/index.html")
        heading = maker.say(msg("About: {chapter}", chapter=link["name"]))
        yield from _comments(maker, base, heading, on[chapter], {**told, "by": True}, (names, about))


def _grouped(comments: Sequence[SiteComment]) -> tuple[dict[str, list[SiteComment]], dict[str, list[SiteComment]]]:
    of: dict[str, list[SiteComment]] = {}
    on: dict[str, list[SiteComment]] = {}
    for one in comments:
        of.setdefault(one.respondent, []).append(one)
        on.setdefault(one.chapter, []).append(one)
    return of, on


def _comments(  # noqa: PLR0917 - what such a page is made of
    maker: PageMaker,
    folder: str,
    title: str,
    comments: Sequence[SiteComment],
    told: dict[str, Any],
    names: tuple[dict[str, str], dict[str, dict[str, str]]],
) -> Iterator[SitePage]:
    pieces = list(by_size(comments))
    paths = [f"{folder}/index.html" if at == 1 else f"{folder}/{at}/index.html" for at in range(1, len(pieces) + 1)]
    links = [{"path": path, "number": at} for at, path in enumerate(paths, 1)] if len(paths) > 1 else []
    for at, (path, some) in enumerate(zip(paths, pieces, strict=True), 1):
        rows = [
            {
                "who": names[0].get(one.respondent, "") if told["by"] else names[1][one.chapter]["name"],
                "text": one.text,
                "outcome": one_line(maker.language.name(one.outcome)),
                "reason": one.reason,
                "before": one.before,
                "after": one.after,
            }
            for one in some
        ]
        yield maker.page(path, "reply.html", title, {**told, "rows": rows, "parts_of": links, "part": at})


def by_size(comments: Sequence[SiteComment]) -> Iterator[list[SiteComment]]:
    """Divide comments so that the texts of a page are not too much; at least one page, and one comment a page."""
    some: list[SiteComment] = []
    size = 0
    for one in comments:
        own = ROUND_ONE + sum(len(text.encode()) for text in (one.text, one.reason, one.before, one.after))
        if some and size + own > MOST_OCTETS:
            yield some
            some, size = [], 0
        some.append(one)
        size += own
    yield some
