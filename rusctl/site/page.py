"""What every page of the site has: its language and words, its address and its twin, and how lists are divided."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from markupsafe import Markup, escape

from rusctl.language import dates
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg, nmsg
from rusctl.language.vocabulary_site import PUBLIC_STATUS
from rusctl.model.plan import Days, Hours, Plan, Texts, When
from rusctl.model.site_settings import SiteSettings
from rusctl.output.clean import one_line
from rusctl.site import public
from rusctl.site.markdown import html_of
from rusctl.site.public import PublicChange, PublicStep, PublicStop
from rusctl.site.snapshot import SiteData
from rusctl.site.words import WORDS

MAIN = "sv"  # the language of the pages at the root
ATOM = "changes.atom"
MOST_ROWS = 40  # of a list on one page; ten lines each keep it below 60 kB
_BREAKS = ("skatteberg", "hammar", "fullmäktige", "styrelsen", "svaren", "ställda", "strategi", "redogörelse")
_OTHER = {"sv": "På svenska", "en": "In English"}  # each in its own language
T = TypeVar("T")


class SiteInput(NamedTuple):
    """What a site is made of: the plan, the day, the feeds as they were published, and what rows hold for everybody.

    `feeds` are calendars by the names of their files, `news` is the feed of changes, empty where nothing has changed.
    `data` is what site/data.json holds, None where there is no such file. `texts` are the region's own in Markdown by
    the names of their files without their endings, such as footer or footer.en, and `logo` is a picture with its name.
    """

    plan: Plan
    today: dt.date
    feeds: Mapping[str, bytes]
    data: SiteData | None = None
    texts: Mapping[str, str] = {}
    logo: tuple[str, bytes] | None = None
    news: bytes = b""

    @property
    def settings(self) -> SiteSettings:
        """What the region says of its site."""
        return self.plan.site


class SitePage(NamedTuple):
    """A page to be made: its path in the tree of its language, its template, and the values for that."""

    path: str
    template: str
    values: dict[str, Any]


class PageMaker:
    """What pages in one language are made with: words, the stops and steps in them, addresses."""

    def __init__(self, given: SiteInput, language: Language) -> None:
        """Take what the site is made of, and the language."""
        self.given, self.language, self.code = given, language, language.code
        self.own = given.plan.process.language
        self.stops = public.stops(given.plan, given.today, language)
        self.steps = public.steps(given.plan, given.today, language)
        self.words = {name: language.text(message) for name, message in WORDS.items()}
        there = {
            "about": bool(self.text("about", "") or given.plan.frame),
            "said": given.data is not None,
            "consultation": bool(given.plan.consultations or self.text("consultation", "") or self._replied()),
            "decision": public.decision(given.plan) is not None,
        }
        self.links = [
            {"path": f"{path}/index.html", "name": self.words[name]} for path, name in LINKED if there.get(path, True)
        ]

    def _replied(self) -> bool:
        return bool(self.given.data and self.given.data.consultations)

    def has(self, path: str) -> bool:
        """Whether the site has one of the pages that every page links to."""
        return any(one["path"] == f"{path}/index.html" for one in self.links)

    def text(self, name: str, tree: str, *, plain: bool = False) -> dict[str, Any] | None:
        """Give the region's own text for a place, in this language or else in the folder's; None where there is none.

        `tree` leads from the page to the first page of its language. A `plain` text has no headings.
        """
        for file, code in ((f"{name}.{self.code}", self.code), (name, self.own), (f"{name}.{self.own}", self.own)):
            if (text := self.given.texts.get(file)) and text.strip():
                return {"html": Markup(html_of(text, tree, plain=plain)), "code": code}  # noqa: S704 - cleaned
        return None

    def say(self, message: Message) -> str:
        """Put a message into words."""
        return self.language.text(message)

    def marked(self, text: str, spoken: str) -> str:
        """Give a text that is marked with its language where that is not the page's; a name of places is in none."""
        if not text or spoken in ("", self.code):
            return text
        return Markup('<span lang="{}">{}</span>').format(spoken, text)

    def named(self, texts: Texts) -> str:
        """Give a name in this language, else marked with the one that it is written in."""
        return self.marked(one_line(self.language.name(texts)), public.spoken(texts, self.language, self.own))

    def between(self, text: str, part: str, spoken: str) -> str:
        """Give a text of which a part is in a language of its own."""
        before, found, after = text.partition(part) if part else (text, "", "")
        return escape(before) + self.marked(found, spoken) + after

    def within(self, message: Message, part: str) -> str:
        """Put a message into words that holds a text of somebody's, which is in the folder's language."""
        return self.between(self.say(message), part, self.own)

    def change(self, one: PublicChange) -> dict[str, Any]:
        """Give a change as a line: the day where it is known, and what changed."""
        text = self.between(one.text, one.title, one.spoken)
        return {"day": self.time(one.day) if one.day else None, "text": text, "id": one.id}

    def page(self, path: str, template: str, title: str, values: Mapping[str, Any]) -> SitePage:
        """Give a page with what every page has."""
        other = next(one for one in LANGUAGES if one != self.code)
        depth = place(path, self.code).count("/")
        url, process = self.given.settings.url, self.given.plan.process
        top = f"{url}/" if path == "404.html" and url else "../" * depth
        tree = top + place("", self.code)
        common = {
            "t": self.words,
            "code": self.code,
            "own": self.own,
            "title": broken(title),
            "plain_title": title,
            "site": process.name,
            "heading": broken(process.name),
            "region": process.region,
            "contact": process.contact,
            "top": top,
            "home": top + place("index.html", self.code),
            "tree": tree,
            "header": self.text("header", tree, plain=True),
            "footer": self.text("footer", tree, plain=True),
            "links": self.links,
            "other": {"code": other, "path": top + place(path, other), "name": _OTHER[other]},
            "addresses": {one: address(url, path, one) for one in LANGUAGES} if url else {},
            "day": self.say(msg("This is the plan as of {day}.", day=dates.full(self.given.today, self.code))),
            "news": ATOM if self.given.news else "",
            "feeds": [],
            "language": self.language,
            "parts_of": [],
            "logo": self.given.logo[0] if self.given.logo else "",
            "logo_text": self.given.settings.theme.logo_text or process.region or process.name,
        }
        return SitePage(path, template, {**common, **values})

    def divided(
        self, folder: str, rows: Sequence[T], most: int = MOST_ROWS
    ) -> list[tuple[str, list[T], dict[str, Any]]]:
        """Give a list as pages: each one's path, its rows, and the links to the others; one page where it is empty."""
        pieces = [list(rows[at : at + most]) for at in range(0, len(rows), most)] or [[]]
        paths = [
            f"{folder}/index.html" if number == 1 else f"{folder}/{number}/index.html"
            for number in range(1, len(pieces) + 1)
        ]
        links = [{"path": path, "number": number} for number, path in enumerate(paths, 1)] if len(pieces) > 1 else []
        return [
            (path, some, {"parts_of": links, "part": number})
            for number, (path, some) in enumerate(zip(paths, pieces, strict=True), 1)
        ]

    def row(self, stop: PublicStop) -> dict[str, Any]:
        """Give a stop as a row of the tour."""
        week = f", {dates.week(stop.day, self.code)}".replace(". ", ".\u00a0") if stop.day else ""
        return {
            "id": stop.id,
            "number": stop.number,
            "name": self.marked(broken(stop.name), stop.named),
            "plain": stop.name,
            "title": stop.title,
            "spoken": stop.spoken,
            "status": stop.status.value,
            "word": self.say(PUBLIC_STATUS[stop.status]),
            "when": self.period(stop.when),
            "machine": machine(stop.when),
            "week": week,
            "earlier": [self.say(msg("Earlier date: {day}", day=dates.long(day, self.code))) for day in stop.earlier],
        }

    def step(self, step: PublicStep) -> dict[str, Any]:
        """Give a milestone as a row: when it is, and what was first promised."""
        promised = ""
        if step.promised:
            first = dates.long(step.promised, self.code)
            promised = self.say(msg("First promised: {day}", day=first))
            if step.slip == 0:
                promised += f" ({self.say(msg('unchanged'))})"
            elif step.slip is not None:
                later = nmsg("{count} day later", "{count} days later", abs(step.slip), count=abs(step.slip))
                sooner = nmsg("{count} day sooner", "{count} days sooner", abs(step.slip), count=abs(step.slip))
                promised += f" ({self.say(later if step.slip > 0 else sooner)})"
        title = self.marked(broken(step.title), step.spoken)
        return {"title": title, "when": self.period(step.when), "done": step.done, "promised": promised}

    def calendars(self, names: Sequence[str]) -> list[dict[str, str]]:
        """Give the calendars among some that there are, with the addresses to subscribe to."""
        url = self.given.settings.url
        called = {"all": msg("All dialogues and steps"), "confirmed": msg("Confirmed dialogues alone")}
        found = []
        for name in names:
            if (file := f"{name}.ics") in self.given.feeds:
                text = called.get(name, msg("Dialogues in this municipality"))
                https = f"{url}/{file}" if url else ""
                webcal = "webcal:" + https.partition(":")[2] if https else ""
                found.append({"file": file, "name": self.say(text), "https": https, "webcal": webcal})
        return found

    def period(self, when: When | None) -> str:
        """Say when something is."""
        return public.period(when, self.code, self.own)

    def time(self, day: dt.date) -> dict[str, str]:
        """Give a day for programs and for people."""
        return {"machine": day.isoformat(), "words": dates.long(day, self.code)}


LINKED = (
    ("about", "about"),
    ("milestones", "steps"),
    ("said", "said"),
    ("consultation", "consultation"),
    ("decision", "decision"),
    ("follow-up", "follow_up"),
    ("changes", "changes"),
    ("data", "data"),
    ("personal-data", "personal_data"),
    ("accessibility", "accessibility"),
)
"""The pages that every page links to, and the words for each; those of which nobody has said anything are left out."""


def place(path: str, code: str) -> str:
    """Give where a page of a language lies: those of the main one at the root."""
    return path if code == MAIN else f"{code}/{path}"


def address(url: str, path: str, code: str) -> str:
    """Give the address of a page."""
    return f"{url}/{place(path, code)}".removesuffix("index.html")


def machine(when: When | None) -> str:
    """Give what a time element says to programs: a day, or nothing."""
    return when.first.isoformat() if isinstance(when, (Days, Hours)) else ""


def broken(name: str) -> str:
    """Give a name with soft hyphens where a long word may be broken; they stay on the page and reach no data."""
    for part in _BREAKS:
        at = name.find(part)
        if at > 0 and name[at - 1].isalpha():
            name = f"{name[:at]}\u00ad{name[at:]}"
    return name.replace("skatteberg", "skatte\u00adberg")
