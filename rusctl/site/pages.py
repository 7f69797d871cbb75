"""The pages of the site in both languages, made by Jinja2: all is escaped, and a missing name is an error."""

import csv
import datetime as dt
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import msg, nmsg
from rusctl.language.vocabulary_site import PUBLIC_STATUS
from rusctl.model.plan import Days, Hours, Plan, When
from rusctl.model.public_status import PublicStatus
from rusctl.model.site_settings import SiteSettings, SiteTheme
from rusctl.site import data, drawings, public
from rusctl.site.public import PublicStep, PublicStop
from rusctl.site.statement import AccessibilityStatement, statement
from rusctl.site.words import WORDS

MAIN = "sv"  # the language of the pages at the root
ATOM = "changes.atom"
_BREAKS = ("skatteberg", "hammar", "fullmäktige", "styrelsen", "svaren", "ställda", "strategi")
MOST_AHEAD = 20  # stops whose data the start page holds; the file holds all
_SHOWN = ("all", "confirmed")


class SiteInput(NamedTuple):
    """What a site is made of: the plan, the day, the feeds as they were published.

    `news` is the feed of changes, empty where nothing has changed; `feeds` are calendars by the names of their files.
    """

    plan: Plan
    today: dt.date
    feeds: Mapping[str, bytes]
    news: bytes = b""

    @property
    def settings(self) -> SiteSettings:
        """What the region says of its site."""
        return self.plan.site


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
        for path, template, values in _Pages(given, Language(code)).all():
            text = environment.get_template(template).render(values)
            files[_place(path, code)] = text.encode()
            if path != "404.html":
                addresses.append(_place(path, code))
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


