"""Texts for the tests of the strategy's text: Markdown of every kind that people write, whole and put together."""

from hypothesis import strategies

LISTS = "- en punkt\n- en till\n    - under den\n    - också\n- sist\n\n1. ett\n2. två\n\n   stycke i två\n3. tre\n"
WHOLE = f"""# Ett nyskapande Västmanland

Ingress med **fet** text och [länk](https://example.se/a_b).

## Kompetens

Första stycket
på två rader.
### Rubrik direkt under

{LISTS}
| Mål | År |
|-----|----|
| Fler i arbete | 2030 |

Underrubrik
-----------

> Ett citat
fortsätter.

```
# ingen rubrik
<!-- p001 -->
```

[^1]: En fotnot.

<!-- en kommentar -->
***
[mål]: https://example.se

    kod med indrag
"""
CASES = {
    "whole": WHOLE,
    "crlf": WHOLE.replace("\n", "\r\n"),
    "bom": "\ufeff" + WHOLE,
    "no end": "Ett stycke utan radslut",
    "empty": "",
    "number two interrupts nothing": "Text som fortsätter\n2. inte en lista\n",
    "number one interrupts": "Text\n1. en lista\n2. två\n",
    "item without words": "-\n\nText\n- a\n-\n- b\n",
    "nested in numbers": "1. ett\n   - under\n     - under det\n\n     stycke\n2. två\n",
    "code in an item": "- ```\n  - ingen punkt\n  ```\n- punkt\n",
    "tilde fence": "~~~\n```\n# nej\n~~~\nText\n",
    "fence without end": "```\n# nej\n\n- nej\n",
    "table below text": "Text\n| a | b |\n|---|---|\n| c | d |\nSlut\n\nEfter\n",
    "no table": "a | b\n--- | --- | ---\n",
    "setext": "Rubrik på\ntvå rader\n====\nText\n---\n",
    "lazy item": "- punkt\nsom fortsätter\n\nStycke\n",
    "lone carriage return": "Ett\r\rTvå\r",
    "stars": "* a\n\n* b\n\n  * c\n",
    "html": "<div>\nText\n</div>\n\nText\n",
    "tab": "-\tpunkt\n\n\tstycke\n\n1.\tett\n",
    "deep": "- a\n\n      kod\n\n  text\n",
}
_words = strategies.lists(
    strategies.sampled_from(["kompetens", "näring", "västerås", "och", "för", "hållbar", "2030", "ÖP", "mål*"]),
    min_size=1,
    max_size=12,
).map(" ".join)
_plain = (
    *(_words.map(form.format) for form in ("{}\n", "## {}\n", "- {}\n", "  - {}\n", "3. {}\n", "1. {}\n", "   {}\n")),
    _words.map("> {}\n".format),
    strategies.sampled_from(["\n", "\n", "\n", "---\n", "```\n", "<!-- x -->\n"]),
)
_odd = (
    _words.map("      {}\n".format),
    strategies.sampled_from(["===\n", "| a | b |\n|---|---|\n", "<!-- p001 -->\n", "-\n", "\t", "\r\n", "\r"]),
)
markdown = strategies.lists(strategies.one_of(*_plain), max_size=14).map("".join)
"""What people write, in any order."""
odd_markdown = strategies.lists(strategies.one_of(*_plain, *_odd), max_size=14).map("".join)
