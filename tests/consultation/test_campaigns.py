"""One letter sent by many is found, and what only deals with the same matter is not."""

from rusctl.consultation.campaigns import campaigns

LETTER = (
    "Jag vill att tågen mellan Sala och Norberg ska gå varje timme. Det är orimligt att den som studerar i Västerås "
    "måste ha bil. Regionen bör ta med järnvägen i strategin och avsätta pengar till den redan nästa år."
)
OTHER = (
    "Kommunen ser positivt på förslaget. Tågen mellan Sala och Norberg är viktiga, men kompetensen är det som "
    "avgör om näringslivet kan växa, och den nämns knappt i det förslag som har skickats ut på remiss."
)


def test_the_same_letter_is_found_in_spite_of_names_and_a_sentence_more() -> None:
    texts = [
        f"{LETTER}\n\nKalle Exempel, Sala",
        OTHER,
        f"Hej!\n\n{LETTER} Mvh Anna Exempel",
        "Tåg!",
        f"{LETTER} Dessutom behövs en cykelväg till stationen.".upper(),
        "",
    ]
    assert campaigns(texts) == [[0, 2, 4]]
    assert campaigns([]) == []


def test_two_letters_of_many_are_two_campaigns_and_time_grows_with_their_sum() -> None:
    texts = [f"{letter} Nummer {number}" for number in range(600) for letter in (LETTER, OTHER)]
    assert [len(one) for one in campaigns(texts)] == [600, 600]
