"""Those who asked for something are told when it is done: who came to its dialogues, who had the text changed."""

from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest

from rusctl.consultation.schema import body
from rusctl.errors import PolicyError, RusctlError
from rusctl.language.catalogue import Language
from rusctl.language.names import mail_about
from rusctl.model.messages import LetterKind
from rusctl.model.people import Person
from rusctl.output import mail_tables
from rusctl.register import persons
from rusctl.services import selection
from rusctl.services.mailing import outbox_messages, own_letters, sending
from rusctl.services.people import taking_part
from rusctl.services.project import Project
from rusctl.services.strategy import commitments, telling_done
from tests.services.conftest import add, change, said
from tests.services.consultation.answered import Came, Said, remiss
from tests.services.mailing.conftest import EN, NOW, entered, registered
from tests.services.mailing.test_first_contact import texts

DONE = """
[[commitment]]
id = "tag"
what = "Fler tåg mellan Sala och Norberg"
who = ["Region Exempel", "Kollektivtrafikmyndigheten"]
state = "done"
done = 2018-11-20
{more}

[[commitment.follow_up]]
date = 2018-11-20
state = "done"
text = "Två tåg till om dagen."
"""


def tell(project: Project, *, unsent: bool = False, day: str = "2018-11-27") -> tuple[list[str], list[str]]:
    """Tell of everything that is done; give to whom, and what was said of it."""
    project = Project(str(project.folder.path), day)
    with sending.outbox(project, EN, NOW, what="commitment tell") as box:
        found = [
            telling_done.prepare(project, box, one, unsent=unsent) for one in telling_done.due(project.readable().plan)
        ]
        notes = [said(note) for one in found for note in telling_done.said(project, one)]
        for one in found:
            telling_done.carry_out(project, box, one)
    return [each.recipient.address.partition("@")[0] for one in found for each in one.mails], notes


@pytest.fixture
def held(tour: Project) -> Project:
    """Norberg, to which two of three came; one of them is protected since. A commitment of that day is done."""
    entered(tour, *map(registered, ("ett", "tva", "tre")))
    later = Project(str(tour.folder.path), "2018-11-27")
    taking_part.attend(later, selection.event(later.plan, "norberg"), [1, 2])
    add(tour.folder.path, "config/commitments.toml", DONE.format(more='event = "norberg"'))
    return tour


def test_who_came_is_told_once_and_can_be_told_again_where_a_draft_was_not_sent(held: Project) -> None:
    assert tell(held) == (["ett", "tva"], [])
    text = texts(held.folder.path)[0]
    assert text.startswith(
        "Du kom till Kommundialog Norberg. Det som sades där är en del av varför vi kom överens om det här:"
    )
    for part in ("Fler tåg mellan Sala och Norberg", "20 november 2018", "Kollektivtrafikmyndigheten", "Två tåg till"):
        assert part in text
    told, notes = tell(held)
    assert (told, "2 drafts of this were written before" in notes[0]) == ([], True)
    assert tell(held, unsent=True)[0] == ["ett", "tva"]
    assert len(texts(held.folder.path)) == 2  # the new ones are in the place of the others


def test_it_is_no_event_to_those_who_are_written_to_and_to_their_lists(held: Project) -> None:
    tell(held)
    later = Project(str(held.folder.path), "2018-11-27")
    rows = outbox_messages.listed(later, hidden=True)
    assert {row["kind"] for row in rows} == {"done"}
    assert sending.looked_at(later, NOW).ids() == {}


def test_what_a_message_is_about_is_told_in_words_in_both_languages(held: Project) -> None:
    tell(held)
    later = Project(str(held.folder.path), "2018-11-27")
    assert {(row["event"], row["about"]) for row in outbox_messages.listed(later)} == {
        ("commitment:tag.0", "Åtagande: Fler tåg mellan Sala och Norberg")
    }
    columns, rows = mail_tables.outbox(EN.text, outbox_messages.listed(later, language=EN))
    assert (columns[1].heading, rows[0][1:4]) == (
        "About",
        ("Commitment: Fler tåg mellan Sala och Norberg", "ett@example.org", "word that it is done"),
    )
    pairs = dict(mail_tables.message(Language("sv").text, outbox_messages.message(later, 1)[0]))
    assert pairs["Gäller"] == "Åtagande: Fler tåg mellan Sala och Norberg"
    assert mail_about("commitment:bro.0", later.plan, EN) == "Commitment: bro"  # the plan has it no more
    assert mail_about("remiss.3", later.plan, EN) == "remiss, body 3"
    assert mail_about("norberg", later.plan, EN) == "Municipal dialogue Norberg"


