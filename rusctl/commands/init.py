"""`rusctl init`."""

import datetime as dt
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError, UsageError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.message import Message, msg
from rusctl.language.slug import free, short, slug
from rusctl.model.plan import Source
from rusctl.output.clean import one_line
from rusctl.schedule.dates.clock import zone
from rusctl.services.project import iso_day
from rusctl.storage import template
from rusctl.storage.files import names
from rusctl.storage.folder import expanded
from rusctl.storage.schema import keys, string_patterns
from rusctl.storage.schema.forms import Faults, Form
from rusctl.storage.template import Answers, NewMunicipality

ZONE = "Europe/Stockholm"
KIND = {"sv": "Kommundialog", "en": "Municipal dialogue"}
LONGEST_LABEL = 63  # of a domain name (RFC 1035, section 2.3.4)


def init(
    context: typed.Context,
    folder: Annotated[str, typed.Argument(metavar="DIR", help="The new folder.")],
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What the process is called.")] = None,
    region: Annotated[str | None, typed.Option("--region", metavar="TEXT", help="The region.")] = None,
    first: Annotated[
        str | None, typed.Option("--from", metavar="DAY", help="The first day an event can be, such as 2027-01-11.")
    ] = None,
    last: Annotated[str | None, typed.Option("--to", metavar="DAY", help="The last day an event can be.")] = None,
    municipalities: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality", metavar="NAME[=CODE]", help="A municipality, such as Sala or Sala=1981; may be repeated."
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typed.Option("--kind", metavar="NAME", help="A kind of event, the tour's first; may be repeated."),
    ] = None,
    contact: Annotated[
        str | None, typed.Option("--contact", metavar="ADDRESS", help="The functional mailbox, never a person's.")
    ] = None,
    uid_domain: Annotated[
        str | None, typed.Option("--uid-domain", metavar="DOMAIN", help="What ends every calendar UID, for ever.")
    ] = None,
    timezone: Annotated[str | None, typed.Option("--timezone", metavar="ZONE", help="The time zone.")] = None,
    code: Annotated[
        str | None, typed.Option("--language", metavar="sv|en", help="The language of the folder and its calendars.")
    ] = None,
    dry_run: DryRun = False,
) -> None:
    """Make a folder for a region or a tour; in a terminal it asks for what is not given."""
    run = terminal(context)
    place = Path.cwd() / expanded(folder)
    template.refuse_what_is_there(place)
    ask = Asking(run, {"--name": name, "--region": region, "--from": first, "--to": last})
    name = ask.answer("--name", name, msg("What is the process called?"), _form(names.PROCESS, "name"))
    region = ask.answer("--region", region, msg("Which region?"), _form(names.PROCESS, "region"))
    start = ask.answer("--from", first, msg("First day an event can be, such as 2027-01-11?"), iso_day)
    end = ask.answer("--to", last, msg("Last day an event can be?"), lambda text: _day_after(text, start))
    asked = msg("Municipalities, with commas between?")
    towns = ask.answers("--municipality", municipalities, asked, "", _municipalities)
    asked = msg("What kind of event is the tour made of?")
    named = ask.answers("--kind", kinds, asked, KIND[run.language.code], _kinds)
    asked = msg("Functional mailbox, never a person's address (may be left out)?")
    contact = ask.answer("--contact", contact, asked, _contact, "")
    zone_name = ask.answer("--timezone", timezone, msg("Time zone?"), _zone, ZONE)
    code = ask.answer("--language", code, msg("Language of the folder, sv or en?"), _language, run.language.code)
    asked = msg("What is to end every calendar UID? It can never be changed.")
    uid_domain = ask.answer(
        "--uid-domain", uid_domain, asked, _form(names.PROCESS, "uid_domain"), default_domain(name, region)
    )
    files = template.new_files(
        Answers(name, region, zone_name, code, contact, uid_domain, start, end, named, towns), Language(code).phrase
    )
    _make(run, place, files, [town.id for town in towns], dry_run=dry_run)


