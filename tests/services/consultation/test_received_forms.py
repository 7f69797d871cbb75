"""The answers of a form: each row read, skipped or refused, each column used or named, and nothing twice."""

import datetime as dt
from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.services.consultation import listing_replies, received_forms
from rusctl.services.consultation.received_forms import FormProposal
from rusctl.services.consultation.receiving import ReplyGiven
from rusctl.services.project import Project
from tests.services.conftest import said

HEAD = "ID;Starttid;Jag svarar som;Namn;Vad tycker du om målen?;Övriga synpunkter;Bilaga\n"
ROWS = (
    "1;2018-10-01 10:00:00;Privatperson;Testa Testsson;Bra mål.;Fler bussar.;\n"
    "2;2018-10-01 10:00:00;Privatperson;Testa Testsson;Dåliga mål.;;\n"
    "3;2018-10-02 10:00:00;Kommun;Sala kommun;Se bifogad fil;;svar.pdf\n"
    "4;2018-10-02 10:00:00;Rymdstyrelse;Rymden;Hej;;\n"
    "5;2018-10-02 10:00:00;Privatperson;Tom;;;\n"
    "1;2018-10-01 10:00:00;Privatperson;Testa Testsson;Bra mål.;Fler bussar.;\n"
)
SAID = ("Vad tycker du om målen?=text", "Starttid=arrived")


def proposed(project: Project, tmp_path: Path, text: str, said_of: tuple[str, ...] = SAID) -> FormProposal:
    file = tmp_path / "svar.csv"
    file.write_text(text, encoding="utf-8")
    return received_forms.propose(project, "", str(file), ReplyGiven(), said=said_of)


def test_every_row_and_column_is_accounted_for_and_a_second_import_adds_nothing(
    asked: Project,
    tmp_path: Path,
) -> None:
    first = proposed(asked, tmp_path, HEAD + ROWS)
    assert first.columns.unused == ("ID",)
    counted = "rows: 6 = read {} + skipped {} (there already {}, the same twice 1, without a reply 1) + refused 1"
    assert said(first.counted()) == counted.format(3, 2, 0)
    assert [said(one)[:31] for one in received_forms.refused(first)] == ["row 5, column Jag svarar som: R"]
    numbers = received_forms.carry_out(asked, first)
    assert numbers == [1, 2, 3]
    assert [said(one) for one in received_forms.lacking(first, numbers)] == [
        "row 4 says that a file is attached; add it with rusctl consultation add FILE --adds-to 3"
    ]
    shown = listing_replies.shown(asked, 1)
    assert shown.texts[0].text == "Vad tycker du om målen?\n\nBra mål.\n\nÖvriga synpunkter\n\nFler bussar."
    assert (shown.listed.reply.arrived, shown.listed.reply.channel) == (dt.date(2018, 10, 1), "web-form")
    assert shown.files[0].here
    bodies = [one.reply.bodies for one in listing_replies.listed(asked)]
    assert [name for ((_, name),) in bodies] == ["Testa Testsson", "Testa Testsson", "Sala kommun"]
    assert bodies[0] != bodies[1]
    again = proposed(asked.again(), tmp_path, HEAD + ROWS, ())  # what the columns are is remembered
    assert said(again.counted()) == counted.format(0, 5, 3)
    assert received_forms.carry_out(asked, again) == []
    assert said(received_forms.skipped(again)[0]) == "row 2: there already as reply 1"
    mended = proposed(asked.again(), tmp_path, HEAD + ROWS.replace("Rymdstyrelse", "Myndighet"), ())
    assert received_forms.carry_out(asked, mended) == [4]


def test_a_column_that_nobody_knows_stops_the_import(asked: Project, tmp_path: Path) -> None:
    with pytest.raises(RusctlError) as raised:
        proposed(asked, tmp_path, HEAD + ROWS, ())
    assert "Vad tycker du om målen?" in said(raised.value.message)
    found = proposed(asked, tmp_path, HEAD + ROWS, ("Vad tycker du om målen?=", "Starttid="))
    assert found.columns.unused == ("ID", "Starttid", "Vad tycker du om målen?")


REFUSED = {
    "Okänd förening;;Bra.;": "it is not on the list",
    ";;Bra.;": "it is not said who it is from",
    "Sala kommun;;Bra.;nångång": "nångång",
    "Sala kommun;;Bra.;2030-01-01": "is after today",
    "X;Rymdstyrelse;Bra.;": "Rymdstyrelse is not",
}


def test_a_row_that_cannot_be_read_is_refused_with_its_number(asked: Project, tmp_path: Path) -> None:
    rows = "\n".join(REFUSED)
    text = f"Instans;Typ;Synpunkt;Inkom\nKöpings kommun;;Vi är för.;2018-10-01\n{rows}\n"
    found = proposed(asked, tmp_path, text, ())
    assert len(found.rows) == 1
    told = [said(one) for one in received_forms.refused(found)]
    assert [one.partition(":")[0].partition(",")[0] for one in told] == [f"row {row}" for row in range(3, 8)]
    assert [why for why, one in zip(REFUSED.values(), told, strict=True) if why not in one] == []


def test_columns_in_another_order_are_the_same_answers(asked: Project, tmp_path: Path) -> None:
    received_forms.carry_out(asked, proposed(asked, tmp_path, "Instans;Synpunkt\nSala kommun;Vi är för.\n", ()))
    again = proposed(asked.again(), tmp_path, "Synpunkt;Instans;Bilaga\nVi är för.;Sala kommun;\n", ())
    assert (len(again.rows), len(again.there)) == (0, 1)
