"""Every command that changes something, with what comes before it."""

from typing import NamedTuple


class Change(NamedTuple):
    """A command line that changes something: the lines before it, what it needs, and whether it has to ask.

    `needs`: "mail" for a mail server that the plan names, "postgresql" for an empty database, whose address takes the
    place of URL, "older" for a register of an older schema.
    """

    words: str
    before: tuple[str, ...] = ()
    needs: str = ""
    asks: bool = False  # a question, or a list on standard input: without it nothing is changed
    fails: int = 0  # the exit code of a change that is made and has something to say against it


INIT = "register init"
EVA = "person add --name Eva --email eva@example.se --role politiker"
BO = "person add --name Bo --email bo@example.se --role politiker"
PART = "participants add norberg 1"
PEOPLE = (INIT, EVA, BO)
DRAFTS = (*PEOPLE, PART, "invite norberg")
REMISS = "consultation declare Remiss --opens consultation-opens --closes consultation-closes"
FIGURES = "indicator add Jobb --unit procent --source SCB"
PROGRAMME = "programme add Plan"
RESULT = "result add Bok --by Projekt"
MAILED = "consultation body Sala --kind kommun --email kommun@sala.example.se"
ON_LIST = "consultation body Sala --kind kommun"
REPLIED = (REMISS, "consultation add --text Bussar --new Ny --kind other --arrived unknown")
SPLIT = (*REPLIED, "consultation split 1 Bussar")
ANSWERED = (*SPLIT, "consultation answer 1.1 --as not-met --reason Banan")
COMMITMENT = "commitment add Utbildning --who Sala"
TEXT = "strategy import text.md --as remiss --yes"
TWO_SAID = ("inputs add norberg x", "inputs add norberg y")
OLD = "2050-01-01"  # everything has been kept long enough

