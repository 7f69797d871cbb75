"""Which mailboxes are certainly an office's; all others are taken for people's, whose data are protected."""

import pytest

from rusctl.lists.mailboxes import is_functional


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("", "registrator@sala.se", True),
        ("", "Kommunstyrelsen@sala.se", True),
        ("info@sala.se", "info@sala.se", True),
        ("Registrator, Sala kommun", "kommun.registrator@sala.se", True),
        ("Nämnden för hälsa", "namnden@sala.se", True),
        ("Anna Ek", "info@sala.se", False),
        ("Anna Ek", "anna.ek@sala.se", False),
        ("", "anna.kansli@sala.se", False),
        ("", "annaek@sala.se", False),
        ("Registrator", "anna.ek@sala.se", False),
        ("", "@sala.se", False),
    ],
)
def test_an_office_is_told_from_a_person(name: str, address: str, *, expected: bool) -> None:
    assert is_functional(name, address) is expected
