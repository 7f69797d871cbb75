"""What the first message to somebody tells about their personal data, and no later one again."""

import email
from dataclasses import replace
from pathlib import Path

import pytest

from rusctl.language.catalogue import Language
from rusctl.model.retention import Kept, Retention, RetentionClass
from rusctl.services.mailing import first_contact
from rusctl.services.project import Project
from rusctl.storage.files.names import RETENTION
from tests.mail.first import INCOMPLETE
from tests.services.conftest import add
from tests.services.mailing.conftest import heard, invite, moved

WRITTEN = Retention(
    controller={"sv": "Regionstyrelsen"},
    officer="ombud@example.se",
    purpose={"sv": "att bjuda in"},
    legal_basis={"sv": "en uppgift av allmänt intresse"},
    recipients=({"sv": "kommunerna"},),
    origin={"sv": "kommunernas listor"},
    more={"sv": "Klagomål tas emot av ombudet."},
    classes=(RetentionClass(id="a", what=Kept.CONTACT, months=12, decision="D 1"),),
)


def texts(folder: Path) -> list[str]:
    """Give the texts of the drafts, by their numbers."""
    paths = sorted((folder / "register" / "drafts").glob("*/*.eml"), key=lambda path: int(path.stem))
    mails = [email.message_from_bytes(path.read_bytes()) for path in paths]
    parts = [next(part for part in one.walk() if part.get_content_type() == "text/plain") for one in mails]
    payloads = [part.get_payload(decode=True) for part in parts]
    return [one.decode() for one in payloads if isinstance(one, bytes)]


def test_the_first_message_tells_and_no_later_one(tour: Project) -> None:
    folder = tour.folder.path
    invite(tour, "ett")
    (first,) = texts(folder)
    assert "Dina personuppgifter: Region Västmanland har ditt namn och den här adressen" in first
    assert "rätt att invända mot att uppgifterna används (artikel 21 i dataskyddsförordningen)" in first
    moved(tour)
    invite(tour, "tva")
    assert ["personuppgifter" in text for text in texts(folder)] == [False, True]


def test_a_draft_that_was_never_sent_has_told_nobody(tour: Project) -> None:
    invite(tour, "ett")
    invite(tour, unsent=True)
    assert ["personuppgifter" in text for text in texts(tour.folder.path)] == [True]


def test_what_is_not_written_down_is_said_and_not_mailed(tour: Project) -> None:
    invite(tour, "ett")
    (said,) = [one for one in heard(tour) if "personal data" in one]
    assert said == INCOMPLETE
    assert "not set; fill it in" not in texts(tour.folder.path)[0]
    invite(tour)
    assert not [one for one in heard(tour) if "personal data" in one]


def test_a_page_of_the_regions_own_is_named_in_its_place(tour: Project) -> None:
    add(tour.folder.path, RETENTION, 'link = "https://example.org/personuppgifter"')
    invite(tour, "ett")
    (text,) = texts(tour.folder.path)
    assert text.replace("\r\n", "\n").endswith(
        "Dina personuppgifter: Region Västmanland har ditt namn och den här adressen. Hur de hanteras står på "
        "https://example.org/personuppgifter.\nDu har rätt att invända mot att uppgifterna används (artikel 21 i "
        "dataskyddsförordningen): skriv till region@regionvastmanland.se. Du får klaga hos tillsynsmyndigheten.\n"
    )
    assert not [one for one in heard(tour) if "personal data" in one]


@pytest.mark.parametrize("code", ["sv", "en"])
def test_all_that_is_written_down_is_told(tour: Project, code: str) -> None:
    plan = replace(tour.plan, retention=WRITTEN)
    text = first_contact.notice(plan, Language(code))
    held = ("Regionstyrelsen", "ombud@example.se", "att bjuda in", "allmänt intresse", "kommunerna", "listor", "D 1")
    assert [one for one in (*held, "Klagomål", "artikel 21") if one not in text] == []
