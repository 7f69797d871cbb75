"""What a folder asks for acts only once its user has agreed to exactly that."""

import io
import json
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from rusctl.commands.common import agreement
from tests.conftest import Run

TARGETS = "config/targets.toml"


class Trap:
    """A server that nobody may ask, and a command that nobody may run."""

    def __init__(self, project: Path, server: socket.socket) -> None:
        self.server, self.ran, self.project = server, project.parent / "ran", project
        self.port = server.getsockname()[1]

    def sprung(self) -> bool:
        try:
            self.server.accept()[0].close()
        except BlockingIOError:
            return self.ran.exists()
        return True

    def write(self, *parts: str) -> None:
        (self.project / TARGETS).write_text("\n".join(parts), encoding="utf-8")

    def caldav(self, calendar: str = "c") -> str:
        return (
            f'[[target]]\nid = "w"\nkind = "caldav"\nurl = "http://127.0.0.1:{self.port}/"\ncalendar = "{calendar}"\n'
            f'user = "u"\npassword_command = ["sh", "-c", "echo x; touch {self.ran}"]\n'
        )

    def mail(self) -> str:
        return (
            f'[mail]\nhost = "127.0.0.1"\nport = {self.port}\nsecurity = "none"\nuser = "u"\n'
            f'password_command = ["sh", "-c", "echo x; touch {self.ran}"]\n'
        )


@pytest.fixture
def trap(project: Path) -> Iterator[Trap]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield Trap(project, server)


