"""The command ``lydelse law``: citations read, where each statute is cited, and who must act."""

import argparse
import sys
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lydelse.commands.common import project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lydelse.citations import Citation
    from lydelse.corpus import Corpus
    from lydelse.law import Statutes
    from lydelse.law.changes import LawChange
    from lydelse.project import Project

PARSE = "parse"
"""The first word when a text is to be read."""


_EXAMPLE = """\
ändringar:
  - lagrum: SFS 1990:52
    slag: ersatt
    från: 2027-07-01
    till: SFS 2027:123
"""


def law(options: argparse.Namespace) -> int:
    """``lydelse law [STATUTE]``, ``law parse TEXT``, ``law --changed FILE``."""
    from lydelse.law.report import as_json

    if options.words[:1] == [PARSE]:
        return _parse(options)
    if options.on:
        raise ProjectError("--date hör till lydelse law parse. Menar du --today?")
    if options.changed and options.words:
        raise ProjectError("Välj en författning eller --changed FIL, inte båda.")
    project = project_at(root_of(options))
    corpus, today = project.corpus, today_of(options)
    if "lagrum" in corpus.register.broken:
        raise ProjectError(
            "register/lagrum.yml går inte att läsa. Se vad som är fel: lydelse check register."
        )
    if options.changed:
        answer, text = _changed(project, options.changed, today)
    elif options.words:
        answer, text = _one(corpus, " ".join(options.words), today)
    else:
        answer, text = _all(corpus, today)
    sys.stdout.write(as_json(answer) if options.format == "json" else text)
    return 0


def _parse(options: argparse.Namespace) -> int:
    from lydelse.citations.grammar import parse
    from lydelse.law import Statutes
    from lydelse.law.report import as_json, parsed_rows, parsed_text

    if options.changed:
        raise ProjectError("Välj parse eller --changed FIL, inte båda.")
    text = " ".join(options.words[1:])
    if not text.strip():
        raise ProjectError('Skriv texten också: lydelse law parse "27 kap. 2 § SoL".')
    register = project_at(root_of(options)).register
    if "lagrum" in register.broken:
        say("register/lagrum.yml går inte att läsa, så namn på författningar slås inte upp.")
    statutes, day = Statutes(register), options.on or today_of(options)
    found = parse(text, statutes.names)
    if options.format == "json":
        sys.stdout.write(as_json(parsed_rows(found, statutes, day)))
    else:
        sys.stdout.write(parsed_text(found, statutes, day))
    return 0


def _all(corpus: "Corpus", today: "date") -> "tuple[Any, str]":
    from lydelse.law.report import uses_rows, uses_text
    from lydelse.law.uses import uses

    found = uses(corpus.references_on(today))
    return uses_rows(found, corpus.statutes), uses_text(found, corpus.statutes, today)


def _one(corpus: "Corpus", asked: str, today: "date") -> "tuple[Any, str]":
    """Every statute that the words may mean; a name may have meant another before."""
    from lydelse.law.report import use_row, use_text
    from lydelse.law.uses import Use, uses

    citation = _asked(corpus, asked)
    known = {use.key: use for use in uses(corpus.references_on(today))}
    keys = [key for key in _keys(corpus.statutes, citation, today) if key in known]
    if not keys and citation.statute not in known:
        statute = corpus.statutes.meant(citation.statute, today)
        if statute is None:
            raise ProjectError(_unknown(corpus, asked))
        keys = [statute.number]
        known[statute.number] = Use(key=statute.number, statute=statute, references=())
    found = [known[key].within(citation.provision) for key in keys or [citation.statute]]
    titles = _titles(corpus)
    rows = [use_row(use, corpus.statutes, titles) for use in found]
    return rows, "\n".join(use_text(use, corpus.statutes, titles, today) for use in found)


def _keys(statutes: "Statutes", citation: "Citation", today: "date") -> "Sequence[str]":
    """The numbers that the name may mean: today's first, then those before it."""
    meant = statutes.meant(citation.statute, today)
    others = statutes.names.meanings.get(citation.statute, ())
    return list(dict.fromkeys([*([meant.number] if meant else []), *others]))


def _asked(corpus: "Corpus", asked: str) -> "Citation":
    from lydelse.citations import Citation
    from lydelse.citations.grammar import read

    if (bare := f"SFS {asked}") in corpus.register.statutes:
        return Citation(statute=bare)
    parsed = read(asked, corpus.statutes.names)
    citations = [one for one in parsed.citations if not one.leans]
    if len(citations) > 1:
        raise ProjectError("Ange en författning i taget, eller ett lagrum i den.")
    return citations[0] if citations else Citation(statute=asked.strip())


def _unknown(corpus: "Corpus", asked: str) -> str:
    names = [*corpus.statutes.names.meanings, *corpus.register.statutes]
    near = get_close_matches(asked, names, 1, 0.6)
    menas = f" Menas {near[0]}?" if near else ""
    return (
        f"{asked} finns varken i registret över författningar eller i något dokument.{menas} "
        "Se alla som används: lydelse law."
    )


def _changed(project: "Project", path: Path, today: "date") -> "tuple[Any, str]":
    from lydelse.law.changes import touched
    from lydelse.law.report import changed_row, changed_text

    corpus = project.corpus
    changes = _read_changes(project, path)
    found = list(touched(changes, corpus.references_on(today)))
    about = (changes, found, corpus.register, corpus.statutes, _titles(corpus))
    return changed_row(*about), changed_text(*about)


def _read_changes(project: "Project", path: Path) -> "list[LawChange]":
    """The changes in the file. Raises ``ProjectError`` with the place of what is wrong in it."""
    from lydelse.citations import Names
    from lydelse.corpus import LAW_CHANGES
    from lydelse.law.changes import read_changes
    from lydelse.reading import read
    from lydelse.yamltext import spot_of

    if not path.is_file():
        raise ProjectError(f"{path} är ingen fil. Ange filen med lagändringar.")
    if LAW_CHANGES not in project.schemas:
        raise ProjectError(f"Schemat schemas/{LAW_CHANGES}.json saknas. Hämta det ur Lydelse.")
    reading = read(LAW_CHANGES, path.read_bytes(), project.schemas, Names())
    wrong = [(one.line, one.column, f"{one.message}: {one.hint}") for one in reading.faults]
    if not wrong:
        changes, unclear = read_changes(reading.front, project.corpus.statutes)
        for one in unclear:
            spot = spot_of(reading.marks, ("ändringar", one.row, one.key))
            wrong.append((*spot, one.words))
        if not wrong:
            return changes
    lines = [f"{path}:{line}:{column}: {words}." for line, column, words in wrong]
    raise ProjectError("\n".join([*lines, "", "Så här kan filen se ut:", "", _EXAMPLE.rstrip()]))


def _titles(corpus: "Corpus") -> "dict[str, str]":
    """What each text is called in a list: its id and title."""
    return {
        text.path: f"{text.document.id} {text.title}" if text.document else text.title
        for text in corpus.texts
    }
