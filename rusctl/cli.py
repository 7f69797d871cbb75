"""The table of commands, and the one place that turns an error into an exit code.

A command's module is imported when the command is run or its help is shown; so no command pays for another's
libraries.
"""

import gc
import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from rusctl.commands.common import plain, streams, typed
from rusctl.commands.common.later import later
from rusctl.commands.terminal import Terminal
from rusctl.errors import EnvironmentFailureError, IntegrityError, RusctlError, UsageError
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.language.choose import choose, named, option
from rusctl.language.message import msg
from rusctl.language.system_words import system_words
from rusctl.output.clean import sentence
from rusctl.services.project import Project
from rusctl.storage.files import made, state

if TYPE_CHECKING:
    from rusctl.commands.common import pager
    from rusctl.commands.common.by_typer import LazyGroup
    from rusctl.model.wishes import Wish
else:
    pager = later("rusctl.commands.common.pager")

PROGRAM = "rusctl"
INTERRUPTED = 130
FAULT_OF_OURS = 5
ENVIRONMENT = 7
# the extra that a package comes with, by the name it is imported by; all others come with rusctl itself
EXTRAS = {"typst": "pdf", "ortools": "propose", "psycopg": "postgres", "keyring": "keyring", "holidays": "holidays"}
TIDY = frozenset({"logging", "multiprocessing", "sqlite3", "tempfile", "threading"})  # what has something to end itself

