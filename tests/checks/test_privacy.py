import datetime as dt
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rusctl.checks.run import private_findings
from rusctl.diagnostics import Finding
from rusctl.language.catalogue import Language
from rusctl.language.patterns import addresses, personal_numbers, phone_numbers
from rusctl.model.plan import CheckSettings, Plan, Process, TextFile, Waiver
from tests.examples import examples

Check = Callable[..., tuple[Finding, ...]]
TODAY = dt.date(2018, 11, 8)

# Telephone numbers that the authority (PTS) keeps for fiction, and a personnummer of somebody who would be 128.
PHONES = [
    "070-1740605",
    "070-174 06 05",
    "070 174 06 05",
    "0701740605",
    "070/174 06 05",
    "070 - 174 06 05",
    "+46701740605",
    "+46 70 174 06 05",
    "+46 (0)70-174 06 05",
    "+46(0)70-1740605",
    "0046 70 174 06 05",
    "08-465 004 00",
    "08-46500400",
    "(08) 465 004 00",
    "+46 8 465 004 00",
    "031-390 06 05",
    "0980-319 200",
    "0980-31 92 00",
    "010-319 2000",
    "070\u2013174 06 05",
    "070-174\u00a006\u00a005",
]
NO_PHONES = [
    "2018-11-26",
    "2018-11-07 09:00-12:00",
    "2018-11-07T09:00:00+01:00",
    "2018-11-07T09:00:00+0100",
    "08-11-2018",
    "07-11 2018",
    "08-12 2018",
    "09.00-12.00",
    "0900-1200",
    "0900-12 00",
    "kl 08-10",
    "kl 08 10 12",
    "Dnr RV180123",
    "Dnr RUN 2018/0123-45",
    "Dnr 018-0123/2018",
    'code = "1904"',
    'code = "0163"',
    "0163;4429;10088",
    "lat = 59.8303, lon = 15.6934",
    "0.0701740605",
    "förordning 2017:583",
    "lag (1989:253)",
    "population = 152078",
    "0123456789",
    "20181126T090000",
    "tel 112",
    "1177",
    "v. 48",
    "556012-5790",
    "a0701740605f",
    "https://example.org/dokument-0701740605",
    "d41d8cd9-0123-4567-8901-b204e9800998",
]
NUMBERS = [
    "18900101-9802",
    "189001019802",
    "18900101+9802",
    "900101-9802",
    "900101+9802",
    "9001019802",
    "18900161-9809",
    "900161-9809",
    "18900101\u20139802",
    "18900101\u20149802",
    "18900101 9802",
    "18900101 - 9802",
    "900101\u00a09802",
]
NO_NUMBERS = [
    "18900101-9803",
    "18900132-9802",
    "18901301-9802",
    "900100-9802",
    "556012-5790",
    "2018-11-26",
    "RV9001019802",
    "0.9001019802",
    "59001019802",
    "90010198025",
    "9001019802-1",
    "17900101-9802",
    "9001019-802",
    "20181126 0900",
    "900101 0017",  # its check digit is right, and it may be a time of day
    "900101 - 0017",
    "18900101  9802",
]
ADDRESSES = [
    "fornamn.efternamn@example.org",
    "a@b.se",
    "Fornamn+tag@sub.example.org",
    "fornamn (at) example.org",
    "fornamn[at]example.org",
    "åsa@example.org",
    "<fornamn@example.org>,",
    "mailto:fornamn@example.org",
    "fornamn(a)example.org",
    "fornamn\uff20example.org",
    "fornamn%40example.org",
    "fornamn\\u0040example.org",
    "fornamn&#64;example.org",
]
NO_ADDRESSES = [
    "git+https://git.example/rusctl@v0.1.0",
    "@kommunen",
    "a @ b",
    "kl 9@10",
    "användare@värd",
    "at) example.org",
    "punkt (a) example.org",
    "100 %40 example.org",
    "\\u0040",
    "@example.org",
]


@pytest.mark.parametrize("text", PHONES)
def test_a_telephone_number(text: str) -> None:
    for written in (text, f"ring {text}.", f'note = "{text}"', f"tel:{text}", f"{text}, 20 personer", f"{text} 2018"):
        assert list(phone_numbers(written)), written


