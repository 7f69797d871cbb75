"""`rusctl publish --to` a real server, as a user runs it: what it says, what it ends with, what it remembers."""

import itertools
import json
import os
import pty
import re
import shutil
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import trustme

from rusctl.calendar.server.caldav import Calendar
from rusctl.calendar.server.connection import Account, Connection, ServerAnswer
from rusctl.calendar.server.remote_diff import version
from rusctl.storage.files.lock import lock
from rusctl.storage.plan import load
from tests.calendar.server.conftest import foreign
from tests.calendar.server.servers import PASSWORD, FaultyProxy, Server, never
from tests.conftest import Result, Run, agree

_numbers = itertools.count(1)
SALA, ARBOGA = (f"{name}.rus2030.regionvastmanland.se.ics" for name in ("sala", "arboga"))
STOPS = 12  # events and milestones of the shipped plan that have a date


class Plan(NamedTuple):
    """A plan whose target is a calendar on a server, and that calendar as others see it."""

    folder: Path
    rusctl: Run
    calendar: Calendar

    def publish(self, *words: str) -> Result:
        agree(self.folder)
        language = () if "--lang" in words else ("--lang", "en")
        return self.rusctl("publish", "--to", "gruppen", *language, *words)

    def there(self) -> dict[str, bytes]:
        listed = self.calendar.listing()
        found = self.calendar.contents([one.path for one in listed.values()])
        return {name.rpartition("/")[2]: one.data or b"" for name, one in found.items()}

    def edit(self, name: str, old: bytes, new: bytes) -> None:
        found = self.calendar.fetch(self.calendar.path_of(name))
        assert found
        assert found.data
        assert isinstance(self.calendar.put(found.path, found.data.replace(old, new), found.etag), str)

    def replace(self, name: str, old: str, new: str) -> None:
        path = self.folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def given(self) -> dict[str, tuple[int | None, int | None]]:
        """Give, by id, the version the server has and the one it refused, as the ledger says."""
        ledger = load(self.folder).plan.published
        assert ledger
        found = ((told.id, told.given_to("gruppen")) for told in ledger.entries.values())
        return {name: (one.sequence, one.refused) for name, one in found if one}

    def without(self, *names: str) -> None:
        """Take events out of the plan."""
        path = self.folder / "events.toml"
        parts = re.split(r"(?m)^(?=\[\[event\]\])", path.read_text(encoding="utf-8"))
        kept = (part for part in parts if not any(f'id = "{name}"' in part for name in names))
        path.write_text("".join(kept), encoding="utf-8")


@pytest.fixture
def plan(server: Server, proxy: FaultyProxy, project: Path, rusctl: Run, monkeypatch: pytest.MonkeyPatch) -> Plan:
    name = f"turen-{next(_numbers)}"
    user = f'user = "{server.user}"\npassword_env = "RUS_KALENDER"\n' if server.user else ""
    target = f'[[target]]\nid = "gruppen"\nkind = "caldav"\nurl = "{proxy.origin}{server.home}"\ncalendar = "{name}"\n'
    (project / "config/targets.toml").write_text(target + user, encoding="utf-8")
    monkeypatch.setenv("RUS_KALENDER", PASSWORD)
    account = Account(server.user, PASSWORD) if server.user else None
    return Plan(project, rusctl, Calendar(Connection(server.origin, account), f"{server.home}{name}"))


def test_from_the_first_time_to_the_last(plan: Plan, golden: Callable[[str, str], None]) -> None:
    shown = plan.publish("--dry-run")
    assert (shown.code, plan.calendar.there()) == (0, False)
    assert not (plan.folder / "config/published.toml").exists()
    first = plan.publish()
    assert first.code == 0
    assert first.err == "12 events delivered, 0 as before\n"
    assert len(plan.there()) == STOPS
    assert plan.publish().err == "0 events delivered, 12 as before\n"
    plan.rusctl("event", "move", "norberg", "3 dec 2018", "--reason", "lokalen")
    plan.rusctl("event", "cancel", "sala")
    text = f"{shown.out}\n{plan.publish('--dry-run').out}\n{plan.publish().out}"
    plan.without("sala", "norberg")
    text += f"\n{plan.publish('--dry-run').out}"
    plan.publish()
    assert "STATUS:CANCELLED" in plan.there()[SALA].decode()
    assert len(plan.there()) == STOPS
    # Once the time is over that a cancellation stays, it goes.
    later = plan.publish("--dry-run", "--today", "2019-02-01")
    text += f"\n{later.out}{later.err}"
    assert plan.publish("--today", "2019-02-01").code == 0
    assert len(plan.there()) == STOPS - 2
    golden("screens/publish-server.en.txt", text)
    assert set(plan.given()) == {name.partition(".")[0] for name in plan.there()}