# name: the module in rusctl/commands and the function in it, or a table of such; what is a command by itself and has
# commands below it, too, has theirs beside it, by both words
Commands = Mapping[str, "str | Commands"]
COMMANDS: Commands = {
    "status": "status:status",
    "tour": "tour.tour:tour",
    "tour add": "tour.declare:add",
    "tour set": "tour.declare:set_values",
    "tour remove": "tour.declare:remove",
    "event": {
        "show": "event.show:show",
        "add": "event.add:add",
        "copy": "event.copy:copy",
        "move": "event.move:move",
        "confirm": "event.status:confirm",
        "tentative": "event.status:tentative",
        "cancel": "event.status:cancel",
        "held": "event.status:held",
        "reopen": "event.status:reopen",
        "postpone": "event.status:postpone",
        "set": "event.set:set_values",
        "remove": "event.remove:remove",
        "edit": "event.edit:edit",
    },
    "template": {
        "list": "template.list:show_all",
        "add": "template.edit:add",
        "set": "template.edit:set_values",
        "remove": "template.edit:remove",
    },
    "milestones": "milestones.milestones:milestones",
    "milestone": {
        "show": "milestone.show:show",
        "add": "milestone.add:add",
        "set": "milestone.set:set_values",
        "move": "milestone.move:move",
        "done": "milestone.status:done",
        "outcome": "milestone.status:outcome",
        "postpone": "milestone.move:postpone",
        "give-up": "milestone.status:give_up",
        "note": "milestone.note:note",
        "reopen": "milestone.status:reopen",
        "remove": "milestone.status:remove",
    },
    "venue": {
        "list": "venue.venue:show_all",
        "add": "venue.venue:add",
        "set": "venue.venue:set_values",
        "remove": "venue.venue:remove",
    },
    "municipality": {
        "list": "municipality.municipality:show_all",
        "add": "municipality.municipality:add",
        "set": "municipality.municipality:set_values",
        "remove": "municipality.municipality:remove",
    },
    "role": {
        "list": "role.role:show_all",
        "add": "role.role:add",
        "set": "role.role:set_values",
        "minimum": "role.minimum:minimum",
        "remove": "role.role:remove",
    },
    "body": {
        "list": "body.body:show_all",
        "add": "body.body:add",
        "set": "body.body:set_values",
        "remove": "body.body:remove",
        "meeting-days": "body.body:meeting_days",
    },
    "travel": {
        "list": "travel.travel:show_all",
        "set": "travel.travel:set_minutes",
        "remove": "travel.travel:remove",
    },
    "lead-time": {
        "list": "lead_time.lead_time:show_all",
        "set": "lead_time.lead_time:set_time",
        "remove": "lead_time.lead_time:remove",
    },
    "phase": {
        "list": "phase.list:show_all",
        "add": "phase.edit:add",
        "set": "phase.edit:set_values",
        "remove": "phase.edit:remove",
    },
    "deadlines": "deadlines:show",
    "timeline": "timeline:show",
    "calendar": "calendar_year:show",
    "busy": {
        "list": "busy.list:show_all",
        "show": "busy.show:show",
        "add": "busy.add:add",
        "remove": "busy.remove:remove",
    },
    "import": "import_events:import_events",
    "register": {
        "init": "register.manage:init",
        "status": "register.manage:status",
        "migrate": "register.manage:migrate",
        "accept": "register.manage:accept",
        "log": "register.changes:log",
        "undo": "register.changes:undo",
        "backup": "register.copies:backup",
        "restore": "register.copies:restore",
        "move-to": "register.copies:move_to",
    },
    "person": {
        "add": "person.add:add",
        "set": "person.set:set_values",
        "import": "person.import_:person_import",
        "extract": "person.extract:extract",
        "restrict": "person.restrict:restrict",
        "object": "person.object:objects",
        "erase": "person.erase:erase",
        "find": "person.list:find",
        "list": "person.list:listed",
        "duplicates": "person.merge:duplicates",
        "merge": "person.merge:merge",
    },
    "participants": {
        "list": "participants.list:listed",
        "add": "participants.add:add",
        "attend": "participants.add:attend",
        "count": "participants.count:count",
        "import": "participants.import_:participants_import",
        "undo-import": "participants.import_:undo_import",
        "export": "participants.export:participants_export",
    },
    "inputs": {
        "record": "inputs.record:record",
        "add": "inputs.add:add",
        "form": "inputs.form:form",
        "import": "inputs.import_:inputs_import",
        "list": "inputs.list:listed",
        "show": "inputs.show:show",
        "correct": "inputs.correct:correct",
        "take-out": "inputs.take_out:take_out",
        "sort": "inputs.sort:sort",
        "sheet": "inputs.sheet:sheet",
        "read": "inputs.sheet:read",
        "search": "inputs.search:search",
        "suggest": "inputs.search:suggest",
        "tag": "inputs.tag:tag",
        "theme": "inputs.theme:theme",
        "themes": "inputs.theme:themes",
        "mark": "inputs.tag:mark",
        "stance": "inputs.tag:stance",
        "note": "inputs.tag:note",
        "fate": "inputs.fate:fate",
        "split": "inputs.split:split",
        "group": "inputs.group:group",
        "ungroup": "inputs.group:ungroup",
        "groups": "inputs.group:groups",
        "synthesis": "inputs.synthesis:synthesis",
        "export": "inputs.export:export",
    },
    "roles": "roles:roles",
    "coverage": "coverage:coverage",
    "balance": "balance:balance",
    "forecast": "forecast:forecast",
    "propose": "propose.propose:propose",
    "whatif": {
        "move": "whatif.whatif:move",
        "slip": "whatif.whatif:slip",
    },
    "baseline": {
        "set": "baseline.baseline:set_baseline",
        "list": "baseline.baseline:list_baselines",
        "diff": "baseline.baseline:diff",
    },
    "check": "check:check",
    "explain": "explain:explain",
    "notice": "notice:notice",
    "retention": {
        "run": "retention.retention:run_retention",
        "log": "retention.retention:log",
    },
    "rules": "rules:rules",
    "export": "export:export",
    "publish": "publish.publish:publish",
    "trace": "trace:trace",
    "commitment": {
        "list": "commitment.list:show_all",
        "show": "commitment.list:show",
        "add": "commitment.edit:add",
        "set": "commitment.edit:set_values",
        "done": "commitment.edit:done",
        "follow-up": "commitment.edit:follow_up",
        "tell": "commitment.tell:tell",
        "remove": "commitment.edit:remove",
    },
    "consultation": {
        "list": "consultation.list:show_all",
        "declare": "consultation.declare:declare",
        "set": "consultation.declare:set_values",
        "words": "consultation.words:words",
        "import": "consultation.import_:take",
        "body": "consultation.body:body",
        "bodies": "consultation.bodies:bodies",
        "status": "consultation.status:status",
        "ask": "consultation.ask:ask",
        "send": "consultation.send:send",
        "remind": "consultation.send:remind",
        "extend": "consultation.extend:extend",
        "decline": "consultation.extend:decline",
        "add": "consultation.add:add",
        "correct": "consultation.correct:correct",
        "received": "consultation.received:received",
        "show": "consultation.received:show",
        "analyse": "consultation.analyse:analyse",
        "split": "consultation.split:split",
        "like": "consultation.like:like",
        "sheet": "consultation.comment_sheet:sheet",
        "read": "consultation.comment_sheet:read",
        "answer": "consultation.answer:answer",
        "reasons": "consultation.reasons:reasons",
        "approve": "consultation.approve:approve",
        "changes": "consultation.text_changes:changes",
        "letters": "consultation.letters:letters",
        "publish": "consultation.publish:publish",
    },
    "follow-up": {
        "status": "follow_up.status:status",
        "record": "follow_up.record:record",
        "write": "follow_up.record:write",
    },
    "indicator": {
        "show": "follow_up.indicator:show",
        "add": "follow_up.indicator:add",
        "set": "follow_up.indicator:set_values",
        "remove": "follow_up.indicator:remove",
    },
    "programme": {
        "list": "follow_up.programme:show_all",
        "add": "follow_up.programme:add",
        "set": "follow_up.programme:set_values",
        "remove": "follow_up.programme:remove",
    },
    "result": {
        "list": "follow_up.result:show_all",
        "add": "follow_up.result:add",
        "set": "follow_up.result:set_values",
        "remove": "follow_up.result:remove",
    },
    "strategy": {
        "import": "strategy.import_:take",
        "show": "strategy.show:show",
        "versions": "strategy.show:versions",
        "changes": "strategy.changes:show",
        "reason": "strategy.reasons:reason",
        "gone": "strategy.reasons:gone",
        "export": "strategy.export:export",
    },
    "release": {
        "list": "release.release:show_all",
        "show": "release.release:show",
    },
    "invite": "invite:invite",
    "remind": "remind:remind",
    "offer": "offer:offer",
    "thank": "thank:thank",
    "replies": "replies:replies",
    "answers": "answers:answers",
    "review": "review:review",
    "outbox": {
        "list": "outbox.list:list_",
        "show": "outbox.list:show",
        "send": "outbox.send:send",
        "resolve": "outbox.resolve:resolve",
        "retry": "outbox.resolve:retry",
        "erase": "outbox.resolve:erase",
        "addresses": "outbox.addresses:addresses",
        "address-ok": "outbox.addresses:address_ok",
    },
    "letter": {
        "list": "letter.letter:show_all",
        "show": "letter.letter:show",
    },
    "report": {
        "status": "report.status:status",
        "annual": "report.annual:annual",
        "sign-in": "report.event:sign_in",
        "catering": "report.event:catering",
        "run-sheet": "report.event:run_sheet",
        "inputs": "report.inputs:inputs",
        "brief": "report.papers:brief",
        "thanks": "report.papers:thanks",
        "decision": "report.papers:decision",
        "cover-letter": "report.papers:cover_letter",
        "handover": "report.papers:handover",
    },
    "site": {
        "snapshot": "site.snapshot:snapshot",
        "build": "site.site:build",
        "serve": "site.serve:serve",
        "check": "site.site:check",
    },
    "diff": "diff:diff",
    "log": "log:log",
    "undo": "undo:undo",
    "where": "where:where",
    "trust": "trust:trust",
    "init": "init:init",
    "schema": "schema:schema",
}
GROUPS = {
    "busy": "Busy calendars, such as the council's meetings: list, show, add or remove them.",
    "register": "The register of those who take part: make it, look after it, move it.",
    "participants": "Who takes part in an event: invited, coming and there, by name or only counted.",
    "inputs": "What is said at the dialogues, by role and never by person: recorded, from forms, listed, weighed.",
    "retention": "Show what is due for disposal and what has been disposed of.",
    "person": "A person in the register: who they are, and which role they hold.",
    "event": "Show an event, add one, or change one.",
    "phase": "The phases of the process: list, add, change or remove.",
    "template": "What events are made like (rusctl event copy): list, add, change or remove.",
    "milestone": "Show a milestone, add one, or say what became of it.",
    "municipality": "Municipalities: list, add, change or remove them.",
    "venue": "Venues at which events are held: list, add, change or remove them.",
    "role": "Roles, of those who take part and of the region's own: list, add, change or remove them.",
    "body": "Bodies that decide or act, and the days on which they meet: list, add, change or remove them.",
    "travel": "Minutes on the road between municipalities: list, give or remove them.",
    "lead-time": "The region's own lead times round a meeting: list, give or remove them.",
    "report": "Write a report.",
    "site": "The public site in Swedish and English: build it, check what is missing, take in what was said.",
    "whatif": "Show the effects of a date change. Nothing is written.",
    "baseline": "Save the current dates as a baseline, and compare with it later.",
    "release": "The releases of the schedule (rusctl publish --release): list them, show what was new.",
    "letter": "The texts of invitations and other messages, which you can word yourself.",
    "commitment": "Joint commitments: list, show, add, change, follow up or remove them.",
    "consultation": "Consultations (remisser): declared, asked, replied to, answered; how they stand.",
    "follow-up": "How the strategy's goals stand after the decision: say it, record figures, write on the report.",
    "indicator": "Indicators by which the strategy is followed up: show, add, change or remove them.",
    "programme": "Programmes and plans that build on the strategy: list, add, change or remove them.",
    "result": "What projects have led to, and where it lives now: list, add, change or remove it.",
    "strategy": "The strategy's text: take a version in, show it, compare two, write one out.",
    "outbox": "The messages to those who are invited: what was sent, what waits, what is not certain.",
}
# those that change nothing that anybody keeps, but what they may write on the way
READING = frozenset(
    {
        *(
            "status",
            "tour",
            "event show",
            "template list",
            "phase list",
            "milestones",
            "milestone show",
            "deadlines",
            "calendar",
        ),
        *(
            "busy list",
            "busy show",
            "municipality list",
            "venue list",
            "role list",
            "body list",
            "travel list",
            "lead-time list",
        ),
        *("register status", "register log", "person extract", "person find", "person list", "person duplicates"),
        *(
            "participants list",
            "roles",
            "coverage",
            "balance",
            "inputs synthesis",
            "forecast",
            "whatif move",
            "whatif slip",
        ),
        *("baseline list", "baseline diff", "check", "explain", "notice", "retention log", "rules", "answers"),
        *(
            "outbox list",
            "outbox show",
            "outbox addresses",
            "letter list",
            "letter show",
            "diff",
            "log",
            "where",
            "release list",
            "release show",
            "inputs list",
            "inputs show",
        ),
        *("strategy show", "strategy versions", "strategy changes", "commitment list", "commitment show", "trace"),
        "site check",
        "site serve",
        "consultation list",
        "consultation words",
        *("consultation received", "consultation show"),
        *("follow-up status", "indicator show", "programme list", "result list"),
        "consultation bodies",
        "consultation status",
        *("consultation analyse", "consultation changes"),
        *("inputs search", "inputs suggest", "inputs themes", "inputs groups"),
    }
)
SERVING = frozenset({"site serve"})  # what it says is read while it goes on
# the commands of the first help page, by what one wants to do
SECTIONS = (
    (
        msg("The tour"),
        ("status", "tour", "tour add", "tour set", "tour remove", "event", "template", "propose", "import", "busy"),
    ),
    (
        msg("What remains"),
        ("milestones", "milestone", "phase", "deadlines", "timeline", "calendar", "forecast", "whatif", "baseline"),
    ),
    (msg("The strategy's text"), ("strategy", "commitment", "trace")),
    (msg("After the decision"), ("follow-up", "indicator", "programme", "result")),
    (msg("Checking"), ("check", "explain", "rules", "diff")),
    (
        msg("What others see"),
        (
            "export",
            "publish",
            "release",
            "site",
            "invite",
            "remind",
            "offer",
            "thank",
            "letter",
            "outbox",
            "replies",
            "answers",
            "review",
            "report",
        ),
    ),
    (
        msg("Who takes part"),
        ("participants", "roles", "coverage", "balance", "person", "register", "notice", "retention"),
    ),
    (msg("What is said"), ("inputs", "consultation")),
    (msg("What the plan is made of"), ("municipality", "venue", "role", "body", "travel", "lead-time")),
    (msg("The folder"), ("init", "where", "trust", "log", "undo", "schema")),
)


