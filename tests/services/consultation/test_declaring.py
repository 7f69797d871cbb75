"""A consultation declared, changed and named; what a folder of an older version says of one holds, and moves whole."""

from dataclasses import replace

import pytest

from rusctl.errors import RusctlError, UsageError
from rusctl.model.consulting import ChangeAsked, Consultation, ReasonAsked
from rusctl.services.consultation import declaring
from rusctl.services.consultation.declaring import ConsultationGiven
from rusctl.services.consulting import naming, terms
from rusctl.services.project import Project
from rusctl.storage.files import journal
from tests.services.conftest import add, said

OPENS, CLOSES = "consultation-opens", "consultation-closes"
GIVEN = ConsultationGiven(name="Remiss av strategin", opens=OPENS, closes="Remissen stänger", days=90, dnr="RV 2019/1")
OLDER = f'[[consultation]]\nopens = "{OPENS}"\ncloses = "{CLOSES}"\ndays = 60  # så länge\n'
SECOND = '[[consultation]]\nopens = "board"\ncloses = "council"\n'
SAMRAD = """
[[consultation]]
id = "samrad"
noun = "samråd"
opens = "consultation-opens"
closes = "consultation-closes"

[[kind]]
id = "sakagare"
name = "Sakägare"
words = ["fastighetsägare"]

[[disposition]]
id = "beaktas"
name = "Beaktas"
reason = "optional"
change = "named"
"""


def declared(project: Project, given: ConsultationGiven = GIVEN, wanted: str = "") -> Project:
    declaring.carry_out(project, declaring.declare(project, wanted, given))
    return project.again()


def test_a_consultation_is_declared_and_is_the_one_that_is_meant(tour: Project) -> None:
    one = naming.named(declared(tour))
    assert (one.id, one.closes, one.days, one.dnr, one.round) == ("remiss-av-strategin", CLOSES, 90, "RV 2019/1", 1)
    assert naming.named(tour.again(), "REMISS AV STRATEGIN").id == one.id


def test_it_is_changed_and_what_is_empty_goes(tour: Project) -> None:
    project = declared(tour)
    given = ConsultationGiven(dnr="", round=2, questions=["mal=Är målen de rätta?"], noun="samråd")
    declaring.carry_out(project, declaring.change(project, "", given))
    one = naming.named(project.again())
    assert (one.dnr, one.round, [each.id for each in one.questions]) == ("", 2, ["mal"])
    assert one.noun == {"": "samråd"}
    assert declaring.change(project.again(), "", ConsultationGiven(round=2)).same


@pytest.mark.parametrize(
    ("wanted", "given", "error"),
    [
        ("", ConsultationGiven(name="x"), "say with --opens and --closes"),
        ("", GIVEN._replace(closes="nothing"), "nothing is not a milestone"),
        ("", GIVEN._replace(version="remis"), "remis is not a version of the strategy's text"),
        ("Å", GIVEN, "Å is no id"),
        ("", GIVEN._replace(questions=["utan id"]), "utan id is no question"),
        ("", GIVEN._replace(contact="inte en adress"), "an email address"),
    ],
)
def test_what_cannot_be_declared(tour: Project, wanted: str, given: ConsultationGiven, error: str) -> None:
    with pytest.raises(RusctlError) as caught:
        declaring.declare(tour, wanted, given)
    assert error in said(caught.value.message)


def test_with_several_one_is_named_and_with_none_it_is_said_how_one_is_declared(tour: Project) -> None:
    with pytest.raises(RusctlError, match="no consultation"):
        naming.named(tour)
    two = declared(declared(tour), GIVEN._replace(name="Andra remissen"))
    with pytest.raises(UsageError) as caught:
        naming.named(two)
    assert said(caught.value.message).endswith("remiss-av-strategin, andra-remissen")
    with pytest.raises(RusctlError, match="already"):
        declaring.declare(two, "andra-remissen", GIVEN)


