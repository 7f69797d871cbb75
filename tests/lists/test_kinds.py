"""Lists of the kinds that programs and people make: who is read out of each, what is left out, and what waits."""

import pytest

from rusctl.lists.questions import About, ListQuestion, together
from rusctl.lists.understand import Understood
from tests.lists.conftest import of_text

FORMS = """ID,Starttid,Slutförandetid,E-post,Namn,Ditt namn,Vilken organisation företräder du?,Din e-postadress,\
Deltar du på kommundialogen den 7 november?,Har du någon allergi eller specialkost?
1,2018-10-01 08:00,2018-10-01 08:05,anonymous,,Anna Andersson,Sala kommun,anna@sala.example,Ja,Nötter
2,2018-10-01 09:00,2018-10-01 09:05,anonymous,,Bo Berg,ABB,bo@abb.example,"Nej, tyvärr",
"""
TEAMS = """1. Summary
Meeting title\tDialog
Attended participants\t2

2. Participants
Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole
Anna Andersson\t1/15/19, 8:58:12 AM\t1/15/19, 12:03:40 PM\t3h 5m\tanna@x.example\tanna@x.example\tOrganizer
Bo Berg (Guest)\t1/15/19, 9:58:12 AM\t1/15/19, 12:03:40 PM\t2h 5m\t\t\tAttendee

3. In-Meeting Activities
Name\tJoin Time\tLeave Time\tDuration\tEmail\tRole
Anna Andersson\t1/15/19, 8:58:12 AM\t1/15/19, 12:03:40 PM\t3h 5m\tanna@x.example\tOrganizer
"""
CONTACTS = """"First Name","Last Name","Company","Department","Job Title","Business Phone","Mobile Phone",\
"E-mail Address","E-mail Display Name"
"Anna","Andersson","Sala kommun","KS","Kommunalråd","021-12 34 56","070-174 06 05","anna@sala.example",\
"Anna Andersson (anna@sala.example)"
"Bo","Berg","","Stab","VD","","070-174 06 05","bo@abb.example","Bo Berg (bo@abb.example)"
"""


def persons(found: Understood) -> list[str]:
    """Give the persons, each with what is read of them, in the order of the fields' names."""
    return [
        " / ".join(" ".join(one.meant.get(field, one.cells[field]).split()) for field in sorted(one.cells))
        for one in found.persons
    ]


def left(found: Understood) -> list[int]:
    return sorted(number for one in found.left if not one.above for number in one.rows)


