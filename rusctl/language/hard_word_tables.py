"""Words that say of a person what nobody is to keep, as data for rusctl/language/hard_words.py; Swedish and English.

A word is written in small letters; a * stands for any letters, a space for spaces or a hyphen, or for nothing at all.
What belongs to special categories is in art. 9 GDPR; a protected identity is sekretessmarkering, skyddad folkbokföring
or fingerade personuppgifter.
"""

PROTECTED = (
    "skydda* identitet*", "skydda* id", "skydda* person*", "skydda* pers", "skydda* uppgift*", "skydda* adress*",
    "skydda* namn", "skydda* folkbok*", "skydda* kontaktuppgift*", "identitet* skydda*", "identitetsskydd*",
    "uppgifter* skydda*", "personuppgifter* skydda*", "sekretessmark*", "sekretess mark*", "sekretesskydd*",
    "sekretesspost*", "sekretessbelagd* person*", "sekretessbelagd* uppgift*", "sekretessbelagd* identitet*",
    "sekretessbelagd* adress*", "kvarskriv*", "fingera* namn", "fingera* person*", "fingera* uppgift*",
    "fingera* identitet*", "fingerad", "fingerade", "hemlig* identitet*", "hemlig* adress*", "hemlig* uppgift*",
    "hemlig* personuppgift*", "hemlig* person", "hemlig* namn", "hemlig* telefon*", "lämna* ej ut", "lämna* inte ut",
    "ej lämna* ut", "inte lämna* ut", "ej utlämna*", "får ej röjas", "får inte röjas", "får ej spridas",
    "får inte spridas", "protected identit*", "protected person*", "protected address*", "protected data",
    "protected name*", "secret identit*", "secret address*", "identity protect*", "identity is protected",
    "witness protect*", "do not disclose", "not to be disclosed", "must not be disclosed", "not be passed on",
)  # fmt: skip
PROTECTED_ALONE = ("skyddad", "skyddade", "skyddat", "skyddas", "sekretess", "protected")
"""What says so where it stands alone, or at the end of what it is said of: a nature reserve is protected, too."""

HEALTH = (
    "sjuk", "sjuka", "sjukskriv*", "sjukdom*", "sjukpens*", "sjukanmäl*", "sjukled*", "sjukfrånvar*", "sjukersätt*",
    "*sjukskriv*", "långtidssjuk*", "magsjuk*", "insjukn*", "depression*", "depressiv*", "deprimera*", "nedstämd*",
    "utmattning*", "utmatta*", "utbränd*", "*cancer*", "tumör*", "leukemi*", "cellgift*", "strålbehandl*", "diabet*",
    "*allergi*", "*allergy", "*allergic", "*intoleran*", "celiaki*", "gluten*", "laktos*", "specialkost*",
    "gravid*", "höggravid*", "havande", "missfall*", "förlossning*", "rullstol*", "permobil*", "rullator*",
    "funktionsned*", "funktionsvari*", "funktionshindrad*", "funktionshinder", "handikapp*", "hörselskad*",
    "hörselned*", "hörapparat*", "hörslinga*", "synskad*", "synned*", "blind", "blinda", "döv", "döva", "dövblind*",
    "ledarhund*", "demens*", "dement*", "alzheimer*", "parkinson*", "adhd", "autis*", "asperger*", "epilep*", "astma*",
    "reuma*", "fibromyalgi*", "migrän*", "stroke", "hjärtinfarkt*", "hjärtsvikt*", "hjärtfel*", "hjärtsjuk*", "hiv",
    "aids", "hepatit*", "covid*", "corona", "coronasmitt*", "influensa*", "förkyld*", "förkylning*", "feber",
    "halsfluss", "lunginflammation*", "ryggskott*", "operera*", "operation", "operationen", "läkarbesök*", "läkartid*",
    "läkarintyg*", "läkarvård*", "ligger på sjukhus*", "inlagd på sjukhus*", "sjukhusvård*", "vårdas", "rehab",
    "rehabiliter*", "diagnos*", "diagnosti*", "medicinera*", "behandlas för", "dialys*", "missbruk*", "alkoholis*",
    "ångest*", "panikattack*", "panikångest*", "psykisk*", "psykos*", "psykiatr*", "bipolär*", "schizofren*",
    "självmord*", "suicid*", "ätstörning*", "anorexi*", "bulimi*", "ptsd", "krasslig*", "bruten arm", "bruten fot",
    "brutet ben", "brutit armen", "brutit benet", "brutit foten", "brutit handleden", "hjärnskakning*", "whiplash*",
    "amputera*", "transplant*", "stomi", "stomipåse*", "inkontinen*", "kryckor", "sjukt barn", "barnet är sjukt",
    "vab", "vabba*", "vård av barn", "karantän*", "sick", "sickness", "sick leave", "illness*", "disease*", "depress*",
    "burn out", "burned out", "burnt out", "pregnan*", "allerg*", "wheelchair*", "disabilit*", "disabled", "hospital*",
    "surgery", "asthma*", "dementia", "chronic pain", "coeliac*", "celiac*", "migraine*", "mental health",
)  # fmt: skip

OPINION = (
    "halal*", "kosher*", "koscher*", "muslim*", "islam*", "kristen", "kristna", "kristet", "katolik*", "jude", "judar",
    "judisk*", "buddhis*", "hindu*", "ateis*", "jehovas vittne*", "pingstvän*", "religiös*", "religiöst", "ramadan*",
    "trosskäl*", "av tro", "fackligt ansluten", "fackligt aktiv*", "medlem i facket", "fackmedlem*", "union member*",
    "kommunist*", "nazist*", "fascist*", "rasist*", "homosex*", "bisex*", "transperson*", "transsex*", "lesbisk*",
    "politisk åsikt*", "politiska åsikt*", "partimedlem*", "partikamrat*", "medlem i partiet", "röstar på", "jewish",
    "christian", "religious*", "political view*", "political opinion*", "homosexual*", "sexual orientation",
)  # fmt: skip

# The parties of the Riksdag since 1991, by what stands in brackets after a name, and by their names.
PARTY_LETTERS = ("s", "m", "sd", "c", "v", "kd", "mp", "l", "fp", "nyd", "fi")
PARTY_NAMES = (
    "socialdemokrat*", "arbetarepartiet*", "moderaterna*", "moderata samlingspartiet", "sverigedemokrat*",
    "centerpartiet*", "centerpartist*", "vänsterpartiet*", "vänsterpartist*", "kristdemokrat*", "miljöpartiet*",
    "miljöpartist*", "liberalerna", "folkpartiet*", "folkpartist*", "ny demokrati", "feministiskt initiativ",
    "sosse", "sossar*", "social democrat*", "sweden democrat*", "moderate party", "centre party", "left party",
    "christian democrat*", "green party", "liberal party",
)  # fmt: skip

# Words that are names of people, too: in a name they say something only where they stand apart, as in brackets.
ALSO_NAMES = frozenset({
    "blind", "blinda", "corona", "christian", "döv", "feber", "havande", "jude", "kristen", "kristna", "sick", "sjuk",
    "stroke", "sosse", "rehab", "vab",
})  # fmt: skip

NOT = ("ej", "inte", "icke", "ingen", "inga", "inget", "utan", "no", "not", "without", "saknar")
NO_AFTER = ("nej", "no", "n", "ej", "inte", "ingen", "0", "false", "falskt")