@pytest.mark.parametrize("text", NO_PHONES)
def test_no_telephone_number(text: str) -> None:
    for written in (text, f'note = "{text}"', f"den {text}."):
        assert list(phone_numbers(written)) == [], written


@pytest.mark.parametrize("text", NUMBERS)
def test_a_personnummer(text: str) -> None:
    for written in (text, f"pnr {text}.", f'note = "{text}"', f"pnr:{text}", f"{text} 2018"):
        assert len(list(personal_numbers(written))) == 1, written


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_no_personnummer(text: str) -> None:
    for written in (text, f'note = "{text}"'):
        assert list(personal_numbers(written)) == [], written


def test_a_leap_day_of_one_of_the_centuries() -> None:
    assert len(list(personal_numbers("000229-0013"))) == 1
    assert len(list(personal_numbers("20000229-0013"))) == 1
    assert list(personal_numbers("19000229-0013")) == []


def test_nobody_has_the_number_000() -> None:
    assert list(personal_numbers("000229-0005")) == []


@pytest.mark.parametrize("text", ADDRESSES)
def test_an_address(text: str) -> None:
    for written in (text, f"fråga {text} om det", f'"{text}"'):
        assert len(list(addresses(written))) == 1, written


@pytest.mark.parametrize("text", NO_ADDRESSES)
def test_no_address(text: str) -> None:
    assert list(addresses(text)) == []


@settings(deadline=None, max_examples=examples(500))
@given(st.datetimes(dt.datetime.fromisoformat("1900-01-01"), dt.datetime.fromisoformat("2100-01-01")))
def test_no_date_is_taken_for_a_telephone_number(moment: dt.datetime) -> None:
    for form in ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M", "%d/%m %Y", "%d.%m.%Y", "%Y%m%dT%H%M%SZ"):
        written = moment.strftime(form)
        assert list(phone_numbers(f"den {written}, kl {moment:%H.%M}")) == []


