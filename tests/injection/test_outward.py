"""What goes out: feeds, a calendar on a server, messages at a mail server; and the names that files have."""

import subprocess
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from lxml import etree

from rusctl.calendar.ics import clean
from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import Account, Connection
from tests.calendar.server.servers import PASSWORD, Server, radicale
from tests.conftest import agree, run_rusctl
from tests.injection import readers
from tests.injection.accept import accepted, said, short
from tests.injection.places import HARMLESS, value, write
from tests.injection.settings import SOME
from tests.mail.server import Box, serving

_HOME = b'<propfind xmlns="DAV:"><prop><displayname/><resourcetype/></prop></propfind>'


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with radicale(tmp_path_factory.mktemp("radicale")) as running:
        yield running


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_feeds_hold_what_an_export_holds(folder: Path, hostile: str) -> None:
    taken = accepted(hostile)
    write(folder, {place: text for place, text in taken.items() if not place.startswith("target")})
    if not said("publish"):  # what looks like an address is not published
        return
    feeds = sorted((folder / HARMLESS["target-path"]).iterdir())
    assert {path.name for path in feeds} >= {"all.ics", "confirmed.ics", "milestones.ics", "municipality-norra.ics"}
    for path in feeds:
        octets = path.read_bytes()
        found = {name.rpartition("/")[2] for name in readers.properties(octets)}
        assert not found & {"ATTENDEE", "X-A", "VALARM", "COMMENT"}
        titles = [text for name, texts in readers.fields(octets).items() if name.endswith("/summary") for text in texts]
        if path.name == "all.ics":
            for place in ("event-title", "told-title"):
                title = " ".join(clean.line(value(place, taken.get(place, ""))).split())
                assert len([one for one in titles if one.removeprefix("Inställt: ") == title]) == 1, titles
    assert {path.name for path in folder.iterdir()} <= {
        *("events.toml", "config", "busy", "list.txt", ".rusctl", "register", HARMLESS["target-path"])
    }