def _folder_language(argv: Sequence[str]) -> str | None:
    """Give the language a folder is set to, if there is one; what is wrong with it is said later, and better."""
    try:
        return Project(option("--project", argv)).language()
    except (RusctlError, OSError):
        return None


def _report(error: RusctlError, terminal: Terminal) -> None:
    """Print an error: the one place where it is said of one what was changed."""
    line = error.at.line or terminal.project.known_line(error.at)
    place = f"{error.at.file}:{line}: " if line else f"{error.at.file}: " if error.at.file else ""
    nothing = error.stops and bool(terminal.command) and terminal.command not in READING
    text = terminal.say(made.told(error.message, nothing=nothing))
    print(sentence(f"{PROGRAM}: {place}{text}"), file=sys.stderr)


def run(argv: Sequence[str]) -> int:
    """Run one command line and give its exit code; every error has become a sentence on stderr.

    A command that has begun is carried out whoever reads what it prints; whether that could be written is looked at
    when it is done.
    """
    made.begin()
    before = sys.stdout, sys.stderr, sys.stdin
    out, err = streams.Guarded(sys.stdout), streams.Guarded(sys.stderr)
    sys.stdout, sys.stderr = out, err
    if sys.stdin is None:
        sys.stdin = streams.NoInput()
    try:
        for stream in (out, err):
            stream.reconfigure(errors="backslashreplace", **streams.form_of(stream))
        terminal = Terminal(Language(choose(argv, lambda: _folder_language(argv))), argv)
        terminal.project.asked = lambda wish: _agreement(terminal, wish)
        terminal.project.tell = terminal.tell
        code = _paged(argv, terminal, out, err) if _may_page(argv, out) else _carried_out(argv, terminal)
        out.flush()
        err.flush()
        return _unheard(code, out, err, terminal)
    finally:
        sys.stdout, sys.stderr, sys.stdin = before
        out.leave()
        err.leave()


