"""Addresses that mail can carry, told from what is none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rusctl.model.recipients import mail_address


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