def test_what_an_older_folder_says_holds_until_it_is_moved(tour: Project) -> None:
    add(tour.folder.path, "config/checks.toml", OLDER + SECOND)
    assert [(one.id, one.opens, one.days) for one in tour.plan.consultations] == [
        ("consultation", OPENS, 60),
        ("consultation-2", "board", None),
    ]
    assert [one.rule for one in tour.loaded.faults] == []


@pytest.mark.parametrize("new", [True, False])
def test_the_next_change_moves_all_of_it_and_undo_gives_it_back(tour: Project, new: bool) -> None:
    folder = tour.folder.path
    add(folder, "config/checks.toml", OLDER + SECOND)
    files = {name: (folder / "config" / name).read_bytes() for name in ("checks.toml", "consultations.toml")}
    if new:
        proposal = declaring.declare(tour, "", GIVEN)
    else:
        proposal = declaring.change(tour, "consultation", ConsultationGiven(dnr="RV 1"))
    assert proposal.moved == ("consultation", "consultation-2")
    declaring.carry_out(tour, proposal)
    after = tour.again()
    assert "[[consultation]]" not in (folder / "config/checks.toml").read_text(encoding="utf-8")
    found = {one.id: (one.opens, one.closes, one.days, one.dnr) for one in after.plan.consultations}
    assert found["consultation"] == (OPENS, CLOSES, 60, "" if new else "RV 1")
    assert found["consultation-2"] == ("board", "council", None, "")
    assert len(found) == (3 if new else 2)
    assert after.loaded.faults == tour.loaded.faults
    journal.undo(folder, ("undo",), tour.now)
    assert {name: (folder / "config" / name).read_bytes() for name in files} == files


def test_a_samrad_is_the_same_work_with_other_words(tour: Project) -> None:
    add(tour.folder.path, "config/consultations.toml", SAMRAD)
    plan = tour.plan
    assert naming.kind(plan, "Fastighetsägare") == "sakagare"
    (own,) = plan.consultation_words.dispositions
    assert (own.reason, own.change) == (ReasonAsked.OPTIONAL, ChangeAsked.NAMED)
    assert naming.stance(plan, "inget att erinra") == "no-objection"  # no list of its own: those that are shipped
    assert naming.named(tour).noun == {"": "samråd"}
    with pytest.raises(RusctlError, match="is not"):
        naming.kind(plan, "kommun")


@pytest.mark.parametrize(
    ("read", "text", "meant"),
    [
        (naming.kind, "Kommuner", "municipality"),
        (naming.kind, "lst", "county-board"),
        (naming.legal_group, "näringsliv", "business"),
        (naming.stance, "Tillstyrker med synpunkter", "support-with-change"),
        (naming.stance, "tillstyrker", "support"),
        (naming.disposition, "Beaktas", "met"),
        (naming.disposition, "beaktas ej", "not-met"),
        (naming.disposition, "delvis", "partly"),
        (naming.channel, "mejl", "e-mail"),
    ],
)
def test_common_words_are_read(tour: Project, read: object, text: str, meant: str) -> None:
    assert callable(read)
    assert read(tour.plan, text) == meant


def test_no_shipped_word_means_two_things_of_one_list(tour: Project) -> None:
    found: dict[tuple[str, str], str] = {}
    for name, one in terms.every_term(tour.plan):
        for word in (one.id, *one.name.values(), *one.words):
            assert found.setdefault((name, word.casefold()), one.id) == one.id, word
    assert naming.group_of(tour.plan, "municipality") == "municipalities"


def test_what_replies_go_to_is_a_functional_mailbox_of_the_folder(tour: Project) -> None:
    asked = Consultation(id="remiss", opens=OPENS, closes=OPENS, contact="Remiss@example.org")
    plan = replace(tour.plan, consultations=(asked,))
    assert plan.mailboxes == tour.plan.mailboxes | {"remiss@example.org"}
