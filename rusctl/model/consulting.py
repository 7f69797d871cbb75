"""What config/consultations.toml says: the consultations of a process, and the words that their rows are sorted by."""

from dataclasses import field
from enum import StrEnum

from rusctl.model.record import dataclass
from rusctl.model.source import NOWHERE, Source, Texts

NO_OBJECTION = "no-objection"
"""The stance that says so; a body with it has replied, and is never taken for a silent one."""
ANSWER_DAYS = 14
"""Two weeks before the board's papers: answers are checked and approved in one, the compilation made in the other."""
PRIVATE = "private-person"
"""The kind of body that is a private person: they have a number of their own in all that is published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationQuestion:
    """A question that is put to all who are asked; its order is that of the file."""

    id: str
    text: Texts
    at: Source = field(default=NOWHERE, compare=False)

    @property
    def name(self) -> Texts:
        """What people call it: its text."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Consultation:
    """A formal consultation (remiss): what is asked, about which version of the text, and when.

    `opens` and `closes` are milestones, `days` how long it must last at least, both ends counted. `version` is one of
    the strategy's text, `about` what is sent out where it is none. `round` is 2 where a text goes out again.
    `dnr_forms` are examples of numbers of the diary, in which each run of digits stands for any. `noun` is what the
    consultation is called in letters and reports, such as samråd; empty for remiss. `contact` is the functional mailbox
    that replies go to; empty for the process's. `answer_days` is how many days before the board's papers go out each
    comment is to have an answer.
    """

    id: str
    opens: str
    closes: str
    name: Texts = field(default_factory=Texts)
    version: str = ""
    about: str = ""
    days: int | None = None
    round: int = 1
    dnr: str = ""
    dnr_forms: tuple[str, ...] = ()
    noun: Texts = field(default_factory=Texts)
    contact: str = ""
    answer_days: int = ANSWER_DAYS
    questions: tuple[ConsultationQuestion, ...] = ()
    at: Source = field(default=NOWHERE, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationWord:
    """A kind of body, a legal group, a stance or a channel: its id, its name, and other words that mean it when read.

    `legal_group` is the group that a kind of body belongs to, where nothing else is said.
    """

    id: str
    name: Texts
    words: tuple[str, ...] = ()
    legal_group: str = ""
    at: Source = field(default=NOWHERE, compare=False)


class ReasonAsked(StrEnum):
    """Whether a disposition has to have a reason: always, only where the comment asks for something, or not."""

    REQUIRED = "required"
    IF_ASKED = "if-asked"
    OPTIONAL = "optional"


class ChangeAsked(StrEnum):
    """What a disposition says of the text: a change is named, or none; the paragraph that has it already; nothing."""

    NAMED = "named"
    PARAGRAPH = "paragraph"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Disposition:
    """What becomes of a comment: its id, its name, other words for it, and what an answer with it has to have."""

    id: str
    name: Texts
    words: tuple[str, ...] = ()
    reason: ReasonAsked = ReasonAsked.REQUIRED
    change: ChangeAsked = ChangeAsked.NONE
    at: Source = field(default=NOWHERE, compare=False)


def _word(ident: str, sv: str, en: str, *words: str, group: str = "") -> ConsultationWord:
    return ConsultationWord(id=ident, name=Texts({"sv": sv, "en": en}), words=words, legal_group=group)


MUNICIPALITIES, REGIONS, STATE, BUSINESS, SOCIETY = "municipalities", "regions", "state", "business", "civil-society"
LEGAL_GROUPS = (
    _word(MUNICIPALITIES, "Kommuner", "Municipalities", "kommun"),
    _word(REGIONS, "Regioner", "Regions", "region"),
    _word(STATE, "Länsstyrelsen och andra statliga myndigheter", "State agencies", "stat", "statliga", "myndigheter"),
    _word(BUSINESS, "Näringslivet", "Business", "näringsliv", "företag"),
    _word(SOCIETY, "Det civila samhällets organisationer", "Civil society", "civilsamhället", "civilsamhälle"),
)
"""Those whom the ordinance on regional development work names, where the folder declares none of its own."""

KINDS = (
    _word("municipality", "Kommun", "Municipality", "kommuner", "länets kommuner", group=MUNICIPALITIES),
    _word("region", "Region", "Region", "regioner", "landsting", group=REGIONS),
    _word("county-board", "Länsstyrelse", "County administrative board", "länsstyrelsen", "lst", group=STATE),
    _word(
        "state-agency",
        "Statlig myndighet",
        "State agency",
        "myndighet",
        "myndigheter",
        "statliga myndigheter",
        "stat",
        group=STATE,
    ),
    _word("university", "Universitet och högskola", "University", "lärosäte", "lärosäten", "högskola", "universitet"),
    _word("company", "Företag", "Company", "bolag", "näringsliv", group=BUSINESS),
    _word(
        "trade-organisation",
        "Bransch- och intresseorganisation",
        "Trade and interest organisation",
        "branschorganisation",
        "intresseorganisation",
        "näringslivsorganisation",
        "bransch",
        group=BUSINESS,
    ),
    _word("union", "Facklig organisation", "Trade union", "fack", "fackförbund", "facklig", group=SOCIETY),
    _word(
        "civil-society",
        "Förening och civilsamhälle",
        "Civil society",
        "förening",
        "föreningar",
        "civilsamhället",
        "ideell organisation",
        "organisation",
        group=SOCIETY,
    ),
    _word("party", "Politiskt parti", "Political party", "parti", "partier"),
    _word("committee", "Regionens egen nämnd", "The region's own committee", "nämnd", "nämnder", "egen nämnd"),
    _word("faith", "Stift och trossamfund", "Faith community", "stift", "trossamfund", "församling", group=SOCIETY),
    _word(PRIVATE, "Privatperson", "Private person", "privatpersoner", "privat", "enskild", "medborgare"),
    _word("other", "Annan", "Other", "annat", "övrig", "övriga"),
)
"""The kinds of bodies where the folder declares none of its own."""

STANCES = (
    _word("support", "Tillstyrker", "Supports", "tillstyrka", "positiv", "ställer sig bakom", "support"),
    _word(
        "support-with-change",
        "Tillstyrker med ändring",
        "Supports with a change",
        "tillstyrker med ändringar",
        "tillstyrker delvis",
        "tillstyrker med synpunkter",
        "positiv med synpunkter",
    ),
    _word("oppose", "Avstyrker", "Opposes", "avstyrka", "negativ", "opposes"),
    _word(
        NO_OBJECTION,
        "Ingen erinran",
        "No objection",
        "inget att erinra",
        "ingen erinran",
        "inga synpunkter",
        "har inget att erinra",
        "utan erinran",
    ),
    _word("abstain", "Avstår", "Abstains", "avstår från att yttra sig", "avstår från yttrande", "avstå"),
    _word("unclear", "Oklart", "Unclear", "oklar", "framgår inte"),
)
"""The stances where the folder declares none of its own."""


def _disposition(ident: str, sv: str, en: str, reason: ReasonAsked, change: ChangeAsked, *words: str) -> Disposition:
    return Disposition(id=ident, name=Texts({"sv": sv, "en": en}), words=words, reason=reason, change=change)


DISPOSITIONS = (
    _disposition(
        "met",
        "Tillgodoses",
        "Met",
        ReasonAsked.OPTIONAL,
        ChangeAsked.NAMED,
        "tillgodosedd",
        "tillgodosett",
        "tillgodosågs",
        "beaktas",
        "beaktad",
        "beaktat",
        "bifalls",
        "ja",
    ),
    _disposition(
        "partly",
        "Tillgodoses delvis",
        "Partly met",
        ReasonAsked.REQUIRED,
        ChangeAsked.NAMED,
        "delvis tillgodosedd",
        "delvis tillgodosett",
        "beaktas delvis",
        "delvis beaktad",
        "delvis",
    ),
    _disposition(
        "not-met",
        "Tillgodoses inte",
        "Not met",
        ReasonAsked.REQUIRED,
        ChangeAsked.NONE,
        "tillgodoses ej",
        "ej tillgodosedd",
        "inte tillgodosedd",
        "ej tillgodosett",
        "inte tillgodosett",
        "beaktas inte",
        "beaktas ej",
        "avslås",
        "nej",
    ),
    _disposition(
        "already-met",
        "Redan tillgodosett",
        "Already met",
        ReasonAsked.REQUIRED,
        ChangeAsked.PARAGRAPH,
        "redan tillgodosedd",
        "redan beaktad",
        "redan beaktat",
        "finns redan",
    ),
    _disposition(
        "noted",
        "Noteras",
        "Noted",
        ReasonAsked.IF_ASKED,
        ChangeAsked.NONE,
        "noterad",
        "noterat",
        "notera",
    ),
    _disposition(
        "elsewhere",
        "Annan process, annan nivå",
        "Another process or level",
        ReasonAsked.REQUIRED,
        ChangeAsked.NONE,
        "annan process",
        "annan nivå",
        "hanteras i annan process",
        "hanteras på annan nivå",
        "hänskjuts",
    ),
)
"""The dispositions where the folder declares none of its own; what each has to have is that of consultation reports."""

CHANNELS = (
    _word("e-mail", "E-post", "E-mail", "mejl", "mail", "epost", "e-mail"),
    _word("web-form", "Webbformulär", "Web form", "formulär", "webb", "webbenkät", "enkät"),
    _word("registry", "Diariet", "The registry", "diarium", "registrator", "ärendehanteringssystem"),
    _word("letter", "Brev", "Letter", "post", "papper", "brevpost", "skannat"),
    _word("spoken", "Muntligt", "Spoken", "möte", "telefon", "muntlig"),
    _word("other", "Annan väg", "Another way", "annan", "annat", "fax"),
)
"""The ways in which a reply comes, where the folder declares none of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationWords:
    """The words that rows of consultations are sorted by: those of the folder, each list else as it is shipped."""

    kinds: tuple[ConsultationWord, ...] = KINDS
    legal_groups: tuple[ConsultationWord, ...] = LEGAL_GROUPS
    stances: tuple[ConsultationWord, ...] = STANCES
    dispositions: tuple[Disposition, ...] = DISPOSITIONS
    channels: tuple[ConsultationWord, ...] = CHANNELS
