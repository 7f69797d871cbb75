"""What a dry run says of a target that nobody has agreed to: what the ledger knows, and nobody is asked."""

from dataclasses import replace

from rusctl.services.project import Project
from rusctl.services.publishing import unheard
from rusctl.services.publishing.publication import Publication, prepare
from rusctl.storage.files.names import EVENTS
from tests.services.conftest import change, said
from tests.services.publishing.conftest import FOLDER, STOPS, publish, without

SERVER = replace(FOLDER, id="gruppen", kind="caldav", path="", url="https://127.0.0.1:1/dav")


def summary(publication: Publication) -> str:
    return said(unheard.summary(publication, SERVER)).partition("; ")[2]


def test_a_target_that_was_never_given_anything_gets_all_of_it(tour: Project) -> None:
    found = prepare(tour, {})
    rows = list(unheard.rows(found, SERVER))
    assert len(rows) == STOPS
    assert rows[-1] == ("gruppen", "", "new", "surahammar", "Kommundialog Surahammar", 0)
    assert [said(one) for one in unheard.lines(found, SERVER)][-1] == "Kommundialog Surahammar (surahammar): new to it"
    assert said(unheard.summary(found, SERVER)) == (
        "gruppen was not looked at, since you have not agreed to what it asks for (rusctl trust); by what was given to "
        f"it before, {STOPS} new, 0 changed, 0 to be deleted and 0 as before"
    )


def test_of_what_it_was_given_the_difference_is_said(tour: Project) -> None:
    publish(tour, replace(FOLDER, id="gruppen"))
    assert summary(prepare(tour.again(), {})) == (
        f"by what was given to it before, 0 new, 0 changed, 0 to be deleted and {STOPS} as before"
    )
    change(tour.folder.path, EVENTS, "date = 2018-11-26", "date = 2018-12-03")
    without(tour.folder.path, "sala")
    publish(tour, replace(FOLDER, id="annan"))
    found = prepare(Project(str(tour.folder.path), "2019-02-15"), {})
    rows = list(unheard.rows(found, SERVER))
    assert [row[2:4] for row in rows] == [("changed", "norberg"), ("deleted", "sala")]
    assert [said(one) for one in unheard.lines(found, SERVER)] == [
        "Kommundialog Norberg (norberg): changed since it was given",
        "Kommundialog Sala (sala): should no longer be there",
    ]
    counts = f"by what was given to it before, 0 new, 1 changed, 1 to be deleted and {STOPS - 2} as before"
    assert summary(found) == counts
