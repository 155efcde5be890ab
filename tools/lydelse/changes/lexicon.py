"""Words that bear meaning in a rutin, and words that are only spelled in another way."""


def words_in_order(text: str) -> tuple[str, ...]:
    """The words of a text, as they stand."""
    return tuple(text.split())


def words(text: str) -> frozenset[str]:
    """The words of a text, as a set."""
    return frozenset(text.split())


MODALS = words("""
    ska skall skulle bör borde får fick fått måste kan kunde kunnat behöver behövs behövde
    behöva vill ville må måtte tillåts tillåtet tillåten tillåtna förbjudet förbjuden förbjudna
    krävs kräver
""")

NEGATIONS = words("""
    inte ej icke aldrig ingen inget inga ingenting ingenstans utan nej varken knappast sällan
    undantag undantaget undantagsvis
""")

LIMITS = words("""
    endast bara enbart minst högst mest som minimum maximum max maximalt lägst längst senast
    tidigast alltid alla allt samtliga varje var någon något några vissa båda ingendera annan
    annat andra enda enstaka många få lite ytterligare vardera lika olika minimalt hela halva
    hel helt halv halvt dubbelt hälften flera fler färre mer mindre över under omedelbart genast
    direkt snarast
""") - {"som"}

CONNECTIVES = words("och eller samt respektive utom förutom antingen både men utan resp")

CONDITIONS = words("""
    om när ifall vid innan före efter tills såvida såvitt förutom utom därest medan förutsatt
    oavsett beroende annars inom under sedan då eftersom trots enligt mellan från till fram
    förrän därefter dessförinnan först samband behov
""")

SCOPED = words("""
    om när ifall såvida såvitt därest tills medan innan förutsatt utom förutom annars förrän
    oavsett beroende då
""")
"""Words that open a condition: what stands in the same sentence is bound by it."""

LEADING = SCOPED | words("vid efter före under inom från enligt trots utan")
"""Words that bind a sentence which begins with them."""

RELATIVES = words("som vilken vilket vilka vars där")

PROTECTED = MODALS | NEGATIONS | LIMITS | CONNECTIVES | CONDITIONS | RELATIVES
"""No change that touches one of these is explained away as inflection or a slip of the pen."""

PRONOUNS = words("""
    jag du ni vi hon han hen den det de dem man mig dig sig oss er min din sin vår ditt mitt
    sitt mina dina sina deras hans hennes hens denna denne detta dessa själv själva vem vad
""")

ACTORS = words("""
    sjuksköterska undersköterska vårdbiträde biträde läkare chef enhetschef avdelningschef
    sektionschef områdeschef verksamhetschef förvaltningschef rektor handläggare
    biståndshandläggare fysioterapeut sjukgymnast arbetsterapeut dietist logoped kurator
    psykolog tandläkare tandhygienist apotekare farmaceut omvårdnadspersonal personal
    medarbetare kollega nattpersonal dagpersonal kvällspersonal nattgrupp kontaktperson kontaktman
    omsorgskontakt
    boendestödjare stödassistent stödpedagog behandlingsassistent vikarie samordnare planerare
    koordinator brukare kund patient boende anhörig närstående förvaltare ställföreträdare
    vårdnadshavare barn klient omsorgstagare vårdtagare hyresgäst besökare granne ambulans polis
    räddningstjänst larmcentral jour bakjour beredskap skyddsombud fackombud nämnd ordförande
    sekreterare registrator utredare ombud mas mar sas ssk usk distriktssköterska
    specialistsjuksköterska barnmorska skötare nattpatrull teamledare gruppledare arbetsledare
    ledning leverantör utförare entreprenör vaktmästare städare kock måltidsvärd coach ansvarig
    legitimerad enskild medicinsköterska larmoperatör tekniker socialsekreterare assistent
    väktare apotek primärvård vårdcentral hälsocentral sjukhus region kommun ivo socialstyrelsen
""")
"""Who does something, or to whom: stems, inflected in the text."""

ROLE_WORDS = words("sjuksköterska undersköterska vårdbiträde sjukgymnast arbetsterapeut")

