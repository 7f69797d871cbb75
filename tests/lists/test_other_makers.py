"""Lists whose makers thought otherwise: who is read out of each, what is left out, and what waits.

Of each: what is imported, skipped and asked is every row, and no more than three things are asked.
"""

import pytest

from rusctl.lists.questions import About
from rusctl.lists.understand import Understood
from tests.lists.conftest import of_text

TEAMS = """1. Sammanfattning
Mötesrubrik\tDialogmöte
Deltagare som närvarat\t2

2. Deltagare
Namn\tFörsta anslutning\tSenast lämnade\tVaraktighet i mötet\tE-post\tDeltagar-ID (UPN)\tRoll
Alm, Aina\t2018-11-09 08:56\t2018-11-09 12:03\t3h 6m\taina@x.example\taina@x.example\tOrganisatör
Bror Björk (Overifierad)\t2018-11-09 09:00\t2018-11-09 12:00\t3h\t\t\tDeltagare

3. Aktiviteter i mötet
Namn\tAnslutningstid\tTid när deltagaren lämnade\tVaraktighet\tE-post\tRoll
Alm, Aina\t2018-11-09 08:56\t2018-11-09 12:03\t3h 6m\taina@x.example\tOrganisatör
"""
FORMS = """ID;Namn;För- och efternamn;Vilken kommun eller organisation representerar du?;Vilken roll har du?;\
Kommer du att delta på dialogmötet?
1;;Aina Alm;Sala kommun;Förtroendevald;Ja, jag kommer
2;;Bror Björk;Arboga;tjänsteperson;Nej, jag kan tyvärr inte
3;;Cissi Cederlöf;Företagarna;Näringsliv;Vet inte än
"""
KINDS = {
    "a letter's end is no person": (
        (
            "Efternamn Förnamn;Uppdrag\nSALA;\nAlm Aina;KSO\nARBOGA;\nBjörk Bror;Kommunchef\n\n"
            "Med vänlig hälsning Kansliet;\n"
        ),
        ["sala / Aina Alm / politiker", "arboga / Bror Björk / tjansteman"],
        [2, 4, 7],
        [],
    ),
    "a report of Teams in Swedish": (
        TEAMS,
        ["attended / aina@x.example / Aina Alm / Organisatör", "attended / Bror Björk / Deltagare"],
        [1, 2, 3, 5, 10, 11, 12],
        [],
    ),
    "answers of Forms": (
        FORMS,
        [
            "accepted / Aina Alm / Sala kommun / politiker",
            "declined / Bror Björk / Arboga / tjansteman",
            "tentative / Cissi Cederlöf / Företagarna / naringsliv",
        ],
        [],
        [],
    ),
    "a room in a tracking list": (
        "Namn\tNärvaro\tSvar\nAlm, Aina\tMötesarrangör\tInget\nSalen\tResurs (rum eller utrustning)\tAccepterat\n",
        ["none / Aina Alm"],
        [3],
        [],
    ),
    "name and place in one cell": (
        "Nr;Namn, organisation;Närvarande\n1;Aina Alm, Sala kommun;x\n2;Vakant;\n3;Bror Björk;-\n",
        ["attended / Aina Alm / Sala kommun", "unknown / Bror Björk"],
        [3],
        [],
    ),
    "a place in brackets": ("Namn\nAina Alm (Sala kommun)\n", ["Aina Alm / Sala kommun"], [], []),
    "nobody yet in many words": (
        (
            "Kommun;Namn;Roll\nSala;N.N.;KSO\nSala;(vakant);KSO\nSala;utses senare;KSO\nSala;Kommundirektören;\n"
            "Sala;Aina Alm;\n"
        ),
        ["sala / Aina Alm", "sala / Kommundirektören"],
        [2, 3, 4],
        [5],
    ),
    "a group above names alone": (
        "Politiker:\nAina Alm\nBror Björk\nTjänstepersoner:\nCissi Cederlöf\nTotalt 3\n",
        ["Aina Alm / politiker", "Bror Björk / politiker", "Cissi Cederlöf / tjansteman"],
        [1, 4, 6],
        [],
    ),
    "a numbered list": (
        "1. Aina Alm, Sala kommun\n2. Bror Björk, Arboga kommun\n",
        ["Aina Alm / Sala kommun", "Bror Björk / Arboga kommun"],
        [],
        [],
    ),
    "crosses below the answers": (
        "Namn;Ja;Nej;Kanske\nAina Alm;x;;\nBror Björk;;x;\nCissi Cederlöf;;;x\nDag Dahl;;;\n",
        ["accepted / Aina Alm", "declined / Bror Björk", "tentative / Cissi Cederlöf", "Dag Dahl"],
        [],
        [],
    ),
    "crosses below who came": (
        "Namn;På plats;Digitalt;Frånvarande\nAina Alm;x;;\nBror Björk;;x;\nCissi Cederlöf;;;x\n",
        ["attended / Aina Alm", "attended / Bror Björk", "absent / Cissi Cederlöf"],
        [],
        [],
    ),
    "headings of two words": (
        (
            "Namn;Kommun/organisation/företag;E-post/telefon;Titel/roll\nAina Alm;Sala;aina@x.example;KSO\n"
            "Bror Björk;ABB;070-174 06 05;VD\n"
        ),
        ["aina@x.example / Aina Alm / Sala / politiker", "Bror Björk / ABB / 070-174 06 05 / naringsliv"],
        [],
        [],
    ),
    "whom to ask, below": (
        "Namn;E-post\nAina Alm;aina@x.example\nFrågor:;a@x.example\nKontaktperson;b@x.example\nTotalt 1;c@x.example\n",
        ["aina@x.example / Aina Alm"],
        [3, 4, 5],
        [],
    ),
    "a role in two words": ("Namn;Roll\nAina Alm;Ordf. KS\n", ["Aina Alm / politiker"], [], []),
    "commas and brackets of addresses": (
        "Aina Alm <a@x.example>; Bo Ek (b@x.example), c@x.example\n",
        ["a@x.example / Aina Alm", "b@x.example / Bo Ek"],
        [1],
        [],
    ),
    "only one heading that is known, below a title": (
        "INBJUDNA;;\n;;\nNamn;Vilka;Xyz\nAina Alm;politiker;1\nBror Björk;KSO;2\n",
        ["Aina Alm / politiker", "Bror Björk / politiker"],
        [1],
        [],
    ),
}


def persons(found: Understood) -> list[str]:
    return [
        " / ".join(" ".join((one.meant.get(field) or one.cells[field]).split()) for field in sorted(one.cells))
        for one in found.persons
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_of_another_maker(kind: str) -> None:
    text, wanted, left_out, waiting = KINDS[kind]
    found = of_text(text)
    assert persons(found) == wanted
    left = [number for one in found.left for number in one.rows]
    assert sorted(left) == left_out
    assert [one.row for one in found.waiting] == waiting
    assert len(found.questions) <= 3
    if found.table.heading != ("", ""):
        rows = [number for one in found.left if not one.above for number in one.rows]
        assert len({*rows, *(one.number for one in found.persons)}) == len(rows) + len(found.persons)


def test_of_what_may_be_nobody_no_role_is_asked() -> None:
    found = of_text("Namn;Roll\nAina Alm;KSO\nNågot annat står här;\n")
    assert [one.row for one in found.waiting] == [3]
    assert About.ROLE not in [one.about for one in found.questions]
