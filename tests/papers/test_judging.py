"""A template is judged before it is used: each fault has its name, and a sentence that says what to do."""

import pytest

from rusctl.language.catalogue import Language
from rusctl.papers.judging import TemplateFaultKind, judged
from rusctl.papers.placeholders import left_over, placeholders
from tests.papers.words import FIELDS, document, with_field, with_part

KIND = TemplateFaultKind
BLOCK = ("{%p for one in comments %}", "{{ one.number }}: {{ one.reason }}", "{%p endfor %}")
SWEDISH = ("{%p for s in synpunkter %}", "{{ s.nummer }}: {{ s.skäl }}", "{%p endfor %}")
GOOD = [
    ("Hej {{ recipient }}!", *BLOCK),
    ("Hej {{ mottagare }}, {{datum}}", *SWEDISH),
    (["Hej {", "{ recip", "ient }", "}"],),
    ("{% if comments %}Så här:{% endif %} {{ recipient|upper }}",),
    ("{{ recipient }} Tåg 3 < 4 & 50 % [1] (se 2.1) ... m.fl. {# en anmärkning #}",),
]
BAD = [
    (("Hej «Namn»",), KIND.ODD_PLACEHOLDER, "«Namn»"),
    (("Hej [NAMN]",), KIND.ODD_PLACEHOLDER, "[NAMN]"),
    (("Hej [er kommun]",), KIND.ODD_PLACEHOLDER, "[er kommun]"),
    (("Hej XXX",), KIND.ODD_PLACEHOLDER, "XXX"),
    (("Hej { name }",), KIND.ODD_PLACEHOLDER, "{ name }"),
    (("Den ÅÅÅÅ-MM-DD",), KIND.ODD_PLACEHOLDER, "ÅÅÅÅ-MM-DD"),
    (("Hej ______",), KIND.ODD_PLACEHOLDER, "______"),
    (("Klicka här för att ange text.",), KIND.ODD_PLACEHOLDER, "Klicka här"),
    (("Hej {{name",), KIND.UNFINISHED, "{{name"),
    (("Hej {{ recipient", "}}"), KIND.UNFINISHED, "one paragraph"),
    (("{{ recipent }}",), KIND.UNKNOWN_FIELD, "did you mean recipient?"),
    (("{{ telefon }}",), KIND.UNKNOWN_FIELD, "the fields are"),
    (BLOCK[:2], KIND.BLOCK_NOT_ENDED, "begun and not ended"),
    (("{%p endfor %}",), KIND.BLOCK_NOT_ENDED, "not begun"),
    (("{{ one.reason }}",), KIND.NO_BLOCK, "{%p for one in comments %}"),
    (("{{ reason }}",), KIND.NO_BLOCK, "needs a block"),
    ((*BLOCK, "{{ one.number }}"), KIND.OUTSIDE_BLOCK, "outside the block"),
    (("{%p for c in comment %}", "{{ c.number }}", "{%p endfor %}"), KIND.UNKNOWN_FIELD, "did you mean comments?"),
    (("{%p for c in comments %}", "{{ c.reson }}", "{%p endfor %}"), KIND.UNKNOWN_FIELD, "did you mean c.reason?"),
    (("{{ ''.__class__.__mro__ }}",), KIND.PROGRAM, "no program"),
    (("{{ lipsum() }}",), KIND.PROGRAM, "no program"),
    (("{{ 'a' * 9 }}",), KIND.PROGRAM, "no program"),
    (("{% set x = 1 %}",), KIND.PROGRAM, "no program"),
    (("{% for i in range(9) %}x{% endfor %}",), KIND.PROGRAM, "no program"),
    (("{{r recipient }}",), KIND.PROGRAM, "no program"),
    (("Yttrande från en annan",), KIND.NO_FIELD, "would be alike"),
]


@pytest.mark.parametrize("paragraphs", GOOD)
def test_what_is_right_can_be_used(paragraphs: tuple[str, ...]) -> None:
    found = judged(document(*paragraphs), FIELDS)
    assert found.faults == ()
    assert found.template is not None


@pytest.mark.parametrize(("paragraphs", "kind", "said"), BAD)
def test_each_fault_has_its_name(paragraphs: tuple[str, ...], kind: TemplateFaultKind, said: str) -> None:
    found = judged(document(*paragraphs), FIELDS)
    texts = {one.kind: Language("en").text(one.message) for one in found.faults}
    assert said in texts[kind]
    assert found.template is None


def test_what_is_no_word_file_a_merge_field_and_tracked_changes_are_named() -> None:
    assert [one.kind for one in judged(b"hej", FIELDS).faults] == [KIND.NOT_WORD]
    assert [one.kind for one in judged(with_field("Namn"), FIELDS).faults] == [KIND.MERGE_FIELD]
    changed = with_part(document("Hej"), "word/document.xml", b"<w:r>", b'<w:ins w:id="1" w:author="A"/><w:r>')
    assert [one.kind for one in judged(changed, FIELDS).faults] == [KIND.REVIEWED]
    link = b'<Relationship Id="rId99" Type="x/image" Target="https://example.org/a.png" TargetMode="External"/></Rel'
    linked = with_part(document("Hej"), "word/_rels/document.xml.rels", b"</Rel", link)
    assert [one.kind for one in judged(linked, FIELDS).faults] == [KIND.LINKED]


def test_what_others_wrote_may_hold_what_looks_like_a_placeholder() -> None:
    quote = "Vi saknar [NAMN] i tabell XXX och {{ x }}"
    assert left_over(f"Ni skrev: {quote}", [quote]) == []
    assert left_over(f"Ni skrev: {quote}. Hej [NAMN]", [quote]) == ["[NAMN]"]
    assert placeholders("Hej ‹namn› den 20XX-XX-XX, ring N.N. på %telefon% om <<ort>>, TODO ...... ???") == [
        *("‹namn›", "20XX-XX-XX", "N.N.", "%telefon%", "<<ort>>", "TODO", "......", "???"),
    ]
    assert placeholders("Kap. 3 [1], 20–30 %, s. 12, kl. 13.00–15.00, KS 2019:12 (XI), m.m. … och e-post") == []
