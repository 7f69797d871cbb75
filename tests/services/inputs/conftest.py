"""The shipped tour with two questions, and a register with one person where a test asks for it."""

import pytest

from rusctl.model.people import Person
from rusctl.services.people import new_register, persons
from rusctl.services.project import Project
from tests.services.conftest import add
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

ASKED = """
[[question]]
id = "framtid"
text = { sv = "Vad är viktigast?", en = "What matters most?" }

[[question]]
id = "hinder"
text = { sv = "Vad hindrar?", en = "What is in the way?" }
kinds = ["kommundialog"]
"""


@pytest.fixture
def asked(tour: Project) -> Project:
    """The tour with its questions, and no database."""
    add(tour.folder.path, "config/frame.toml", ASKED)
    return tour


@pytest.fixture
def named(asked: Project) -> Project:
    """The tour with a register in which somebody stands."""
    new_register.make(asked)
    persons.add(asked, Person(name="Testa Testsson", email="tt@example.org"))
    return asked
