"""The command ``release paper``: what is put before a meeting, as PDF, Word and Markdown."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from lydelse.commands.common import FINDINGS, WRONG_USE, project_at, root_of, today_of
from lydelse.console import say
from lydelse.source import LARGEST_TEXT
from lydelse.tree import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lydelse.decisions.rehearsal import Rehearsal
    from lydelse.papers.answers import Answer
    from lydelse.papers.composing import Matter
    from lydelse.papers.paper import Paper
    from lydelse.project import Project

NAME = "tjansteskrivelse"
"""The paper's files, but for their endings."""


def paper(options: argparse.Namespace) -> int:
    """``lydelse release paper --meeting DATE``: the beslutsunderlag, in a folder of its own."""
    from lydelse.papers.composing import paper_of
    from lydelse.papers.folder import refuse_if_not_ours, write

    folder = options.out or Path(f"underlag-{options.meeting}")
    refuse_if_not_ours(folder)
    project = project_at(root_of(options))
    rehearsal, matter = _matter(options, project)
    if matter.blocks and not matter.draft:
        for name, words in matter.blocks:
            say(f"{name}: {words.rstrip('.')}.")
        say("Inget är skrivet. Ett utkast går att skriva ändå: lägg till --draft.")
        return FINDINGS
    if not (matter.items or matter.reported or matter.blocks):
        say("Inget väntar på beslut, och inget finns att anmäla: inget är skrivet.")
        return FINDINGS
    written = paper_of(matter, rehearsal.corpus.register, _logo(project, rehearsal))
    contents, missing = _files(written, matter)
    write(folder, contents)
    say(f"Underlaget ligger i {folder}: {', '.join(contents)}.")
    for name, words in matter.blocks:
        say(f"Hindrar beslut: {name}: {words.rstrip('.')}.")
    if written.blanks:
        say(f"Kvar att fylla i: {', '.join(written.blanks)}.")
    if missing:
        say(missing)
    return WRONG_USE if missing else 0


def _matter(options: argparse.Namespace, project: "Project") -> "tuple[Rehearsal, Matter]":
    """What the meeting is to decide, tried upon main as it is believed to be that day."""
    from lydelse.commands.release import entries
    from lydelse.decisions.branches import named
    from lydelse.decisions.plan import last_decision, within_mandate
    from lydelse.decisions.rehearsal import instance, placeholder, rehearse
    from lydelse.papers.composing import Matter, earlier_of

    today, meeting = today_of(options), options.meeting
    answers = _answers(options.fill)
    by = instance(project, options.instans, meeting)
    terms = placeholder(by, meeting)
    branches = named(project, options.branches)
    rehearsal = rehearse(project, branches, terms, max(today, meeting))
    since = last_decision(project.timeline, by)
    reported = within_mandate(project.timeline, entries(project, by), by)
    return rehearsal, Matter(
        by=by,
        meeting=meeting,
        day=today,
        items=rehearsal.items,
        rows=rehearsal.outcome.rows,
        others=rehearsal.others,
        reported=tuple(reported),
        since=since,
        blocks=tuple(_blocks(rehearsal, asked=bool(options.branches))),
        register_number=options.diarienummer.strip(),
        answers=answers,
        draft=options.draft,
        earlier=earlier_of(project.timeline.ledger.values(), meeting),
    )


def _blocks(rehearsal: "Rehearsal", *, asked: bool) -> "Iterator[tuple[str, str]]":
    """What stands in the way; that nothing is proposed does so only when a branch was named."""
    for name, words in rehearsal.refusals:
        if asked or name != rehearsal.outcome.terms.name:
            yield name, words
    for item in (*rehearsal.items, *rehearsal.others):
        for words in item.blocks:
            yield item.draft.id, words


def _files(written: "Paper", matter: "Matter") -> tuple[dict[str, bytes], str]:
    """The files by name, and a sentence about the form that could not be written."""
    from lydelse.decisions import underlag
    from lydelse.papers.markdown import markdown
    from lydelse.papers.pdf import pdf
    from lydelse.papers.word import word

    found, missing = {}, ""
    try:
        found[f"{NAME}.pdf"] = pdf(written)
    except ProjectError as error:
        missing = str(error)
    found[f"{NAME}.docx"] = word(written)
    found[f"{NAME}.md"] = markdown(written)
    if not matter.draft:  # a draft is never what was put before the meeting
        text = underlag.as_json(matter.by, matter.meeting, matter.rows, matter.day)
        found[underlag.NAME] = text.encode()
    return found, missing


def _logo(project: "Project", rehearsal: "Rehearsal") -> bytes:
    """The logo that the settings name; what cannot be shown is told, and left out."""
    from lydelse.pages.addresses import can_be_copied
    from lydelse.papers.logo import png

    name = rehearsal.corpus.register.settings.logo
    path = f"docs/{name}"
    if not name:
        return b""
    data = project.published.content(path, "") if can_be_copied(path, image=True) else None
    shown = png(data or b"")
    if not shown:
        say(f"Logotypen {path} går inte att läsa som bild, och är inte med.")
    return shown


def _answers(file: Path | None) -> "Mapping[str, Answer]":
    from lydelse.papers.answers import read_answers

    if file is None:
        return {}
    if not file.is_file():
        raise ProjectError(f"{file} finns inte, eller är ingen fil.")
    if file.stat().st_size > LARGEST_TEXT:
        raise ProjectError(f"{file} är större än 1 MB och läses inte.")
    try:
        return read_answers(file.read_text("utf-8"), str(file))
    except UnicodeDecodeError:
        raise ProjectError(f"{file} är inte skriven i UTF-8. Spara om den som UTF-8.") from None
