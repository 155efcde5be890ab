"""Commands about decisions: ``release plan``, ``decide``, ``tag`` and ``verify``."""

import argparse
import json
import re
import sys
from typing import TYPE_CHECKING

from lydelse.commands.common import FINDINGS, project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lydelse.decisions.deciding import Terms
    from lydelse.decisions.rehearsal import Rehearsal
    from lydelse.decisions.underlag import Underlag
    from lydelse.documents import Change
    from lydelse.project import Project
    from lydelse.wording import Number


def plan(options: argparse.Namespace) -> int:
    """``lydelse release plan [BRANCH ...]``: what awaits a decision, and what blocks it."""
    from lydelse.decisions import plan as plans
    from lydelse.decisions.branches import named
    from lydelse.decisions.rehearsal import instance, placeholder, rehearse

    project, today = project_at(root_of(options)), today_of(options)
    by = instance(project, options.instans, today)
    on = max(options.meeting or today, today)
    rehearsal = rehearse(project, named(project, options.branches), placeholder(by, on), on)
    since = plans.last_decision(project.timeline, by)
    found = plans.Plan(
        by=by,
        items=rehearsal.items,
        others=rehearsal.others,
        refusals=tuple(_in_words(rehearsal, options.branches)),
        reported=tuple(plans.within_mandate(project.timeline, entries(project, by), by)),
        since=since,
    )
    if options.format == "json":
        sys.stdout.write(json.dumps(plans.as_json(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(plans.as_text(found, project.register))
    blocked = bool(found.refusals) or any(item.blocks for item in found.items)
    return FINDINGS if blocked else 0


def decide(options: argparse.Namespace) -> int:
    """``lydelse release decide``: prepare the decision as a branch of its own, or on main."""
    from lydelse.decisions.branches import named
    from lydelse.decisions.making import make, refuse_if_impossible, summary
    from lydelse.decisions.rehearsal import instance, rehearse

    project, today = project_at(root_of(options)), today_of(options)
    if options.meeting > today:
        raise ProjectError(f"Sammanträdet {options.meeting} har inte varit än.")
    paper = _paper(options)
    terms = _terms(options, instance(project, options.instans, options.meeting), paper)
    rehearsal = rehearse(project, named(project, options.branches), terms, today)
    refused = [*_in_the_way(rehearsal), *_unlike(paper, rehearsal, amended=options.amended)]
    if refused:
        for name, words in refused:
            say(f"{name}: {words.rstrip('.')}.")
        say("Inget är ändrat.")
        return FINDINGS
    outcome, main = rehearsal.outcome, project.timeline.main_name
    refuse_if_impossible(project, outcome, on_main=options.on_main)
    sys.stdout.write(summary(outcome))
    if not options.yes:
        say("Det här är en övning: inget är ändrat. Lägg till --yes för att göra det.")
        return 0
    made = make(project, outcome, on_main=options.on_main)
    say(f"Beslutet finns nu i {made.branch} ({made.commit[:12]}).")
    if not options.on_main:
        say(f"Skicka grenen (git push origin {made.branch}) och begär att den förs in i {main}.")
    say(f"När den finns där och protokollet är justerat: lydelse release tag {terms.name}.")
    return 0


def tag(options: argparse.Namespace) -> int:
    """``lydelse release tag NAME``: the proof of a decision that main has."""
    from lydelse import git
    from lydelse.decisions.sealing import refusal, refused_key, to_seal
    from lydelse.seals import AT_ONCE, PREFIX

    project, today = project_at(root_of(options)), today_of(options)
    corpus = project.ledger_on_main
    timeline = corpus.timeline
    name = options.name.removeprefix(PREFIX)
    if options.at_once and options.adjusted:
        raise ProjectError("Välj --justerat DATUM eller --omedelbart-justerat, inte båda.")
    adjusted = AT_ONCE if options.at_once else options.adjusted
    _refuse_without_tags(project)
    file, commit, message = to_seal(timeline, name, adjusted, today)
    if words := refusal(file, corpus, today):
        say(words)
        return FINDINGS
    if options.sign:
        at_hand = git.signature_at_hand(project.root, commit)
        if words := refused_key(at_hand, today, timeline.seals.signers):
            say(words)
            return FINDINGS
    git.make_tag(project.root, f"{PREFIX}{name}", commit, message, sign=options.sign)
    say(f"Taggen {PREFIX}{name} är gjord. Skicka den: git push origin {PREFIX}{name}.")
    if not options.sign:
        say(
            "Den är inte signerad, och duger inte som bevis. Ta bort den innan du skickar den (git "
            f"tag -d {PREFIX}{name}), och gör den igen med --sign."
        )
    return 0


def _refuse_without_tags(project: "Project") -> None:
    """A tag names the one before it: without all that origin has, none must be made."""
    from lydelse import git
    from lydelse.seals import PREFIX

    if not git.has_origin(project.root):
        return
    origin = git.at_origin(project.root, PREFIX)
    if origin is None:
        say("origin svarar inte: se till att inga nyare beslutstaggar finns där.")
        return
    here = {tag.name for tag in git.tags(project.root, PREFIX)}
    if missing := sorted(origin - here):
        raise ProjectError(
            f"origin har beslutstaggar som inte finns här ({missing[0]}). Hämta dem först: "
            f"git fetch origin 'refs/tags/{PREFIX}*:refs/tags/{PREFIX}*'."
        )


def verify(options: argparse.Namespace) -> int:
    """``lydelse release verify``: each decision held against its tag, its texts and the ledger."""
    from lydelse import git
    from lydelse.decisions import verifying
    from lydelse.seals import PREFIX

    project, today = project_at(root_of(options)), today_of(options)
    corpus = project.ledger_on_main
    origin = None
    if not corpus.timeline.seals.by_name and git.has_origin(project.root):
        origin = git.at_origin(project.root, PREFIX)
    report = verifying.report(corpus, today, origin)
    if options.format == "json":
        sys.stdout.write(json.dumps(verifying.as_json(report), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write(verifying.as_text(report))
    return FINDINGS if report.failed else 0


def _paper(options: argparse.Namespace) -> "Underlag | None":
    from lydelse.decisions.underlag import read_underlag

    if options.paper is None:
        return None
    if not options.paper.is_file():
        raise ProjectError(f"{options.paper} finns inte, eller är ingen fil.")
    return read_underlag(options.paper.read_bytes(), str(options.paper))


def _terms(options: argparse.Namespace, by: str, paper: "Underlag | None") -> "Terms":
    from lydelse.decisions.deciding import POSTPONED, REFUSED, SENT_BACK, Terms
    from lydelse.ledger import DECIDED

    named = [id_.upper() for id_ in (*options.postponed, *options.sent_back, *options.refused)]
    if len(set(named)) < len(named) or (named and options.utfall):
        raise ProjectError("Ett dokument kan bara ha ett utfall. Ange det på ett sätt.")
    told = (
        (POSTPONED, options.postponed),
        (SENT_BACK, options.sent_back),
        (REFUSED, options.refused),
    )
    outcomes = {id_.upper(): outcome for outcome, ids in told for id_ in ids}
    paragraph = options.paragraf.strip().lstrip("§").strip()
    if not re.fullmatch(r"\w[\w .:/-]{0,19}", paragraph):
        raise ProjectError(f"{options.paragraf} är ingen paragraf. Skriv till exempel 112.")
    return Terms(
        by=by,
        on=options.meeting,
        register_number=options.diarienummer.strip(),
        paragraph=paragraph,
        outcome=options.utfall or DECIDED,
        outcomes=outcomes,
        reported=paper.day if paper else None,
    )


def _in_words(rehearsal: "Rehearsal", asked: "Sequence[str]") -> "Iterator[tuple[str, str]]":
    """What the plan refuses; before a decision has its name, the branches that were asked for."""
    for name, words in rehearsal.refusals:
        if name != rehearsal.outcome.terms.name:
            yield name, words
        elif asked:
            yield ", ".join(asked), words


def _in_the_way(rehearsal: "Rehearsal") -> "Iterator[tuple[str, str]]":
    """What stops the decision: each thing, and why."""
    yield from rehearsal.refusals
    if not rehearsal.outcome.rows:
        return
    for item in (*rehearsal.items, *rehearsal.others):
        for words in item.blocks:
            yield item.draft.id, words
    ledger = rehearsal.outcome.terms.path
    for one in rehearsal.findings:
        if one.place.path == ledger and one.severity == "error":
            yield ledger, f"{one.message} ({one.code}): {one.hint}"


def _unlike(
    paper: "Underlag | None", rehearsal: "Rehearsal", *, amended: bool
) -> "Iterator[tuple[str, str]]":
    """What is not as the paper said; what was amended at the meeting is shown, and let through."""
    from lydelse.changes import names_of
    from lydelse.decisions.underlag import NAME, differences, shown_words

    if paper is None:
        return
    terms, names = rehearsal.outcome.terms, names_of(rehearsal.corpus.register)
    if (paper.by, paper.meeting) != (terms.by, terms.on):
        yield NAME, f"underlaget gäller {paper.by} {paper.meeting}"
    yield from _unshown(rehearsal)
    for one in differences(paper, rehearsal.outcome.rows, names):
        say(f"{one.id} {one.words}.")
        if one.comparison:
            say(shown_words(one).rstrip())
        if not (one.harmless or (amended and one.comparison)):
            yield (
                one.id,
                (
                    f"{one.words}; ändrades den på sammanträdet, lägg till --amended"
                    if one.comparison
                    else one.words
                ),
            )


def _unshown(rehearsal: "Rehearsal") -> "Iterator[tuple[str, str]]":
    """What would come along without being in the paper: no hash there answers for it."""
    from lydelse.history import beside
    from lydelse.wording import shown_files

    outcome = rehearsal.outcome
    shown = {
        beside(row.path, name)
        for row in outcome.rows
        if row.path
        for name in shown_files(row.draft.wording)
    }
    words = "följer med utan att stå i underlaget: lägg det i en egen gren"
    for row in outcome.carried:
        yield row.draft.id, words
    texts = {row.path for row in (*outcome.rows, *outcome.carried)}
    for path in sorted(outcome.others):
        if path not in shown | texts:
            yield path, words


def entries(project: "Project", by: str) -> "dict[tuple[str, Number], Change]":
    """What ``ändringar`` say of each version of what the instance decides."""
    from lydelse.wording import number

    lydelser = [
        one for found in project.timeline.lydelser.values() for one in found if one.decided_by == by
    ]
    texts = project.wordings(lydelser)
    return {
        (lydelse.id, version): change
        for lydelse in lydelser
        for change in texts[lydelse.blob].changes
        if (version := number(change.version))
    }
