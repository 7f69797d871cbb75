"""Swedish sentences of the invented region, from which `examples.py` puts together what is said at its dialogues.

Everything is invented: no sentence was said by anybody, and no place is a place. A topic has openings, each of a kind,
and closings; any closing goes with any opening of its topic.
"""

from typing import NamedTuple


class Topic(NamedTuple):
    """What is talked about: the headings it belongs under, what can be said of it, and what can be added."""

    headings: tuple[str, ...]
    openings: tuple[tuple[str, str], ...]
    closings: tuple[str, ...]
    theme: str = ""


TOPICS = (
    Topic(
        ("priority:resor", "equality:infrastruktur"),
        (
            ("utmaning", "Sista bussen går redan klockan sju"),
            ("utmaning", "Tåget är inställt så ofta att ingen vågar lita på det"),
            ("forslag", "Låt skolskjutsarna ta med andra resenärer"),
            ("mojlighet", "Den nya hållplatsen kan bli en knutpunkt för hela dalen"),
            ("sakuppgift", "Det tar två timmar att åka kollektivt till sjukhuset"),
            ("forslag", "Inför anropsstyrd trafik där linjerna är glesa"),
        ),
        (
            "Kvällsskiften blir omöjliga utan bil.",
            "Den som fyller arton flyttar hellre.",
            "Pendlarna över länsgränsen glöms alltid bort.",
            "Föräldrar kör fram och tillbaka varenda kväll.",
        ),
        "kvallstrafik",
    ),
    Topic(
        ("priority:resor",),
        (
            ("utmaning", "Landsvägen mot kusten är smal och hårt trafikerad av timmerbilar"),
            ("forslag", "Bygg en cykelväg mellan tätorterna"),
            ("sakuppgift", "Bron har haft nedsatt bärighet i fyra år"),
            ("mojlighet", "Godset kan flyttas till järnvägen om lastplatsen rustas upp"),
            ("utmaning", "Vintervägarna plogas för sent på morgonen"),
        ),
        (
            "Hemtjänsten kommer inte fram i tid.",
            "Åkerierna räknar på att lägga ner.",
            "Barnen kan inte cykla till träningen.",
        ),
    ),
    Topic(
        ("challenge:kompetens", "equality:utbildning"),
        (
            ("utmaning", "Verkstadsföretagen hittar inga svetsare"),
            ("utmaning", "Gymnasiet får för få sökande till vårdprogrammet"),
            ("mojlighet", "Lärcentrum gör att vuxna kan läsa vidare hemifrån"),
            ("forslag", "Starta en gemensam yrkesutbildning för hela länet"),
            ("sakuppgift", "Var tredje förskollärare går i pension inom tio år"),
            ("forslag", "Ge alla i åttan två veckors praktik på ett företag"),
        ),
        (
            "Kurserna ligger för långt bort från arbetsplatserna.",
            "Handledare finns, men ingen samordnar dem.",
            "Högskolan svarar gärna men blir sällan tillfrågad.",
            "Mindre orter tappar sina bästa lärare först.",
        ),
        "praktik",
    ),
    Topic(
        ("challenge:kompetens", "equality:sysselsattning"),
        (
            ("utmaning", "Nyanlända fastnar i väntan på validering"),
            ("mojlighet", "Det finns många över sextio som vill arbeta deltid"),
            ("forslag", "Samla alla lediga jobb på en gemensam webbplats"),
            ("sakuppgift", "Ungdomsarbetslösheten är lägst i regionen just här"),
            ("utmaning", "Medflyttande partner får inget jobb som passar"),
        ),
        (
            "Arbetsgivarna vet inte vem de ska ringa.",
            "Ett halvår går innan någon hör av sig.",
            "Vi borde lära av hur grannarna gör.",
        ),
    ),
    Topic(
        ("priority:naringsliv", "equality:foretagande"),
        (
            ("utmaning", "Banken har lämnat orten och små lån är svåra att få"),
            ("mojlighet", "Besöksnäringen kring sjöarna växer för varje sommar"),
            ("forslag", "Dela upp de stora upphandlingarna så att lokala firmor kan vara med"),
            ("sakuppgift", "Hälften av företagarna saknar någon som tar över"),
            ("utmaning", "Tillstånden tar så lång tid att kunderna hinner försvinna"),
            ("forslag", "Utse en lots som följer ett ärende hela vägen"),
        ),
        (
            "Kvinnor som startar eget får minst stöd.",
            "Ingen orkar fylla i blanketterna en gång till.",
            "Det avgör om lokalen på torget står tom.",
            "Samverkan mellan bygderna skulle ge större order.",
        ),
    ),
    Topic(
        ("priority:naringsliv", "challenge:klimat"),
        (
            ("mojlighet", "Skogsråvaran kan förädlas här i stället för att köras härifrån"),
            ("utmaning", "Elnätet räcker inte när industrin ställer om"),
            ("forslag", "Bilda ett kluster för återbruk av byggmaterial"),
            ("sakuppgift", "Sågverket har halverat sin förbrukning av olja"),
            ("mojlighet", "Spillvärmen från bruket värmer gärna ett växthus"),
        ),
        (
            "Investeringarna hamnar annars utomlands.",
            "Besked om effekt dröjer i åratal.",
            "Det kräver att tre kommuner planerar ihop.",
        ),
    ),
    Topic(
        ("challenge:klimat",),
        (
            ("utmaning", "Skyfallet i fjol dränkte källare i hela centrum"),
            ("forslag", "Spara våtmarkerna ovanför samhället"),
            ("utmaning", "Grundvattnet sinar varje augusti"),
            ("mojlighet", "Solceller på ladugårdstaken ger bönderna en inkomst till"),
            ("sakuppgift", "Transporterna står för nästan hälften av utsläppen"),
        ),
        (
            "Kartorna över riskerna är från förra seklet.",
            "Försäkringsbolagen har börjat ställa krav.",
            "Lantbruket måste få vara med när det beslutas.",
        ),
    ),
    Topic(
        ("challenge:aldrande", "equality:halsa"),
        (
            ("utmaning", "Vårdcentralen har hyrläkare som byts varje månad"),
            ("forslag", "Skicka en mobil mottagning till byarna"),
            ("sakuppgift", "Var fjärde invånare är över sjuttio år"),
            ("mojlighet", "Distriktssköterskan känner alla och kan förebygga mycket"),
            ("utmaning", "Väntetiden till barnpsykiatrin är orimlig"),
            ("forslag", "Öppna träningslokalen på dagtid för äldre"),
        ),
        (
            "Anhöriga sliter ut sig i tysthet.",
            "Provtagning borde gå att göra nära hemmet.",
            "Samma historia måste berättas gång på gång.",
            "Tandvården är minst lika illa ute.",
        ),
    ),
    Topic(
        ("challenge:aldrande",),
        (
            ("utmaning", "Trygghetsboenden saknas och villorna blir kvar för länge"),
            ("mojlighet", "Pensionärsföreningarna ställer upp om någon frågar"),
            ("forslag", "Låt äldre och förskolebarn dela matsal"),
            ("sakuppgift", "Hemtjänstens bilar kör tolv mil om dagen"),
        ),
        (
            "Ensamheten är värst under vinterhalvåret.",
            "Kommunen når inte dem som aldrig klagar.",
            "Flyttkedjan stannar innan den har börjat.",
        ),
    ),
    Topic(
        ("challenge:avstand", "priority:digitalt"),
        (
            ("utmaning", "Mobilen tappar täckning så snart man lämnar riksvägen"),
            ("forslag", "Dra fiber till de sista hushållen tillsammans med elbolaget"),
            ("sakuppgift", "Åtta procent av hushållen kan inte få snabbt bredband"),
            ("mojlighet", "Distansarbete gör att fler kan bo kvar på landet"),
            ("utmaning", "Många klarar inte e-legitimation och blir utan hjälp"),
        ),
        (
            "Larmet till räddningstjänsten måste fungera.",
            "Biblioteket har blivit allas kundtjänst.",
            "Marknaden bygger aldrig där det är glest.",
        ),
    ),
    Topic(
        ("priority:digitalt",),
        (
            ("forslag", "Inför samma e-tjänst i alla kommuner"),
            ("utmaning", "Systemen pratar inte med varandra"),
            ("mojlighet", "Öppna data om turer och tider skulle användas av många"),
            ("sakuppgift", "Bygglov handläggs fortfarande på papper i två av kommunerna"),
        ),
        (
            "Varje förvaltning köper sitt eget.",
            "Det sparar en heltidstjänst om året.",
            "Små kommuner har ingen egen it-avdelning.",
        ),
    ),
    Topic(
        ("priority:boende",),
        (
            ("utmaning", "Ingen vågar bygga hyresrätter när värdet blir lägre än kostnaden"),
            ("forslag", "Gör i ordning gamla stationshuset till lägenheter"),
            ("mojlighet", "Sjönära tomter lockar barnfamiljer från storstaden"),
            ("sakuppgift", "Kön till en trea är sex år"),
            ("utmaning", "Strandskyddet stoppar även det som ingen har något emot"),
        ),
        (
            "Unga blir kvar i pojkrummet.",
            "Rekryteringar faller på att bostad saknas.",
            "Tomma hus i byarna borde gå att köpa.",
        ),
    ),
    Topic(
        ("priority:boende", "equality:trygghet"),
        (
            ("utmaning", "Det är mörkt och ödsligt kring resecentrum"),
            ("forslag", "Håll fritidsgården öppen på lördagar"),
            ("mojlighet", "Idrottsföreningarna når ungdomar som ingen annan når"),
            ("sakuppgift", "Närmaste poliskontor ligger sju mil bort"),
            ("utmaning", "Skadegörelsen på skolan ökar"),
            ("forslag", "Ordna en mötesplats utan krav på att handla"),
        ),
        (
            "Flickor undviker platsen efter skymningen.",
            "Grannar som hälsar gör störst skillnad.",
            "Belysning kostar mindre än väktare.",
            "Ungdomsrådet har ett färdigt förslag.",
        ),
        "motesplatser",
    ),
    Topic(
        ("equality:utbildning",),
        (
            ("utmaning", "Pojkarna halkar efter i läsning redan i trean"),
            ("forslag", "Låt byskolorna samsas om ämneslärare"),
            ("sakuppgift", "Behörigheten till gymnasiet skiljer tjugo procentenheter mellan kommunerna"),
            ("mojlighet", "Kulturskolan kunde komma till eleverna"),
        ),
        (
            "Stödet sätts in på tok för sent.",
            "Föräldrarnas bakgrund slår igenom hårdare här.",
            "En speciallärare till hade räckt långt.",
        ),
    ),
    Topic(
        ("equality:halsa", "equality:trygghet"),
        (
            ("utmaning", "Psykisk ohälsa bland unga märks i varje klassrum"),
            ("mojlighet", "Naturen runt knuten är en gratis friskvård"),
            ("forslag", "Bygg ut familjecentralerna"),
            ("sakuppgift", "Medellivslängden skiljer fyra år mellan grannkommuner"),
        ),
        (
            "Kuratorn räcker bara till det akuta.",
            "Stigar och spår behöver skyltas.",
            "Pappor hittar sällan dit.",
        ),
    ),
    Topic(
        ("priority:naringsliv", "equality:sysselsattning"),
        (
            ("mojlighet", "Musikfestivalen drar hit besökare från hela landet"),
            ("forslag", "Gör sommarjobben till en väg in i gröna yrken"),
            ("utmaning", "Butiken i byn klarar sig inte utan ombudstjänster"),
            ("sakuppgift", "Turismen omsätter mer än jordbruket"),
        ),
        (
            "Ideella krafter tar slut om ingen betalar något.",
            "Skyltsöndagen samlade fler än någonsin.",
            "Säsongen måste bli längre.",
        ),
    ),
)

# Other words for the same: what makes a near-duplicate of a sentence, as somebody else at another table put it.
SYNONYMS = (
    ("Inför", "Ordna"),
    ("många", "flera"),
    ("alltid", "jämt"),
    ("saknas", "fattas"),
    ("aldrig", "inte alls"),
    ("måste", "behöver"),
    ("borde", "skulle"),
    ("sällan", "nästan aldrig"),
    ("redan", "numera"),
    ("störst", "mest"),
    ("hela länet", "hela regionen"),
    ("varje", "varenda"),
    ("omöjliga", "orimliga"),
    ("snart", "fort"),
    ("gärna", "säkert"),
)
PLAIN_ENDINGS = ("Det sa flera.", "Så är det här också.", "Det tycker vi med.", "Fler sa samma sak.")
