"""A reply taken apart by its headings or the questions that were put."""

from rusctl.consultation.sections import by_heading, by_question

LETTER = """2019-10-01
Dnr KS 2019/123

Yttrande över förslag till regional utvecklingsstrategi

Sammanfattning
Kommunen tillstyrker förslaget i stort, men saknar mål för tåg.

3 Klimat och energi

3.2 Kollektivtrafik

Vi anser att bussarna mellan Sala och Norberg måste gå oftare än i dag.

Kapitel 4 Kompetens

Vuxenutbildningen nämns inte alls i förslaget, och det behöver den göra."""
SV = "Vad anser ni om målen för klimat och energi?"
QUESTIONS = {"mal": (SV,), "bostad": ("Vad saknas om bostäder i förslaget?", "What of housing?")}


def test_what_stands_under_a_heading_is_a_comment_with_its_chapter() -> None:
    found = by_heading(LETTER.replace("Sammanfattning\n", "Sammanfattning\n\n"))
    assert [(one.heading, one.chapter) for one in found] == [
        ("Sammanfattning", ""),
        ("3.2 Kollektivtrafik", "3.2"),
        ("Kapitel 4 Kompetens", "4"),
    ]
    text = LETTER.replace("Sammanfattning\n", "Sammanfattning\n\n")
    start, stop = found[1].span
    assert text[start:stop].startswith(
        "3 Klimat och energi\n\n3.2 Kollektivtrafik\n\nVi anser"
    )  # the empty one with it
    assert text[start:stop].endswith("i dag.")


def test_headings_that_the_file_marks_are_the_ones() -> None:
    text = "Klimat\n\nKort.\n\nEnergi\n\nKort, det också."
    marked = [(text.index(word), text.index(word) + len(word)) for word in ("Klimat", "Energi")]
    assert [text[slice(*one.span)] for one in by_heading(text, marked)] == [
        "Klimat\n\nKort.",
        "Energi\n\nKort, det också.",
    ]
    assert by_heading("Ingen rubrik alls, bara ett stycke text.") == []


def test_answers_are_found_by_the_number_or_the_words_of_the_question() -> None:
    text = f"Hej!\n\nFråga 2: Inget.\n\n1. {SV}\n\nDe är bra.\n\nOch tydliga."
    found = by_question(text, QUESTIONS)
    assert [(one.question, text[slice(*one.span)]) for one in found] == [
        ("bostad", "Fråga 2: Inget."),
        ("mal", f"1. {SV}\n\nDe är bra.\n\nOch tydliga."),
    ]
    assert by_question("Fråga 7: finns inte", QUESTIONS) == []
    assert by_question(text, {}) == []
