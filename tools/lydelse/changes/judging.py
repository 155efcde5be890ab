"""Two streams of words to a verdict: each difference explained, or a reason why it is in doubt."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from lydelse.changes import wordlist
from lydelse.changes.explaining import SAME, Step, Units, Usage, steps_between
from lydelse.changes.inflection import actor
from lydelse.changes.lexicon import (
    CONDITIONS,
    CONNECTIVES,
    LIMITS,
    MODALS,
    NEGATIONS,
    PRONOUNS,
    words,
)
from lydelse.changes.matching import matched
from lydelse.changes.model import SLAG, Reason, Slag
from lydelse.changes.pauses import Place, may_matter
from lydelse.changes.units import END, NO_PAUSE, Mention, Pause, Unit, after, merged

_TIME_WORDS = words("""
    klockan dag dagar dagen dagligen dygn dygnet vecka veckor veckan månad månader månaden år
    året timme timmar timmen minut minuter natt natten kväll kvällen morgon morgonen helg helgen
    måndag tisdag onsdag torsdag fredag lördag söndag vardag vardagar vardagen omgående
    omedelbart genast snarast direkt varannan årligen daglig timvis veckovis halvår kvartal
    halvtimme
""")
_BECAUSE = {
    "modalverb": "Ett modalverb säger hur bindande texten är.",
    "negation": "En negation vänder på innebörden.",
    "begränsning": "Det avgör hur mycket, hur ofta eller vilka det gäller.",
    "koppling": "Det avgör hur kraven hör ihop.",
    "villkor": "Det avgör när, eller på vilket villkor, något gäller.",
    "siffra": "Det ändrar en siffra, ett mått eller en mängd.",
    "tid": "Det ändrar en tid eller ett datum.",
    "kontakt": "Den som följer texten når någon annan.",
    "adress": "Den som följer texten kommer till en annan sida.",
    "lagrum": "Registret visar inte att det är samma bestämmelse.",
    "roll": "Det avgör vem som gör något, eller för vem.",
    "överstrykning": "Det överstrukna gäller inte längre.",
    "kryssruta": "Rutan visar om något är klart.",
    "fotnot": "Fotnoten hör till ett annat ställe.",
    "ord": "Det går inte att visa att innebörden är densamma.",
}
_CHECK_PROVISION = (
    "Registret visar inte att det är samma paragraf eller kapitel i den nya: kontrollera det."
)
_NEAR = 6
_LONGEST_QUOTE = 120
_MOST_PAUSES = 3_000
_FORMLESS = Pause._fields.index("item")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The slag of a stretch, and the reasons: of that slag only."""

    slag: Slag = "redaktionell"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Trade:
    """What the documents and the register tell of words: how often they are used, who is who."""

    usage: Usage
    roles: frozenset[str]


def summed(verdicts: Sequence[Verdict]) -> Verdict:
    """The gravest slag, with every reason for it once."""
    slag: Slag = max((verdict.slag for verdict in verdicts), key=SLAG.index, default=SLAG[0])
    reasons = [reason for verdict in verdicts if verdict.slag == slag for reason in verdict.reasons]
    seen: dict[tuple[str, str], Reason] = {}
    for reason in reasons:
        seen.setdefault((reason.kind, reason.text), reason)
    return Verdict(slag, tuple(seen.values()))


def judged(old: Units, new: Units, trade: Trade) -> Verdict:
    """The verdict on one stream of words that became another."""
    return summed(list(_Judge(old, new, trade).verdicts()))