def _may_page(argv: Sequence[str], out: streams.Guarded) -> bool:
    """Say whether a result may be paged: not where a program reads it, or no terminal can show a part of it."""
    for_programs = any(word == "--json" or word.partition("=")[0] == "--format" for word in argv)
    at_terminal = bool(out.isatty()) and sys.stdin.isatty() and os.environ.get("TERM") != "dumb"
    return at_terminal and not for_programs and plain.COMPLETE not in os.environ


def _paged(argv: Sequence[str], terminal: Terminal, out: streams.Guarded, err: streams.Guarded) -> int:
    """Carry out a command line whose result goes to a pager where it is longer than the screen."""

    def wanted() -> bool:
        return terminal.command in READING - SERVING or not {"-h", "--help", "help"}.isdisjoint(argv)

    held = streams.Pageable(out, err, wanted)
    sys.stdout, sys.stderr = held.out, held.err
    try:
        return _carried_out(argv, terminal)
    finally:
        held.release(lambda text: pager.page(text, pager.command()), os.get_terminal_size().lines - 1)
        sys.stdout, sys.stderr = out, err


def _carried_out(argv: Sequence[str], terminal: Terminal) -> int:
    os.environ["LANGUAGE"] = terminal.language.code
    try:
        _refuse_unknown_language(argv)
        try:
            code = _called(argv, terminal)
        finally:
            terminal.end()
            terminal.tell_all(state.said())
    except RusctlError as error:
        _report(error, terminal)
        return error.exit_code
    except typed.Exit as ending:
        return ending.code
    except (KeyboardInterrupt, EOFError, typed.Abort):
        print(file=sys.stderr)
        return INTERRUPTED
    except SystemExit as ending:  # completion, which has nothing wrong
        return int(ending.code or 0)
    except OSError as error:
        return _failed(error, terminal)
    except Exception as error:  # noqa: BLE001 - the last net: nobody is shown a traceback
        return _unforeseen(error, terminal)
    return code


