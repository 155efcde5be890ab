"""The words that the names of statutes are made of, and those that a citation can begin with."""

import re

from lydelse.citations.names import Names, is_abbreviation, is_of_statute
from lydelse.citations.tokens import (
    COLON,
    EU,
    NUMBER,
    ORDINAL,
    SECTION,
    SERIES,
    SFS,
    WORD,
    Token,
)

KINDS = {
    "lag", "lagen", "lags", "lagens", "balk", "balken", "förordning", "förordningen",
    "författning", "författningen", "föreskrift", "föreskrifter", "föreskriften", "kungörelse",
    "kungörelsen", "direktiv", "direktivet", "grundlag", "konvention",
}  # fmt: skip
BARE = {
    "lagen", "förordningen", "balken", "föreskrifterna", "föreskriften", "direktivet",
    "konventionen", "stadgan", "instruktionen",
}  # fmt: skip
"""Heads that alone, after a provision, mean the statute that was named last."""
HEADS = BARE | {"lag", "förordning", "kungörelse", "kungörelsen", "lagens", "direktiv"}
"""Heads that a number or the rest of a title follows."""
SAME_WORDS = {"samma", "nämnda", "sistnämnda", "angivna", "den", "förstnämnda"}
THIS_WORDS = {"denna", "dessa", "detta", "denne"}
PLAIN_EPITHETS = {"den", "nuvarande", "gällande", "svenska", "då", "numera", "det"}
COMING_EPITHETS = {"kommande", "blivande", "nya"}
FORMER_EPITHETS = {"gamla", "dåvarande", "tidigare", "förra", "upphävda"}
PAST = {"gällde", "ersatte"}
"""Verbs that stand before the name of a former statute."""
TAIL = {"om", "med", "angående", "avseende", "till", "för", "mot"}
NO_LAW = re.compile(
    r"(?:stadgar|stadgarna|avtal|avtalet|reglemente|reglementet|protokoll|protokollet|handbok|handboken"
    r"|ordning|ordningen|förslag|förslaget|rutin|rutinen|riktlinje|riktlinjen|riktlinjerna|policyn"
    r"|boken|rapporten|broschyren|planen)$"
)
"""What has sections and chapters too, and is no statute."""
STOP = {
    "ska", "skall", "får", "är", "har", "kan", "måste", "bör", "gäller", "gällde", "finns",
    "framgår", "anger", "säger", "ger", "reglerar", "som", "att", "när", "där", "vilket", "vilken",
    "innebär", "krävs", "blir", "var", "eftersom", "så", "men", "därför", "upphörde",
    "ersattes", "enligt",
}  # fmt: skip
"""Words that the title of a statute does not go on past."""
MADE_OF = re.compile(
    r"(?:lagen|lag|balken|balk|förordningen|förordning|kungörelsen|kungörelse|stadgan|regeringsformen"
    r"|riksdagsordningen|successionsordningen|konventionen|fördraget|direktivet|instruktionen)s?$",
    re.IGNORECASE,
)
DEFINITE = re.compile(
    r"\w\w(?:lagen|balken|förordningen|kungörelsen|stadgan|formen|konventionen|direktivet|ordningen)$"
)
"""A name that can stand without number and provision."""
NO_STATUTE = re.compile(
    r"(?:^|för|(?<!g)an|under|in|(?<!h)av|upp|be|ut|(?<!d)om|på|ned|ner|fast|bi|o|klock|folk|hjärt"
    r"|puls|djur|trä|till|hand|mellan|genom|sädes|inkomst)slag(?:en)?s?$"
    r"|(?:under|veder|neder|sam|(?<!pl)an|upp|på|bi|(?<!sam)bo|för)lag(?:en)?s?$"
    r"|plattformen$|reformen$|uniformen$|boendeformen$",
    re.IGNORECASE,
)
RULES = re.compile(r"föreskrift(?:er|en|erna)?$|råd(?:en)?$|kungörelse$")

OF_RULES = {"allmänna", "delegerade", "gemensamma", "och"}
"""Words between an author and the kind of rules."""

_SIGNS = {NUMBER, ORDINAL, SECTION, COLON, SERIES, EU, SFS}
_STARTERS = (
    {"kap", "kapitel", "kapitlen", "kapitlet", "paragraf", "paragrafen", "paragraferna"}
    | {"artikel", "artiklar", "artiklarna", "art", "rådets", "kommissionens", "beslut", "genom"}
    | KINDS | HEADS | SAME_WORDS | THIS_WORDS | PLAIN_EPITHETS | FORMER_EPITHETS
    | COMING_EPITHETS | {"äldre"}
)  # fmt: skip
"""What a citation can begin with, beside the names of statutes."""


def may_begin(token: Token, names: Names) -> bool:
    """Whether a citation can begin with the token: most words need no closer look."""
    if token.kind != WORD:
        return token.kind in _SIGNS
    word_ = token.word
    return (
        word_ in names.beginnings
        or word_ in _STARTERS
        or bool(MADE_OF.search(word_) or RULES.search(word_))
        or (token.value[0].isupper() and word_.endswith(("s", "en", "et")))  # an author
        or word_.endswith(("-", "ens", "verkets", "verks"))
        or (is_abbreviation(token.value) and is_of_statute(token.value))
    )
