"""A plain yes or no in the words of a mail: what is one, what is none, and never out of what is quoted."""

import pytest

from rusctl.calendar.itip import letter
from rusctl.language.catalogue import LANGUAGES, Language
from rusctl.mail import in_words, own_words
from rusctl.model.people import Answer

YES = (
    "Ja, jag kommer, tar med en kollega",
    "Hej! Jag kommer.",
    "Ja, jag kommer gärna!",
    "Ja",
    "ja tack",
    "Japp, vi ses då!",
    "Hej Anna,\nTack för inbjudan! Jag deltar gärna.\nMvh Bo",
    "Jag kommer lite senare, cirka 9.30",
    "Jag kommer att delta.",
    "Vi kommer båda två.",
    "Kommer gärna",
    "Jag kan komma.",
    "Tackar ja!",
    "Jag tackar ja till inbjudan.",
    "Yes, I will attend.",
    "I'll be there.",
    "Happy to attend!",
    "Count me in",
    "Accepterat",
    "Ja, jag kommer. Finns det parkering?",
    "Räkna med mig.",
    "Självklart kommer jag!",
    "Absolut!",
    "Ja, jag är inte allergisk mot något.",
    "Naturligtvis deltar vi.",
)
NO = (
    "Nej",
    "Nej tack",
    "Jag kommer inte.",
    "Jag kan tyvärr inte komma.",
    "Tyvärr kan jag inte delta.",
    "Hej, tyvärr har jag inte möjlighet att delta.",
    "Jag har förhinder.",
    "Fått förhinder, tyvärr",
    "Jag måste tyvärr tacka nej.",
    "Tackar nej den här gången.",
    "Deltar ej.",
    "Jag deltar tyvärr inte.",
    "Unfortunately, I cannot attend.",
    "I am not able to come.",
    "Sorry, I can't make it.",
    "No, thanks",
    "Jag kommer inte att kunna delta.",
    "Nej, jag kan inte komma",
    "Jag är tyvärr förhindrad.",
)
NEITHER = (
    "Kanske",
    "Jag kommer kanske.",
    "Ja, om jag hinner.",
    "Jag återkommer.",
    "Min kollega kommer i stället.",
    "Dan Dahl kommer inte.",
    "Ja, jag kommer, men Bo kan inte.",
    "Kan vi ta det kl 13 i stället?",
    "Kommer du?",
    "Jag vet inte om jag kan.",
    "Jag kommer att vara bortrest den veckan.",
    "Finns det parkering?",
    "Tack för inbjudan.",
    "Bra initiativ!",
    "Ja, men jag kan inte stanna hela dagen.",
    "Ja tyvärr kan jag inte.",
    "Jag kommer inte att missa det!",
    "Slutat. Kontakta registrator.",
    "Jag skickar en ersättare.",
    "Nej, jag menar att jag kommer. Ja, jag kommer.",
    "Jag kommer ihåg det från förra året.",
    "I might come.",
    "Let me get back to you.",
    "Ja eller nej?",
    "",
    "Jag kan inte komma men Eva kommer i stället",
    "Jag har inte svarat än.",
    "Kommunen kommer inte att svara på remissen.",
)


def said(text: str) -> Answer | None:
    found = in_words.said(own_words.of_text(text))
    return found.answer if found else None


@pytest.mark.parametrize(
    ("texts", "answer"), [(YES, Answer.ACCEPTED), (NO, Answer.DECLINED), (NEITHER, None)], ids=["yes", "no", "neither"]
)
def test_what_the_words_of_a_mail_say(texts: tuple[str, ...], answer: Answer | None) -> None:
    assert {text: said(text) for text in texts} == dict.fromkeys(texts, answer)


def test_the_sentence_is_the_one_that_it_rests_on() -> None:
    found = in_words.said("Hej Anna! Tack för sist. Ja, jag kommer gärna. Finns det parkering?")
    assert found is not None
    assert found.sentence == "Ja, jag kommer gärna."