OWN = "Ämne: Klart: {commitment}\nHej {name}!\n{asked}\n{commitment}\nKlart {day} av {who}.\n{said}\n{contact}"


def test_the_letter_can_be_in_the_regions_own_words(held: Project) -> None:
    file = held.folder.path / "config/texts/done.sv.txt"
    file.parent.mkdir()
    file.write_text(OWN, encoding="utf-8")
    tell(held)
    text = texts(held.folder.path)[0].replace("\r\n", "\n")
    assert text.startswith("Hej Testperson Ett!\nDu kom till Kommundialog Norberg. ")
    assert (
        "\nFler tåg mellan Sala och Norberg\nKlart 20 november 2018 av Region Exempel, Kollektivtrafikmyndigheten.\n"
        "Två tåg till om dagen.\n"
    ) in text
    drafts = held.folder.path.glob("register/drafts/*/*.eml")
    subjects = {str(message_from_bytes(one.read_bytes(), policy=default)["Subject"]) for one in drafts}
    assert subjects == {"Klart: Fler tåg mellan Sala och Norberg"}


def test_the_shipped_text_saved_as_it_is_writes_the_same_letter(held: Project) -> None:
    tell(held)
    before = texts(held.folder.path)
    (held.folder.path / "config/texts").mkdir()
    for code in ("sv", "en"):
        file = held.folder.path / f"config/texts/done.{code}.txt"
        file.write_text(own_letters.shown(LetterKind.DONE, Language(code)), encoding="utf-8")
    tell(held, unsent=True)
    assert [one.startswith(now) for one, now in zip(before, texts(held.folder.path), strict=True)] == [True, True]


@pytest.mark.parametrize(
    ("text", "said_of_it"),
    [
        ("{commitment} är klart {when}.", "{when} is not a field of this message"),
        ("Nu är det klart.", "the message has no {commitment}; add what is missing"),
    ],
)
def test_no_letter_goes_out_with_a_field_that_is_unknown_or_missing(held: Project, text: str, said_of_it: str) -> None:
    (held.folder.path / "config/texts").mkdir()
    (held.folder.path / "config/texts/done.sv.txt").write_text(text, encoding="utf-8")
    with pytest.raises(RusctlError) as refused:
        tell(held)
    assert EN.text(refused.value.message).startswith(said_of_it)
    assert not (held.folder.path / "register/drafts").exists()


def test_nobody_is_told_of_what_is_not_done(held: Project) -> None:
    change(held.folder.path, "config/commitments.toml", "done = 2018-11-20", "done = 2018-11-28")
    with pytest.raises(PolicyError):
        tell(held)
    change(held.folder.path, "config/commitments.toml", 'state = "done"', 'state = "under-way"')
    assert tell(held) == ([], [])


def test_where_nobody_is_noted_by_name_that_is_said(tour: Project) -> None:
    add(tour.folder.path, "config/commitments.toml", DONE.format(more='event = "sala"'))
    told, notes = tell(tour)
    assert told == []
    text = "nobody is noted by name as having come to Kommundialog Sala, so nobody from there is told"
    assert [note.partition(";")[0] for note in notes] == [text]


def test_a_body_whose_comment_changed_the_paragraph_is_told_and_no_other(tmp_path: Path) -> None:
    project, register = remiss(
        tmp_path,
        [
            Came(("Sala kommun",), (Said("Tågen måste gå oftare.", "met", "Vi håller med.", changes=("p007",)),)),
            Came(("Norbergs kommun",), (Said("Bygg mer.", "not-met"),)),
        ],
    )

    def contacts(work: object) -> None:
        for number, name in ((1, "sala"), (2, "norberg")):
            who = persons.add(work, Person(name=name.capitalize(), email=f"{name}@example.org", language="en"))  # type: ignore[arg-type]
            work.connection.execute(body.update().where(body.c.number == number).values(contact=who))  # type: ignore[attr-defined]

    register.change("consultation body", contacts)
    add(project.folder.path, "config/commitments.toml", DONE.format(more='paragraph = "p007"'))
    assert tell(project, day="2019-12-02")[0] == ["sala"]
    text = texts(project.folder.path)[0]
    assert text.startswith("You replied in Remissen om utvecklingsstrategin. The text was changed after your comments")
    assert "Your personal data" in text  # it is the first that is written to them
    assert commitments.named(project.again().plan, "tag").paragraph == "p007"
