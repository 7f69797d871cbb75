"""What a folder asks of its user, as it can be agreed to: its exact content, and the files that act."""

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from rusctl.model.plan import Source, Target
from rusctl.model.wishes import Wish
from rusctl.services import wishes
from rusctl.services.project import Project
from rusctl.storage.files import atomic
from rusctl.storage.files.names import PROCESS, TARGETS
from tests.services.conftest import add, change

SERVER = """
[[target]]
id = "gruppen"
kind = "caldav"
url = "https://moln.example.org/dav/"
calendar = "rus"
user = "rus"
password_command = ["./password.sh", "kalender"]
ca = "ca.pem"
"""
FOLDERS = """
[[target]]
id = "inne"
kind = "folder"
path = "flöden"

[[target]]
id = "ute"
kind = "folder"
path = "../flöden"
"""
MAIL = """
[mail]
host = "mejl.example.se"
security = "starttls"
user = "rus"
password_env = "RUS_MEJL"
from = "region@example.org"
"""


def digest_of(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def test_all_that_a_folder_asks_for_in_the_order_of_its_files(tour: Project) -> None:
    folder = tour.folder.path
    (folder / "password.sh").write_text("echo hemligt", encoding="utf-8")
    add(folder, TARGETS, SERVER + FOLDERS + MAIL)
    change(folder, PROCESS, 'language = "sv"', 'language = "sv"\nregister = "postgresql://db.example.org/rus"')
    pairs = (
        ("url", "https://moln.example.org/dav/"),
        ("calendar", "rus"),
        ("user", "rus"),
        ("password_command", ("./password.sh", "kalender")),
        ("ca", "ca.pem"),
    )
    files = (("./password.sh", digest_of("echo hemligt")),)
    mail = (("host", "mejl.example.se"), ("security", "starttls"), ("login", "password"), ("user", "rus"))
    assert wishes.of(tour.plan, folder) == [
        Wish("caldav", "gruppen", pairs, files, Source(TARGETS, ("target", 0), "gruppen")),
        Wish("folder", "ute", (("path", "../flöden"),), (), Source(TARGETS, ("target", 2), "ute")),
        Wish("mail", "mail", (*mail, ("password_env", "RUS_MEJL")), (), Source(TARGETS, ("mail",))),
        Wish(
            "register",
            "register",
            (("register", "postgresql://db.example.org/rus"),),
            (),
            Source(PROCESS, ("register",)),
        ),
    ]


def test_a_folder_that_asks_for_nothing(tour: Project) -> None:
    assert wishes.of(tour.plan, tour.folder.path) == []


@pytest.mark.parametrize(
    ("path", "asks"),
    [
        ("", False),
        ("flöden", False),
        ("a/../b", False),
        ("../plan/b", False),
        ("../b", True),
        ("/srv/www", True),
        ("~/b", True),
    ],
)
def test_a_folder_asks_for_what_lies_outside_the_plans(tour: Project, path: str, asks: bool) -> None:
    target = Target(id="webb", kind="folder", path=path, at=Source(TARGETS, ("target", 0)))
    expected = Wish("folder", "webb", (("path", path),), (), target.at) if asks else None
    assert wishes.of_target(target, tour.folder.path) == expected


def test_a_link_that_leads_out_of_the_plan_is_asked_for(tour: Project, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tour.folder.path / "flöden").symlink_to(tmp_path / "elsewhere")
    target = Target(id="webb", kind="folder", path="flöden")
    assert wishes.of_target(target, tour.folder.path) == Wish("folder", "webb", (("path", "flöden"),), (), target.at)


def test_a_way_out_that_leads_back_in_is_asked_for_as_it_is_written(tour: Project, tmp_path: Path) -> None:
    (tour.folder.path / "flöden").mkdir()
    (tmp_path / "länk").symlink_to(tour.folder.path / "flöden")
    target = Target(id="webb", kind="folder", path="../länk")
    assert wishes.of_target(target, tour.folder.path) == Wish("folder", "webb", (("path", "../länk"),), (), target.at)


def test_only_the_plans_own_files_are_looked_into(tour: Project, tmp_path: Path) -> None:
    (tmp_path / "outside.sh").write_text("x", encoding="utf-8")
    (tour.folder.path / "inside").mkdir()
    command = ("", "../outside.sh", "inside", "events.toml", "none.sh")
    target = Target(id="gruppen", kind="caldav", url="https://a", password_command=command)
    found = wishes.of_target(target, tour.folder.path)
    assert found
    digest = sha256((tour.folder.path / "events.toml").read_bytes()).hexdigest()
    assert found.files == (("events.toml", digest),)


def test_a_file_that_cannot_be_read_is_part_of_it_all_the_same(tour: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(atomic, "MOST_BYTES", 10)
    target = Target(id="gruppen", kind="caldav", url="https://a", password_command=("events.toml",))
    found = wishes.of_target(target, tour.folder.path)
    assert found
    assert found.files == (("events.toml", ""),)


def test_the_digest_is_of_the_content_and_of_nothing_else() -> None:
    wish = Wish("caldav", "gruppen", (("url", "https://a"),), (("a.sh", "1"),), Source(TARGETS, ("target", 0)))
    digest = wishes.digest(wish)
    text = '["caldav", "gruppen", [["url", "https://a"]], [["a.sh", "1"]]]'
    assert digest == digest_of(text)
    assert wishes.digest(wish._replace(at=Source(PROCESS))) == digest
    others = (
        wish._replace(kind="folder"),
        wish._replace(id="andra"),
        wish._replace(pairs=(("url", "https://b"),)),
        wish._replace(files=(("a.sh", "2"),)),
    )
    assert len({digest, *map(wishes.digest, others)}) == 1 + len(others)


def test_one_digest_for_all_whatever_their_order(tour: Project) -> None:
    add(tour.folder.path, TARGETS, SERVER + MAIL)
    first, second = wishes.of(tour.plan, tour.folder.path)
    both = wishes.digest_of([first, second])
    assert both == wishes.digest_of([second, first])
    assert both not in (wishes.digest_of([first]), wishes.digest_of([second]))
    assert wishes.digest_of([first]) == digest_of(wishes.digest(first))


def test_the_wish_of_mail_and_of_the_register_are_what_the_plan_says(tour: Project) -> None:
    add(tour.folder.path, TARGETS, MAIL.replace('"rus"', '"annan"'))
    plan = replace(tour.plan, process=replace(tour.plan.process, register="postgresql://db/rus"))
    assert wishes.of_register(plan).pairs == (("register", "postgresql://db/rus"),)
    settings = tour.plan.publishing.mail
    assert settings
    assert ("user", "annan") in wishes.of_mail(settings, tour.folder.path).pairs