@pytest.mark.parametrize("hostile", ["", *SOME], ids=short)
def test_a_server_gets_one_calendar_and_the_plan_s_entries(
    folder: Path, server: Server, hostile: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUS_KALENDER", PASSWORD)
    taken = accepted(hostile)
    kept = ("server", "process-domain", "told")
    texts = {place: text for place, text in taken.items() if not place.startswith(kept)}
    write(folder, texts | {"server-calendar": taken.get("server-calendar", "")})
    path = folder / "config/targets.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    address = f'url = "{server.origin}{server.home}"\npassword_env = "RUS_KALENDER"'
    lines = [address if line.startswith("url") else line for line in lines]
    before = lines.index('kind = "caldav"')
    lines = [
        f'user = "{server.user}"' if number > before and line.startswith("user") else line
        for number, line in enumerate(lines)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    account = Connection(server.origin, Account(server.user, PASSWORD))
    old = collections(account, server)
    run_rusctl("trust", "--yes")  # refused where the plan cannot be read, and then publish is too
    result = run_rusctl("--lang", "en", "publish", "--to", "server")
    readers.quiet(result.out + result.err)
    assert result.code in {0, 1, 2, 3, 6, 7}, result
    new = collections(account, server) - old
    assert len(new) <= 1, new
    if result.code:
        assert result.err.splitlines()[-1].startswith("rusctl: "), result
    assert hostile or (result.code, len(new)) == (0, 1)
    for home in new:
        assert home.startswith(server.home)
        assert home.count("/") == server.home.count("/") + 1
        calendar = Calendar(account, home)
        held = [
            one.data or b"" for one in calendar.contents([one.path for one in calendar.listing().values()]).values()
        ]
        assert held or result.code
        for octets in held:
            assert octets.count(b"BEGIN:VEVENT") == 1
            assert not {"/ATTENDEE", "/X-A"} & {f"/{path.rpartition('/')[2]}" for path in readers.properties(octets)}
        titles = [
            text
            for octets in held
            for path, texts in readers.fields(octets).items()
            for text in texts
            if path.endswith("/summary")
        ]
        title = " ".join(clean.line(value("event-title", taken.get("event-title", ""))).split())
        assert titles.count(title) == 1 or result.code


def collections(account: Connection, server: Server) -> set[str]:
    answer = account.ask("PROPFIND", server.home, _HOME, Depth="1")
    root = etree.fromstring(answer.body, etree.XMLParser(resolve_entities=False))
    return {one.text for one in root.iter("{DAV:}href")}


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_a_mail_server_gets_one_message_for_each_and_no_header_more(folder: Path, hostile: str) -> None:
    with serving(Box()) as box:
        taken = accepted(hostile)
        kept = {"mail-from", "mail-user", "process-contact"}
        write(folder, {place: text for place, text in taken.items() if place not in kept})
        path = folder / "config/targets.toml"
        mail = f'[mail]\nhost = "127.0.0.1"\nport = {box.port}\nsecurity = "none"\n'
        text = path.read_text(encoding="utf-8")
        before, _, after = text.partition("[mail]")
        path.write_text(f"{before}{mail}\n[[target]]{after.partition('[[target]]')[2]}", encoding="utf-8")
        (folder / "list.txt").write_bytes(
            f'"T{hostile}" <ett@example.org>\nTva <tva@example.org>\n'.encode("utf-8", "surrogatepass")
        )
        agree(folder)
        listed = run_rusctl("--lang", "en", "invite", "ett", "--to", "list.txt", "--send")
        readers.quiet(listed.out + listed.err)
        if listed.code or "list.txt, row 1: " in listed.err:
            (folder / "list.txt").write_text("<ett@example.org>\nTva <tva@example.org>\n", encoding="utf-8")
            assert said("invite", "ett", "--to", "list.txt", "--send")
    assert sorted(recipient for recipient, _ in box.taken) == ["ett@example.org", "tva@example.org"]
    for recipient, octets in box.taken:
        raw = octets.replace(b"\r\n", b"\n").partition(b"\n\n")[0].replace(b"\n ", b" ").split(b"\n")
        names = [line.partition(b":")[0].decode() for line in raw]
        parsed = message_from_bytes(octets, policy=policy.default)
        assert parsed.keys() == names
        assert len(set(names)) == len(names)
        assert not {"Bcc", "Cc", "ATTENDEE", "X-A"} & set(names)
        assert [one.addr_spec for one in parsed["To"].addresses] == [recipient]
        kinds = [part.get_content_type() for part in parsed.walk()]
        assert kinds == ["multipart/mixed", "multipart/alternative", "text/plain", "text/calendar", "application/ics"]


def test_names_of_files_and_folders_are_texts_too(folder: Path) -> None:
    git = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    subprocess.run([*git, "init", "-q"], check=True)
    for hostile in SOME:
        # no name holds a slash or a NUL, and of a tab `where` gives what it is
        plain = hostile.translate({ord(c): None for c in "/\0\t"})[:60]
        name = f"n{plain}".encode("utf-8", "surrogatepass").decode("utf-8", "surrogateescape")
        home = folder / name
        home.mkdir()
        write(home, {})
        (home / f"{name}.ics").write_text("no calendar", encoding="utf-8")
        (home / f"{name}.eml").write_text("From: x\n\nno answer", encoding="utf-8")
        for words in (
            ("check", "--format", "github"),
            ("where",),
            ("import", f"{name}/{name}.ics"),
            ("busy", "add", f"{name}/{name}.ics", "--id", "x", "--everyone"),
            ("replies", f"{name}"),
            ("invite", "ett", "--to", f"{name}/{name}.ics"),
            ("export", "--output", f"{name}/nowhere/x.ics"),
            ("report", "status", "--output", f"{name}/nowhere/x.md"),
            ("diff",),
        ):
            result = run_rusctl("--lang", "en", "--project", name, *words)
            readers.quiet(result.out.removesuffix("\r") + result.err)
            assert result.code in {0, 1, 2, 7}, (words, result)
            assert result.err.count("\n") <= 4, result.err


@pytest.mark.parametrize("hostile", SOME, ids=short)
def test_differences_and_the_log_quote_no_more_than_text(folder: Path, hostile: str) -> None:
    git = ("git", "-c", "user.name=T", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main")
    taken = accepted(hostile)
    write(folder, {})
    for order in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "x"]):
        subprocess.run([*git, *order], check=True, stdout=subprocess.DEVNULL)
    write(folder, taken)
    for words in (
        ("diff",),
        ("diff", "--json"),
        ("event", "cancel", "ett"),
        ("log",),
        ("log", "--json"),
        ("undo", "--dry-run"),
        ("undo",),
    ):
        said(*words)
    address = f"ett{hostile}@example.org"
    (folder / "list.txt").write_bytes(f"{address}\n".encode("utf-8", "surrogatepass"))
    result = run_rusctl("--lang", "en", "invite", "ett", "--to", "list.txt")
    readers.quiet(result.out + result.err)