QUOTED = (
    "> Ja, jag kommer.",
    "-----Ursprungligt meddelande-----\nJa, jag kommer.",
    "-----Original Message-----\nYes, I will attend.",
    "Från: Region <rus@example.se>\nSkickat: den 1 december\n\nJa, jag kommer.",
    "*From:* Region\nYes, I will come.",
    "Den tors 9 nov. 2018 kl 10:00 skrev Region <rus@example.se>:\nJa, jag kommer.",
    "On Thu, 9 Nov 2018 at 10:00, Region <rus@example.se> wrote:\nYes, I will come.",
    "2018-11-09 10:00 skrev Region:\nJa",
    "________________________________\nJa, jag kommer.",
    "---------- Forwarded message ---------\nJa",
    "Vidarebefordrat brev:\nJa",
)


@pytest.mark.parametrize("quoted", QUOTED)
def test_nothing_is_read_out_of_what_is_quoted_or_passed_on(quoted: str) -> None:
    assert own_words.of_text(quoted) == ""
    assert said(f"FYI\n\n{quoted}") is None
    assert said(f"Nej tack\n\n{quoted}") is Answer.DECLINED


@pytest.mark.parametrize("code", LANGUAGES)
def test_our_own_letter_is_nobodys_answer_though_nothing_marks_it(code: str) -> None:
    """Some programs put the letter below an answer as it is; it says yes and no itself."""
    language = Language(code)
    leads = [language.text(lead) for lead in letter.LEADS.values()]
    for text in (
        *leads,
        language.text(letter.HOW_TO_ANSWER),
        *(f"{language.text(one)}: x" for one in letter.LABELS.values()),
    ):
        assert own_words.of_text(f"{text}\nJa, jag kommer.\n") == "", text


def test_html_is_read_without_its_tags_up_to_the_quotation() -> None:
    source = (
        "<html><head><style>p { color: red }</style><title>Ja</title></head><body><!-- Ja > --><p>Hej!<br>Nej, jag kan "
        "inte&nbsp;komma.</p><script>Ja</script><blockquote><p>Ja, jag kommer.</p></blockquote></body></html>"
    )
    assert own_words.of_html(source) == "Hej!\nNej, jag kan inte komma."
    assert own_words.of_html('<p>Nej</p><div class="gmail_quote">Ja</div>') == "Nej"
    assert own_words.of_html('<div id="divRplyFwdMsg">Ja</div>') == ""
    assert own_words.of_html("<!-- Ja") == own_words.of_html("<style>Ja") == ""
    assert own_words.of_html("a < b <") == "a"


def test_the_signature_ends_what_is_read() -> None:
    assert own_words.of_text("Nej tack\n\nMed vänlig hälsning\nJa Bo\n") == "Nej tack"
    assert own_words.of_text("Nej tack\n-- \nJa, jag kommer") == "Nej tack"


def test_much_is_read_in_little_time() -> None:
    """Each of these is slow where a pattern goes back and forth."""
    for text in (
        "jag gärna " * 5_000,
        "<" * 50_000,
        "<!--" * 10_000,
        "On " + "x " * 20_000 + "wrote",
        "a" * 60_000,
        "hej " * 9_000,
    ):
        in_words.said(own_words.of_text(text))
        own_words.of_html(text)


def test_what_is_quoted_unmarked_of_a_letter_in_own_words_is_not_read() -> None:
    letters = ["Hej {name}!", "Ja, vi kommer att bjuda på fika klockan {when} i {where}, välkommen!"]
    text = "Nej tack.\nJa, vi kommer att bjuda på fika klockan 9 i Sala,\nvälkommen!"
    assert own_words.before_ours(text, letters) == "Nej tack."
    assert own_words.before_ours("vi kommer att bjuda på fika klockan\nNej", letters) == ""
    assert own_words.before_ours("Ja, vi kommer", letters) == "Ja, vi kommer"
