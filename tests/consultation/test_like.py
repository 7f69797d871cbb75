"""Comments that likely say the same, proposed alike whatever their number, and put into groups."""

from rusctl.consultation.like import proposed

TRAINS = "Tågen mellan Sala och Norberg måste gå oftare"
SAME = "Tågen mellan Sala och Norberg behöver gå mycket oftare"
OTHER = "Vuxenutbildningen nämns inte i kapitlet om kompetens"


def test_those_that_say_the_same_are_proposed_each_in_one_group() -> None:
    found = proposed([TRAINS, OTHER, SAME, "tågen mellan sala och norberg måste gå oftare!", ""])
    assert [one.places for one in found] == [(0, 2, 3)]
    assert 0.6 <= found[0].likeness < 1
    assert proposed([]) == []


def test_what_hundreds_say_word_by_word_is_found_though_every_word_of_it_is_common() -> None:
    texts = [TRAINS] * 300 + [OTHER] * 2 + [f"Något eget om sak {word}" for word in ("skog", "malm", "torg")]
    found = proposed(texts)
    assert [len(one.places) for one in found][:2] == [300, 2]