CHANGES = (
    Change("event move norberg 2018-12-04 --reason y"),
    Change("event move norberg 'början av 2019' --reason y", asks=True),
    Change("event confirm norberg"),
    Change("event tentative norberg", ("event confirm norberg",)),
    Change("event cancel arboga"),
    Change("event held norberg --today 2018-12-20", ("event confirm norberg",)),
    Change("event postpone arboga --reason y"),
    Change("event set norberg arboga --room A"),
    Change("event reopen arboga", ("event cancel arboga",)),
    Change("event remove arboga --force"),
    Change("event add --municipality sala --when 2018-12-11"),
    Change("event copy norberg --municipality sala"),
    Change("event edit koping"),
    Change("role minimum politiker 5 --municipality sala"),
    Change("phase add dialog 2018-11-06"),
    Change("phase set dialog --name x", ("phase add dialog 2018-11-06",)),
    Change("phase remove dialog", ("phase add dialog 2018-11-06",)),
    Change("template add dialog --time 09:00-12:00"),
    Change("template set dialog --note x", ("template add dialog --time 09:00-12:00",)),
    Change("template remove dialog", ("template add dialog --time 09:00-12:00",)),
    Change("milestone add --title Review --date 2021-05-04"),
    Change("milestone set council --note x"),
    Change("milestone move council 2020-09-22 --reason y"),
    Change("milestone done council 2018-11-08"),
    Change("milestone outcome council tabled 2018-11-08"),
    Change("milestone postpone council --reason y"),
    Change("milestone give-up council --reason y"),
    Change("milestone note council --level red --text x"),
    Change("milestone reopen council", ("milestone give-up council",)),
    Change("milestone remove annual-report"),
    Change("municipality add Åmål --code 1492"),
    Change("municipality set sala --population 22000"),
    Change("municipality remove amal", ("municipality add Åmål",)),
    Change("venue add Rådhuset --municipality sala --room Salen=40"),
    Change("venue set radhuset --step-free yes", ("venue add Rådhuset",)),
    Change(REMISS),
    Change("consultation set --days 90", (REMISS,)),
    Change("consultation body Sala --kind kommun", (REMISS,)),
    Change("consultation import bodies.csv", (REMISS,)),
    Change("consultation ask", (REMISS, ON_LIST)),
    Change("consultation extend 1 --until 2019-11-01 --reason y", (REMISS, ON_LIST)),
    Change("consultation decline 1", (REMISS, ON_LIST)),
    Change("consultation split 1 Bussar", REPLIED),
    Change("consultation like 1.1 --name Tåg", SPLIT),
    Change("consultation reasons banan Staten", (REMISS,)),
    Change("consultation answer 1.1 --as noted", SPLIT),
    Change("consultation approve 1.1 --body regionstyrelsen", ANSWERED),
    Change("consultation sheet --output ../synpunkter.xlsx", SPLIT),
    Change("consultation read answered.csv", SPLIT),
    Change("consultation add --text x --new Ny --kind other --arrived unknown", (REMISS,)),
    Change("consultation add --text x --new Ny --kind other", (REMISS,), asks=True),
    Change("consultation send", (REMISS, MAILED)),
    Change("consultation remind", (REMISS, MAILED, "consultation ask")),
    Change("venue remove radhuset", ("venue add Rådhuset",)),
    Change("role add Ungdomar"),
    Change("role set politiker --needs 2"),
    Change("role remove ungdomar", ("role add Ungdomar",)),
    Change("body add Kulturnämnden --kind nämnd"),
    Change("body set regionen --kind other"),
    Change("body remove kulturnamnden", ("body add Kulturnämnden",)),
    Change("body meeting-days regionstyrelsen 2019-02-05"),
    Change("travel set sala norberg 45"),
    Change("travel remove sala norberg", ("travel set sala norberg 45",)),
    Change("lead-time set regionfullmaktige summons 15dagar"),
    Change("lead-time remove regionfullmaktige summons", ("lead-time set regionfullmaktige summons 15dagar",)),
    Change("tour add --round 2"),
    Change("tour set kommundialog-2 --visits 2", ("tour add --round 2",)),
    Change("tour remove kommundialog-2", ("tour add --round 2",)),
    Change("busy add council.ics --name Council --everyone"),
    Change("busy remove council", ("busy add council.ics --id council --name Council --everyone",)),
    Change("import other.ics --yes"),
    Change("import other.ics", asks=True),
    Change("register init"),
    Change("register migrate", needs="older"),
    Change("register undo", PEOPLE),
    Change("register backup ../copy.sqlite3", PEOPLE),
    Change("register restore ../copy.sqlite3", (*PEOPLE, "register backup ../copy.sqlite3", "REMOVE register")),
    Change("register accept", (*PEOPLE, "REMOVE register", INIT)),
    Change("register move-to URL --remove-source", PEOPLE, "postgresql"),
    Change("person add --name Eva --email eva@example.se", (INIT,)),
    Change("person add", (INIT,), asks=True),
    Change("person set 1 --phone 021-174500", PEOPLE),
    Change("person set 1 --stdin", PEOPLE, asks=True),
    Change("person import people.csv --role politiker --yes", (INIT,)),
    Change("person import people.csv --role politiker", (INIT,), asks=True),
    Change("person restrict 1", PEOPLE),
    Change("person object 1", PEOPLE),
    Change("person erase 1 --decision D --yes", PEOPLE, fails=1),
    Change("person erase 1 --decision D", PEOPLE, asks=True),
    Change("person merge 1 2", PEOPLE),
    Change("participants add norberg 1", PEOPLE),
    Change("participants attend norberg 1", (*PEOPLE, PART)),
    Change("participants count norberg politiker 7", (INIT,)),
    Change("participants import norberg people.csv --role politiker --yes", (INIT,)),
    Change("participants import norberg people.csv --role politiker", (INIT,), asks=True),
    Change("participants undo-import 1", (INIT, "participants import norberg people.csv --role politiker --yes")),
    Change("participants export norberg --internal", (*PEOPLE, PART)),
    Change("inputs add norberg x"),
    Change("inputs add norberg", asks=True),
    Change("inputs record norberg", asks=True),
    Change("inputs form norberg --output ../form.docx"),
    Change("inputs import inputs.csv --event norberg"),
    Change("inputs correct NORBERG-001 y", ("inputs add norberg x",)),
    Change("inputs take-out NORBERG-001 x", ("inputs add norberg x",)),
    Change("inputs tag NORBERG-001 klimat", ("inputs add norberg x",)),
    Change("inputs theme Bussar", (INIT,)),
    Change("inputs mark NORBERG-001 done", ("inputs add norberg x",)),
    Change("inputs stance NORBERG-001 for", ("inputs add norberg x",)),
    Change("inputs note NORBERG-001 y", ("inputs add norberg x",)),
    Change("inputs fate NORBERG-001 noted", ("inputs add norberg x",)),
    Change("inputs split NORBERG-001 x", ("inputs add norberg x",)),
    Change("inputs group NORBERG-001 NORBERG-002", TWO_SAID),
    Change("inputs ungroup 1", (*TWO_SAID, "inputs group NORBERG-001 NORBERG-002")),
    Change("inputs sort norberg", ("inputs add norberg x",), asks=True),
    Change("inputs sheet --output ../sortering.xlsx", ("inputs add norberg x",)),
    Change("inputs read sorted.csv", ("inputs add norberg x",)),
    Change("propose --all --apply 1"),
    Change("baseline set one"),
    Change(f"retention run --apply --today {OLD}", (*PEOPLE, PART), "classes", fails=1),
    Change("export --output ../calendar.ics"),
    Change("publish", needs="target"),
    Change("strategy import text.md --as remiss --yes"),
    Change("strategy import text.md --as remiss", asks=True),
    Change("commitment add Utbildning --who Sala"),
    Change("commitment set utbildning --by 2021-06-30", (COMMITMENT,)),
    Change("commitment done utbildning 2018-11-07", (COMMITMENT,)),
    Change("commitment follow-up utbildning under-way --text x", (COMMITMENT,)),
    Change("commitment remove utbildning", (COMMITMENT,)),
    Change(FIGURES),
    Change("indicator set jobb --goal 80", (FIGURES,)),
    Change("indicator remove jobb", (FIGURES,)),
    Change("follow-up record jobb --year 2018 --total 79,1", (FIGURES,)),
    Change("follow-up write 2025 9.1 x"),
    Change(PROGRAMME),
    Change("programme set plan --by Regionen", (PROGRAMME,)),
    Change("programme remove plan", (PROGRAMME,)),
    Change(RESULT),
    Change("result set bok --year 2018", (RESULT,)),
    Change("result remove bok", (RESULT,)),
    Change("strategy export remiss --output x.md", (TEXT,)),
    Change("strategy reason remiss p001 x", (TEXT,)),
    Change("strategy gone antagen p002 --reason x", (TEXT, "strategy import later.md --as antagen --yes")),
    Change("publish --release one --comment x", needs="target"),
    Change("invite norberg --to list.txt"),
    Change("invite norberg --to -", asks=True),
    Change("invite norberg --to list.txt --send", needs="mail"),
    Change("remind norberg", (*DRAFTS, "outbox resolve --event norberg --sent")),
    Change(
        "offer norberg",
        (
            *PEOPLE,
            "event set norberg --capacity 1",
            "participants add norberg 1 2 --answer accepted",
            "participants add norberg 1 --answer declined",
        ),
    ),
    Change("thank sala", (*PEOPLE, "participants add sala 1", "participants attend sala 1")),
    Change("replies answer.ics", (*DRAFTS, "outbox resolve --event norberg --sent")),
    Change("review --done 1", (*DRAFTS, "outbox resolve --event norberg --sent", "replies stranger.ics")),
    Change("review --take 1", (*DRAFTS, "outbox resolve --event norberg --sent", "replies words.eml")),
    Change("replies returned.eml", (*DRAFTS, "outbox resolve --event norberg --sent")),
    Change("outbox send", ("FAULT 451 later", "? invite norberg --to list.txt --send"), "mail"),
    Change("outbox resolve --event norberg --sent", DRAFTS),
    Change("outbox retry 1", ("FAULT 550 no", "? invite norberg --to list.txt --send"), "mail"),
    Change(
        "outbox address-ok eva@example.se", (*DRAFTS, "outbox resolve --event norberg --sent", "replies returned.eml")
    ),
    Change("outbox erase list.txt", ("invite norberg --to list.txt",)),
    Change("outbox erase -", ("invite norberg --to list.txt",), asks=True),
    Change("report status --output ../status.md"),
    Change("report annual 2018 --output ../annual.md", (INIT,)),
    Change("report inputs --output ../said.md", (INIT,)),
    Change("inputs export ../said.qdpx", (INIT,)),
    Change("init ../region --example exempelregionen"),
    Change("report sign-in norberg", (*PEOPLE, PART)),
    Change("report run-sheet norberg --output ../run.md"),
    Change("report catering norberg --output ../catering.md", (*PEOPLE, PART)),
    Change("timeline --svg ../timeline.svg"),
    Change("site build --output ../site"),
    Change("site snapshot", (INIT,)),
    Change("undo", ("event confirm norberg",)),
    Change("trust --yes", ("ASKS",)),
    Change("trust", ("ASKS",), asks=True),
    Change("init ../new --name Dialog --region Region --from 2027-01-11 --to 2027-06-30 --municipality Sala=1981"),
    Change("schema --write", ("REMOVE config/schema",)),
)
