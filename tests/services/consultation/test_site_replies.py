"""Consultations on the public site: approved answers alone, persons by their numbers, counts by kind, and the pages."""

from pathlib import Path

import pytest

from rusctl.consultation import store
from rusctl.database.database import Register
from rusctl.database.transaction import Transaction
from rusctl.errors import PrivacyError
from rusctl.model.consultation import BodyNotice
from rusctl.services.consultation import publishing, site_replies
from rusctl.services.consulting import naming
from rusctl.services.project import Project
from rusctl.services.publishing import site_snapshot
from rusctl.services.site import building
from rusctl.site import snapshot
from rusctl.site.snapshot import SiteData
from tests.services.conftest import said
from tests.services.consultation.answered import DAY, Came, Said, remiss

NOTED = "Vi tar med oss bilden av pendlingen."
TOWN = Came(
    ("Exempelkommun",),
    (
        Said("Tåg saknas mellan Sala och Norberg.", chapter="1"),
        Said("Bussarna måste gå oftare.", "met", "", "1", ("p008",)),
        Said("Det här är inte besvarat ännu.", approved=False),
    ),
)
ALLOWED = Came(("Testa Bergström",), (Said("Jag, Testa Bergström, vill ha fler tåg.", "noted", NOTED, "1"),), True)
HIDDEN = Came(("Provia Provsson",), (Said("Min mamma är sjuk och behöver bussen.", "noted", NOTED, "2"),), True)
WAITING = Came(("Prövkommun",), (Said("Vägarna är för smala här.", approved=False),))


def consented(folder: Path) -> tuple[Project, Register]:
    project, register = remiss(folder, [TOWN, ALLOWED, HIDDEN, WAITING])
    publishing.consent(register, naming.named(project), [2], published=True, ground="samtycke")
    return project, register


def test_approved_answers_are_on_the_site_and_no_person_is(tmp_path: Path) -> None:
    project, register = consented(tmp_path)
    publishing.mask(register, naming.named(project), "Testa Bergström", "namn")
    found = site_snapshot.made(project, site_replies.told)
    (one,) = found.data.consultations
    assert (one.id, one.replied) == ("remiss", 4)
    assert [each.name for each in one.respondents] == ["Exempelkommun", "Privatperson 1", "Privatperson 2"]
    assert [(each.respondent, each.text, each.outcome["sv"]) for each in one.comments] == [
        ("1", "Tåg saknas mellan Sala och Norberg.", "Tillgodoses inte"),
        ("1", "Bussarna måste gå oftare.", "Tillgodoses"),
        ("2", "Jag, [utelämnat: namn], vill ha fler tåg.", "Noteras"),
        ("3", "", "Noteras"),
    ]
    assert one.comments[1].after
    written = (found.change.after or b"").decode()
    for word in ("Testa", "Bergström", "Provia", "Provsson", "mamma", "Prövkommun", "smala", "inte besvarat"):
        assert word not in written
    site_snapshot.write(project, found)
    files = {
        name: octets.decode() for name, octets in building.built(project.again(), "").files.items() if "replies" in name
    }
    assert "Privatperson 1" in files["replies/remiss/index.html"]
    assert "Tåg saknas mellan Sala och Norberg." in files["replies/remiss/from/1/index.html"]
    assert "Orden i den här synpunkten publiceras inte." in files["replies/remiss/from/3/index.html"]
    assert "Bergström" not in "".join(files.values())


def test_what_a_publication_would_refuse_stops_the_file(tmp_path: Path) -> None:
    project, _ = consented(tmp_path)
    with pytest.raises(PrivacyError) as error:
        site_snapshot.made(project, site_replies.told)
    assert "2.1" in said(error.value.message)
    assert "ergström" not in said(error.value.message)


def test_counts_are_told_before_anything_is_approved(tmp_path: Path) -> None:
    project, register = remiss(tmp_path, [WAITING])

    def ask(change: Transaction) -> None:
        store.tell(change, [one.row for one in store.listed(change.connection, "remiss")], BodyNotice.ASKED, DAY)

    register.change("consultation ask", ask)
    with register.reading() as connection:
        (one,) = site_replies.told(project, connection)
    assert (one.asked, one.replied, one.respondents, one.comments) == (1, 1, (), ())
    assert [(kind.name["sv"], kind.asked, kind.replied) for kind in one.kinds] == [("Kommun", 1, 1)]
    data = SiteData(project.today, consultations=(one,))
    assert snapshot.read(snapshot.written(data)) == data
