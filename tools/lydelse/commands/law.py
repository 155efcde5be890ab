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
    from lydelse.law.changes import LawChange
    from lydelse.project import Project

PARSE = "parse"
"""The first word when a text is to be read."""


_HARMLESS = {"bom", "crlf"}
"""What is no fault in a file that does not belong to the project."""

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
    for path in corpus.unread_documents:
        say(f"{path} har fel i metadata, så ansvarig och dagar är okända: lydelse check {path}")
    if options.changed:
        answer, text = _changed(project, options.changed, today)
    elif " ".join(options.words).strip():
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

    citations = _asked(corpus, asked)
    statute = citations[0].statute
    known = {use.key: use for use in uses(corpus.references_on(today))}
    meant = corpus.statutes.meant(statute, today, citations[0].era)
    others = corpus.statutes.names.meanings.get(statute, ())
    wanted = dict.fromkeys([*([meant.number] if meant else []), *others, statute])
    keys = [key for key in wanted if key in known]
    if not keys and meant is None:
        raise ProjectError(_unknown(corpus, asked))
    if not keys and meant:
        keys = [meant.number]
        known[meant.number] = Use(key=meant.number, statute=meant, references=())
    found = [known[key].within([one.provision for one in citations]) for key in keys]
    titles = _titles(corpus)
    rows = [use_row(use, corpus.statutes, titles) for use in found]
    return rows, "\n".join(use_text(use, corpus.statutes, titles, today) for use in found)


def _asked(corpus: "Corpus", asked: str) -> "Sequence[Citation]":
    """What is asked for: places in one statute. Raises ``ProjectError`` for several statutes."""
    from lydelse.citations import Citation
    from lydelse.citations.grammar import read

    typed = corpus.statutes.spelled(asked)
    if typed in corpus.register.statutes:
        return [Citation(statute=typed)]
    citations = [one for one in read(typed, corpus.statutes.names).citations if not one.leans]
    if len({one.statute for one in citations}) > 1:
        raise ProjectError("Ange en författning i taget, eller lagrum i en.")
    return citations or [Citation(statute=typed)]


def _unknown(corpus: "Corpus", asked: str) -> str:
    names = [*corpus.statutes.names.meanings, *corpus.register.statutes]
    near = get_close_matches(asked, names, 1, 0.6)
    meant = f" Menade du {near[0]}?" if near else ""
    return (
        f"{asked} finns varken i registret över författningar eller i något dokument.{meant} "
        "Se alla som används: lydelse law."
    )


def _changed(project: "Project", path: Path, today: "date") -> "tuple[Any, str]":
    from lydelse.law.changes import touched
    from lydelse.law.report import changed_row, changed_text

    corpus = project.corpus
    changes = _read_changes(project, path)
    references = (*corpus.references_on(today), *corpus.answers_on(today))
    found = list(touched(changes, references))
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
    wrong = [
        (one.line, one.column, f"{one.message}: {one.hint}".replace("metadata", "filen"))
        for one in reading.faults
        if one.kind not in _HARMLESS
    ]
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
