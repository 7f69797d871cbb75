"""The keys of config/consultations.toml: consultations, and the words that what they collect is sorted by."""

from rusctl.model.consulting import ChangeAsked, ReasonAsked
from rusctl.storage.schema import consultation_records as records
from rusctl.storage.schema.forms import Choice, Listed, Number
from rusctl.storage.schema.string_patterns import email, slug, text
from rusctl.storage.schema.tables import Key, Keys, Named, Records, Table

_QUESTION: Keys = {
    "id": Key(slug, "the question's own short name", required=True),
    "text": Key(Named(), "the question as it is put to all who are asked", required=True),
}
OLDER: Keys = {
    "opens": Key(slug, "the milestone that opens it", required=True),
    "closes": Key(slug, "the milestone that closes it", required=True),
    "days": Key(Number(1, 3_660), "how many days it must last at least"),
}
"""What config/checks.toml can say of a consultation, as folders of older versions have it."""
_CONSULTATION: Keys = {
    "id": Key(slug, "the consultation's own short name; what is collected names it", required=True),
    "name": Key(Named(), "what people call it"),
    **OLDER,
    "version": Key(slug, "what is asked about: the id of a version of the strategy's text"),
    "about": Key(text, "what is asked about, where it is no version of the strategy's text"),
    "round": Key(Number(1, 99), "which time the text goes out; default: the first"),
    "dnr": Key(text, "the diarienummer of the matter"),
    "dnr_forms": Key(
        Listed(text),
        "how reference numbers (diarienummer) are written, by examples; each run of digits stands for any digits",
    ),
    "noun": Key(Named(), "what letters and reports call it, such as samråd; default: remiss"),
    "contact": Key(email, "the functional mailbox that replies go to; default: that of the process"),
    "answer_days": Key(
        Number(0, 366),
        "how many days before the board's papers go out each comment is to have an answer; default: 14",
    ),
    "question": Key(
        Records(Table(_QUESTION, records.consultation_question)), "the questions that are put, in their order"
    ),
}
_WORD: Keys = {
    "id": Key(slug, "its own short name", required=True),
    "name": Key(Named(), "what people see"),
    "words": Key(Listed(text), "other words that mean it, where a list or a sheet is read"),
}
_KIND: Keys = {**_WORD, "legal_group": Key(slug, "the legal group that bodies of the kind belong to: an id")}
_DISPOSITION: Keys = {
    **_WORD,
    "reason": Key(Choice(ReasonAsked, ReasonAsked), "whether an answer with it must say why; default: required"),
    "change": Key(
        Choice(ChangeAsked, ChangeAsked),
        "what an answer with it says of the text: a change is named, the paragraph that has it already, or none",
    ),
}
CONSULTATION_KEYS: Keys = {
    "consultation": Key(Records(Table(_CONSULTATION, records.consultation)), "the consultations (remisser), in order"),
    "kind": Key(Records(Table(_KIND, records.consultation_word)), "kinds of bodies, in place of those that rusctl has"),
    "legal_group": Key(
        Records(Table(_WORD, records.consultation_word)),
        "those whom the law wants to be asked, in place of the groups that rusctl has",
    ),
    "stance": Key(
        Records(Table(_WORD, records.consultation_word)),
        "stances, in place of those that rusctl has; no-objection is the id of that which says so",
    ),
    "disposition": Key(
        Records(Table(_DISPOSITION, records.disposition)), "what becomes of a comment, in place of what rusctl has"
    ),
    "channel": Key(
        Records(Table(_WORD, records.consultation_word)), "ways in which a reply comes, in place of those rusctl has"
    ),
}
