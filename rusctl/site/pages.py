"""The pages of the site in both languages, made by Jinja2: all is escaped, and a missing name is an error."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg
from rusctl.language.vocabulary_site import PUBLIC_STATUS
from rusctl.model.public_status import PublicStatus
from rusctl.model.site_settings import SiteSettings, SiteTheme
from rusctl.output.clean import one_line
from rusctl.site import data, drawings, process_pages, public, reply_pages, said_pages
from rusctl.site.page import ATOM, MOST_ROWS, PageMaker, SiteInput, SitePage, place
from rusctl.site.public import PublicStep, PublicStop
from rusctl.site.statement import AccessibilityStatement, statement

MOST_AHEAD = 20  # stops whose data the start page holds; the file holds all
MOST_ON_START, MOST_STEPS, MOST_NEWS, MOST_CHANGES = 20, 5, 8, 50
_SHOWN = ("all", "confirmed")
_AHEAD = (PublicStatus.CONFIRMED, PublicStatus.TENTATIVE)


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
        fragment = environment.get_template("fragment.html").render(_Pages(given, Language(code)).fragment())
        files[place("tour-fragment.txt", code)] = fragment.encode()
    files |= _data(given)
    theme = environment.get_template("theme.css").render(colours=_colours(given.settings.theme))
    files["style.css"] = (environment.get_template("style.css").render() + theme).encode()
    if given.news:
        files[ATOM] = given.news
    if given.logo:
        files[given.logo[0]] = given.logo[1]
    if url := given.settings.url:
        files["robots.txt"] = f"User-agent: *\nAllow: /\nSitemap: {url}/sitemap.xml\n".encode()
        files["sitemap.xml"] = _sitemap(url, sorted(addresses))  # of a stop that is moved it stays as it is
    else:
        files["robots.txt"] = b"User-agent: *\nAllow: /\n"
    return files


class _Pages(PageMaker):
    """The pages in one language: their paths, templates and values."""

    def all(self) -> Iterator[SitePage]:
        """Give every page of the language."""
        say, name = self.words, self.given.plan.process.name
        yield self.page("index.html", "start.html", name, self._start())
        if len(self.stops) > MOST_ROWS:
            for path, some, links in self.divided("tour", self.stops):
                values = {
                    **links,
                    "rows": [self.row(one) for one in some],
                    "sum": public.sum_line(self.stops, self.language),
                }
                yield self.page(path, "tour.html", say["tour"], values)
        for stop in self.stops:
            yield self.page(f"{stop.id}/index.html", "stop.html", stop.title, self._stop(stop))
        for path, steps, links in self.divided("milestones", self.steps):
            values = {**links, "steps": [self.step(one) for one in steps], "timeline": Markup(self._timeline(steps))}  # noqa: S704 - escaped by svg
            yield self.page(path, "milestones.html", say["until"], values)
        yield self.page("changes/index.html", "changes.html", say["changes"], {"changes": self._changes()})
        yield from said_pages.pages(self)
        yield from process_pages.pages(self)
        yield from reply_pages.pages(self)
        yield self.page("accessibility/index.html", "statement.html", say["accessibility"], self._statement())
        yield self.page("data/index.html", "data.html", say["data"], {"dcat": _has_catalogue(self.given.settings)})
        yield self.page("404.html", "missing.html", say["missing"], {})

    def _start(self) -> dict[str, Any]:
        given, language, code = self.given, self.language, self.code
        following = public.upcoming(self.stops)
        shown = self._on_start()
        said = Markup("; ").join(
            self.between(f"{one.number} {one.name}: {language.text(PUBLIC_STATUS[one.status])}", one.name, one.named)
            for one in shown
        )
        ahead = [one for one in self.stops if one.status in _AHEAD][:MOST_AHEAD]
        decided = self._decided()
        open_steps = [one for one in self.steps if not one.done and (decided or not one.yearly)]
        lead = (
            msg("{region} has drawn up the regional development strategy together with the municipalities.")
            if decided
            else msg("{region} draws up the regional development strategy together with the municipalities.")
        )
        return {
            "lead": self.say(lead._replace(args={"region": given.plan.process.region or given.plan.process.name})),
            "until": self.words["after_decision" if decided else "until"],
            "sum": public.sum_line(self.stops, language),
            "stands": self._stands(open_steps),
            "text": self.text("start", ""),
            "contact_text": self.text("contact", "", plain=True),
            "following": self.row(following) if following else None,
            "rows": [self.row(one) for one in shown],
            "more": f"{self.words['all_stops']} ({len(self.stops)})" if len(self.stops) > len(shown) else "",
            "map": Markup(drawings.map_of(shown, self.words["map"], said, code)),  # noqa: S704 - escaped by svg
            "timeline": Markup(self._timeline(self._on_timeline(open_steps))),  # noqa: S704 - likewise
            "steps": [self.step(one) for one in open_steps[:MOST_STEPS]],
            "changes": self._changes()[:MOST_NEWS],
            "feeds": self.calendars(_SHOWN),
            "json_ld": Markup(data.json_ld(given.plan, ahead, language, given.settings.url)),  # noqa: S704 - "<" is written otherwise
        }

    def _decided(self) -> bool:
        """Whether the strategy is decided on."""
        found = public.decision(self.given.plan)
        return found is not None and any(one.id == found.id and one.done for one in self.steps)

    def _on_timeline(self, open_steps: Sequence[PublicStep]) -> Sequence[PublicStep]:
        """Give the steps that are drawn on the start page: those of the process, or of many the next ones."""
        return open_steps[:MOST_STEPS] if len(self.steps) > MOST_ROWS else [one for one in self.steps if not one.yearly]

    def fragment(self) -> dict[str, Any]:
        """Give the list of the start page alone, to be put into a page of the region's own."""
        url = self.given.settings.url
        base = f"{url}/{place('', self.code)}" if url else ""
        rows = [self.row(one) for one in self._on_start()]
        day = self.say(msg("This is the plan as of {day}.", day=dates.full(self.given.today, self.code)))
        return {"rows": rows, "t": self.words, "tree": base, "code": self.code, "day": day}

    def _on_start(self) -> list[PublicStop]:
        """Give the stops that the start page lists: all, or of many those ahead and as many of the others as fit."""
        if len(self.stops) <= MOST_ROWS:
            return self.stops
        ahead = [one for one in self.stops if one.status in (*_AHEAD, PublicStatus.UNDECIDED)]
        return (ahead or self.stops)[:MOST_ON_START]

    def _stands(self, open_steps: Sequence[PublicStep]) -> str:
        """Say which step is the next one."""
        following = next((one for one in open_steps if one.when and not one.yearly), None)
        if following is None:
            return ""
        when = self.period(following.when)
        text = self.say(msg("The next step is: {title}, {when}.", title=following.title, when=when))
        return self.between(text, following.title, following.spoken)

    def _changes(self) -> list[dict[str, Any]]:
        dated = public.changes(self.stops, self.given.today, self.language)
        found = [*dated, *public.undated(self.stops, self.steps, self.language)]
        return [self.change(one) for one in found[:MOST_CHANGES]]

    def _stop(self, stop: PublicStop) -> dict[str, Any]:
        told = data.json_ld(self.given.plan, [stop], self.language, self.given.settings.url)
        file = f"{stop.id}/{stop.id}.ics"
        return {
            "row": self.row(stop),
            "stop": stop,
            "access": [self.between(*one) for one in stop.access],
            "asked": [self.between(*one) for one in stop.asked],
            "town": data.municipality_body(stop.municipality) if stop.municipality else "",
            "feeds": self.calendars((f"municipality-{stop.feed}",)),
            "ics": file if file in self.given.feeds else "",
            "text": self.text(stop.id, "../"),
            "said": said_pages.at_stop(self, stop.id),
            "json_ld": Markup(told),  # noqa: S704 - "<" is written otherwise
        }

    def _statement(self) -> dict[str, Any]:
        found: AccessibilityStatement = statement(
            self.given.settings.accessibility, self.given.plan.process, self.language
        )
        return {
            "statement": found,
            "sentences": [self.between(text, part, self.own) for text, part in found.sentences],
            "lacks": [self.marked(one, self.own) for one in found.lacks],
            "report": found.report if found.link else self.marked(found.report, self.own),
        }

    def _timeline(self, steps: Sequence[PublicStep]) -> str:
        said = Markup("; ").join(
            self.between(f"{one.title}: {when or self.words['no_day']}", one.title, one.spoken)
            for one, when in ((step, one_line(self.period(step.when))) for step in steps)
        )
        return drawings.timeline_of(steps, self.given.today, self.words["until"], said, self.code)


def _has_catalogue(settings: SiteSettings) -> bool:
    return bool(settings.url and settings.organisation)


def _data(given: SiteInput) -> dict[str, bytes]:
    own = Language(given.plan.process.language)
    stops, steps = public.stops(given.plan, given.today, own), public.steps(given.plan, given.today, own)
    files = {
        "tour.csv": data.tour_csv(stops, own.code),
        "tour.json": data.tour_json(stops, own.code),
        "tour.jsonld": data.json_ld(given.plan, stops, own, given.settings.url).encode() + b"\n",
        "milestones.csv": _milestones_csv(steps, own.code),
    }
    if _has_catalogue(given.settings):
        formats = (("tour.csv", "text/csv"), ("tour.jsonld", "application/ld+json"), ("milestones.csv", "text/csv"))
        files["dcat.rdf"] = data.dcat(given.plan, stops, given.settings.url, given.settings.organisation, formats)
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