class _Judge:
    """One comparison of two streams."""

    def __init__(self, old: Units, new: Units, trade: Trade) -> None:
        self._old, self._new, self._trade = old, new, trade

    @cached_property
    def steps(self) -> list[Step]:
        """The whole of both streams, step by step."""
        keys = [unit.key for unit in self._old], [unit.key for unit in self._new]
        found: list[Step] = []
        i = j = 0
        for a, b in [*matched(*keys), (len(self._old), len(self._new))]:
            gap = slice(i, a), slice(j, b)
            found += steps_between(self._old, self._new, gap, self._trade.usage)
            if a < len(self._old):
                found.append(Step(slice(a, a + 1), slice(b, b + 1), SAME))
            i, j = a + 1, b + 1
        return found

    def verdicts(self) -> Iterator[Verdict]:
        yield from self._words()
        yield from self._pauses()

    def _words(self) -> Iterator[Verdict]:
        doubt: list[Step] = []
        for step in self.steps:
            if not step.why:
                doubt.append(step)
                continue
            if doubt:
                yield self._in_doubt(doubt)
                doubt = []
            yield from self._explained(step)
        if doubt:
            yield self._in_doubt(doubt)

    def _explained(self, step: Step) -> Iterator[Verdict]:
        old, new = self._old[step.old], self._new[step.new]
        if step.why == "spann":
            old, new = (_around(self._old, step.old), _around(self._new, step.new))
        if step.why != SAME:
            yield _mild(step.why, _quoted(old), _quoted(new), _line(new, old))
        elif old[0].mention and new[0].mention:
            yield from self._names(old[0], new[0], _names_provision(_near(self._new, step.new)))
        elif old[0].text.casefold() != new[0].text.casefold():
            yield _mild("skrivsätt", old[0].text, new[0].text, new[0].line)
        elif old[0].text != new[0].text:
            text = "Stora och små bokstäver är ändrade."
            yield Verdict("redaktionell", (Reason("skrivsätt", text, new[0].line),))

    def _names(self, old: Unit, new: Unit, at_provision: bool) -> Iterator[Verdict]:  # noqa: FBT001  a fact, not a switch
        """The same thing by the register, named in two ways."""
        was, now = old.mention, new.mention
        if was is None or now is None or (old.text == new.text and was == now):
            return
        same_name = was.name == now.name
        counts = was.plural != now.plural if same_name else _differs(was.plural, now.plural)
        if counts or _differs(was.genitive, now.genitive):
            yield self._doubted([old], [new])
        elif same_name or (was.ages == now.ages and 0 in now.ages):
            yield _mild("skrivsätt", old.text, new.text, new.line)
        elif max(now.ages) < min(was.ages) and not self._has_both(old, was):
            text = f"”{old.text}” heter ”{new.text}” enligt registret."
            if old.kind == "lagrum":
                text = f"”{old.text}” är ersatt av ”{new.text}” enligt registret."
                text = f"{text} {_CHECK_PROVISION}" if at_provision else text
            yield Verdict("följdändring", (Reason(old.kind, text, new.line),))
        else:
            yield self._doubted([old], [new])

    def _has_both(self, old: Unit, was: Mention) -> bool:
        """Whether the old text used both names: then they may have been two."""
        if old.kind == "lagrum":
            return False
        return any(
            unit.key == old.key and unit.mention and unit.mention.name != was.name
            for unit in self._old
        )

    def _in_doubt(self, steps: Sequence[Step]) -> Verdict:
        old = self._old[steps[0].old.start : steps[-1].old.stop]
        new = self._new[steps[0].new.start : steps[-1].new.stop]
        return self._doubted(old, new)

    def _doubted(self, old: Units, new: Units) -> Verdict:
        kind = self._kind([*old, *new], old, new)
        was, now, line = _quoted(old), _quoted(new), _line(new, old)
        if kind == "överstrykning":
            said = f"”{was or now}” är överstruket i bara den ena lydelsen."
        elif not was:
            said = f"”{now}” har lagts till."
        elif not now:
            said = f"”{was}” har tagits bort."
        else:
            said = f"”{was}” har blivit ”{now}”."
        because = _BECAUSE[kind]
        if kind == "ord" and not wordlist.at_hand():
            because = f"{because} {wordlist.MISSING}"
        old_line = not new and bool(old)
        return Verdict("i sak", (Reason(kind, f"{said} {because}", line, old=old_line),))

    def _kind(self, units: Sequence[Unit], old: Units, new: Units) -> str:
        """What the words in doubt are about: the gravest first."""
        keys = {unit.key.removeprefix("~") for unit in units}
        kinds = {unit.kind for unit in units}
        struck = [{unit.key[:1] == "~" for unit in side} for side in (old, new)]
        if struck[0] != struck[1] and True in struck[0] | struck[1]:
            return "överstrykning"
        for kind, found in (
            ("kryssruta", "box" in kinds),
            ("modalverb", keys & MODALS),
            ("negation", keys & NEGATIONS),
            ("kontakt", kinds & {"phone", "mail"}),
            ("adress", "url" in kinds),
            ("lagrum", kinds & {"statute", "lagrum"} or keys & {"paragraf", "kapitel"}),
            ("tid", "date" in kinds or keys & _TIME_WORDS or _has_clock(keys)),
            ("siffra", kinds & {"number", "measure"}),
            ("begränsning", keys & LIMITS),
            ("koppling", keys & CONNECTIVES),
            ("villkor", keys & CONDITIONS),
            ("roll", kinds & {"roll", "enhet"} or any(map(self._acts, keys)) or keys & PRONOUNS),
            ("fotnot", "reference" in kinds),
        ):
            if found:
                return kind
        return "ord"

    def _acts(self, key: str) -> bool:
        return actor(key) or key in self._trade.roles

    def _pauses(self) -> Iterator[Verdict]:
        places = list(self._places())
        differ = [at for at, place in enumerate(places) if not _is_same_pause(place)]
        if len(differ) > _MOST_PAUSES:
            yield self._pause_in_doubt(places, differ[0], places[differ[0]].new.line)
            return
        tables = all(any(unit.pause.row for unit in side) for side in (self._old, self._new))
        for at in differ:
            place = places[at]
            line = place.new.line or place.old.line
            if may_matter(places, at, tables=tables):
                yield self._pause_in_doubt(places, at, line)
            elif not (place.old.pause.block and place.new.pause.block):
                text = "Skiljetecken eller indelning är ändrade, med samma ord i samma ordning."
                yield Verdict("redaktionell", (Reason("skiljetecken", text, line),))

    def _pause_in_doubt(self, places: Sequence[Place], at: int, line: int) -> Verdict:
        around = [place.new for place in places[max(0, at - 2) : at + 2]]
        text = (
            f"Skiljetecken eller indelning är ändrade vid ”{_quoted(around)}”. "
            "Det kan ändra vad som hör ihop."
        )
        return Verdict("i sak", (Reason("skiljetecken", text, line),))

    def _places(self) -> Iterator[Place]:
        """The words that stand in both texts; what went away leaves its pause to the next."""
        left_old = left_new = NO_PAUSE
        for step in self.steps:
            old, new = self._old[step.old], self._new[step.new]
            if old and new and step.why:
                yield Place(after(left_old, old[0]), after(left_new, new[0]))
                left_old = left_new = NO_PAUSE
            elif step.why:
                left_old = merged(left_old, old[0].pause) if old else left_old
                left_new = merged(left_new, new[0].pause) if new else left_new
            else:  # in doubt already; the pauses in it say no more
                left_old = left_new = Pause(block=True)


