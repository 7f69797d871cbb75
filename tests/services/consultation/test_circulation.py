"""A circulation list taken in, changed, taken over; who was asked, extended, declined; and how each stands."""

import datetime as dt
from collections import Counter

import pytest

from rusctl.errors import PolicyError, RusctlError, UsageError
from rusctl.services.consultation import circulation, read_list, standing_rows
from rusctl.services.consultation.circulation import TakenList
from rusctl.services.consultation.read_list import CirculationList
from rusctl.services.consulting import naming
from rusctl.services.consulting.period import period
from rusctl.services.project import Project
from tests.services.conftest import said
from tests.services.consultation.test_declaring import GIVEN, declared

ASKED, LAST, NEXT = dt.date(2019, 5, 20), dt.date(2019, 10, 15), dt.date(2019, 10, 16)
LIST = """Sändlista;;;;;;;;;;;
Nr;Instans;Typ;Kontakt;E-post;Skickad;Påmind;Anstånd till;Svar inkommit;Dnr;Färg;Anmärkning
1;Sala kommun;;;kommun@sala.example.se;2019-05-20;;;;;;
2;Köpings kommun;Kommun;;;20 maj 2019;;;;;;
3;Länsstyrelsen i Västmanlands län;;Registrator;registrator@lst.example.se;2019-05-20;2019-06-03;;2019-06-01;;röd;
4;Mälardalens högskola;;;diariet@mdh.example.se;;;;;;;
5;Eva Exempel;Privatperson;;eva@example.org;;;;;;;
6; sala  KOMMUN;;;;;;;;;;
7;Företagarna;Bransch;;info@foretagarna.example.se;;;2019-11-01;;;;bad om tid
8;;Kommun;;;;;;;;;
"""


def read(project: Project, text: str = LIST) -> CirculationList:
    return read_list.read(project, text.encode(), "lista.csv")


def taken(project: Project, text: str = LIST, *, dry_run: bool = False) -> TakenList:
    return circulation.take(project, ID, read(project, text).rows, "ab", dry_run=dry_run)


ID = "remiss-av-strategin"


def states(project: Project, today: dt.date) -> dict[str, str]:
    closes = period(project.plan, naming.named(project), today).closes
    rows = [standing_rows.row(each, ID, closes, today) for each in circulation.listed(project, ID)]
    return {row["name"]: row["state"] for row in rows}


def test_every_row_and_every_column_of_a_list_is_accounted_for(one: Project) -> None:
    found = read(one)
    assert (len(found.rows), found.twice, found.empty, found.faults, found.total) == (6, {8: 3}, (10,), (), 8)
    assert found.columns
    assert (found.columns.of_replies, found.columns.numbered, found.columns.unused) == (
        ("Svar inkommit",),
        ("Nr",),
        ("Färg",),
    )
    assert [(row.kind, row.municipality, row.legal_group, row.guessed) for row in found.rows[:4]] == [
        ("municipality", "sala", "municipalities", True),
        ("municipality", "koping", "municipalities", False),
        ("county-board", "", "state", True),
        ("university", "", "", True),
    ]


def test_a_list_is_taken_once_and_what_is_new_in_it_later_is_added(one: Project) -> None:
    folder = one.folder.path
    assert len(taken(one, dry_run=True).added) == 6
    assert not (folder / "register").exists()
    assert len(taken(one).added) == 6
    assert taken(one) == TakenList(there=taken(one).there)
    more = LIST.replace("2;Köpings kommun;Kommun;;;", "2;Köpings kommun;Kommun;;ks@koping.example.se;")
    assert taken(one, more).changed == ("Köpings kommun",)
    found = circulation.listed(one, ID)
    assert [(each.number, each.email, each.private) for each in found[:2]] == [
        (1, "kommun@sala.example.se", False),
        (2, "ks@koping.example.se", False),
    ]
    assert [each.name for each in found if each.private] == ["Eva Exempel"]
    assert found[5].note == "bad om tid"


@pytest.mark.parametrize(
    ("row", "column", "why"),
    [
        ("1;Sala kommun;Kommunn;;;;;;;;;", "Typ", "Kommunn is not a kind of consultation body"),
        ("1;Sala kommun;;;ingen adress;;;;;;;", "E-post", "ingen adress is not an email address"),
        ("1;Sala kommun;;;;i våras kanske;;;;;;", "Skickad", "is not a date"),
    ],
)
def test_a_fault_is_said_with_its_row_and_its_column(one: Project, row: str, column: str, why: str) -> None:
    head = LIST.splitlines()[1]
    (fault,) = read(one, f"{head}\n2;Köpings kommun;;;;;;;;;;\n{row}\n").faults
    assert (fault.row, fault.column) == (3, column)
    assert why in said(fault.why) or "cannot be taken" in said(fault.why)


