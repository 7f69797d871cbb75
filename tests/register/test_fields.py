"""What is taken of a person and what is refused; SQLite is enough here, since nothing is written."""

from pathlib import Path

import pytest

from rusctl.database import making
from rusctl.errors import PrivacyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.message import Message
from rusctl.register import fields
from rusctl.services.pieces import PIECES
from tests.register.conftest import Typed


@pytest.mark.parametrize(
    ("given", "code", "sentence"),
    [
        ('nme = "x"', 1, '"nme" is not a key here; did you mean "name"?'),
        ("name = 3", 1, "name must be a text in quotation marks"),
        ("name = ", 1, "stdin, line 1: "),
        ("", 1, "the name is missing"),
        ('name = " "', 1, "the name is missing"),
        ('name = "x"\nmunicipality = "Salla"', 1, "Salla is not a municipality; did you mean sala?"),
        ('name = "x"\nemail = "ett at example"', 1, "the email address has another form than name@example.se"),
        ('name = "x"\nphone = "ring mig"', 1, "the telephone number has another form than +46 21 12 34 56"),
        ('name = "x"\nlanguage = "de"', 1, "de is no language here; there are sv, en"),
        ('name = "x\\u0007"', 1, "name holds a character that cannot be seen; take it out"),
        (f'name = "{"x" * 201}"', 1, "name is longer than 200 characters; shorten it"),
    ],
)
def test_what_cannot_be_read_is_said_and_not_written(
    given: str, code: int, sentence: str, project: Path, typed: Typed
) -> None:
    making.make(project, "", PIECES)
    result = typed(given, "person", "add")
    assert (result.code, result.out) == (code, "")
    assert result.err.startswith(f"rusctl: {sentence}")
    assert typed("", "person", "list", "--hidden", "--json").out == "[\n\n]\n"


NUMBERS = [
    "18900101-9802",
    "189001019802",
    "900101-9802",
    "9001019802",
    "18900101 9802",
    "900101+9802",
    "900101 - 9802",
    "pnr900101-9802",
    "900101.9802",
    "1890-01-01-9802",
    "18900101TF98",
    "90/01/01-9802",
    "900161-9802",
    "18900101-9803",
]


@pytest.mark.parametrize("form", ["{}", "Testperson {}", "{}, Sala"])
@pytest.mark.parametrize("number", NUMBERS)
def test_a_personnummer_is_refused_in_every_text(number: str, form: str) -> None:
    for read in (fields.name, fields.email, lambda text: fields.one_line(text, "organisation")):
        with pytest.raises(PrivacyError) as error:
            read(form.format(number))
        assert "980" not in str(error.value.message)


@pytest.mark.parametrize("number", NUMBERS[:7])
def test_a_personnummer_is_no_telephone_number(number: str) -> None:
    with pytest.raises(PrivacyError):
        fields.phone(number)


@pytest.mark.parametrize("text", ["070-174 06 05", "+46 70 174 06 05", "0701740605", "021-12 34 56", "08-123 45 678"])
def test_a_telephone_number_is_no_personnummer(text: str) -> None:
    assert fields.phone(text) == text


@pytest.mark.parametrize(
    ("text", "kept"),
    [("  Anna\t Test ", "Anna Test"), ("A\u030angstro\u0308m", "Ångström"), ("Zoë O'Test", "Zoë O'Test")],
)
def test_a_name_is_kept_as_people_write_it(text: str, kept: str) -> None:
    assert fields.name(text) == kept


@pytest.mark.parametrize("text", ["Norbreg", "ledamot", "politiker och fru", "Samhällsbyggare"])
def test_a_refusal_repeats_a_word(text: str) -> None:
    assert f"{text} is not a role" in refusal(text)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Andersson",
        "Anna Andersson (S) anna@example.se",
        "Karin Hemlig, skyddad",
        "070-174 06 05",
        "anna@example.se",
        "sjukskriven",
        "nora (S)",
        "en mening som är längre än så",
    ],
)
def test_a_refusal_repeats_no_cell_that_can_be_a_person(text: str) -> None:
    assert refusal(text) == "this is not a role; there are politiker"


def refusal(text: str) -> str:
    choose = fields.chooser({"politiker": ("Politiker",)}, Message("a role", {}))
    with pytest.raises(RusctlError) as error:
        choose(text)
    return Language("en").text(error.value.message)