def _is_same_pause(place: Place) -> bool:
    old, new = place.old.pause, place.new.pause
    return old[:_FORMLESS] == new[:_FORMLESS]


def _differs(was: bool | None, now: bool | None) -> bool:  # noqa: FBT001  a form, not a switch
    return was is not None and now is not None and was != now


def _has_clock(keys: set[str]) -> bool:
    return any(key.startswith("#") and ":" in key for key in keys)


def _quoted(units: Units) -> str:
    """The words as written; a word that says several things is quoted once."""
    texts = [
        unit.text
        for before, unit in pairwise([None, *units])
        if unit and unit.key != END and not (before and _is_same_token(before, unit))
    ]
    text = " ".join(texts)
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1].rstrip() + "…"


def _is_same_token(before: Unit, unit: Unit) -> bool:
    """Whether both come from one abbreviation, such as t.ex."""
    return before.text == unit.text and before.key != unit.key and unit.key not in unit.text


def _around(units: Units, at: slice) -> Units:
    """The words with one more on either side."""
    return units[max(0, at.start - 1) : at.stop + 1]


def _near(units: Units, at: slice) -> Units:
    return units[max(0, at.start - _NEAR) : at.stop + _NEAR]


def _names_provision(units: Units) -> bool:
    """Whether a chapter or a paragraph is named among the words."""
    return any(unit.key in {"paragraf", "kapitel"} for unit in units)


def _line(first: Units, then: Units) -> int:
    return next((unit.line for unit in (*first, *then)), 0)


_MILD = {
    "böjning": "Bara böjningen är ändrad: ”{old}” är nu ”{new}”.",
    "stavning": "Bara stavningen är ändrad: ”{old}” är nu ”{new}”.",
    "särskrivning": "Ordet är ihopskrivet eller delat: ”{old}” är nu ”{new}”.",
    "siffra som ord": "Värdet är detsamma: ”{old}” är nu ”{new}”.",
    "skrivsätt": "Bara skrivsättet är ändrat: ”{old}” är nu ”{new}”.",
    "spann": "Värdet är detsamma: ”{old}” är nu ”{new}”.",
}
_DROPPED = {
    "förkortning": "Förkortningen står utan orden i klartext: ”{word}” är borttaget.",
    "böjning": "Bara böjningen är ändrad: ”{word}” är borttaget.",
    "skrivsätt": "Bara skrivsättet är ändrat: ”{word}” före datumet är borttaget.",
    "upprepning": "Det dubbla ordet ”{word}” är borttaget.",
    "skiljetecken": "Meningen är indelad på ett annat sätt vid ”{word}”.",
}
_ADDED = {
    "förkortning": "Förkortningen är utskriven: ”{word}” är tillagt.",
    "böjning": "Bara böjningen är ändrad: ”{word}” är tillagt.",
    "skrivsätt": "Bara skrivsättet är ändrat: ”{word}” före datumet är tillagt.",
    "upprepning": "Ordet ”{word}” står nu två gånger.",
    "skiljetecken": "Meningen är indelad på ett annat sätt vid ”{word}”.",
}


def _mild(why: str, old: str, new: str, line: int) -> Verdict:
    pattern = (_MILD if old and new else _DROPPED if old else _ADDED)[why]
    text = pattern.format(old=old, new=new, word=old or new)
    return Verdict("redaktionell", (Reason(why, text, line),))