def test_a_terminal_is_asked_before_a_server_is_changed(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    controller, terminal = pty.openpty()
    os.write(controller, b"n\n")
    with os.fdopen(terminal, encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        refused = plan.publish()
        assert refused.code == 1
        assert load(plan.folder).plan.published is None
        assert "are changed for all who have them. Go on? [y/N]" in refused.err
        assert plan.publish("--yes").code == 0
        assert "Go on?" not in plan.publish().err  # there is nothing to change
    os.close(controller)
    assert len(plan.there()) == 12


def test_both_sides_of_a_conflict(plan: Plan, golden: Callable[[str, str], None]) -> None:
    plan.publish()
    plan.edit(SALA, b"20181107", b"20181112")
    plan.edit(SALA, b"20181108", b"20181113")
    plan.rusctl("event", "move", "norberg", "3 dec 2018")
    plan.replace("events.toml", 'id = "sala"', 'id = "sala"\nvenue = "Aulan"')
    before = plan.there()[SALA]
    text = ""
    for language in ("sv", "en"):
        shown = plan.publish("--dry-run", "--lang", language)
        assert shown.code == 0
        text += shown.out
    result = plan.publish()
    assert result.code == 4
    text += result.out + result.err
    assert plan.there()[SALA] == before
    assert plan.given()["sala"] == (0, 1)
    assert plan.given()["norberg"] == (1, None)
    again = plan.publish("--overwrite", "sala")
    assert again.code == 0
    assert plan.given()["sala"] == (1, None)
    golden("screens/publish-conflict.txt", text + again.out)


def test_no_version_is_taken_back_where_a_colleague_has_counted_on(plan: Plan) -> None:
    """As when somebody has changed it in a program that counts, or has published and lost the ledger."""
    plan.publish()
    plan.edit(SALA, b"SEQUENCE:0", b"SEQUENCE:5")
    plan.edit(SALA, b"SUMMARY:Kommundialog Sala", b"SUMMARY:Kommundialog i Sala")
    plan.replace("events.toml", "date = 2018-11-07", "date = 2018-11-08")
    assert plan.publish().code == 4
    assert version(plan.there()[SALA]) == 5
    shown = plan.publish("--overwrite", "sala", "--dry-run", "--json")
    assert [(row["id"], row["sequence"]) for row in json.loads(shown.out)] == [("sala", 6)]
    assert plan.publish("--overwrite", "sala").code == 0
    assert version(plan.there()[SALA]) == 6
    assert plan.given()["sala"] == (6, None)
    assert "0 events delivered" in plan.publish().err


def test_two_clones_of_which_one_never_came_to_pushing(plan: Plan, tmp_path: Path) -> None:
    plan.publish()
    other = tmp_path / "other"
    shutil.copytree(plan.folder, other)
    for old, new in (("2018-11-19", "2018-11-21"), ("2018-11-21", "2018-11-22")):
        plan.replace("events.toml", f"date = {old}", f"date = {new}")
        assert plan.publish().code == 0
    there = plan.there()[ARBOGA]
    assert version(there) == 2
    later = plan._replace(folder=other)
    later.replace("events.toml", "date = 2018-11-07", "date = 2018-11-08")
    result = later.publish("--project", str(other))
    assert result.code == 4
    assert "Kommundialog Arboga (arboga): somebody has changed it in the calendar" in result.out
    assert "when: Thu, 22 Nov 2018 in the calendar, Mon, 19 Nov 2018 in the plan" in result.out
    assert plan.there()[ARBOGA] == there
    assert version(plan.there()[SALA]) == 1
    assert later.publish("--project", str(other), "--overwrite", "arboga").code == 0
    assert version(plan.there()[ARBOGA]) == 3


def test_what_rusctl_did_not_put_there(plan: Plan) -> None:
    plan.calendar.make("Gruppen")
    assert isinstance(
        plan.calendar.put(plan.calendar.path_of("mine.ics"), foreign("sala@rus2030.regionvastmanland.se"), ""), str
    )
    before = plan.there()
    for _ in range(2):
        result = plan.publish("--overwrite", "sala")
        assert result.code == 4
        assert "did not put there" in result.out
        assert plan.there()["mine.ics"] == before["mine.ics"]
    assert plan.given()["sala"] == (None, 0)


@pytest.mark.parametrize("fault", ["423", "403", "500", "507", "401"])
def test_a_refusal_is_remembered_and_the_next_run_goes_on(plan: Plan, proxy: FaultyProxy, fault: str) -> None:
    plan.publish()
    for name in ("sala", "arboga"):
        plan.replace("events.toml", f'id = "{name}"', f'id = "{name}"\nvenue = "Aulan"')
    proxy.faults(("PUT", fault))
    result = plan.publish()
    assert result.code == 7
    assert "not delivered" in result.out
    assert result.err.count("\n") == 2
    stops_all = fault in ("507", "401")
    assert plan.given()["arboga"] == (0, 1)
    assert plan.given()["sala"] == ((0, 1) if stops_all else (1, None))
    assert plan.publish().code == 0
    assert plan.given()["arboga"] == plan.given()["sala"] == (1, None)
    assert b"Aulan" in plan.there()[SALA]


@pytest.mark.parametrize("fault", ["cut-before", "garbage", "503"])
@pytest.mark.parametrize("method", ["PROPFIND", "REPORT"])
def test_a_server_that_cannot_be_asked(plan: Plan, proxy: FaultyProxy, method: str, fault: str) -> None:
    plan.publish()
    plan.replace("events.toml", 'id = "sala"', 'id = "sala"\nvenue = "Aulan"')
    ledger = (plan.folder / "config/published.toml").read_bytes()
    proxy.faults((method, fault), (method, fault))
    for language in ("sv", "en"):
        proxy.faults((method, fault), (method, fault))
        result = plan.publish("--lang", language)
        assert (result.code, result.out) == (7, "")
        assert re.fullmatch(r"rusctl: (config/targets.toml(:\d+)?: )?.*127\.0\.0\.1.*\n", result.err)
    assert (plan.folder / "config/published.toml").read_bytes() == ledger
    proxy.always(never)
    assert plan.publish().code == 0


def test_many_deletions(plan: Plan) -> None:
    plan.publish()
    names = ("arboga", "fagersta", "koping")
    plan.without(*names)
    assert plan.publish("--many").code == 0
    later = ("--today", "2019-06-01")
    refused = plan.publish(*later, "--dry-run")
    assert refused.code == 3
    assert "--allow-deletions" in refused.err
    assert plan.publish(*later).code == 3
    assert len(plan.there()) == STOPS
    assert plan.publish(*later, "--allow-deletions").code == 0
    assert len(plan.there()) == STOPS - 3


def test_an_emptied_calendar(plan: Plan) -> None:
    plan.publish()
    for one in plan.calendar.listing().values():
        plan.calendar.delete(one.path, one.etag)
    result = plan.publish()
    assert result.code == 3
    assert "--put-back" in result.err
    assert plan.there() == {}
    assert plan.publish("--put-back").code == 0
    assert len(plan.there()) == STOPS


def test_a_calendar_that_was_removed(plan: Plan) -> None:
    plan.publish()
    assert isinstance(plan.calendar.delete(plan.calendar.path, "*"), bool)
    assert plan.publish().code == 3
    assert not plan.calendar.there()
    assert plan.publish("--put-back").code == 0
    assert len(plan.there()) == STOPS


def test_an_address_without_a_calendar(plan: Plan) -> None:
    plan.replace("config/targets.toml", 'calendar = "', '#calendar = "')
    result = plan.publish()
    assert result.code == 7
    assert not (plan.folder / "config/published.toml").exists()


def test_a_colleagues_clone_goes_on(plan: Plan) -> None:
    """What a ledger says that came by git is enough; without it, what is identical is taken for ours."""
    plan.publish()
    ledger = (plan.folder / "config/published.toml").read_bytes()
    (plan.folder / "config/published.toml").unlink()
    assert plan.publish().err == "0 events delivered, 12 as before\n"
    (plan.folder / "config/published.toml").write_bytes(ledger)
    plan.replace("events.toml", 'id = "sala"', 'id = "sala"\nvenue = "Aulan"')
    assert plan.publish().code == 0


@pytest.mark.parametrize("words", [("--overwrite", "sala"), ("--allow-deletions",), ("--put-back",)])
def test_what_is_for_servers_only(project: Path, rusctl: Run, words: tuple[str, ...]) -> None:
    target = '[[target]]\nid = "web"\nkind = "folder"\npath = "feeds"\n'
    (project / "config/targets.toml").write_text(target, encoding="utf-8")
    assert rusctl("publish", *words).code == 2
    assert not (project / "feeds").exists()


def test_an_unknown_id_is_refused(plan: Plan) -> None:
    assert plan.publish("--overwrite", "nowhere").code == 1
    assert not (plan.folder / "config/published.toml").exists()


def test_the_rows(plan: Plan) -> None:
    plan.publish()
    plan.edit(SALA, b"20181107", b"20181112")
    plan.rusctl("event", "move", "norberg", "3 dec 2018")
    rows = json.loads(plan.publish("--json", "--dry-run").out)
    assert [(row["target"], row["change"], row["id"], row["sequence"]) for row in rows] == [
        ("gruppen", "changed", "norberg", 1),
        ("gruppen", "conflict", "sala", 0),
    ]
    assert json.loads(plan.publish("--json").out) == rows


def test_two_at_once(plan: Plan) -> None:
    """One publishing to a target at a time, and the plan can be changed meanwhile."""
    plan.publish()
    with lock(plan.folder, name="publish-gruppen"):
        assert plan.rusctl("event", "cancel", "sala").code == 0
        assert plan.publish("--dry-run").code == 0


def test_the_password_is_nowhere(
    plan: Plan, proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch, server: Server
) -> None:
    if not server.user:
        return
    outputs = [plan.publish(), plan.publish("--dry-run"), plan.rusctl("log"), plan.rusctl("check")]
    for fault in ("401", "500", "redirect", "garbage", "cut-before"):
        proxy.faults(*((("REPORT", fault),) * 3))
        outputs.append(plan.publish())
    monkeypatch.setenv("RUS_KALENDER", f"{PASSWORD}-fel")
    outputs.append(plan.publish())
    assert outputs[-1].code == 7
    monkeypatch.setenv("RUSCTL_TRACEBACK", "1")
    outputs.append(plan.publish())
    texts = [one.out + one.err for one in outputs]
    texts += [path.read_bytes().decode("utf-8", "replace") for path in plan.folder.rglob("*") if path.is_file()]
    assert not [text for text in texts if PASSWORD in text]


def test_a_secret_in_the_address_is_not_repeated(plan: Plan) -> None:
    plan.replace("config/targets.toml", "http://", "http://rus:hemligt@")
    for words in (("publish", "--to", "gruppen"), ("check",), ("check", "--format", "json"), ("status",)):
        result = plan.rusctl(*words)
        assert "hemligt" not in result.out + result.err
    assert plan.publish().code == 1


def test_a_plan_changed_while_the_server_is_slow(plan: Plan, proxy: FaultyProxy) -> None:
    plan.publish()
    plan.rusctl("event", "move", "norberg", "3 dec 2018")

    def meanwhile(method: str, _path: str) -> str:
        if method == "PUT":
            plan.replace("events.toml", 'id = "sala"', 'id = "sala"\nvenue = "Aulan"')
            ledger = plan.folder / "config/published.toml"
            ledger.write_bytes(ledger.read_bytes() + b"\n<<<<<<< ours\n")
        return ""

    proxy.choose = meanwhile
    result = plan.publish()
    assert result.code == 4
    assert (plan.folder / ".rusctl/sent-gruppen.jsonl").exists()
    proxy.always(never)
    ledger = plan.folder / "config/published.toml"
    ledger.write_bytes(ledger.read_bytes().replace(b"\n<<<<<<< ours\n", b""))
    assert plan.publish().code == 0
    assert plan.given()["norberg"] == plan.given()["sala"] == (1, None)
    assert not (plan.folder / ".rusctl/sent-gruppen.jsonl").exists()


class Killed(BaseException):
    """The process was killed here."""


@pytest.mark.parametrize("answered", [True, False])
def test_a_delivery_that_another_machine_takes_over_arrives_once(
    plan: Plan, proxy: FaultyProxy, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, answered: bool
) -> None:
    """The first machine is killed within a delivery; another one, which shares the folder, sets its notes aside."""
    usual, puts = Connection.ask, itertools.count(1)

    def mortal(self: Connection, method: str, path: str, *more: Any, **headers: Any) -> ServerAnswer:
        killed = method == "PUT" and next(puts) == 5
        if killed and not answered:
            raise Killed
        answer = usual(self, method, path, *more, **headers)
        if killed:
            raise Killed
        return answer

    machines = [str(tmp_path / "a"), str(tmp_path / "b")]
    monkeypatch.setenv("XDG_STATE_HOME", machines[0])
    with monkeypatch.context() as patched:
        patched.setattr(Connection, "ask", mortal)
        with pytest.raises(Killed):
            plan.publish()
    half = len(plan.there())
    assert half == 4 + answered
    monkeypatch.setenv("XDG_STATE_HOME", machines[1])
    proxy.requests.clear()
    found = plan.publish()
    assert (found.code, "set aside as .rusctl-set-aside-1" in found.err) == (0, True)
    assert f"{STOPS - half} events delivered, {half} as before" in found.err.splitlines()
    assert sum(method == "PUT" for method, *_ in proxy.requests) == STOPS - half
    before = plan.there()
    assert len(before) == STOPS
    plan.rusctl("event", "move", "norberg", "3 dec 2018")
    assert f"1 event delivered, {STOPS - 1} as before" in plan.publish().err.splitlines()
    after = plan.there()
    assert [name for name in before if before[name] != after[name]] == ["norberg" + SALA.removeprefix("sala")]
    monkeypatch.setenv("XDG_STATE_HOME", machines[0])  # its notes, which are old by now, are in their place again
    assert f"0 events delivered, {STOPS} as before" in plan.publish().err.splitlines()
    assert not (plan.folder / ".rusctl/sent-gruppen.jsonl").exists()
    assert plan.there() == after


def test_over_tls_with_the_organisations_own_authority(plan: Plan, server: Server) -> None:
    """From the command to the server: refused while the authority is not named, with nothing sent; delivered then."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    authority.cert_pem.write_to_path(plan.folder / "config/ca.pem")
    secure = FaultyProxy(server.origin, context)
    try:
        plan.replace("config/targets.toml", 'url = "http://127.0.0.1', 'ca = ""\nurl = "https://127.0.0.1')
        text = (plan.folder / "config/targets.toml").read_text(encoding="utf-8")
        port = secure.origin.rpartition(":")[2]
        text = re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{port}", text)
        (plan.folder / "config/targets.toml").write_text(text, encoding="utf-8")
        refused = plan.publish()
        assert (refused.code, refused.out) == (7, "")
        assert "certificate of 127.0.0.1 is not accepted" in refused.err
        assert secure.requests == []
        plan.replace("config/targets.toml", 'ca = ""', 'ca = "config/ca.pem"')
        assert plan.publish().code == 0
        assert len(plan.there()) == STOPS
    finally:
        secure.close()
