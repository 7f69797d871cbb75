"""`rusctl init`."""

import contextlib
import datetime as dt
from pathlib import Path
from typing import Annotated, Any

from rusctl.commands.common import typed
from rusctl.commands.common.asking import Asking
from rusctl.commands.common.new_folder import Example, write_example, write_folder
from rusctl.commands.common.options import DryRun
from rusctl.commands.terminal import Terminal, terminal
from rusctl.errors import RusctlError
from rusctl.language.catalogue import LANGUAGES
from rusctl.language.choose import known
from rusctl.language.message import msg
from rusctl.services.planning import copied_folder, new_folder
from rusctl.services.planning.copied_folder import OldFolder
from rusctl.services.planning.new_folder import PeriodDay
from rusctl.storage import template
from rusctl.storage.files import names
from rusctl.storage.folder import expanded
from rusctl.storage.template import Answers


def init(
    context: typed.Context,
    folder: Annotated[str, typed.Argument(metavar="DIR", help="The new folder.", asks=typed.TEXT)],
    *,
    name: Annotated[str | None, typed.Option("--name", metavar="TEXT", help="What the process is called.")] = None,
    region: Annotated[str | None, typed.Option("--region", metavar="TEXT", help="The region.")] = None,
    first: Annotated[
        str | None, typed.Option("--from", metavar="DAY", help='The first day an event can be, such as "11 jan 2027".')
    ] = None,
    last: Annotated[str | None, typed.Option("--to", metavar="DAY", help="The last day an event can be.")] = None,
    municipalities: Annotated[
        list[str] | None,
        typed.Option(
            "--municipality", metavar="NAME[=CODE]", help="A municipality, such as Sala or Sala=1981. Repeatable."
        ),
    ] = None,
    kinds: Annotated[
        list[str] | None,
        typed.Option("--kind", metavar="NAME", help="A kind of event, the tour's first. Repeatable."),
    ] = None,
    contact: Annotated[
        str | None, typed.Option("--contact", metavar="ADDRESS", help="The functional mailbox, never a person's.")
    ] = None,
    uid_domain: Annotated[
        str | None,
        typed.Option(
            "--uid-domain", metavar="DOMAIN", help="The domain part of every calendar UID. It can never be changed."
        ),
    ] = None,
    timezone: Annotated[str | None, typed.Option("--timezone", metavar="ZONE", help="The time zone.")] = None,
    country: Annotated[
        str | None,
        typed.Option(
            "--country",
            metavar="CODE",
            help="Whose public holidays and law count, such as FI; the time zone's country where it is left out.",
        ),
    ] = None,
    code: Annotated[
        str | None, typed.Option("--language", metavar="sv|en", help="The language of the folder and its calendars.")
    ] = None,
    copy: Annotated[
        str | None,
        typed.Option(
            "--copy", metavar="FOLDER", help="Reuse a folder's municipalities, roles, bodies, kinds and ways."
        ),
    ] = None,
    example: Example = "",
    dry_run: DryRun = False,
) -> None:
    """Make a folder for a region or a tour; in a terminal it asks for what is not given."""
    run = terminal(context)
    place = Path.cwd() / expanded(folder)
    template.refuse_what_is_there(place)
    if example:
        others = (name, region, first, last, municipalities, kinds, contact, uid_domain, timezone, country, code, copy)
        write_example(run, place, example, alone=not any(others), dry_run=dry_run)
        return
    old = copied_folder.old_folder(copy) if copy is not None else None
    spoken = known(run.project.command, lambda: _spoken(run))
    offered = copied_folder.offered(old, spoken or LANGUAGES[0], region)
    ask = Asking(run, {"--name": name, "--region": region or offered.region, "--from": first, "--to": last})
    name = ask.answer("--name", name, msg("What is the process called?"), new_folder.form(names.PROCESS, "name"))
    region = ask.answer(
        "--region", region, msg("Which region?"), new_folder.form(names.PROCESS, "region"), offered.region
    )
    asked = msg("First day an event can be, such as 11 Jan 2027?")
    start = ask.answer("--from", first, asked, lambda text: _told(run, new_folder.first_day(text, run.project.today)))
    asked = msg("Last day an event can be?")
    end = ask.answer("--to", last, asked, lambda text: _told(run, new_folder.day_after(text, start)))
    asked = msg("Municipalities, with commas between?")
    towns: Any = offered.municipalities
    if towns is None or municipalities:
        towns = ask.answers("--municipality", municipalities, asked, "", new_folder.municipalities)
    asked = msg("What kind of event is the tour made of?")
    named = offered.kinds
    if named is None or kinds:
        named = ask.answers("--kind", kinds, asked, new_folder.KIND[offered.language], new_folder.kinds)
    asked = msg("Functional mailbox, never a person's address (may be left out)?")
    contact = ask.answer("--contact", contact, asked, new_folder.contact, offered.contact)
    zone_name = ask.answer("--timezone", timezone, msg("Time zone?"), new_folder.zone, offered.timezone)
    land = new_folder.country(country or (not timezone and offered.country) or new_folder.country_of(zone_name))
    towns = ask.answer("--municipality", "", asked, lambda _: new_folder.with_codes(towns, land))
    if not (code or spoken or old or ask.terminal):
        run.tell(msg("nothing here says which language is spoken, so the folder is in Swedish; else add --language en"))
    asked = msg("Language of the folder, sv or en?")
    code = ask.answer("--language", code, asked, new_folder.language, offered.language)
    asked = msg("What is to end every calendar UID? It can never be changed.")
    uid_domain = ask.answer(
        "--uid-domain",
        uid_domain,
        asked,
        new_folder.form(names.PROCESS, "uid_domain"),
        copied_folder.uid_domain(old, name, region, start.year),
    )
    copied_folder.own_domain(old, uid_domain)
    answers = Answers(name, region, zone_name, code, contact, uid_domain, start, end, named, towns, land)
    _make(run, place, answers, old, "" if country else zone_name, dry_run=dry_run)


def _told(run: Terminal, found: PeriodDay) -> dt.date:
    """Give a day, and say how it was read where that is not what was written."""
    if found.why:
        run.tell(found.why)
    return found.day


def _spoken(run: Terminal) -> str | None:
    """Give the language of the folder that the command line is in, if there is one."""
    with contextlib.suppress(RusctlError):
        return run.project.language()
    return None


def _make(run: Terminal, folder: Path, answers: Answers, old: OldFolder | None, zone: str, *, dry_run: bool) -> None:
    files, kept = new_folder.files(folder, answers)
    if old:
        files = copied_folder.filled(files, old, answers)
        run.tell_all(copied_folder.kept(old))
    about = new_folder.about_country(answers.country, zone)
    written = write_folder(run, folder, files, [about] if about else [], kept=kept, dry_run=dry_run)
    if written and answers.municipalities:
        first = answers.municipalities[0].id
        run.tell(msg('the first date: rusctl event move {id} "7 nov"', id=first))
