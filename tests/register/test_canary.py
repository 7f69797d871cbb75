"""A canary: fifty planted people, every command run, and none of them in git, in public output or in logs.

Which commands there are is taken from the program, so that a new one fails here until somebody has given it a line, and
said whether it is there to show persons.
"""

import io
import os
import subprocess
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from rusctl.cli import COMMANDS
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.inputs import store
from rusctl.model.inputs import NewInput
from rusctl.model.people import Person, RoleAssignment
from rusctl.register import persons
from tests.conftest import Run, run_rusctl

PEOPLE = 50
DAY = "2018-12-31"
GIT = {
    f"GIT_{who}_{what}": f"x{at}" for who in ("AUTHOR", "COMMITTER") for what, at in (("NAME", ""), ("EMAIL", "@x.org"))
}

# Commands that are there to show persons to the one who asks for them at the terminal, and why.
SHOWS = {
    "person list": "lists persons",
    "person find": "finds a person by name",
    "person duplicates": "shows two persons beside each other, to be merged or not",
    "person extract": "is what a person gets of the register",
    "commitment tell": "says to whom it writes",
    "consultation send": "says to whom it writes",
    "consultation remind": "says whom it reminds",
    "consultation bodies": "lists those on a circulation list, private individuals among them",
    "participants list": "lists who takes part, for who prepares the event",
    "invite": "says to whom it writes",
    "remind": "says whom it reminds",
    "answers": "lists who was invited and what they answered",
    "replies": "says of each answer from whom it is",
    "review": "lists the answers that somebody must look at",
    "consultation show": "shows a reply as it was read",
    "consultation split": "shows a reply, for those who split it into comments",
    "consultation answer": "shows comments in their own words, for those who answer them",
    "consultation like": "shows comments that are alike, in their own words",
    "trace": "shows what was said as it was said, for those who sort",
    "offer": "says to whom a place is offered",
    "thank": "says who came, and whom it thanks",
    "outbox list": "lists messages by address",
    "outbox addresses": "lists addresses that are not reached",
    "outbox show": "shows a message as it was sent",
    "outbox send": "says which message could not be sent to whom",
}
# Every command, in an order in which each has something to do; {out} is a folder outside the plan.
LINES = """
status
where
trust --json
rules
explain RUS801
schema events
tour --json
tour
tour add --round 2
tour set kommundialog-2 --visits 2
tour remove kommundialog-2
municipality add Åmål
municipality set amal --code 1492
municipality remove amal
municipality list --json
venue add Rådhuset --municipality sala --room Salen=40
venue set radhuset --step-free yes
venue remove radhuset
venue list --json
role add Ungdomar
role set ungdomar --needs 1
role remove ungdomar
role list
body add Kulturnämnden
body set kulturnamnden --kind nämnd
body meeting-days kulturnamnden 2019-02-05
body meeting-days kulturnamnden 2019-02-05 --remove
body remove kulturnamnden
body list
travel set sala norberg 45
travel list
travel remove sala norberg
lead-time set regionfullmaktige notice 2weeks
lead-time list
lead-time remove regionfullmaktige notice
event show sala
event add sala-2 --kind kommundialog --date 2018-12-12 --municipality sala
event confirm norberg
event tentative norberg
event edit sala
event remove sala-2 --force
event held sala
event reopen sala
event postpone arboga --reason x
event set sala norberg --room A
event copy sala --municipality norberg --dry-run
role minimum politiker 5 --municipality sala
phase add dialog 2018-11-06
phase list
phase set dialog --name Dialog
phase remove dialog
template add dialog --time 09:00-12:00
template list
template set dialog --note x
template remove dialog
participants count sala politiker 7 --women 3 --diet vegetarian=2
participants add sala 1 2 --answer accepted --how Canary001
participants attend sala --all
participants list sala
event move norberg 2019-01-20 --yes
invite norberg
remind norberg
event move norberg 2019-01-21 --yes
invite --changed
answers
outbox list
offer sala
thank sala
letter list
letter show reminder
person restrict 7
event cancel norberg
invite --changed --json
event reopen norberg
person restrict 7 --lift
event move norberg 2018-11-26 --yes
participants import norberg {out}/list.csv --yes
participants import norberg {out}/list.csv --dry-run
person import {out}/list.csv --yes
participants undo-import 4
participants export --public
participants export --public -o {out}
participants export --internal
participants export --on-request --format csv
person add --name Canary077 --anyway --role politiker
person set 2 --organisation Organisation002
person find canary00
person list
person duplicates
person extract 5
person extract 5 --json
person object 8 --day 2018-12-01
person object 8 --decision DNR-2 --rejected
person restrict 6
person restrict 6 --lift
person merge 3 4
register undo
person merge 3 4
person erase 9 --decision DNR-1 --yes
register status
register log
register log --json
register backup
register migrate
register accept
register restore {out}/none.sqlite3
register init
retention run
retention run --apply
retention log
notice sala
inputs add sala Canary005
inputs add sala Canary005 --found take-out --by kf
inputs record sala --by kf
inputs form sala -o {out}/form.docx
inputs import {out}/inputs.csv --found take-out
inputs import {out}/form.docx
inputs list
inputs list --json
inputs list --by-question
inputs show SALA-001 --json
inputs correct SALA-001 Canary006 --found take-out
inputs take-out SALA-001 […]
inputs theme Praktik --below klimat
inputs themes
inputs themes --json
inputs tag SALA-001 klimat praktik --by kf
inputs mark SALA-001 done --to kf
inputs stance SALA-001 for
inputs note SALA-001 Fråga --by kf
inputs fate SALA-001 noted --by kf
inputs split SALA-001 --span 0-1
inputs group SALA-001 SALA-002 --name Samma
inputs groups
inputs groups --json
inputs ungroup 1
inputs sheet -o {out}/sheet.xlsx
inputs read {out}/sheet.xlsx
inputs sort sala
inputs search buss
inputs search buss --json
inputs suggest SALA-001
inputs suggest SALA-001 --json
roles
roles --json
roles --svg {out}/roles.svg
coverage
coverage --json
coverage --legal
coverage --legal --json
coverage --svg {out}/coverage.svg
balance
balance --json
balance --svg {out}/balance.svg
report annual 2018
report annual 2018 -o annual.docx
report catering sala
report catering sala -o catering.docx
report run-sheet sala
report brief sala
report thanks sala
report decision council
report handover
report status
report sign-in sala
report inputs
report inputs sala -o {out}/said.html
report inputs -o {out}/said.docx
inputs synthesis
inputs synthesis --by municipality --svg {out}/said.svg -o {out}/said.xlsx
inputs synthesis --by role --json
inputs export {out}/said.qdpx
inputs export {out}/said.qdc
check
check --register
check --register --json
check --register --format sarif
check --register --format github
check --privacy
milestones
milestone show council
milestone add --title Ny --date 2021-05-04
milestone set council --note x
milestone note council --level green --text x
milestone move council 2020-09-22
milestone postpone council
milestone outcome council tabled 2018-11-07
milestone done council 2018-11-08
milestone reopen council
milestone give-up council
milestone remove annual-report
deadlines council
timeline
timeline --svg {out}/line.svg
calendar 2018
baseline set first
baseline list
baseline diff first
forecast
propose vasteras
whatif move norberg 2018-12-03
whatif slip council 14d
busy add {out}/busy.ics --id busy --name Upptaget --everyone
busy list
busy show busy
busy remove busy
import {out}/event.ics --kind kommundialog --yes
answers
answers norberg --json
replies {out}/reply.ics
replies {out}/letter.eml {out}/returned.eml
review
review --done 1
review --take 2
outbox list
outbox addresses
outbox address-ok canary002@example.org
outbox show 1
outbox send
outbox resolve 1 --not-sent
outbox retry 1
outbox erase {out}/addresses.txt
event cancel hallstahammar
export
export --registrar
publish
publish --dry-run
publish --release one --comment x
site snapshot
site build -o {out}/site
site check
site serve --port 70000
release list
release show
release show one
strategy import {out}/text.md --as remiss --yes
strategy import {out}/later.md --as antagen --yes
strategy versions
strategy show remiss
strategy changes remiss antagen
strategy changes remiss antagen --output {out}/changes.docx
strategy reason antagen p001 text
strategy gone antagen p002
consultation declare Remiss --opens consultation-opens --closes consultation-closes
consultation set --days 90
report cover-letter
consultation list --json
consultation words --json
consultation body Sala --kind kommun --email registrator@sala.example.se
consultation import {out}/bodies.csv
consultation bodies --json
consultation send
consultation ask --on 2018-11-07
consultation remind
consultation extend 1 --until 2019-11-01 --reason y
consultation decline 1 --on 2018-11-07
consultation status
consultation status --json
consultation add {out}/reply.txt --new Förening --kind other --arrived 2018-11-05 --level board
consultation add {out}/reply.txt --arrived 2018-11-05
consultation add {out}/form.csv --kind private-person
consultation correct 1 --arrived unknown --dnr 1
consultation received
consultation show 1
consultation split
consultation split 1
consultation split 1 tåg --theme Tåg --by kf
consultation split 1 --by-heading
consultation split 1 --no-more --by kf
consultation split --json
consultation analyse
consultation analyse --json
consultation like
consultation like 1.1 --name Tåg
consultation like --json
consultation reasons banan text --by kf
consultation reasons --json
consultation answer 1.1 --as not-met --reuse banan --by kf
consultation answer
consultation answer 1.1
consultation answer --json
consultation sheet -o {out}/comments.xlsx
consultation read {out}/comments.xlsx
consultation approve 1.1 --body regionstyrelsen --by kf
consultation changes remiss antagen
consultation changes remiss antagen --json
consultation letters
consultation letters --json
consultation publish --folder {out}/remiss
commitment add Utbildning --who Kommunen --by 2021-06-30 --paragraph p001
commitment list
commitment show utbildning
commitment follow-up utbildning under-way
commitment set utbildning --what Utbildningen
commitment done utbildning
commitment tell utbildning
commitment remove utbildning
indicator add Jobb --unit procent --source SCB --theme valmaende --people yes
follow-up record jobb --year 2018 --total 79,1 --women 77 --men 81
follow-up write 2025 9.1 text
follow-up status
indicator show jobb
indicator set jobb --goal 82
indicator remove jobb
programme add Plan --version antagen --paragraph p001
programme list
programme set plan --by Regionen
programme remove plan
result add Bok --by Projekt
result list
result set bok --year 2018
result remove bok
trace p001
trace SALA-001
trace --without-fate
trace --nothing-behind
trace --without-reason
strategy export antagen --output {out}/antagen.docx
diff
log
undo
init {out}/new --name Ny --region Region --from 2027-01-11 --to 2027-12-01 --municipality Sala --contact {mail}
register move-to file
"""
# where it is there already; nobody is offered what has been; there is no line to read
REFUSED = (
    "site serve --port 70000",
    "register move-to file",
    "consultation letters",
    "consultation publish --folder {out}/remiss",
    "consultation split 1",
    "offer sala",
    "inputs sort sala",
)
LIST = (
    "Namn;Organisation;E-post;Roll;Ersätter;Anteckning\r\n"
    "Canary099;Organisation099;canary099@example.org;politiker;Canary007;Canary098\r\n"
    "Canary097;Organisation097;inte en adress;politiker;;\r\n"
)
REPLY = """BEGIN:VCALENDAR
METHOD:REPLY
BEGIN:VEVENT
UID:norberg@rus2030.regionvastmanland.se
SEQUENCE:0
DTSTAMP:20181109T100000Z
ATTENDEE;PARTSTAT=ACCEPTED:mailto:canary098@example.org
END:VEVENT
END:VCALENDAR
"""
LETTER = "From: canary001@example.org\nSubject: Canary001\n\nJa, jag kommer. Canary002\n"
RETURNED = (
    "From: x@example.org\nContent-Type: multipart/report; boundary=B\n\n--B\n"
    "Content-Type: message/delivery-status\n\n\n"
    "Final-Recipient: rfc822; canary002@example.org\nAction: failed\nDiagnostic-Code: smtp; Canary002\n\n--B--\n"
)
BUSY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:x
BEGIN:VEVENT
UID:1
DTSTAMP:20181109T100000Z
SUMMARY:Canary001
ATTENDEE:mailto:canary001@example.org
DTSTART:20190120T080000Z
DTEND:20190120T100000Z
END:VEVENT
END:VCALENDAR
"""


def commands(table: Mapping[str, object], before: str = "") -> Iterator[str]:
    """Give every command of the program."""
    for name, entry in table.items():
        if isinstance(entry, Mapping):
            yield from commands(entry, f"{before}{name} ")
        else:
            yield before + name


def command_of(line: str) -> str:
    words = line.split()
    both = " ".join(words[:2])
    return both if both in COMMANDS or isinstance(COMMANDS[words[0]], Mapping) else words[0]


def test_every_command_has_a_line() -> None:
    there = set(commands(COMMANDS))
    assert {command_of(line) for line in LINES.split("\n") if line} == there
    assert set(SHOWS) < there


SAID = NewInput(event="sala", text="Bussen går för sällan", noted_by="Canary006", roles=("politiker",), kind="utmaning")


def words(number: int) -> list[str]:
    return [f"Canary{number:03d}", f"canary{number:03d}@", f"Organisation{number:03d}"]


@pytest.fixture
def planted(register: Register, project: Path) -> Register:
    def work(change: Transaction) -> None:
        for number in range(PEOPLE):
            name, address, organisation = words(number)
            held = RoleAssignment(role="politiker", public=True, party=f"Party{number:03d}")
            new = Person(name=name, email=f"{address}example.org", organisation=organisation, mandates=(held,))
            persons.add(change, new)
        store.add(change, [SAID])

    register.change("import", work)
    everybody = [str(number) for number in range(1, PEOPLE + 1)]
    assert run_rusctl("participants", "add", "sala", *everybody).code == 0
    assert run_rusctl("participants", "add", "norberg", *everybody).code == 0
    path = project / "config/targets.toml"
    more = '\n[[target]]\nid = "ut"\nkind = "folder"\npath = "feeds"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    path = project / "config/retention.toml"
    more = '\n[[class]]\nid = "kontakter"\nwhat = "contact"\nmonths = 1\ndecision = "DNR-2"\n'
    path.write_text(path.read_text(encoding="utf-8") + more, encoding="utf-8")
    return register


def keep_names(register: Register) -> None:
    """Store what names persons, as somebody may who sorts: those who sort see it, and no report does."""
    said = [
        NewInput(event="sala", text="Canary020 vill ha en buss", noted_by="Canary004"),
        NewInput(event="sala", text="Ring canary021@example.org om bussen"),
    ]
    register.change("inputs add", lambda change: store.add(change, said))


def named_in(data: bytes) -> bool:
    folded = data.lower()
    return any(word in folded for word in (b"canary0", b"organisation0", b"party0"))


def unpacked(path: Path) -> bytes:
    """Give what a file says, also where it is packed."""
    data = path.read_bytes()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(path) as packed:
            return b"".join(packed.read(name) for name in packed.namelist())
    return zlib.decompress(data) if path.parent.name == "undo" else data


@pytest.mark.night("postgresql")
def test_no_person_gets_out(
    planted: Register, project: Path, tmp_path: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "true")
    monkeypatch.setattr("sys.stdin", io.StringIO("Fler bussar\nCanary009 vill ha tåg\n-\nSkola\n"))
    out = tmp_path / "out"
    out.mkdir()
    given = {"list.csv": LIST, "reply.ics": REPLY, "busy.ics": BUSY, "addresses.txt": "canary030@example.org\n"}
    given["bodies.csv"] = "Instans;Typ;E-post\nCanary007;Privatperson;canary009@example.org\nSala;Kommun;\n"
    given |= {"inputs.csv": "Inspel;Antecknat av\nCanary007 vill ha bussar;kf\nTåg;Canary008\nVård;kf\n"}
    given |= {"letter.eml": LETTER, "returned.eml": RETURNED}
    given |= {"reply.txt": "Canary009 vill ha tåg.\n\nSe bifogad fil.\n"}
    given |= {"form.csv": "Namn;Synpunkt\nFörening;Canary012 vill ha vård\n;Skola\n"}
    given |= {"text.md": "# Mål\n\nFler i arbete.\n", "later.md": "# Mål\n"}
    given["event.ics"] = BUSY.replace("SUMMARY:Canary001", "SUMMARY:Dialog")  # a title is no person, and is taken
    for name, text in given.items():
        (out / name).write_text(text, encoding="utf-8")

    def run_git(*arguments: str) -> bytes:
        return subprocess.run(
            ["git", *arguments], cwd=project, env={**os.environ, **GIT}, capture_output=True, check=True
        ).stdout

    run_git("init", "-q")
    run_git("add", "-A")
    run_git("commit", "-q", "-m", "before")
    codes = {}
    for line in LINES.strip().split("\n"):
        asked = line.format(out=out, mail="info@example.org").split()
        if line == "report inputs":
            keep_names(planted)
        result = rusctl(*asked, "--today", DAY, "--lang", "sv")
        codes[line] = result.code
        if command_of(line) in SHOWS:
            continue
        assert not named_in((result.out + result.err).encode()), line
    assert [codes[line] for line in ("invite norberg", "remind norberg", "invite --changed")] == [0, 0, 0]
    assert {line: code for line, code in codes.items() if code not in {0, 1} and line not in REFUSED} == {}
    run_git("add", "-A")
    run_git("commit", "-q", "-m", "all")
    objects = run_git("cat-file", "--batch-all-objects", "--batch")
    assert b"kommundialog" in objects
    assert not named_in(objects)
    for path in [*project.rglob("*"), *out.rglob("*")]:
        private = path.is_relative_to(project / "register") or path.is_relative_to(project / ".git")
        if path.is_file() and not private and path.name not in given:
            assert not named_in(unpacked(path)), path
