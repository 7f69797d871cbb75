"""What is far too much to mean anything is a finding at its line, within little processor time and memory."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import DAY
from tests.examples import NIGHTLY

SECONDS, MEMORY = 10, 512 * 2**20
EVENT = '[[event]]\nid = "x"\nkind = "kommundialog"\ndate = 2018-12-20\nstatus = "planned"\n'
LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1]) + 1))
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[2]), int(sys.argv[2])))
sys.argv[1:] = sys.argv[3:]
from rusctl.cli import main
main()
"""


def many_keys() -> str:
    return "".join(f"k{number} = 1\n" for number in range(1_000_000))


FAULTY = '[[event]]\nid = "{}"\nkind = "kommundialogg"\ndate = "x"\ncapacity = -1\nstatus = "plannd"\n'
PLANS = {  # each text is made where it is needed: together they are hundreds of megabytes
    "a million keys": (many_keys, "events.toml:1:"),
    "a title of ten megabytes": (lambda: f'{EVENT}title = "{"a" * 10_000_000}"\n', "events.toml:6:"),
    "a note of ten megabytes": (lambda: f'{EVENT}note = "{"a" * 10_000_000}"\n', "events.toml:6:"),
    "a key of ten megabytes": (lambda: f"{EVENT}{'a' * 10_000_000} = 1\n", "events.toml:6:"),
    "a word of ten megabytes": (lambda: EVENT.replace("planned", "p" * 10_000_000), "events.toml:5:"),
    "an id of ten megabytes": (lambda: EVENT.replace('"x"', f'"{"x" * 10_000_000}"'), "events.toml:2:"),
    "a million roles": (lambda: EVENT + "roles = [" + '"a", ' * 1_000_000 + "]\n", "events.toml:6:"),
    "half a million empty events": (lambda: "[[event]]\n" * 500_000, "events.toml:100001:"),
    "a number of many digits": (lambda: f"{EVENT}capacity = 0x{'f' * 4_000}\n", "events.toml:6:"),
    "a number of very many digits": (lambda: f"{EVENT}capacity = 0b{'1' * 1_000_000}\n", "events.toml:6:"),
    "a number of ten million digits": (lambda: f"{EVENT}capacity = {'9' * 10_000_000}\n", "events.toml:6:"),
    "a decimal of ten million digits in a list": (lambda: f"{EVENT}x = [\n0.{'9' * 10_000_000}]\n", "events.toml:7:"),
    "a hexadecimal number of ten million digits": (
        lambda: f"{EVENT}capacity = 0x{'f' * 10_000_000}\n",
        "events.toml:6:",
    ),
    "thirty thousand faulty events": (
        lambda: "".join(FAULTY.format(f"f{one}") for one in range(30_000)),
        "events.toml:3:",
    ),
    "faulty events in a list": (
        lambda: f"event = [{'{ id = 1, kind = 2, status = 3 }, ' * 10_000}]\n",
        "events.toml:1:",
    ),
}


def limited(*words: str) -> subprocess.CompletedProcess[str]:
    """Run a command in the working directory with limits of the system on it."""
    return subprocess.run(
        [sys.executable, "-c", LIMITED, str(SECONDS), str(MEMORY), *words, "--today", DAY],
        capture_output=True,
        text=True,
        env=os.environ | {"RUSCTL_LANG": "en"},
        check=False,
    )


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", PLANS)
def test_a_plan_of_too_much_is_told_at_its_line(name: str, project: Path) -> None:
    text, place = PLANS[name]
    (project / "events.toml").write_text(text(), encoding="utf-8")
    result = limited("check")
    assert result.returncode == 1, result.stderr[-1_000:]
    assert any(line.startswith(f"{place} error: ") for line in result.stdout.splitlines())
    assert len(result.stdout.splitlines()) <= 1_000
    assert len(result.stdout) < 1_000_000