@pytest.mark.parametrize(
    ("text", "wanted", "left_out", "waiting"),
    [
        pytest.param(
            FORMS,
            [
                "accepted / anna@sala.example / Anna Andersson / Sala kommun",
                "declined / bo@abb.example / Bo Berg / ABB",
            ],
            [],
            [],
            id="the answers of a form",
        ),
        pytest.param(
            TEAMS,
            ["attended / anna@x.example / Anna Andersson / Organizer", "attended / Bo Berg / Attendee"],
            [10, 11, 12],
            [],
            id="a report of Teams",
        ),
        pytest.param(
            "Namn\tNärvaro\tSvar\nAnna Ek\tMötesorganisatör\tInget\n"
            "Bo Berg <bo@x.example>\tNödvändig deltagare\tAccepterat\nAndersson, Cia\tValfri deltagare\tAvböjt\n",
            ["none / Anna Ek", "accepted / bo@x.example / Bo Berg", "declined / Cia Andersson"],
            [],
            [],
            id="Outlook's list of answers",
        ),
        pytest.param(
            CONTACTS,
            [
                "anna@sala.example / Anna / Andersson / Anna Andersson / Sala kommun / 021-12 34 56 / politiker",
                "bo@abb.example / Bo / Berg / Bo Berg / Stab / 070-174 06 05 / naringsliv",
            ],
            [],
            [],
            id="contacts of an address book",
        ),
        pytest.param(
            "Kommundialog Sala\n\t\t\nNamn\tBefattning\tKommun\nAnna Andersson (S)\tKSO\tSala kommun\n"
            'Bo Berg\tVD\t- " -\nCecilia von Dahl\tSamhällsbyggnadschef\t"\nTotalt\t3\t\n',
            [
                "sala / Anna Andersson (S) / politiker",
                "sala / Bo Berg / naringsliv",
                "sala / Cecilia von Dahl / tjansteman",
            ],
            [7],
            [],
            id="a table pasted out of Word",
        ),
        pytest.param(
            "| Namn | Roll |\n|---|---|\n| Anna Andersson | Politiker |\n",
            ["Anna Andersson / politiker"],
            [2],
            [],
            id="a table with bars",
        ),
        pytest.param(
            "Efternamn, förnamn;E-post\nAndersson, Anna;a@x.example\nBerg Bo;b@x.example\n"
            "von Essen, Carl;c@x.example\n",
            ["a@x.example / Anna Andersson", "b@x.example / Bo Berg", "c@x.example / Carl von Essen"],
            [],
            [],
            id="the last name first",
        ),
        pytest.param(
            "Anna Andersson;Sala kommun;anna@x.example\nBo Berg;ABB;bo@x.example\n",
            ["anna@x.example / Anna Andersson / Sala kommun", "bo@x.example / Bo Berg / ABB"],
            [],
            [],
            id="no headings",
        ),
        pytest.param("Anna Andersson\nBo Berg\n", ["Anna Andersson", "Bo Berg"], [], [], id="names alone"),
        pytest.param(
            "Deltagare\nAnna Andersson\nBo Berg\nTotalt 2\n", ["Anna Andersson", "Bo Berg"], [4], [], id="one column"
        ),
        pytest.param(
            "Namn;E-post\nSALA KOMMUN\n"
            "Anna Andersson;a@x.example\nÖVRIGA;\nBo Berg;b@x.example\nAnteckning: ring Bo;\n",
            ["a@x.example / sala / Anna Andersson", "b@x.example / Bo Berg"],
            [2, 4, 6],
            [],
            id="groups by municipality",
        ),
        pytest.param(
            "Politiker;;\nNamn;E-post;\nAnna Andersson;a@x.example;\n"
            "Tjänstepersoner;;\nNamn;E-post;\nBo Berg;b@x.example;\n",
            ["a@x.example / Anna Andersson / politiker", "b@x.example / Bo Berg / tjansteman"],
            [4, 5],
            [],
            id="two tables with the same headings",
        ),
        pytest.param(
            "Namn;E-post\nVakant;\nBo Berg kommunchef;\nZlatan;\n3;\nAnna Andersson;a@x.example\n",
            ["a@x.example / Anna Andersson", "Bo Berg kommunchef", "Zlatan"],
            [2, 5],
            [3, 4],
            id="rows of which it is not clear whether they are persons",
        ),
        pytest.param(
            "Namn;Kontaktuppgifter;\n;E-post;Telefon\nAnna Andersson;a@x.example;021-12 34 56\n",
            ["a@x.example / Anna Andersson / 021-12 34 56"],
            [],
            [],
            id="headings in two rows",
        ),
        pytest.param(
            "Namn;Kommer\nAnna Andersson;Ja!\nBo Berg;ja, digitalt\nCia Cyk;vi får väl se\n",
            ["accepted / Anna Andersson", "accepted / Bo Berg", "vi får väl se / Cia Cyk"],
            [],
            [4],
            id="answers in words",
        ),
        pytest.param(
            "Till: Anna Andersson <a@x.example>; Bo Berg <b@x.example>\nKopia: 'Cia Cyk' <c@x.example>, d@x.example\n",
            ["a@x.example / Anna Andersson", "b@x.example / Bo Berg", "c@x.example / Cia Cyk"],
            [2],
            [],
            id="lines of a mail",
        ),
        pytest.param(
            "Namn;E-post;Telefon\nAnna Andersson;a@x.example, b@x.example;021-12 34 56 / 070-174 06 05\n",
            ["a@x.example / Anna Andersson / 021-12 34 56"],
            [],
            [],
            id="two of each in a cell",
        ),
    ],
)
def test_a_list_of_a_kind(text: str, wanted: list[str], left_out: list[int], waiting: list[int]) -> None:
    found = of_text(text)
    assert persons(found) == wanted
    assert left(found) == left_out
    assert [one.row for one in found.waiting] == waiting


def test_a_total_that_is_another_number_is_said() -> None:
    (note,) = of_text("Namn;E-post\nAnna Andersson;a@x.example\nTotalt: 4 personer;\n").notes
    assert note[0].args == {"total": 4, "count": 1}


def test_whom_to_write_to_needs_no_name() -> None:
    found = of_text("a@x.example; Bo Berg <b@x.example>\n", nameless=True)
    assert persons(found) == ["a@x.example", "b@x.example / Bo Berg"]


def test_a_cell_that_can_be_a_person_is_not_repeated() -> None:
    found = of_text("Namn;Roll\nA B;Karin Hemlig skyddad\nC D;Anna Andersson anna@x.example\n")
    assert [one.reason.args for one in found.waiting] == [{}, {}]
    assert [one.about for one in found.questions] == [About.WORDS]


def test_what_is_asked_is_put_as_three_questions_at_most() -> None:
    every = [ListQuestion(about, ()) for about in About]
    assert [len(some) for some in together(every)] == [3, 2, 4]
    assert together([]) == []