def _refuse_unknown_language(argv: Sequence[str]) -> None:
    """Refuse a language that the command line asks for and that is not spoken, also where only help is wanted."""
    word = option("--lang", argv)
    if word is not None and not named(word):
        sentence = msg("{word} is no language here; there are {known}", word=word, known=LANGUAGES)
        raise UsageError(msg("{name}: {sentence}", name="--lang", sentence=sentence))


def _called(argv: Sequence[str], terminal: Terminal) -> int:
    """Carry out a command line: a plain one at once, and any other as Typer reads it."""
    if call := plain.read(argv, COMMANDS):
        call.carry_out(terminal)
        return 0
    return root(terminal.language).carry_out(argv, terminal)


def root(language: Language) -> "LazyGroup":
    """Give the whole program as Typer has it, in a language."""
    from rusctl.commands.common import by_typer  # noqa: PLC0415 - loading Typer takes as long as most commands do

    return by_typer.root_of(COMMANDS, GROUPS, SECTIONS, language)


def _agreement(terminal: Terminal, wish: "Wish") -> bool | None:
    """Ask whether the user agrees to what the folder asks for."""
    from rusctl.commands.common import agreement  # noqa: PLC0415 - most commands ask for nothing

    return agreement.ask(terminal, wish)


def _unheard(code: int, out: streams.Guarded, err: streams.Guarded, terminal: Terminal) -> int:
    """Give the exit code, which says where the answer could not be written; a reader who has gone wants none."""
    failed = next((one.error for one in (out, err) if one.error and not isinstance(one.error, BrokenPipeError)), None)
    if failed is None or code:
        return code
    reason = system_words(failed)
    error: RusctlError = EnvironmentFailureError(msg("{place}: {reason}", place="stdout", reason=reason))
    if made.anything():
        made.begin()  # the sentence says it
        text = msg("what you asked for was changed, but the answer could not be written: {reason}", reason=reason)
        error = RusctlError(text)
    _report(error, terminal)
    return ENVIRONMENT


