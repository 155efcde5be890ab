"""Commands that edit documents for their authors: ``bump`` and ``fold``."""

import argparse

from lydelse.commands.common import FINDINGS, project_at, today_of, with_files
from lydelse.console import say
from lydelse.tree import ProjectError


def bump(options: argparse.Namespace) -> int:
    """``lydelse bump ID``: fill in the next version, its day and its entry in ``ändringar``."""
    from lydelse.corpus import read_schemas
    from lydelse.editing import bump_edit
    from lydelse.formatting import write_edit
    from lydelse.reading import DOCUMENT
    from lydelse.selection import taken_version, to_bump
    from lydelse.wording import read_wording

    project = project_at(with_files(options))
    path, before = to_bump(project, options.id.upper())
    edit = bump_edit(
        path,
        project.tree.read,
        read_schemas(project.tree)[DOCUMENT],
        slag=options.slag.lower(),
        reason=options.reason,
        text=options.text,
        starts=options.starts or today_of(options),
        version_on_main=before.version,
        consulted=tuple(options.consulted),
        judgement=options.judgement,
        decision_on_main=before.decision,
    )
    after = read_wording(edit.files[path] or b"")
    if taken := taken_version(project.corpus.timeline, path, after):
        raise ProjectError(taken)
    write_edit(project.root, edit.files)
    top = after.changes[0]
    say(f"{path}: version {top.version}, {top.kind}, orsak {top.reason}, från {top.in_force_from}.")
    say("Se vad som är kvar att göra: lydelse check.")
    return 0


def fold(options: argparse.Namespace) -> int:
    """``lydelse fold``: put each waiting wording whose day has come in its place."""
    from lydelse.corpus import read_schemas
    from lydelse.editing import fold_edits
    from lydelse.formatting import write_edit
    from lydelse.reading import DOCUMENT
    from lydelse.selection import not_due

    project = project_at(with_files(options))
    schema = read_schemas(project.tree)[DOCUMENT]
    refused = done = 0
    today = today_of(options)
    for edit in fold_edits(project.corpus, project.tree.read, schema, today):
        refusal = edit.refusal or not_due(project.corpus.timeline, edit.path, today)
        if refusal:
            refused += 1
            say(refusal)
            continue
        done += 1
        if not options.check:
            write_edit(project.root, edit.files)
        say(f"{edit.path} {'ska ta sin plats' if options.check else 'har tagit sin plats'}.")
    texts = "1 kommande version" if done == 1 else f"{done} kommande versioner"
    say(f"{texts} {'väntar på' if options.check else 'har fått'} sin plats.")
    return FINDINGS if refused or (done and options.check) else 0