@pytest.fixture
def answer(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sit at a terminal and answer."""

    def set_answer(text: str) -> None:
        monkeypatch.setattr("sys.stdin", io.StringIO(text))
        monkeypatch.setattr(agreement, "somebody_there", lambda: True)

    return set_answer


def test_in_a_pipe_nothing_that_a_server_target_names_acts(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav())
    before = sorted(trap.project.rglob("*"))
    result = rusctl("publish", "--to", "w", "--lang", "en")
    assert (result.code, result.out) == (3, "")
    assert result.err == (
        "rusctl: config/targets.toml:1: you have not agreed on this machine to what the folder asks for here "
        "(publish to a calendar on a server, w); look at it and agree with rusctl trust\n"
    )
    assert sorted(trap.project.rglob("*")) == before
    assert not trap.sprung()


def test_a_dry_run_before_it_says_what_the_ledger_knows_and_asks_nobody(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav())
    result = rusctl("publish", "--to", "w", "--dry-run", "--lang", "en")
    assert result.code == 0
    assert "Kommundialog Sala (sala): new to it\n" in result.out
    assert "by what was given to it before, 12 new, 0 changed, 0 to be deleted and 0 as before\n" in result.err
    listed = json.loads(rusctl("publish", "--to", "w", "--dry-run", "--json").out)
    assert {(row["target"], row["change"]) for row in listed} == {("w", "new")}
    assert not trap.sprung()


def test_mail_is_not_sent_before_it(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.mail())
    (trap.project / "list.txt").write_text("Anna <anna@example.org>\n", encoding="utf-8")
    result = rusctl("invite", "norberg", "--to", "list.txt", "--send", "--lang", "en")
    assert result.code == 3
    assert "(send messages through a mail server); look at it and agree with rusctl trust" in result.err
    assert not trap.sprung()


def test_a_register_of_the_plans_is_not_asked_before_it(
    trap: Trap, rusctl: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = trap.project / "config/process.toml"
    address = f"postgresql://127.0.0.1:{trap.port}/x?sslmode=disable"
    path.write_text(f'register = "{address}"\n' + path.read_text("utf-8"), "utf-8")
    for words in (("person", "list"), ("register", "status"), ("coverage",), ("check", "--register")):
        result = rusctl(*words, "--lang", "en")
        assert result.code == 3, words
        assert "config/process.toml:1: you have not agreed on this machine" in result.err
    assert not trap.sprung()
    monkeypatch.setenv("RUSCTL_REGISTER", "postgresql:///")  # the user's own word wants no agreement
    assert "agreed" not in rusctl("person", "list", "--lang", "en").err


def test_a_folder_outside_the_plans_wants_it_and_one_inside_does_not(project: Path, rusctl: Run) -> None:
    (project / "leads-out").symlink_to(project.parent)
    for path in ("../feeds", "leads-out/feeds", str(project.parent / "feeds")):
        (project / TARGETS).write_text(f'[[target]]\nid = "w"\nkind = "folder"\npath = "{path}"\n', encoding="utf-8")
        assert rusctl("publish", "--lang", "en").code == 3
        assert rusctl("publish", "--dry-run", "--lang", "en").code == 0
        assert not (project.parent / "feeds").exists()
    assert rusctl("trust", "--yes").code == 0
    assert rusctl("publish").code == 0
    assert (project.parent / "feeds/all.ics").exists()
    (project / TARGETS).write_text('[[target]]\nid = "w"\nkind = "folder"\npath = "feeds"\n', encoding="utf-8")
    assert rusctl("publish").code == 0


def test_what_is_agreed_to_acts_until_one_letter_of_it_changes(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav(), trap.mail())
    assert rusctl("trust", "--yes").code == 0
    assert rusctl("publish", "--to", "w", "--restored", "nobody").code != 3
    for before, after in (
        ('"c"', '"d"'), ('user = "u"', 'user = "v"'), ("echo x", "echo y"), ("http://", "http://x."),
        ("password_command", 'password_env = "X"\n#'), ('"sh", "-c"', '"sh -c"'),
    ):  # fmt: skip
        trap.write(trap.caldav().replace(before, after, 1), trap.mail())
        assert rusctl("publish", "--to", "w").code == 3, before
        wishes = json.loads(rusctl("trust", "--json").out)
        assert [(one["id"], one["agreed"]) for one in wishes] == [("w", False), ("mail", True)]


def test_the_files_that_a_command_names_count_by_their_content(project: Path, rusctl: Run) -> None:
    text = '[[target]]\nid = "w"\nkind = "caldav"\nurl = "http://127.0.0.1:1/"\ncalendar = "c"\nuser = "u"\n'
    (project / TARGETS).write_text(text + 'password_command = ["sh", "give.sh"]\nca = "ca.pem"\n', encoding="utf-8")
    for name in ("give.sh", "ca.pem"):
        (project / name).write_text("one", encoding="utf-8")
        assert rusctl("trust", "--yes").code == 0
        (project / name).write_text("two", encoding="utf-8")
        assert rusctl("publish", "--to", "w").code == 3


def test_another_copy_of_the_folder_is_agreed_to_for_itself(trap: Trap, rusctl: Run, tmp_path: Path) -> None:
    trap.write(trap.caldav())
    assert rusctl("trust", "--yes").code == 0
    other = trap.project.rename(tmp_path / "moved")
    os.chdir(other)
    assert rusctl("publish", "--to", "w").code == 3


def test_a_digest_agrees_to_that_content_alone(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav())
    digest = json.loads(rusctl("trust", "--json").out)[0]["digest"]
    trap.write(trap.caldav("other"))
    refused = rusctl("trust", "--digest", digest, "--lang", "en")
    assert refused.code == 3
    assert "what the folder asks for has another digest" in refused.err
    assert rusctl("publish", "--to", "w").code == 3
    trap.write(trap.caldav())
    assert rusctl("trust", "--digest", digest.upper()).code == 0
    assert json.loads(rusctl("trust", "--json").out)[0]["agreed"]
    assert not trap.sprung()


def test_it_can_be_taken_back(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav(), trap.mail())
    rusctl("trust", "--yes")
    assert rusctl("trust", "--forget", "--dry-run").code == 0
    assert json.loads(rusctl("trust", "--json").out)[0]["agreed"]
    assert rusctl("trust", "--forget", "--lang", "en").err == "2 agreements are withdrawn; the folder asks again\n"
    assert rusctl("publish", "--to", "w").code == 3
    assert "nothing in this folder has been agreed to" in rusctl("trust", "--forget", "--lang", "en").err
    assert rusctl("trust", "--forget", "--yes").code == 2


def test_it_shows_what_would_act_and_no_password(trap: Trap, rusctl: Run) -> None:
    trap.write(trap.caldav().replace("http://", "http://u:hemligt@").replace("touch", "\\u00e5; touch"))
    result = rusctl("trust", "--lang", "en")
    assert result.code == 2
    assert result.out.startswith("config/targets.toml:1: publish to a calendar on a server, w (not agreed to)\n")
    assert f"sh -c 'echo x; å; touch {trap.ran}'" in result.out
    assert "hemligt" not in result.out + rusctl("trust", "--json").out
    assert not json.loads(rusctl("trust", "--json").out)[0]["agreed"]
    assert json.loads(rusctl("trust", "--dry-run", "--yes", "--json").out)[0]["agreed"] is False
    assert json.loads(rusctl("trust", "--json").out)[0]["agreed"] is False


def test_a_folder_that_asks_for_nothing(project: Path, rusctl: Run) -> None:
    assert not (project / "feeds").exists()
    result = rusctl("trust", "--lang", "en")
    assert (result.code, result.out, result.err) == (0, "", "the folder asks for nothing to agree to\n")


def test_at_a_terminal_it_is_asked_once(trap: Trap, rusctl: Run, answer: Callable[[str], None]) -> None:
    trap.write(trap.caldav())
    answer("n\n")
    refused = rusctl("publish", "--to", "w", "--lang", "en")
    assert refused.code == 3
    assert f"password_command  sh -c 'echo x; touch {trap.ran}'" in refused.err
    assert "you have not agreed; nothing was changed" in refused.err
    assert not trap.sprung()
    answer("n\n")
    assert rusctl("trust").code == 1
    answer("y\n")
    assert rusctl("trust").code == 0
    answer("")
    assert rusctl("trust", "--lang", "en").err == "you have agreed to all of it\n"
