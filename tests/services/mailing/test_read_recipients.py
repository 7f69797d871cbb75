"""Lists of whom to write to: a file, or bytes that came in another way, with the roles that the plan knows."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.model.recipients import Part, Recipient
from rusctl.services.mailing import read_recipients
from rusctl.services.people.read_list import Purpose
from rusctl.services.project import Project
from tests.services.conftest import said

TABLE = "Namn;E-post;Roll;Deltagande;Språk\nTestperson Ett;ett@example.org;politiker;valfri;en\n"
ETT = Recipient(address="ett@example.org", name="Testperson Ett")


def test_a_file_is_read_by_its_name(tour: Project, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(TABLE, encoding="utf-8")
    assert read_recipients.from_file(tour, str(path)).people == [
        Recipient(address="ett@example.org", name="Testperson Ett", role="politiker", part=Part.OPTIONAL, language="en")
    ]


def test_what_is_given_is_a_file_or_what_stdin_had(tour: Project, tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(TABLE, encoding="utf-8")
    for name, data in ((str(path), None), ("-", TABLE.encode())):
        assert [one.address for one in read_recipients.given(tour, name, data).people] == [ETT.address]


def test_what_is_no_file_is_said(tour: Project, tmp_path: Path) -> None:
    for name in (str(tmp_path), str(tmp_path / "saknas.txt")):
        with pytest.raises(RusctlError) as caught:
            read_recipients.from_file(tour, name)
        assert said(caught.value.message) == f"{name} is no file; name a list of recipients"


@pytest.mark.parametrize(
    "text",
    [
        '"Testperson Ett" <ett@example.org>',
        "# heading\r\n\r\nTestperson Ett <ett@example.org>\r\n  Ett  < Ett@EXAMPLE.org >\r\n",
        "Testperson Ett <ett@example.org>; Öst Maria </o=ExchangeLabs/ou=x>; ett",
        "sep=;\r\nFörnamn;Efternamn;E-post\r\nTestperson;Ett;ett@example.org\r\nBo;Ek;inte en adress\r\n",
        "\ufeffnamn;adress (e-post)\nTestperson Ett;ett@example.org\n;\n",
    ],
)
def test_the_same_recipient_in_many_forms(text: str, tour: Project) -> None:
    found = read_recipients.from_bytes(tour, text.encode(), "stdin")
    assert found.people == [ETT]
    assert [one.person["name"] for one in found.records] == ["Testperson Ett"]


@pytest.mark.parametrize("text", ["ett@example.org\n", "<ett@example.org>\n", "Till: < mailto:ett@example.org>"])
def test_an_address_without_a_name_is_written_to(tour: Project, text: str) -> None:
    found = read_recipients.from_bytes(tour, text.encode(), "stdin")
    assert found.people == [Recipient(address="ett@example.org")]
    assert [one.person["name"] for one in found.records] == ["ett@example.org"]


def test_who_cannot_be_written_to_is_said_by_the_row(tour: Project) -> None:
    text = f"{TABLE}Bo Ek;inte en adress;;;\nBo Ek;bo@example.org;;kanske;\nBo Ek;bo@example.org;kung;;\n"
    assert [one.address for one in read_recipients.from_bytes(tour, text.encode(), "stdin").people] == [ETT.address]
    assert [said(one) for one in tour.notes[-4:]] == [
        "stdin, row 3: the email address has another form than name@example.se; they get no message",
        (
            "stdin, row 4: what stands there is no way to take part; it is one of required, optional, chair, "
            "informed; they get no message"
        ),
        "stdin, row 5: kung is not known; say what it means with --means kung=ID; they get no message",
        "rusctl participants import EVENT FILE takes such rows in, once it is said what is not clear",
    ]


def test_whose_an_address_is_needs_no_word_that_is_known(tour: Project) -> None:
    text = "Namn;E-post;Roll;Deltagande\nBo Ek;bo@example.org;kung;kanske\nBo Ek;bo;;\n"
    found = read_recipients.from_bytes(tour, text.encode(), "stdin", Purpose.ADDRESSES)
    assert [one.address for one in found.people] == ["bo@example.org"]
    assert said(tour.notes[-1]) == (
        "stdin, row 3: the email address has another form than name@example.se; it is passed over"
    )


def test_a_list_without_addresses_says_what_to_do(tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        read_recipients.from_bytes(tour, b"Namn;Ort\nTestperson Ett;Sala\n", "stdin")
    assert (caught.value.at.file, said(caught.value.message)) == (
        "stdin",
        "no column is known to be the email address; write Email above it; the file has Namn, Ort",
    )


@pytest.mark.parametrize("text", ["Namn;E-post\nBo Ek;\n", "Bo Ek <>; Åsa Ek </o=Exchange/x>"])
def test_a_list_of_nobody_is_refused(text: str, tour: Project) -> None:
    with pytest.raises(RusctlError) as caught:
        read_recipients.from_bytes(tour, text.encode(), "stdin")
    assert "there is no recipient in the list" in said(caught.value.message)
