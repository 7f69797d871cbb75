"""What is said of a person: read as TOML, cleaned, or refused with the reason."""

import datetime as dt

import pytest

from rusctl.errors import PrivacyError, RusctlError
from rusctl.model.people import RoleAssignment
from rusctl.services.people import person_values
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.people.conftest import refused


def test_values_are_read_as_toml() -> None:
    assert person_values.read('name = "Åsa Ek"\nphone = ""'.encode()) == {"name": "Åsa Ek", "phone": ""}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("name = Åsa", "stdin, line 1"),
        ('nmae = "Åsa"', 'did you mean "name"'),
        ('birthday = "1 maj"', "the keys are name, organisation, municipality, email, phone, language"),
        ("name = 3", "name must be a text in quotation marks"),
    ],
)
def test_what_a_person_has_not_is_refused(text: str, why: str) -> None:
    with refused(why):
        person_values.read(text.encode())


def test_values_are_cleaned(tour: Project) -> None:
    given = {
        "name": "  Åsa   Ek ",
        "organisation": "Sala  kommun",
        "municipality": "Sala",
        "email": "Asa.Ek@Example.org",
        "phone": "021-17 45 00",
        "language": "sv",
    }
    assert person_values.cleaned(tour.plan, given) == given | {
        "name": "Åsa Ek",
        "organisation": "Sala kommun",
        "municipality": "sala",
        "email": "asa.ek@example.org",
    }


def test_a_personnummer_is_never_taken(tour: Project) -> None:
    with pytest.raises(PrivacyError):
        person_values.cleaned(tour.plan, {"name": "Åsa 19121212-1212"})
    with pytest.raises(RusctlError):
        person_values.cleaned(tour.plan, {"municipality": "Stockholm"})


def test_a_party_makes_a_role_a_public_mandate(tour: Project) -> None:
    day = dt.date(2018, 1, 1)
    assert person_values.role_held(tour.plan, "politiker", day, None, elected=False, party="P") == RoleAssignment(
        role="politiker", first_day=day, public=True, party="P"
    )
    assert person_values.role_held(tour.plan, "Politiker", None, day, elected=True, party="").public
    assert not person_values.role_held(tour.plan, "politiker", None, day, elected=False, party="").public


def test_what_is_hard_is_left_out_of_a_name_and_said(house: Project) -> None:
    given = {"name": "Nora Nord (S), gravid", "organisation": "Lasarettet (M)"}
    assert person_values.cleaned(house.plan, given) == {"name": "Nora Nord", "organisation": "Lasarettet"}
    assert [said(one) for one in person_values.left_out(given)] == ["left out: health, a party"]
    assert person_values.left_out({"name": "Nora Nord"}) == []


def test_that_somebody_is_protected_is_no_part_of_the_name(house: Project) -> None:
    with refused("say --protected instead"):
        person_values.cleaned(house.plan, {"name": "Örjan Ö (skyddade personuppgifter)"})