def test_a_list_without_bodies_is_none(one: Project) -> None:
    with pytest.raises(RusctlError, match="no column holds the bodies"):
        read(one, "Kommun;E-post\nSala;x@sala.example.se\n")


def test_how_each_stands_on_the_last_day_and_after_it(one: Project) -> None:
    taken(one)
    circulation.decline(one, naming.named(one), "Mälardalens", dt.date(2019, 6, 3), "", dry_run=False)
    assert states(one, dt.date(2019, 6, 10)) == {
        "Sala kommun": "asked",
        "Köpings kommun": "asked",
        "Länsstyrelsen i Västmanlands län": "reminded",
        "Mälardalens högskola": "declined",
        "Eva Exempel": "not_asked",
        "Företagarna": "not_asked",
    }
    done = circulation.ask(one, naming.named(one), (), dt.date(2019, 6, 9), "", "", dry_run=False)
    assert done.done == ("Mälardalens högskola", "Eva Exempel", "Företagarna")
    assert "silent" not in states(one, LAST).values()
    after = Counter(states(one, NEXT).values())
    assert (after["silent"], after["declined"], after["asked"]) == (4, 1, 1)  # who has an extension is not silent yet


def test_an_extension_has_a_day_that_is_later_and_a_reason(one: Project) -> None:
    taken(one)
    consultation = naming.named(one)
    with pytest.raises(PolicyError, match="no later"):
        circulation.extend(one, consultation, ["1"], LAST, "x", "", dry_run=False)
    with pytest.raises(UsageError, match="--reason"):
        circulation.extend(one, consultation, ["1"], NEXT, " ", "", dry_run=False)
    done = circulation.extend(one, consultation, ["1", "Sala kommun"], NEXT, "nämnden möts då", "ab", dry_run=False)
    assert (done.done, states(one, NEXT)["Sala kommun"]) == (("Sala kommun",), "asked")
    assert circulation.extend(one, consultation, ["1"], NEXT, "igen", "", dry_run=False).left == ("Sala kommun",)


def test_what_has_not_happened_is_not_entered_and_what_is_meant_is_found(one: Project) -> None:
    taken(one)
    with pytest.raises(UsageError, match="is to come"):
        circulation.ask(one, naming.named(one), (), dt.date(2019, 6, 11), "", "", dry_run=False)
    for which, error in (("99", "is no body"), ("Stockholm", "is no body")):
        with pytest.raises(RusctlError, match=error):
            circulation.ask(one, naming.named(one), (which,), ASKED, "", "", dry_run=False)
    again = circulation.ask(one, naming.named(one), ("sala kommun",), ASKED, "", "", dry_run=False)
    assert again == circulation.EnteredBodies((), ("Sala kommun",))


def test_a_body_is_put_changed_and_taken_away(one: Project) -> None:
    put = circulation.put
    words = {"kind": "förening", "email": "info@rb.example.se", "note": "x"}
    assert put(one, ID, "Rädda Barnen", words, "", dry_run=False).added == ("Rädda Barnen",)
    assert put(one, ID, "rädda barnen", {"note": ""}, "", dry_run=False).changed == ("Rädda Barnen",)
    (body,) = circulation.listed(one, ID)
    assert (body.kind, body.legal_group, body.note, body.email) == (
        "civil-society",
        "civil-society",
        "",
        "info@rb.example.se",
    )
    put(one, ID, "Rädda Barnen", {"email": ""}, "", dry_run=False)
    assert circulation.listed(one, ID)[0].email == ""
    assert circulation.remove(one, ID, "Rädda Barnen") == "Rädda Barnen"
    assert circulation.listed(one, ID) == []


def test_a_list_is_taken_over_from_an_earlier_consultation_without_private_persons(one: Project) -> None:
    taken(one)
    two = declared(one, GIVEN._replace(name="Andra omgången", round=2))
    found = circulation.take_over(two, ID, "andra-omgangen")
    assert (len(found.added), "Eva Exempel" in found.added) == (5, False)
    assert circulation.take_over(two, ID, "andra-omgangen").added == ()
    assert {each.facts.asked for each in circulation.listed(two, "andra-omgangen")} == {None}
    assert circulation.listed(two, "andra-omgangen")[0].email == "kommun@sala.example.se"
    with pytest.raises(UsageError, match="an earlier one"):
        circulation.take_over(two, ID, ID)
