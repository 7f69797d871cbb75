"""Lists of recipients as people have them; what cannot be used is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.mail.recipients import read
from rusctl.model.recipients import Part, Recipient, mail_address

ETT = Recipient(address="ett@example.org", name="Testperson Ett")


def refusal(text: str) -> str:
    with pytest.raises(RusctlError) as caught:
        read(text.encode(), "list.txt", {"politiker"})
    return f"{caught.value.at.line}: {Language('en').text(caught.value.message)}"


@pytest.mark.parametrize(
    "line",
    [
        "Testperson Ett <ett@example.org>",
        '"Testperson Ett" <ett@example.org>',
        "  Testperson   Ett  < ett@EXAMPLE.org >  ",
        "# heading\r\n\r\nTestperson Ett <ett@example.org>\r\n",
        "namn;e-post\nTestperson Ett;ett@example.org\n",
        "E-mail,Name,Phone\nett@example.org,Testperson Ett,none\n",
        'Namn\tE-postadress\n"Testperson Ett"\tett@example.org\n',
        "\ufeffnamn;adress\nTestperson Ett;ett@example.org\n;\n",
    ],
)
def test_the_same_recipient_in_many_forms(line: str) -> None:
    assert read(line.encode(), "list.txt") == [ETT]


def test_all_columns() -> None:
    table = "namn;e-post;roll;deltagande;språk\nÅsa Två;tva@example.se;politiker;valfri;en\n"
    assert read(table.encode(), "list.csv", {"politiker"}) == [
        Recipient(address="tva@example.se", name="Åsa Två", role="politiker", part=Part.OPTIONAL, language="en")
    ]


@pytest.mark.parametrize("coding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_as_spreadsheets_save_it(coding: str) -> None:
    assert read("Åsa Två <tva@example.se>\n".encode(coding), "x")[0].name == "Åsa Två"


def test_an_address_counts_once() -> None:
    assert read(b"ett@example.org\nEtt@Example.org\nTestperson Ett <ett@example.org>", "x") == [
        Recipient(address="ett@example.org")
    ]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "0: there is no recipient in the list; write a line for each: Name <address>"),
        ("# nobody\n", "0: there is no recipient in the list; write a line for each: Name <address>"),
        ("ett@example.org\nett", "2: ett is no e-mail address that can be written to"),
        ("a <b> c", '1: a recipient is written Name <address>, and this line is "a <b> c"'),
        ("a <ett@example.org>, <b@example.org>", "1: a recipient is written Name <address>"),
        ("e-post;roll\nett@example.org;fel", '2: the role "fel" is not in config/roles.toml'),
        ("e-post;språk\nett@example.org;fi", '2: "fi" is no language of rusctl; it is sv or en'),
        ("e-post;part\nett@example.org;x", '2: "x" is no way to take part; it is one of required'),
        ("e-post;namn\nett@example.org;a\x00b", "2: the name of ett@example.org holds a line break or is too long"),
        ('e-post;namn\nett@example.org;"a\nBcc: b@example.org"', "3: the name of ett@example.org holds a line break"),
        (
            "e-post;namn\nett@example.org;" + "a" * 201,
            "2: the name of ett@example.org holds a line break or is too long",
        ),
    ],
)
def test_what_is_refused(text: str, sentence: str) -> None:
    assert refusal(text).startswith(sentence)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("ett@example.org", "ett@example.org"),
        ("E.tt+x@EXAMPLE.ORG", "E.tt+x@example.org"),
        ("o'neill@example.se", "o'neill@example.se"),
        ("ett@räksmörgås.example.org", "ett@xn--rksmrgs-5wao1o.example.org"),
    ],
)
def test_addresses(text: str, address: str) -> None:
    assert mail_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ett",
        "@example.org",
        "ett@",
        "ett@localhost",
        "ett@127.0.0.1",
        "ett@[127.0.0.1]",
        "a..b@example.org",
        ".a@example.org",
        "a.@example.org",
        "a b@example.org",
        "a@b@example.org",
        '"a"@example.org',
        "a@example.org\nBcc: b@example.org",
        "a\r\n@example.org",
        "a@example.org>",
        "å@example.org",
        "a@-example.org",
        "a@example..org",
        "a" * 65 + "@example.org",
        "a@" + "b" * 64 + ".org",
        "a@" + "b." * 130 + "org",
        "a%b@example.org",
        "a@exa\u200bmple.org\u0000",
    ],
)
def test_no_addresses(text: str) -> None:
    assert mail_address(text) == ""


@given(st.text())
def test_an_address_is_plain_ascii_or_nothing(text: str) -> None:
    for tried in (text, f"{text}@example.org", f"a@{text}.org"):
        address = mail_address(tried)
        assert address.isascii()
        assert not set(address) & set(' \r\n\t\0<>,;:"()[]\\%?&#')


@given(st.binary(max_size=400))
def test_any_file_is_read_or_refused(data: bytes) -> None:
    try:
        found = read(data, "x")
    except RusctlError:
        return
    assert all(mail_address(one.address) == one.address for one in found)
