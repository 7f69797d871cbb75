"""What a template of a letter to a respondent may ask for, and the template that rusctl ships."""

from rusctl.language.catalogue import Language
from rusctl.language.message import Message, msg
from rusctl.papers.fields import PaperBlock, PaperField, PaperFields
from rusctl.papers.look import PaperLook
from rusctl.papers.shipped_template import TemplateLine, letter_template

LETTER_FIELDS = PaperFields(
    (
        PaperField("title", "rubrik", msg("the heading of the letter"), "Svar på ert yttrande"),
        PaperField("date", "datum", msg("the day of the letter"), "1 december 2019"),
        PaperField("dnr", "diarienummer", msg("the diarienummer of the reply, else of the matter"), "RV 2019/1234"),
        PaperField("their_dnr", "er_beteckning", msg("the respondent's own number; empty without one"), "KS 2019/77"),
        PaperField("recipient", "mottagare", msg("to whom: a body, several, or a person"), "Exempelkommun"),
        PaperField("region", "region", msg("the region"), "Region Exempel"),
        PaperField("consultation", "remiss", msg("what was asked about"), "Förslaget till strategi"),
        PaperField("opening", "inledning", msg("thanks for the reply, with its day"), "Tack för ert yttrande."),
        PaperField("correction", "rättelse", msg("which response letter this one replaces; empty for the first"), ""),
        PaperField("decision", "beslut", msg("who decided what, and when; empty where it is not known"), "Beslut."),
        PaperField("count", "antal", msg("how many comments there are, in a sentence"), "Ni lämnade 2 synpunkter."),
        PaperField("next", "fortsättning", msg("where the documents are and what comes next"), "Allt finns på webben."),
        PaperField("contact", "kontakt", msg("whom to ask"), "Frågor besvaras av strategin@example.org."),
        PaperField("personal_data", "personuppgifter", msg("how a person's data are handled; empty for a body"), ""),
    ),
    (
        PaperBlock(
            "comments",
            "synpunkter",
            msg("one for each comment, in the order of their numbers"),
            (
                PaperField("number", "nummer", msg("its number, such as 17.4"), "17.4"),
                PaperField("heading", "rubrik", msg("its number, and what it is about"), "Synpunkt 17.4"),
                PaperField("quote", "citat", msg("what was said, shortened where it is long"), "Fler tåg."),
                PaperField("disposition", "bedömning", msg("what becomes of it"), "Tillgodoses delvis"),
                PaperField("reason", "skäl", msg("why; may be empty where it is met"), "Linjen är beslutad."),
                PaperField("change", "ändring", msg("where the text was changed; empty without"), "Avsnitt 3.2."),
            ),
        ),
    ),
)
_DISPOSITION = msg("Assessment")
_DNR, _THEIRS = msg("Dnr"), msg("Your reference")


def label(language: Language, words: Message) -> str:
    """Give what stands before a value: its name and a colon."""
    return f"{language.text(words)}:"


def shipped_letter(look: PaperLook, language: Language) -> bytes:
    """Give the shipped template in a language, in the region's look."""
    marks = ("{{ date }}", f"{language.text(_DNR)} {{{{ dnr }}}}")
    theirs = f"{{% if their_dnr %}}{label(language, _THEIRS)} {{{{ their_dnr }}}}{{% endif %}}"
    lines = [TemplateLine("{{ title }}", "Heading 1"), TemplateLine("{{ opening }}")]
    for name in ("correction", "decision", "count"):
        lines += _if(name, TemplateLine(f"{{{{ {name} }}}}"))
    lines += [TemplateLine("{%p for one in comments %}"), TemplateLine("{{ one.heading }}", "Heading 2")]
    lines += [TemplateLine("{{ one.quote }}", "Quote")]
    lines += [TemplateLine(f"{label(language, _DISPOSITION)} {{{{ one.disposition }}}}", bold=True)]
    for name in ("reason", "change"):
        lines += _if(f"one.{name}", TemplateLine(f"{{{{ one.{name} }}}}"))
    lines += [TemplateLine("{%p endfor %}")]
    lines += [TemplateLine(language.text(ABOUT_NEXT), "Heading 2"), TemplateLine("{{ next }}")]
    lines += [TemplateLine("{{ contact }}"), *_if("personal_data", TemplateLine("{{ personal_data }}"))]
    return letter_template((*marks, theirs), ("{{ recipient }}",), lines, look, language.code)


def _if(name: str, line: TemplateLine) -> list[TemplateLine]:
    return [TemplateLine(f"{{%p if {name} %}}"), line, TemplateLine("{%p endif %}")]


ABOUT_NEXT = msg("What happens next")
"""The heading over what comes after the comments."""
