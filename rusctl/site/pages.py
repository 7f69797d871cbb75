"""The pages of the site in both languages, made by Jinja2: all is escaped, and a missing name is an error."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.language.vocabulary_site import PUBLIC_STATUS
from rusctl.model.public_status import PublicStatus
from rusctl.model.site_settings import SiteSettings, SiteTheme
from rusctl.site import data, drawings, public, said_pages
from rusctl.site.page import ATOM, PageMaker, SiteInput, SitePage, place
from rusctl.site.public import PublicStep, PublicStop
from rusctl.site.statement import AccessibilityStatement, statement

MOST_AHEAD = 20  # stops whose data the start page holds; the file holds all
_SHOWN = ("all", "confirmed")


def site_files(given: SiteInput) -> dict[str, bytes]:
    """Give every file of the site by its path; the same input gives the same octets."""
    environment = Environment(
        loader=PackageLoader("rusctl.site"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    files = {f"{name}": octets for name, octets in given.feeds.items()}
    addresses = []
    for code in LANGUAGES:
        for page in _Pages(given, Language(code)).all():
            text = environment.get_template(page.template).render(page.values)
            files[place(page.path, code)] = text.encode()
            if page.path != "404.html":
                addresses.append(place(page.path, code))
    files |= _data(given)
    theme = environment.get_template("theme.css").render(colours=_colours(given.settings.theme))
    files["style.css"] = (environment.get_template("style.css").render() + theme).encode()
    if given.news:
        files[ATOM] = given.news
    if url := given.settings.url:
        files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n".encode()
        files["sitemap.xml"] = _sitemap(url, addresses)
    else:
        files["robots.txt"] = b"User-agent: *\nAllow: /\n"
    return files


class _Pages(PageMaker):
    """The pages in one language: their paths, templates and values."""

    def all(self) -> Iterator[SitePage]:
        say, name = self.words, self.given.plan.process.name
        yield self.page("index.html", "start.html", name, self._start())
        for stop in self.stops:
            yield self.page(f"{stop.id}/index.html", "stop.html", stop.title, self._stop(stop))
        yield self.page("milestones/index.html", "milestones.html", say["until"], self._milestones())
        yield from said_pages.pages(self)
        yield self.page("accessibility/index.html", "statement.html", say["accessibility"], self._statement())
        yield self.page("data/index.html", "data.html", say["data"], {"dcat": _has_catalogue(self.given.settings)})
        yield self.page("404.html", "missing.html", say["missing"], {})

    def _start(self) -> dict[str, Any]:
        given, language, code = self.given, self.language, self.code
        following = public.upcoming(self.stops)
        rows = [self.row(one) for one in self.stops]
        said = "; ".join(f"{one.number} {one.name}: {language.text(PUBLIC_STATUS[one.status])}" for one in self.stops)
        ahead = [one for one in self.stops if one.status in (PublicStatus.CONFIRMED, PublicStatus.TENTATIVE)][
            :MOST_AHEAD
        ]
        return {
            "lead": language.text(
                msg(
                    "{region} draws up the regional development strategy together with the municipalities.",
                    region=given.plan.process.region or given.plan.process.name,
                )
            ),
            "sum": public.sum_line(self.stops, language),
            "following": self.row(following) if following else None,
            "rows": rows,
            "map": Markup(drawings.map_of(self.stops, self.words["map"], said, code)),  # noqa: S704 - escaped by svg
            "timeline": Markup(self._timeline()),  # noqa: S704 - likewise
            "steps": [self.step(one) for one in self.steps if not one.done][:5],
            "changes": [
                {"day": self.time(one.day), "text": one.text, "id": one.stop.id}
                for one in public.changes(self.stops, given.today, language)
            ],
            "feeds": self.calendars(_SHOWN),
            "json_ld": Markup(data.json_ld(given.plan, ahead, language, given.settings.url)),  # noqa: S704 - "<" is written otherwise
        }

    def _stop(self, stop: PublicStop) -> dict[str, Any]:
        told = data.json_ld(self.given.plan, [stop], self.language, self.given.settings.url)
        return {
            "row": self.row(stop),
            "stop": stop,
            "town": data.municipality_body(stop.municipality) if stop.municipality else "",
            "feeds": self.calendars((f"municipality-{stop.feed}",)),
            "said": said_pages.at_stop(self, stop.id),
            "json_ld": Markup(told),  # noqa: S704 - "<" is written otherwise
        }

    def _milestones(self) -> dict[str, Any]:
        return {"steps": [self.step(one) for one in self.steps], "timeline": Markup(self._timeline())}  # noqa: S704

    def _statement(self) -> dict[str, Any]:
        found: AccessibilityStatement = statement(
            self.given.settings.accessibility, self.given.plan.process, self.language
        )
        return {"statement": found}

    def _timeline(self) -> str:
        said = "; ".join(f"{one.title}: {self.period(one.when) or self.words['no_day']}" for one in self.steps)
        return drawings.timeline_of(self.steps, self.given.today, self.words["until"], said, self.code)


def _has_catalogue(settings: SiteSettings) -> bool:
    return bool(settings.url and settings.organisation)


def _data(given: SiteInput) -> dict[str, bytes]:
    own = Language(given.plan.process.language)
    stops, steps = public.stops(given.plan, given.today, own), public.steps(given.plan, given.today, own)
    files = {
        "tour.csv": data.tour_csv(stops, own.code),
        "tour.jsonld": data.json_ld(given.plan, stops, own, given.settings.url).encode() + b"\n",
        "milestones.csv": _milestones_csv(steps, own.code),
    }
    if _has_catalogue(given.settings):
        formats = (("tour.csv", "text/csv"), ("tour.jsonld", "application/ld+json"), ("milestones.csv", "text/csv"))
        files["dcat.rdf"] = data.dcat(given.plan, given.settings.url, given.settings.organisation, formats)
    return files


def _milestones_csv(steps: Sequence[PublicStep], own: str) -> bytes:
    file = io.StringIO()
    table = csv.writer(file, lineterminator="\r\n")
    table.writerow(("title", "from", "to", "text", "done", "first_promised"))
    for one in steps:
        days = (one.when.first.isoformat(), one.when.last.isoformat()) if one.when else ("", "")
        promised = one.promised.isoformat() if one.promised else ""
        row = (one.title, *days, public.period(one.when, own, own), "yes" if one.done else "no", promised)
        table.writerow(data.no_formula(cell) for cell in row)
    return file.getvalue().encode("utf-8-sig")


def _sitemap(url: str, addresses: Sequence[str]) -> bytes:
    lines = (f"<url><loc>{escape(f'{url}/{one}'.removesuffix('index.html'))}</loc></url>\n" for one in addresses)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return (head + "".join(lines) + "</urlset>\n").encode()


def _colours(theme: SiteTheme) -> dict[str, str]:
    return {name: getattr(theme, name) for name in SiteTheme.__dataclass_fields__}