def _failed(error: OSError, terminal: Terminal) -> int:
    text = msg("{place}: {reason}", place=str(error.filename or PROGRAM), reason=system_words(error))
    _report(EnvironmentFailureError(text), terminal)
    return ENVIRONMENT


def _unforeseen(error: Exception, terminal: Terminal) -> int:
    if os.environ.get("RUSCTL_TRACEBACK"):
        raise error
    if isinstance(error, ModuleNotFoundError) and (name := (error.name or PROGRAM).partition(".")[0]) != PROGRAM:
        return _lacking(name, terminal)
    text = msg(
        "a fault in rusctl stopped this command ({kind}); please report it with what RUSCTL_TRACEBACK=1 shows",
        kind=type(error).__name__,
    )
    _report(IntegrityError(text), terminal)
    return FAULT_OF_OURS


def _lacking(package: str, terminal: Terminal) -> int:
    """Say that a package is not installed, by the name it is imported by, and what installs it."""
    extra = EXTRAS.get(package)
    text = msg(
        "{package}, a package that this command needs, is not installed; install it with {command}",
        package=package,
        command=f"pip install '{PROGRAM}[{extra}]'" if extra else f"pip install --force-reinstall {PROGRAM}",
    )
    _report(EnvironmentFailureError(text), terminal)
    return ENVIRONMENT


def main() -> None:
    """Run the command line of this process."""
    streams.fill_descriptors()
    try:
        code = run(sys.argv[1:])
    except KeyboardInterrupt:  # before the command line was read, or after the last word
        code = INTERRUPTED
    if TIDY.isdisjoint(sys.modules):
        os._exit(code)  # all is written, and the system frees at once what Python takes a tenth of the time to free
    gc.freeze()  # the process ends, so nothing is looked through for what may be freed
    sys.exit(code)