SUBSTANCES = words("""
    kalium kalcium natrium magnesium litium klorid fosfat järn zink jod insulin glukos heparin
    morfin penicillin cillin vaccin serum kortison prednis digox warfarin waran metformin alvedon
    paracetamol ibuprofen oxikodon diazepam oxazepam syrgas adrenalin antibiotik vitamin
""")
"""Parts of the names of salts and medicines: such a word is written whole or not at all."""

VARIANTS = {
    "skall": "ska",
    "mej": "mig",
    "dej": "dig",
    "sej": "sig",
    "ej": "inte",
    "icke": "inte",
    "nån": "någon",
    "nåt": "något",
    "nåra": "några",
    "nånting": "någonting",
    "nångång": "någongång",
    "sån": "sådan",
    "sånt": "sådant",
    "såna": "sådana",
    "tillbaks": "tillbaka",
    "mera": "mer",
    "o": "och",
    "utav": "av",
    "ifrån": "från",
    "morron": "morgon",
    "mail": "mejl",
    "maila": "mejla",
    "mailar": "mejlar",
    "web": "webb",
    "ner": "ned",
    "oc": "och",
    "ohc": "och",
    "sade": "sa",
    "lade": "la",
}
"""Older or spoken spellings of the very same word."""

_ONES = [
    "noll",
    "en",
    "två",
    "tre",
    "fyra",
    "fem",
    "sex",
    "sju",
    "åtta",
    "nio",
    "tio",
    "elva",
    "tolv",
]
_TEENS = ["tretton", "fjorton", "femton", "sexton", "sjutton", "arton", "nitton"]
_TENS = ["tjugo", "trettio", "fyrtio", "femtio", "sextio", "sjuttio", "åttio", "nittio"]

NUMBERS = {
    word: number
    for number, word in [
        *enumerate([*_ONES, *_TEENS]),
        *((20 + 10 * n, ten) for n, ten in enumerate(_TENS)),
        *(
            (20 + 10 * n + one, ten + _ONES[one])
            for n, ten in enumerate(_TENS)
            for one in range(1, 10)
        ),
        (100, "hundra"),
        (100, "etthundra"),
        (1000, "tusen"),
        (1000, "ettusen"),
    ]
    if word != "en"
}
"""Numerals as words; ``en`` and ``ett`` are articles as often as numerals and stand apart."""

_PLACES = words_in_order("""
    första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde
    fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde tjugoförsta tjugoandra
    tjugotredje tjugofjärde tjugofemte tjugosjätte tjugosjunde tjugoåttonde tjugonionde trettionde
    trettioförsta
""")
ORDINALS = dict(enumerate(_PLACES, 1))
"""Ordinals as words, up to the days of a month."""

_MEASURES = """
    mg milligram | g gram | kg kilo kilogram | μg mcg mikrogram | ml milliliter | cl centiliter
    | dl deciliter | l liter | h tim timme timmar | min minut minuter | sek sekund sekunder
    | dag dagar | dygn | vecka veckor | mån månad månader | år | st styck stycken | cm centimeter
    | mm millimeter | m meter | km kilometer | kr kronor krona | tabl tablett tabletter
    | gång gånger | % procent | ° grad grader | ie | mmol
"""
MEASURES = {word: group.split()[-1] for group in _MEASURES.split("|") for word in group.split()}
"""A measure after a figure, in any form -> one form."""

DOTTED = words("tim min sek mån st tabl kr mg ml cl dl kg h")
"""What is shortened with a full stop that ends no sentence."""

NOT_A_CONDITION = words("""
    dagen dygnet dagarna natten nätterna året åren veckan månaden morgonen morgnarna kvällen
    kvällarna helgen helgerna timmen
""")
"""``om`` before these says how often."""

SPEAKS_OF = words("""
    hand information uppgift uppgifter uppgiften uppgifterna fråga frågor frågar frågan beslut
    beslutet rutin rutinen riktlinje riktlinjen lag lagen lagar föreskrift föreskrifter råd
    informera informeras informerar berätta berättar kunskap anmälan ansökan överenskommelse
    avtal dokumentation påminn påminner påminna be ber bett handlar förordning påminnelse
    beskrivning instruktion utbildning misstanke misstankar underrätta underrättar ansvar
""")
"""``om`` after these opens no condition."""
