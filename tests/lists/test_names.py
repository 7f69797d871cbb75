"""Names out of cells: in which order, without the mark of a guest; a party goes where persons are made."""

import pytest

from rusctl.language import hard_words
from rusctl.lists import names


@pytest.mark.parametrize(
    ("cell", "read", "kept"),
    [
        ("Nora Nord", "Nora Nord", "Nora Nord"),
        ("  Nora   Nord ", "Nora Nord", "Nora Nord"),
        ("Nora Nord (S)", "Nora Nord (S)", "Nora Nord"),
        ("Nord (S), Nora", "Nora Nord (S)", "Nora Nord"),
        ("Nord, Nora (M)", "Nora Nord (M)", "Nora Nord"),
        ("Nora Nord, S", "Nora Nord (S)", "Nora Nord"),
        ("Nora Nord, SD", "Nora Nord (SD)", "Nora Nord"),
        ("Nora Nord/KD", "Nora Nord (KD)", "Nora Nord"),
        ("Nora Nord - V", "Nora Nord (V)", "Nora Nord"),
        ("Nora Nord – MP", "Nora Nord (MP)", "Nora Nord"),
        ("Nord, S", "S Nord", "S Nord"),
        ("Nord, Anna-Karin", "Anna-Karin Nord", "Anna-Karin Nord"),
        ("von Nord, Nora", "Nora von Nord", "Nora von Nord"),
        ("Nora Nord (Gäst)", "Nora Nord", "Nora Nord"),
        ("Nora Nord (vikarie)", "Nora Nord (vikarie)", "Nora Nord (vikarie)"),
        ("Nora Nord <nora@x.example>", "Nora Nord", "Nora Nord"),
    ],
)
def test_a_name_is_read_first_name_first(cell: str, read: str, kept: str) -> None:
    found = names.read(cell)
    assert found.name == read
    assert hard_words.without(found.name).text == kept


def test_a_column_of_last_names_first_is_turned_round() -> None:
    assert names.read("Nord Nora", last_first=True).name == "Nora Nord"
    assert names.read("Nord, Nora (S)", last_first=True).name == "Nora Nord (S)"
