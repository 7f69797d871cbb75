"""A consultation with replies whose texts have been read, in a folder with a register that holds nobody."""

import pytest

from rusctl.model.comments import AnsweredComment, CommentAnswer
from rusctl.services.consultation import answering, declaring, splitting
from rusctl.services.consultation.answering import AnswersWanted
from rusctl.services.consultation.declaring import ConsultationGiven
from rusctl.services.consultation.splitting import SplitSaid
from rusctl.services.consulting.opening import opened
from rusctl.services.project import Project
from tests.consultation.replies import BUSES, TRAINS, came
from tests.services.people.conftest import empty_register_fixture, house  # noqa: F401 - a register that holds nobody

WHICH = "remiss"
GIVEN = ConsultationGiven(
    name="Remiss",
    opens="consultation-opens",
    closes="consultation-closes",
    questions=["mal=Är målen de rätta?", "saknas=Vad saknas om bostäder i förslaget?"],
)
WHY, OTHER = "Staten äger banan.", "Kollektivtrafiknämnden beslutar om bussarna."


def declared(project: Project) -> Project:
    """Declare the consultation in a folder."""
    declaring.carry_out(project, declaring.declare(project, WHICH, GIVEN))
    return project.again()


@pytest.fixture(name="remiss")
def remiss_fixture(house: Project) -> Project:  # noqa: F811 - the fixture that is imported
    """Two replies that nobody has split."""
    project = declared(house)
    opened(project).change("consultation add", lambda change: came(change, which=WHICH))
    opened(project).change("consultation add", lambda change: came(change, name="Länsstyrelsen", which=WHICH))
    return project.again()


@pytest.fixture(name="commented")
def commented_fixture(remiss: Project) -> Project:
    """The same, with two comments in the first reply."""
    splitting.split(remiss, "", 1, SplitSaid(quotes=[TRAINS, BUSES]))
    return remiss


def shown(project: Project, name: str) -> AnsweredComment:
    """Give a comment with its answers."""
    return answering.listed(project, WHICH, AnswersWanted(names=[name]))[0].of


def valid(project: Project, name: str) -> CommentAnswer:
    """Give the answer of a comment that is valid."""
    found = shown(project, name).valid
    assert found is not None
    return found