class Asking:
    """Takes what the options say and, in a terminal, asks for the rest."""

    def __init__(self, run: Terminal, needed: dict[str, str | None]) -> None:
        """Refuse at once, with all their names, when options are missing and nobody can be asked."""
        self.run = run
        self.terminal = sys.stdin.isatty()
        missing = [option for option, value in needed.items() if value is None]
        if missing and not self.terminal:
            raise UsageError(msg("say {options} too; only in a terminal does rusctl ask", options=missing))

    def answer(
        self, option: str, given: str | None, question: Message, read: Callable[[str], Any], default: str | None = None
    ) -> Any:
        """Give what an option or the user says, as `read` takes it; a wrong answer is asked for again."""
        if given is not None or not self.terminal:
            try:
                return read(given if given is not None else default or "")
            except RusctlError as error:
                text = msg("{option}: {reason}", option=option, reason=error.message)
                raise RusctlError(text) from None
        while True:
            try:
                return read(self._line(question, default or "") or default or "")
            except RusctlError as error:
                self.run.tell(error.message)

    def answers(
        self,
        option: str,
        given: Sequence[str] | None,
        question: Message,
        default: str,
        read: Callable[[Sequence[str]], Any],
    ) -> Any:
        """Give what a repeated option says, or the user, who puts commas between."""
        if given:
            return self.answer(option, "", question, lambda _: read(given))
        return self.answer(
            option, None, question, lambda line: read([*filter(None, map(str.strip, line.split(",")))]), default
        )

    def _line(self, question: Message, default: str) -> str:
        shown = f" [{default}]" if default else ""
        print(one_line(f"{self.run.say(question)}{shown} "), end="", file=sys.stderr, flush=True)
        line = sys.stdin.readline()
        if not line:
            raise typed.Abort
        return line.strip()


def default_domain(name: str, region: str) -> str:
    """Give a domain that no other process is likely to have: what the process and the region are called."""
    labels = [(slug(text) or "rus")[:LONGEST_LABEL].strip("-") for text in (name, region)]
    return ".".join([*labels, "rusctl"])


def _form(file: str, key: str) -> Callable[[str], str]:
    return lambda text: _read(keys.FILES[file][key].form, key, text)


def _read(form: Form, key: str, text: str) -> str:
    """Read a text as the loader will."""
    faults: Faults = []
    read = form.read(text, Source("", (key,)), faults)
    for fault in faults:
        raise RusctlError(fault.message)
    if not read:
        raise RusctlError(msg("it cannot be empty"))
    return str(read)


def _contact(text: str) -> str:
    return _read(string_patterns.email, "contact", text) if text else ""


def _zone(text: str) -> str:
    zone(text)
    return _read(string_patterns.zone, "timezone", text)


def _language(text: str) -> str:
    if text not in LANGUAGES:
        raise RusctlError(msg("{word} is not one of {known}", word=text, known=LANGUAGES))
    return text


def _day_after(text: str, first: dt.date) -> dt.date:
    day = iso_day(text)
    if day < first:
        raise RusctlError(msg("{last} is before {first}", last=day, first=first))
    return day


def _kinds(names: Sequence[str]) -> dict[str, str | dict[str, str]]:
    """Give the kinds of events by id; the one that is offered has a name in both languages."""
    found = _each_once([_read(string_patterns.text, "kind", name) for name in names])
    ids = _ids([KIND["sv"] if name in KIND.values() else name for name in found], "event")
    return {one: KIND if name in KIND.values() else name for one, name in zip(ids, found, strict=True)}


def _municipalities(words: Sequence[str]) -> tuple[NewMunicipality, ...]:
    """Take names and codes apart."""
    split = [word.rpartition("=") if "=" in word else (word, "", "") for word in words]
    names = _each_once([_read(string_patterns.text, "name", name) for name, _, _ in split])
    codes = [_read(string_patterns.code, "code", code.strip()) if sign else "" for _, sign, code in split]
    return tuple(map(NewMunicipality, _ids(names, "municipality"), names, codes))


def _each_once(names: list[str]) -> list[str]:
    for name in names:
        if names.count(name) > 1:
            raise RusctlError(msg("{name} is named twice", name=name))
    return names


def _ids(names: Sequence[str], otherwise: str) -> list[str]:
    """Give each name an id of its own: Habo and Håbo become habo and habo-2."""
    ids: list[str] = []
    for name in names:
        ids.append(free(short(name) or otherwise, ids))
    return ids


def _make(run: Terminal, folder: Path, files: dict[str, bytes], ids: Sequence[str], *, dry_run: bool) -> None:
    kept = (folder / template.IGNORE).exists()
    if kept:
        del files[template.IGNORE]
    for file in files:
        run.out(file)
    if dry_run:
        run.dry_run(to_file=True)
        return
    template.write(folder, files)
    if kept:
        run.tell(msg("add /register/ and /.rusctl/ to the {file} that is there", file=template.IGNORE))
    run.tell(msg("the folder is {folder}; go there and keep it in git", folder=str(folder)))
    run.tell(msg("rusctl tour shows what is to be planned, and rusctl check what is not settled"))
    if ids:
        run.tell(msg('the first date: rusctl event move {id} "7 nov"', id=ids[0]))
