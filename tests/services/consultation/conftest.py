"""A consultation with bodies on its circulation list, in the shipped tour."""

import datetime as dt

import pytest

from rusctl.consultation import store
from rusctl.database.transaction import Transaction
from rusctl.model.consultation import BodyNotice, NewBody
from rusctl.services.consultation import declaring
from rusctl.services.consultation.declaring import ConsultationGiven
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project

DAY = dt.date(2018, 11, 1)
GIVEN = ConsultationGiven(
    name="Remiss",
    opens="consultation-opens",
    closes="consultation-closes",
    dnr="RV 2019/1234",
    dnr_forms=["RV 2019/1234-56"],
)
OPEN = ConsultationGiven(
    name="Remiss av strategin", opens="consultation-opens", closes="Remissen stänger", days=90, dnr="RV 2019/1"
)


@pytest.fixture(name="asked")
def asked_fixture(tour: Project) -> Project:
    """A consultation with three bodies on its list, one of them with a contact's address."""
    declaring.carry_out(tour, declaring.declare(tour, "remiss", GIVEN))
    project = tour.again()

    def work(change: Transaction) -> None:
        bodies = [
            NewBody(name=name, kind="municipality") for name in ("Köpings kommun", "Sala kommun", "Norbergs kommun")
        ]
        store.add_bodies(change, "remiss", bodies)
        rows = [one.row for one in store.listed(change.connection, "remiss")]
        store.tell(change, rows, BodyNotice.ASKED, DAY)

    opened(project).change("consultation ask", work)
    return project.again()


@pytest.fixture
def one(tour: Project) -> Project:
    """The tour with a consultation that is open, and no body on its list."""
    declaring.carry_out(tour, declaring.declare(tour, "", OPEN))
    project = tour.again()
    project.day = "2019-06-10"
    return project