class _Pages:
    """The pages in one language: their paths, templates and values."""

    def __init__(self, given: SiteInput, language: Language) -> None:
        self.given, self.language, self.code = given, language, language.code
        self.own = given.plan.process.language
        self.stops = public.stops(given.plan, given.today, language)
        self.steps = public.steps(given.plan, given.today, language)
        self.words = {name: language.text(message) for name, message in WORDS.items()}

    def all(self) -> Iterator[tuple[str, str, dict[str, Any]]]:
        say, name = self.words, self.given.plan.process.name
        yield self._page("index.html", "start.html", name, self._start())
        for stop in self.stops:
            yield self._page(f"{stop.id}/index.html", "stop.html", stop.title, self._stop(stop))
        yield self._page("milestones/index.html", "milestones.html", say["until"], self._milestones())
        yield self._page("accessibility/index.html", "statement.html", say["accessibility"], self._statement())
        yield self._page("data/index.html", "data.html", say["data"], {"dcat": _has_catalogue(self.given.settings)})
        yield self._page("404.html", "missing.html", say["missing"], {})

    def _page(self, path: str, template: str, title: str, values: dict[str, Any]) -> tuple[str, str, dict[str, Any]]:
        other = next(one for one in LANGUAGES if one != self.code)
        depth = _place(path, self.code).count("/")
        url, process = self.given.settings.url, self.given.plan.process
        top = f"{url}/" if path == "404.html" and url else "../" * depth
        common = {
            "t": self.words,
            "code": self.code,
            "own": self.own,
            "title": title,
            "site": process.name,
            "heading": _broken(process.name),
            "region": process.region,
            "contact": process.contact,
            "top": top,
            "home": top + _place("index.html", self.code),
            "tree": top + _place("", self.code),
            "other": {"code": other, "path": top + _place(path, other), "name": _OTHER[other]},
            "addresses": {one: _address(url, path, one) for one in LANGUAGES} if url else {},
            "day": self.language.text(msg("This is the plan as of {day}.", day=_long(self.given.today, self.code))),
            "news": ATOM if self.given.news else "",
            "feeds": [],
            "language": self.language,
        }
        return path, template, {**common, **values}

    def _start(self) -> dict[str, Any]:
        given, language, code = self.given, self.language, self.code
        following = public.upcoming(self.stops)
        rows = [self._row(one) for one in self.stops]
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
            "following": self._row(following) if following else None,
            "rows": rows,
            "map": Markup(drawings.map_of(self.stops, self.words["map"], said, code)),  # noqa: S704 - escaped by svg
            "timeline": Markup(self._timeline()),  # noqa: S704 - likewise
            "steps": [self._step(one) for one in self.steps if not one.done][:5],
            "changes": [
                {"day": self._time(one.day), "text": one.text, "id": one.stop.id}
                for one in public.changes(self.stops, given.today, language)
            ],
            "feeds": self._feeds(_SHOWN),
            "json_ld": Markup(data.json_ld(given.plan, ahead, language, given.settings.url)),  # noqa: S704 - "<" is written otherwise
        }

    def _stop(self, stop: PublicStop) -> dict[str, Any]:
        told = data.json_ld(self.given.plan, [stop], self.language, self.given.settings.url)
        return {
            "row": self._row(stop),
            "stop": stop,
            "town": data.municipality_body(stop.municipality) if stop.municipality else "",
            "feeds": self._feeds((f"municipality-{stop.feed}",)),
            "json_ld": Markup(told),  # noqa: S704 - "<" is written otherwise
        }

    def _milestones(self) -> dict[str, Any]:
        return {"steps": [self._step(one) for one in self.steps], "timeline": Markup(self._timeline())}  # noqa: S704

    def _statement(self) -> dict[str, Any]:
        found: AccessibilityStatement = statement(
            self.given.settings.accessibility, self.given.plan.process, self.language
        )
        return {"statement": found}

    def _timeline(self) -> str:
        said = "; ".join(f"{one.title}: {self._period(one.when) or self.words['no_day']}" for one in self.steps)
        return drawings.timeline_of(self.steps, self.given.today, self.words["until"], said, self.code)

    def _row(self, stop: PublicStop) -> dict[str, Any]:
        week = f", {dates.week(stop.day, self.code)}".replace(". ", ".\u00a0") if stop.day else ""
        return {
            "id": stop.id,
            "number": stop.number,
            "name": _broken(stop.name),
            "plain": stop.name,
            "title": stop.title,
            "spoken": stop.spoken,
            "status": stop.status.value,
            "word": self.language.text(PUBLIC_STATUS[stop.status]),
            "when": self._period(stop.when),
            "machine": _machine(stop.when),
            "week": week,
            "earlier": [
                self.language.text(msg("Earlier date: {day}", day=dates.long(day, self.code))) for day in stop.earlier
            ],
        }

    def _step(self, step: PublicStep) -> dict[str, Any]:
        promised = ""
        if step.promised:
            first = dates.long(step.promised, self.code)
            promised = self.language.text(msg("First promised: {day}", day=first))
            if step.slip == 0:
                promised += f" ({self.language.text(msg('unchanged'))})"
            elif step.slip is not None:
                later = nmsg("{count} day later", "{count} days later", abs(step.slip), count=abs(step.slip))
                sooner = nmsg("{count} day sooner", "{count} days sooner", abs(step.slip), count=abs(step.slip))
                promised += f" ({self.language.text(later if step.slip > 0 else sooner)})"
        return {"title": _broken(step.title), "when": self._period(step.when), "done": step.done, "promised": promised}

    def _feeds(self, names: Sequence[str]) -> list[dict[str, str]]:
        """Give the calendars among some that there are, with the addresses to subscribe to."""
        url = self.given.settings.url
        called = {"all": msg("All dialogues and steps"), "confirmed": msg("Confirmed dialogues alone")}
        found = []
        for name in names:
            if (file := f"{name}.ics") in self.given.feeds:
                text = called.get(name, msg("Dialogues in this municipality"))
                https = f"{url}/{file}" if url else ""
                webcal = "webcal:" + https.partition(":")[2] if https else ""
                found.append({"file": file, "name": self.language.text(text), "https": https, "webcal": webcal})
        return found

    def _period(self, when: When | None) -> str:
        return public.period(when, self.code, self.own)

    def _time(self, day: dt.date) -> dict[str, str]:
        return {"machine": day.isoformat(), "words": dates.long(day, self.code)}


_OTHER = {"sv": "På svenska", "en": "In English"}  # each in its own language


def _place(path: str, code: str) -> str:
    return path if code == MAIN else f"{code}/{path}"


def _address(url: str, path: str, code: str) -> str:
    return f"{url}/{_place(path, code)}".removesuffix("index.html")


def _long(day: dt.date, code: str) -> str:
    return dates.full(day, code)


def _machine(when: When | None) -> str:
    """Give what a time element says to programs: a day, or nothing."""
    return when.first.isoformat() if isinstance(when, (Days, Hours)) else ""


def _broken(name: str) -> str:
    """Give a name with soft hyphens where a long word may be broken; they stay on the page and reach no data."""
    for part in _BREAKS:
        at = name.find(part)
        if at > 0:
            name = f"{name[:at]}\u00ad{name[at:]}"
    return name.replace("skatteberg", "skatte\u00adberg")


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