@settings(deadline=None, max_examples=examples(300))
@given(st.dates(dt.date(1890, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 999), st.booleans())
def test_every_right_personnummer_is_found_and_every_wrong_one_is_not(born: dt.date, serial: int, late: bool) -> None:
    day = born.day + 60 * late
    digits = f"{born:%y%m}{day:02}{serial:03}"
    doubled = [int(digit) * (2 if index % 2 == 0 else 1) for index, digit in enumerate(digits)]
    check = -sum(number - 9 if number > 9 else number for number in doubled) % 10
    for last in range(10):
        for written in (f"{digits[:6]}-{digits[6:]}{last}", f"{born.year // 100}{digits}{last}"):
            assert bool(list(personal_numbers(written))) == (last == check)


@settings(deadline=None, max_examples=examples(300))
@given(st.text(alphabet="0123456789+-() /@.at[]:\n–a"))
def test_what_is_found_begins_where_it_is_said(text: str) -> None:
    for start in phone_numbers(text):
        assert text[start] in "+0"
    for start in personal_numbers(text):
        assert text[start : start + 6].isdigit()
    for start, address in addresses(text):
        assert text[start:].startswith(address.partition("@")[0])


@pytest.mark.parametrize(
    "piece",
    [
        "a.",
        "0",
        "0 ",
        "070 ",
        "0-0-",
        "9001019802 ",
        "a@",
        "a.a@",
        "(at",
        "070-17 ",
        "+46 (0)",
        "a%40",
        "%40",
        "a(a)",
        "900101 ",
    ],
)
def test_a_hostile_text_takes_no_longer_than_its_length(piece: str) -> None:
    text = piece * 50_000
    start = time.process_time()
    for find in (phone_numbers, personal_numbers, addresses):
        assert sum(1 for _ in find(text)) <= 50_000
    assert time.process_time() - start < 5


CONTACT = 'contact = "regionen@example.org"\n'


def test_the_mailbox_of_the_process_may_stand_anywhere(check: Check) -> None:
    assert check("personal-email", process=CONTACT, events="# fråga Regionen@Example.org\n") == ()
    found = check("personal-email", process=CONTACT, events="\n# fråga nagon@example.org\n")
    assert [(one.file, one.line) for one in found] == [("events.toml", 2)]


def test_comments_and_files_that_are_no_toml_are_looked_at_too(check: Check) -> None:
    found = check(
        "personal-email", "phone-number", "personnummer", events='[[event\n# 070-174 06 05\n"18900101-9802"\n'
    )
    assert [(one.name, one.line) for one in found] == [("phone-number", 2), ("personnummer", 3)]


def test_one_finding_a_line_that_never_repeats_what_it_found(check: Check) -> None:
    secret = "nagon@example.org annan@example.org 070-174 06 05 18900101-9802"
    found = check("personal-email", "phone-number", "personnummer", events=f"# {secret}\n")
    assert [one.name for one in found] == ["personal-email", "phone-number", "personnummer"]
    for one in found:
        assert one.message.args == {}
        words = Language("en").text(one.message)
        assert not set(secret.split()) & set(words.split())
        assert not any(character.isdigit() for character in words)


def test_staged_files() -> None:
    plan = Plan(process=Process(contact="regionen@example.org", uid_domain="rus.example.org"))
    texts = [
        TextFile("notes/möte.md", "a\nring 070-174 06 05\n"),
        TextFile("ut/sala.ics", "UID:sala@rus.example.org\nATTENDEE:mailto:nagon@example.org\n"),
        TextFile("src/uid.md", "sala@rus.example.org"),
        TextFile("README.md", "regionen@example.org"),
    ]
    assert [(one.file, one.line, one.name) for one in private_findings(texts, plan, TODAY)] == [
        ("notes/möte.md", 2, "phone-number"),
        ("src/uid.md", 1, "personal-email"),
        ("ut/sala.ics", 2, "personal-email"),
    ]


def test_a_finding_in_a_staged_file_can_be_waived() -> None:
    waiver = Waiver(rule="phone-number", reason="växeln", until=TODAY, file="README.md")
    plan = Plan(checks=CheckSettings(waivers=(waiver,)))
    texts = [TextFile("README.md", "070-174 06 05"), TextFile("other.md", "070-174 06 05")]
    assert [one.file for one in private_findings(texts, plan, TODAY)] == ["other.md"]


def test_paths_that_the_folder_ignores_and_files_that_are_no_text() -> None:
    plan = Plan(checks=CheckSettings(privacy_ignore=("tests/*", "*.lock")))
    names = ["tests/a.md", "tests/checks/b.py", "uv.lock", "docs/tests/c.md", "tests.md"]
    texts = [*(TextFile(name, "070-174 06 05") for name in names), TextFile("a.png", "\0 070-174 06 05")]
    assert [one.file for one in private_findings(texts, plan, TODAY)] == ["docs/tests/c.md", "tests.md"]


def test_addresses_on_many_lines_are_told_in_the_order_of_the_lines_and_in_time(check: Check) -> None:
    events = "# a@b.se, c@d.se\n\n" * 20_000
    start = time.process_time()
    found = check("personal-email", process=CONTACT, events=events)
    assert time.process_time() - start < 10
    assert [one.line for one in found] == list(range(1, 40_000, 2))


@pytest.mark.parametrize(
    ("text", "rule", "line"),
    [
        ('a = 1\ntitle = "fr\\u0065d\\u0040example.org"\n', "personal-email", 2),
        ('a = """x \\\n   y"""\ntitle = "ett@ex\\u0061mple.org"\n', "personal-email", 3),
        ('title = """ring 070-174 \\\n   06 05"""\nb = 1\n', "phone-number", 1),
        ('title = "18900101-\\u0039802"\n', "personnummer", 1),
    ],
)
def test_what_is_written_by_escapes_is_found_as_calendars_would_say_it(text: str, rule: str, line: int) -> None:
    found = private_findings([TextFile("events.toml", text)], Plan(), TODAY)
    assert [(one.name, one.line) for one in found] == [(rule, line)]


def test_an_escaped_backslash_is_no_escape() -> None:
    assert private_findings([TextFile("events.toml", 'title = "x\\\\u0040y.se"\n')], Plan(), TODAY) == ()
