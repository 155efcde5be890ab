"""The command ``repeal``: a document's end, prepared as a proposal on a branch of its own."""

import argparse

from lydelse.commands.common import project_at, root_of, today_of
from lydelse.console import say
from lydelse.tree import ProjectError


def repeal(options: argparse.Namespace) -> int:
    """``lydelse repeal ID --from DATE``: propose that the document ceases."""
    from lydelse import git
    from lydelse.corpus import read_schemas
    from lydelse.decisions.repealing import BRANCH, Told, repealed
    from lydelse.editing import EditError
    from lydelse.links import slug
    from lydelse.reading import DOCUMENT
    from lydelse.selection import latest_on_main

    project, today = project_at(root_of(options)), today_of(options)
    main, where = project.published.past.main, git.place(project.root)
    if main is None or where is None:
        raise ProjectError("Projektet har ingen historia ännu. Lägg in dokumenten i git först.")
    id_, successor = options.id.upper(), options.by.upper()
    if options.ends <= today:
        raise ProjectError(f"{options.ends} är för tidigt: förslaget ska hinna beslutas först.")
    path, data = latest_on_main(project, id_)
    if successor == id_:
        raise ProjectError(f"{id_} kan inte ersätta sig självt. Ange ett annat dokument med --by.")
    if successor:
        latest_on_main(project, successor)
    schema = read_schemas(project.tree)[DOCUMENT]
    told = Told(options.reason, options.text, successor, options.consulted)
    try:
        after = repealed(data, schema, options.ends, told)
    except EditError as error:
        raise EditError(f"{id_}: {error}") from None
    branch = f"{BRANCH}{slug(id_)}"
    if git.reference(project.root, f"refs/heads/{branch}"):
        raise ProjectError(
            f"Grenen {branch} finns redan. Ska förslaget göras om: git branch -D {branch}."
        )
    message = f"Föreslå att {id_} upphör {options.ends}\n"
    commit = git.commit_files(project.root, main.tip, {path: after}, message, where.prefix)
    git.move_reference(project.root, f"refs/heads/{branch}", commit)
    say(f"Förslaget ligger i grenen {branch}: {id_} upphör {options.ends}.")
    if successor:
        say(f"Skriv också ersätter: {id_} i {successor}, när det dokumentet ändras nästa gång.")
    say(f"Se vad det leder till: lydelse release plan {branch}.")
    return 0
