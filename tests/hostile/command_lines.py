"""A command line for every command there is, in the folder that `places.py` writes."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from rusctl.cli import COMMANDS, Commands, root
from rusctl.language.catalogue import Language
from tests.conftest import DAY, run_rusctl
from tests.injection.places import write

WORDS: Mapping[str, str] = {
    "event show": "ett",
    "event add": "ny --kind dialog --date 2018-12-05 --yes",
    "event move": "ett 2018-12-12 --yes --reason x",
    "event confirm": "tva",
    "event tentative": "ett",
    "event cancel": "ett",
    "event held": "tre",
    "event reopen": "tre",
    "event remove": "tva",
    "event postpone": "ett --reason x",
    "event set": "ett tva --venue x",
    "event copy": "ett --id ny",
    "role minimum": "grupp 5 --municipality norra",
    "phase add": "ny 2019-01-01",
    "phase set": "skede --name x",
    "phase remove": "skede",
    "template add": "mall --time 09:00-12:00",
    "template set": "mall --note x",
    "template remove": "mall",
    "milestones": "--all",
    "milestone show": "m-ett",
    "milestone add": "--title Ny --date 2019-05-07",
    "milestone set": "m-ett --note x",
    "milestone move": "m-ett 2019-05-07 --yes --reason x",
    "milestone done": "m-ett 2018-11-08",
    "milestone outcome": "m-ett tabled 2018-11-08",
    "milestone postpone": "m-ett --reason x",
    "milestone give-up": "m-ett --reason x",
    "milestone note": "m-ett --level red --text x",
    "milestone reopen": "m-ett",
    "milestone remove": "m-ett",
    "deadlines": "m-ett",
    "calendar": "2018",
    "tour add": "--round 2",
    "tour set": "dialog --visits 2",
    "tour remove": "dialog",
    "municipality add": "Ny --code 1492",
    "municipality set": "norra --population 7",
    "municipality remove": "sodra",
    "venue add": "Ny --address x --room Salen=40",
    "venue set": "sal --capacity 7",
    "venue remove": "sal",
    "role add": "Ny --group crew",
    "role set": "grupp --needs 2",
    "role remove": "grupp",
    "body add": "Ny --kind board",
    "body set": "namnd --kind board",
    "body remove": "namnd",
    "body meeting-days": "namnd 2019-02-05",
    "offer": "ett",
    "thank": "tre",
    "outbox address-ok": "ett@example.org",
    "letter show": "invitation",
    "travel set": "norra sodra 40",
    "travel remove": "norra sodra",
    "lead-time set": "namnd notice 2weeks",
    "lead-time remove": "namnd notice",
    "busy show": "upptagen",
    "busy add": "in.ics --id ny --everyone",
    "busy remove": "upptagen",
    "import": "in.ics --kind dialog --yes",
    "register restore": "x",
    "register move-to": "postgresql:///x",
    "person add": "--name Testperson --role grupp",
    "person set": "1 --name Annan",
    "person import": "list.csv --yes",
    "person extract": "1",
    "person restrict": "1",
    "person object": "1",
    "person erase": "1 --yes --decision D",
    "trust": "--dry-run",
    "person find": "Test",
    "person merge": "1 2",
    "participants list": "ett",
    "participants add": "ett 1 --role grupp",
    "participants attend": "tre 1",
    "participants count": "tre grupp 4",
    "participants import": "ett list.csv --yes",
    "participants undo-import": "1",
    "participants export": "ett --internal",
    "inputs record": "ett --kind utmaning",
    "inputs add": "ett Fler",
    "inputs form": "ett -o formular.docx",
    "inputs import": "inspel.csv --event ett",
    "inputs show": "ETT-001",
    "inputs correct": "ETT-001 Annat",
    "inputs take-out": "ETT-001 Bussar",
    "inputs sheet": "-o sortering.xlsx",
    "inputs read": "sorterat.csv",
    "inputs search": "buss",
    "inputs suggest": "ETT-001",
    "inputs tag": "ETT-001 tema",
    "inputs theme": "Bussar",
    "inputs mark": "ETT-001 done",
    "inputs stance": "ETT-001 for",
    "inputs note": "ETT-001 Annat",
    "inputs fate": "ETT-001 noted",
    "trace": "p001",
    "inputs split": "ETT-001 Buss",
    "inputs group": "ETT-001 ETT-002",
    "inputs ungroup": "1",
    "propose": "tva",
    "whatif move": "ett 2019-12-12",
    "whatif slip": "m-ett 3w",
    "baseline set": "ny",
    "baseline diff": "start",
    "explain": "weekend",
    "notice": "ett",
    "export": "--output - --notes --windows --deadlines",
    "release show": "",
    "consultation changes": "ny ny",
    "consultation declare": "Ny --opens m-noll --closes m-ett",
    "consultation set": "--days 60",
    "consultation split": "1 tåg",
    "consultation like": "1.1 1.2",
    "consultation sheet": "-o synpunkter.xlsx",
    "consultation read": "sorterat.csv",
    "consultation answer": "1.1 --as noted",
    "consultation reasons": "banan text",
    "consultation approve": "1.1 --body styrelsen",
    "consultation add": "--text x --new Ny --kind other --arrived unknown",
    "consultation correct": "1 --dnr x",
    "consultation show": "1",
    "consultation letters": "--template data --dry-run",
    "consultation body": "Ny --kind kommun",
    "consultation import": "list.csv",
    "consultation ask": "",
    "consultation send": "--dry-run",
    "consultation remind": "--dry-run",
    "consultation extend": "1 --until 2019-11-01 --reason x",
    "consultation decline": "1",
    "consultation publish": "--folder published --dry-run",
    "commitment show": "ny",
    "commitment add": "Utbildning --who Kommunen",
    "commitment set": "ny --by 2021-06-30",
    "commitment done": "ny",
    "commitment follow-up": "ny under-way",
    "commitment tell": "ny",
    "commitment remove": "ny",
    "follow-up record": "ny --year 2018 --total 79",
    "follow-up write": "2025 9.1 text",
    "indicator show": "ny",
    "indicator add": "Jobb --unit procent --source SCB",
    "indicator set": "ny --goal 80",
    "indicator remove": "ny",
    "programme add": "Plan --by Regionen",
    "programme set": "ny --by Regionen",
    "programme remove": "ny",
    "result add": "Bok --by Projekt",
    "result set": "ny --year 2018",
    "result remove": "ny",
    "strategy import": "text.md --as ny --yes",
    "strategy show": "ny",
    "strategy changes": "ny ny",
    "strategy reason": "ny p001 x",
    "strategy gone": "ny p001",
    "strategy export": "ny",
    "invite": "ett --to list.txt",
    "remind": "ett",
    "replies": "svar.eml",
    "outbox show": "1",
    "outbox resolve": "1 --sent",
    "outbox retry": "1",
    "outbox erase": "list.txt",
    "report annual": "2018",
    "report sign-in": "ett",
    "report catering": "ett",
    "report run-sheet": "ett",
    "report brief": "ett",
    "report thanks": "ett",
    "report decision": "m-ett",
    "report inputs": "tre",
    "inputs export": "ut.qdpx",
    "init": "ny --name N --region R --from 2018-01-01 --to 2019-01-01",
}
_FILES = {
    "list.txt": "Testperson Ett <ett@example.org>\n",
    "text.md": "# Mål\n\nFler i arbete.\n",
    "list.csv": "Namn;E-post;Roll\nTestperson Tre;tre@example.org;Grupp\n",
    "inspel.csv": "Inspel;Slag\nFler bussar;Utmaning\n",
    "sorterat.csv": "Inspel;Teman\nETT-001;tema\n",
    "in.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:a\nDTSTART:20181204T100000Z\nDTEND:20181204T110000Z\n"
    "SUMMARY:S\nEND:VEVENT\nEND:VCALENDAR\n",
    "svar.eml": "From: T <ett@example.org>\nContent-Type: text/calendar; method=REPLY\n\n"
    "BEGIN:VCALENDAR\nMETHOD:REPLY\nBEGIN:VEVENT\nUID:ett@example.org\nSEQUENCE:1\nDTSTAMP:20181109T100000Z\n"
    "ATTENDEE;PARTSTAT=ACCEPTED:mailto:ett@example.org\nEND:VEVENT\nEND:VCALENDAR\n",
}
_BEFORE = (
    "register init",
    "person add --name Testperson --email ett@example.org --role grupp",
    "person add --name Testperson --role grupp --anyway",
    "invite ett --to list.txt",
    "inputs add ett Bussar",
    "inputs add ett Bussarna",
    "inputs theme tema",
    "inputs group ETT-001 ETT-002",
)


def names(table: Commands = COMMANDS, before: str = "") -> Iterator[str]:
    """Give the name of every command but `site serve`, which serves until it is ended and has tests of its own."""
    for name, entry in table.items():
        if isinstance(entry, str):
            if (whole := f"{before}{name}") != "site serve":
                yield whole
        else:
            yield from names(entry, f"{before}{name} ")


def line(name: str) -> list[str]:
    """Give a command with its words; one that nobody has thought of gets an event for whatever it must have."""
    return f"{name} {WORDS[name] if name in WORDS else 'ett ' * _required(name)}".split()


def _required(name: str) -> int:
    command: Any = root(Language("en"))
    for word in name.split():
        command = command.get_command(None, word)
    return sum(one.required and one.param_type_name == "argument" for one in command.params)


def make(folder: Path) -> None:
    """Write a whole plan into the working directory, with a register and an invitation in it."""
    write(folder, {})
    for name, text in _FILES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for words in _BEFORE:
        assert run_rusctl(*words.split(), "--today", DAY).code == 0, words
