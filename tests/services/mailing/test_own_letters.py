"""Letters in the region's own words: which text holds, and that a new wording tells nobody anew."""

from pathlib import Path

import pytest

from rusctl.errors import RusctlError
from rusctl.language.catalogue import Language
from rusctl.model.messages import LetterKind
from rusctl.services.mailing import own_letters
from rusctl.services.project import Project
from rusctl.storage import letter_texts
from tests.services.mailing.conftest import heard, invite, moved, remind
from tests.services.mailing.test_first_contact import texts

INVITATION = "Ämne: Välkommen till {event}\n\nHej {name}!\nVi ses {when}.\n\n{how_to_answer}\n"


def write(folder: Path, text: str | bytes, name: str = "invitation.sv") -> None:
    (folder / "config" / "texts").mkdir(exist_ok=True)
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "config" / "texts" / f"{name}.txt").write_bytes(data)


def test_an_invitation_in_own_words(tour: Project) -> None:
    write(tour.folder.path, INVITATION)
    assert invite(tour, "ett").told == ["norberg ett invitation 0"]
    (text,) = texts(tour.folder.path)
    assert text.startswith("Hej Testperson Ett!")
    assert "Du är inbjuden" not in text


def test_a_new_wording_tells_nobody_anew(tour: Project) -> None:
    invite(tour, "ett")
    write(tour.folder.path, INVITATION)
    assert invite(tour).told == []
    assert "everybody has been told; there is nothing to send" in heard(tour)
    write(tour.folder.path, INVITATION.replace("Hej", "Hallå"))
    write(tour.folder.path, "{facts}", "information.sv")
    assert invite(tour, event=None).told == []


def test_the_laws_text_cannot_be_worded_away(tour: Project) -> None:
    write(tour.folder.path, INVITATION)
    write(tour.folder.path, "Vi skriver till dig om {process}.", "first.sv")
    invite(tour, "ett")
    (text,) = texts(tour.folder.path)
    before, _, after = text.partition("Vi skriver till dig om ")
    assert "personuppgifter" not in before
    assert "Dina personuppgifter: Region Västmanland har ditt namn" in after
    assert "rätt att invända" in after


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("Hej!\n\n{even} {when}\n{how_to_answer}", 3, "{even} is not a field of this message; did you mean {event}?"),
        ("Ämne: x\n\n{facts} {\n{how_to_answer}", 3, "a brace stands by itself here"),
        ("Välkommen!\n{facts}", 1, "the message has no {how_to_answer}; add"),
        ("Ämne: Hej\nVälkommen!\n{how_to_answer}", 2, "the message has no {event}, {when}; add"),
    ],
)
def test_no_letter_goes_out_with_a_field_that_is_unknown_or_missing(
    tour: Project, text: str, line: int, said: str
) -> None:
    write(tour.folder.path, text)
    with pytest.raises(RusctlError) as refused:
        invite(tour, "ett")
    assert refused.value.at[0::3] == ("config/texts/invitation.sv.txt", line)
    assert said in Language("en").text(refused.value.message)
    assert not (tour.folder.path / "register" / "drafts").exists()


def test_lines_without_a_value_are_left_out_and_that_is_said(tour: Project) -> None:
    write(tour.folder.path, "{facts}\nSvara senast {answer_by}.\n{how_to_answer}")
    invite(tour, "ett", "tva")
    (note,) = [one for one in heard(tour) if "left out" in one]
    assert note == (
        "config/texts/invitation.sv.txt: the lines with {answer_by} are left out for norberg, which has nothing to put "
        "there"
    )
    assert "Svara senast ." not in "".join(texts(tour.folder.path))


def test_a_new_date_and_a_reminder_have_texts_of_their_own(tour: Project) -> None:
    write(tour.folder.path, "Nytt datum!\n{facts}\n{how_to_answer}", "update.sv")
    write(tour.folder.path, "Glöm inte!\n{facts}\n{how_to_answer}", "reminder.sv")
    invite(tour, "ett")
    moved(tour)
    invite(tour)
    assert texts(tour.folder.path)[-1].startswith("Nytt datum!")
    remind(tour)
    assert texts(tour.folder.path)[-1].startswith("Glöm inte!")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_as_editors_save_it(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "config").mkdir()
    write(tmp_path, "Ämne: Välkommen\r\n\r\nHåll till godo".encode(encoding))
    write(tmp_path, "x", "invitation.sv.txt~")
    (tmp_path / "config/texts/invitation.sv.txt~.txt").rename(tmp_path / "config/texts/invitation.sv.txt~")
    files: dict[str, bytes] = {}
    letter_texts.gather(tmp_path, files, [])
    (text,) = letter_texts.read_all(files)
    assert (text.kind, text.language, text.subject, text.text, text.line) == (
        LetterKind.INVITATION,
        "sv",
        "Välkommen",
        "\nHåll till godo",
        2,
    )


def test_the_shipped_text_saved_as_it_is_writes_the_same_letter(tour: Project) -> None:
    invite(tour, "ett")
    for code in ("sv", "en"):
        for kind in LetterKind:
            if text := own_letters.shown(kind, Language(code)):
                write(tour.folder.path, text, f"{kind}.{code}")
    invite(tour, unsent=True)
    first, second = texts(tour.folder.path)[0], texts(tour.folder.path)[-1]
    assert first == second


def test_which_letters_there_are(tour: Project) -> None:
    write(tour.folder.path, INVITATION)
    found = list(own_letters.known(tour.again().plan))
    assert [one.file for one in found if one.own] == ["config/texts/invitation.sv.txt"]
    assert len(found) == 2 * len(LetterKind)
    assert own_letters.letter_named("påminnelse") is LetterKind.REMINDER
    with pytest.raises(RusctlError):
        own_letters.letter_named("julkort")