def test_a_national_plan_is_read(project: Path) -> None:
    """Tens of thousands of events are a plan; what is said of them is what is wrong with them."""
    one = '[[event]]\nid = "e{}"\nkind = "kommundialog"\nstatus = "planned"\n'
    text = (project / "events.toml").read_text(encoding="utf-8")
    (project / "events.toml").write_text(
        text + "".join(one.format(number) for number in range(30_000)), encoding="utf-8"
    )
    result = limited("check")
    assert result.returncode in {0, 1}, result.stderr[-1_000:]
    assert "divide the plan" not in result.stdout


LEDGERS = {
    "a million keys": (many_keys, 1),
    "a million entries": (lambda: "".join(f'[entry."e{n}@x"]\nsequence = 1\n' for n in range(1_000_000)), 1),
    "half a million small tables": (lambda: "".join(f"[{n}]\n" for n in range(500_000)), 300_001),
    "half a million lists of tables": (lambda: "".join(f"[[x{n}]]\n" for n in range(500_000)), 300_001),
    "half a million entries on their lines": (
        lambda: "[entry]\n" + "".join(f'"e{n}@x" = {{ sequence = 1 }}\n' for n in range(500_000)),
        300_001,
    ),
    "a million dotted keys": (lambda: "".join(f"a.{n}.b=1\n" for n in range(1_000_000)), 150_001),
    "ten million numbers": (lambda: "a = [" + "1," * 10_000_000 + "]\n", 1),
    "ten million numbers on their lines": (lambda: "a = [\n" + "1,\n" * 5_000_000 + "]\n", 3_000_002),
}


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", LEDGERS)
def test_a_ledger_of_too_much_is_told_at_its_line(name: str, project: Path) -> None:
    text, line = LEDGERS[name]
    (project / "config" / "published.toml").write_text(text(), encoding="utf-8")
    result = limited("check")
    assert result.returncode == 1, result.stderr[-1_000:]
    assert f"config/published.toml:{line}: error: " in result.stdout
    others = (("status",), ("event", "confirm", "norberg"), ("export",), ("publish", "--dry-run"))
    for command in others if NIGHTLY or name == "a million keys" else ():
        assert limited(*command).returncode in {0, 1}


STRANGE = {
    "nan and inf": "strange = [nan, inf, -inf]\n",
    "deep lists": f"strange = {'[' * 500}{']' * 500}\n",
    "deep keys": f"strange{'.a' * 100_000} = 1\n",
    "a deep header": f"[strange{'.a' * 100_000}]\n",
}
CONFIGURATION = ("process", "roles", "workdays", "targets", "deadlines", "checks", "retention", "municipalities")


@pytest.mark.one_in(3)
@pytest.mark.parametrize("name", CONFIGURATION)
@pytest.mark.parametrize("strange", STRANGE)
def test_what_is_strange_in_the_configuration_is_told_at_its_line(name: str, strange: str, project: Path) -> None:
    (project / "config" / f"{name}.toml").write_text(STRANGE[strange], encoding="utf-8")
    result = limited("check")
    assert result.returncode == 1, result.stderr[-1_000:]
    assert any(line.startswith(f"config/{name}.toml:1: error: ") for line in result.stdout.splitlines())


@pytest.mark.parametrize("more", [b'{"id": 1}\n' * 1_000_000, b'{"id": 2, "x": "' + b"x" * 20_000_000 + b'"}\n'])
def test_a_log_of_too_much_is_named_and_nothing_is_changed(more: bytes, project: Path) -> None:
    assert limited("event", "confirm", "norberg").returncode == 0
    log, events = project / ".rusctl" / "journal.jsonl", (project / "events.toml").read_bytes()
    log.write_bytes(log.read_bytes() + more)
    for command in (("log",), ("undo",), ("event", "tentative", "sala")):
        result = limited(*command)
        assert result.returncode == 7
        assert result.stderr.startswith("rusctl: .rusctl/journal.jsonl is far longer than rusctl makes it; ")
    assert (project / "events.toml").read_bytes() == events
    log.unlink()
    assert limited("event", "tentative", "sala").returncode == 0
