"""The coverage of one project: the texts that it needs, from the tree at hand or from git."""

from dataclasses import replace
from datetime import date

from lydelse.corpus import Corpus
from lydelse.coverage.counting import by_timeline, by_tree, of_document, of_wording, wanted
from lydelse.coverage.model import Coverage
from lydelse.history import Depth
from lydelse.project import Project
from lydelse.requirements import set_of_path


def coverage_of(project: Project, corpus: Corpus, day: date) -> Coverage:
    """The coverage on the day, by what is decided; by the documents' own word without a past.

    ``corpus`` is main's, as readers meet it. Raises ``git.GitError``.
    """
    unread = (text.path for text in corpus.texts if not text.page and text.document is None)
    return replace(
        _counted(project, corpus, day),
        unread_sets=tuple(sorted(path for path in corpus.register.broken if set_of_path(path))),
        unread_documents=tuple(sorted(unread)),
    )


def _counted(project: Project, corpus: Corpus, day: date) -> Coverage:
    timeline = corpus.timeline
    if timeline.depth is not Depth.WHOLE:
        return by_tree(corpus, day)
    sets = corpus.register.requirement_sets
    if not sets:
        return Coverage(day)
    told = {
        at_hand.blob: of_document(document)
        for path, at_hand in timeline.tree.items()
        if path in corpus.by_path and (document := corpus.by_path[path].document)
    }
    missing = wanted(timeline, day) - told.keys()
    texts = project.archive.texts(missing)
    told |= {blob: of_wording(wording) for blob, wording in texts.items()}
    return by_timeline(sets, timeline, day, told)
