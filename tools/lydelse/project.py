"""A project on disk: its files read through the cache, by several processes when there are many."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path

from lydelse import git, ledger
from lydelse.archive import Archive
from lydelse.cache import content_name, open_cache
from lydelse.changes import Names as Renamed
from lydelse.changes import compare, names_of
from lydelse.citations import Names
from lydelse.corpus import LEDGER, Corpus, read_corpus, read_schemas
from lydelse.decided import (
    decided_lydelser,
    deciders_of,
    proposals,
    settled_adoption,
    tree_lydelser,
)
from lydelse.documents import Document
from lydelse.git import Signature
from lydelse.history import Depth, History, is_document
from lydelse.ledger import LedgerFile, read_ledger_file
from lydelse.pool import read_all
from lydelse.reading import Reading, believed, from_json
from lydelse.register import Register
from lydelse.schemas import BrokenSchemaError, Schemas
from lydelse.seals import PREFIX, Seals, seal_of
from lydelse.signers import PATH as SIGNERS
from lydelse.signers import listed, read_signers
from lydelse.timeline import Judgement, Lydelse, Timeline
from lydelse.tree import (
    FOLDERS,
    MARKER,
    ProjectError,
    StoredTree,
    Tree,
    is_bare,
    working_tree,
)
from lydelse.wording import FIRST_NUMBER, MEANING, Wording, document_of, read_wording

_DECIDING = frozenset({"regler", "roller"})
"""Files of the register that say when main began to count, and whose decisions need the ledger."""

_PREVIEW_ONLY = {
    Depth.SHALLOW: "Klonen saknar äldre historik: vad som är beslutat går inte att veta, så bara "
    "en förhandsvisning kan byggas (lydelse build --preview). "
    "Hämta hela historiken: git fetch --unshallow.",
    Depth.EMPTY: "Inget i projektet är sparat i git ännu: vad som är beslutat går inte att veta, "
    "så bara en förhandsvisning kan byggas (lydelse build --preview). Spara det: git commit.",
    Depth.NONE: "Projektet ligger inte i git: vad som är beslutat går inte att veta, så bara en "
    "förhandsvisning kan byggas: lydelse build --preview.",
}

Progress = Callable[[int, int], None]
"""Called with how many texts are read, of how many."""


class Project:
    """One project: reads its working tree, or a commit, as a corpus."""

    def __init__(self, root: Path, progress: Progress | None = None) -> None:
        self.root = root
        self._cache = open_cache(root)
        self._progress = progress
        self._read: dict[str, Reading] = {}

    @cached_property
    def tree(self) -> Tree:
        """The working tree; in a bare repository what its default branch holds."""
        if not is_bare(self.root):
            return working_tree(self.root)
        main = git.main_branch(self.root)
        if main is None:
            raise ProjectError("Här finns inget ännu: git-arkivet är tomt.")
        files = git.files(self.root, main.tip, FOLDERS)
        if MARKER not in files:
            raise ProjectError(
                f"Överst på {main.name} finns inget Lydelse-projekt: {MARKER} saknas. "
                "Klona arkivet och kör kommandot i projektets mapp."
            )
        return StoredTree(files)

    @cached_property
    def corpus(self) -> Corpus:
        """The working tree, beside what main has held."""
        if isinstance(self.tree, StoredTree):
            sizes: Mapping[str, int | None] = {
                path: len(data) for path, data in self.tree.files.items()
            }
        else:
            sizes = {path: _size(self.root / path) for path in self.tree.paths}
        return self._corpus(self.tree, sizes, self.past)

    @cached_property
    def past(self) -> History:
        """What main has held, and where the tree left it. Raises ``git.GitError``."""
        return self.archive.history

    def corpus_at(self, revision: str) -> Corpus:
        """The tree of a commit, read with today's schemas. Raises ``git.GitError``."""
        files = git.files(self.root, revision, FOLDERS)
        return self._corpus_of(files, self.past.at(revision))

    def corpus_on_main(self, files: Mapping[str, bytes]) -> Corpus:
        """The files as if main held them, read with today's schemas."""
        tip = self.past.main.tip if self.past.main else ""
        return self._corpus_of(files, self.past.at(tip, here=True))

    @cached_property
    def ledger_on_main(self) -> Corpus:
        """Main's register and ledger, with the whole timeline but no documents.

        Raises ``ProjectError`` when the history is not at hand.
        """
        self.refuse_unreadable()
        main = self.published.past.main
        return self.corpus_on_main(git.files(self.root, main.tip, ("register",)) if main else {})

    def _corpus_of(self, files: Mapping[str, bytes], past: History) -> Corpus:
        schemas = {
            path: data
            for path in self.tree.paths
            if path.startswith("schemas/") and (data := self.tree.read(path)) is not None
        }
        stored = {path: data for path, data in files.items() if not path.startswith("schemas/")}
        tree = StoredTree({**stored, **schemas})
        return self._corpus(tree, {path: len(data) for path, data in tree.files.items()}, past)

    @cached_property
    def archive(self) -> Archive:
        """What git has kept."""
        return Archive(self.root)

    @cached_property
    def published(self) -> "Project":
        """The project as its default branch has it: what a site for readers is built from.

        Raises ``ProjectError`` when the history is not at hand: only a preview can be built then.
        """
        past = self.archive.history
        if past.depth is not Depth.WHOLE or past.main is None:
            raise ProjectError(_PREVIEW_ONLY[past.depth])
        if self.as_published:
            return self
        return _Published(self.root, past.main.tip, self._progress)

    @cached_property
    def as_published(self) -> bool:
        """Whether the tree at hand is what the default branch has."""
        past = self.archive.history
        if past.depth is not Depth.WHOLE or past.main is None:
            return False
        return not git.differs(self.root, past.main.tip, FOLDERS)

    @cached_property
    def register(self) -> Register:
        """The register alone, which is soon read."""
        return self._register(
            (path, self.tree.read(path)) for path in self.tree.paths if path.startswith("register/")
        )

    @cached_property
    def main_register(self) -> Register:
        """The register that main has, which says what counts; the one at hand if main's is broken.

        Raises ``git.GitError``.
        """
        if self.past.main is None or self.past.depth is not Depth.WHOLE:
            return self.register
        found = self._register(git.files(self.root, self.past.main.tip, ("register",)).items())
        return self.register if _DECIDING & found.broken else found

    def _register(self, files: Iterable[tuple[str, bytes | None]]) -> Register:
        schemas = (path for path in self.tree.paths if path.startswith("schemas/"))
        everything = [*files, *((path, self.tree.read(path)) for path in schemas)]
        tree = StoredTree({path: data for path, data in everything if data is not None})
        return read_corpus(tree, self._readings, {}).register

    def refuse_unreadable(self) -> None:
        """Raise ``ProjectError`` when main's register cannot tell what applies."""
        for name in sorted(_DECIDING & self.main_register.broken):
            raise ProjectError(
                f"register/{name}.yml går inte att läsa, så vad som gäller går inte att veta. "
                "Se vad som är fel: lydelse check register."
            )

    @cached_property
    def timeline(self) -> Timeline:
        """What was in force and when, without reading the documents at hand more than needed."""
        self.refuse_unreadable()
        if self.past.depth is Depth.WHOLE:
            return self._of_main(self.past, self.main_register)
        return self._with_tree(self.register, self.tree, self.past)

    @cached_property
    def schemas(self) -> Schemas:
        """The schemas of the tree. Raises ``ProjectError`` when one is missing or broken."""
        return read_schemas(self.tree)

    def wordings(self, lydelser: Iterable[Lydelse]) -> dict[str, Wording]:
        """The texts of lydelser by blob: from git, or from the tree at hand outside it."""
        known = list(lydelser)
        if all(lydelse.commit for lydelse in known):
            return self.archive.texts(lydelse.blob for lydelse in known)
        return {one.blob: read_wording(self.tree.read(one.path) or b"") for one in known}

    def editions(self, corpus: Corpus, today: date) -> dict[str, Document]:
        """The wordings in force on the day that the tree does not hold, by blob."""
        timeline = corpus.timeline
        at_hand = {(told.outline.id, told.hash) for told in timeline.tree.values()}
        wanted = {
            span.lydelse.blob: span.lydelse
            for span in timeline.in_force(today)
            if (span.lydelse.id, span.lydelse.hash) not in at_hand
        }
        texts, names = self.archive.texts(wanted), corpus.statutes.names
        return {blob: document_of(texts[blob], wanted[blob].path, names) for blob in wanted}

    def content(self, path: str, blob: str) -> bytes | None:
        """The bytes of a blob; of the file at hand when git does not know it."""
        told = self.timeline.tree.get(path)
        if not blob or (told and told.blob == blob):
            return self.tree.read(path)
        return next(self.archive.contents([blob]), None)

    def _corpus(self, tree: Tree, sizes: Mapping[str, int | None], past: History) -> Corpus:
        corpus = read_corpus(tree, self._readings, sizes)
        self._cache.tidy(self._read)
        if _DECIDING & corpus.register.broken:
            return corpus  # what is decided cannot be known, and no rule should guess
        return replace(corpus, timeline=self._with_tree(corpus.register, tree, past))

    def _of_main(self, past: History, register: Register) -> Timeline:
        """Every lydelse that main has held, by what its register says."""
        entered = dict(self._ledger(past))
        settled = self._settled(past, entered)
        named, adoption = ledger.decided(entered), settled or register.settings.adoption
        found, unfound = decided_lydelser(past, named, adoption, deciders_of(register))
        spent = frozenset(one for file in entered for row in file.decided for one in row.proposed)
        return Timeline(
            history=past,
            adoption=adoption,
            settled_adoption=settled,
            lydelser=found,
            unfound=unfound,
            ledger={file.path: file for file in entered},
            entered={file.path: step for file, step in entered.items()},
            seals=self._seals(past),
            proposals=tuple(
                proposals(past, self.archive.outlines(()), spent, self.archive.proposed_hash)
            ),
        )

    def _settled(self, past: History, files: Mapping[LedgerFile, int]) -> date | None:
        """The day of adoption that decisions came after, and that nothing moves."""
        rows = [text for text in past.settings if text.blob]
        texts = (
            str(one, "utf-8", "replace") for one in self.archive.contents(r.blob for r in rows)
        )
        told = zip((row.step for row in rows), texts, strict=True)
        return settled_adoption(told, (n for file, n in files.items() if file.binds), past.days)

    def for_readers(self, corpus: Corpus) -> Corpus:
        """The corpus without decisions that wait for their seal: what may be published."""
        timeline = corpus.timeline
        files = [file for file in timeline.ledger.values() if timeline.may_be_shown(file)]
        if len(files) == len(timeline.ledger):
            return corpus
        deciders = deciders_of(self.main_register)
        found, _ = decided_lydelser(
            timeline.history, ledger.decided(files), timeline.adoption, deciders
        )
        return replace(corpus, timeline=replace(timeline, lydelser=found))

    def _seals(self, past: History) -> Seals:
        """The seals at hand, and who may make them by what main says now."""
        if past.main is None:
            return Seals()
        tags = git.tags(self.root, PREFIX)
        signatures = self.archive.signatures([tag for tag in tags if tag.annotated])
        nobody = Signature(git.UNSIGNED)
        seals = [seal_of(tag, signatures.get(tag.object, nobody)) for tag in tags]
        rows = [text for text in past.signers if text.path == SIGNERS]
        contents = self.archive.contents(row.blob for row in rows if row.blob)
        texts = [next(contents).decode("utf-8", "replace") if row.blob else "" for row in rows]
        ever = listed(zip((past.days[row.step] for row in rows), texts, strict=True))
        here = {signer.key for signer in read_signers(texts[-1])} if texts else set()
        return Seals(
            by_name={seal.name: seal for seal in seals},
            signers=tuple(signer for signer in ever if signer.key in here),
            ever=ever,
            at_hand=bool(seals) or not git.has_origin(self.root),
        )

    def _with_tree(self, register: Register, tree: Tree, past: History) -> Timeline:
        """Every lydelse, and what the tree says beside them."""
        paths = [path for path in tree.paths if is_document(path)]
        told, contents = self.archive.told(tree, paths)
        counted = self.main_register if past.depth is Depth.WHOLE else register
        known = replace(self._of_main(past, counted), tree=told)
        if past.depth is not Depth.WHOLE:
            return replace(known, lydelser=tree_lydelser(told))
        return self._compared(known, register, contents)

    def _compared(
        self, timeline: Timeline, register: Register, contents: Mapping[str, bytes]
    ) -> Timeline:
        """The timeline with the texts that rules compare, and what they came to."""
        rows = timeline.compared
        names = names_of(register)
        bases = {revision.blob for _, revision in timeline.moved_on()}
        shown = {blob for row in rows if row.touched or row.same for blob in (row.before, row.now)}
        return replace(
            timeline,
            texts=self.archive.texts(bases | shown, contents),
            judgements=self.archive.judgements(
                [(row.before, row.now) for row in rows],
                repr(names),
                contents,
                lambda old, new: _judgement(old, new, names),
            ),
        )

    def _ledger(self, past: History) -> Iterator[tuple[LedgerFile, int]]:
        """The ledger's files as they first came to main, and in which step.

        What came after changes no decision.
        """
        rows = [row for row in past.ledger if row.blob]
        data = list(self.archive.contents(row.blob for row in rows))
        seen: set[str] = set()
        for row, reading in zip(
            rows, self._readings([(LEDGER, one) for one in data], Names()), strict=True
        ):
            if reading.valid and row.path not in seen:
                seen.add(row.path)
                yield read_ledger_file(row.path, reading.front), row.step

    def _readings(self, items: Iterable[tuple[str, bytes]], names: Names) -> list[Reading]:
        schemas = self.schemas
        wanted = [
            (kind, data, content_name(kind, schemas.texts.get(kind, "") + names.digest, data))
            for kind, data in items
        ]
        found: dict[str, Reading] = {}
        missing: dict[str, tuple[str, bytes]] = {}
        for kind, data, name in wanted:
            if name in found:
                continue
            reading = self._read.get(name) or believed(self._cache.get(name))
            if reading is not None:
                found[name] = reading
            else:
                missing[name] = (kind, data)
        if missing:
            try:
                found |= self._read_all(missing, names)
            except BrokenSchemaError as error:
                raise ProjectError(str(error)) from None
        self._read |= found
        return [found[name] for _, _, name in wanted]

    def _read_all(
        self, missing: Mapping[str, tuple[str, bytes]], names: Names
    ) -> dict[str, Reading]:
        found: dict[str, Reading] = {}
        texts: dict[str, bytes] = {}
        for name, text in read_all(list(missing.items()), self.schemas, names):
            found[name], texts[name] = from_json(json.loads(text)), text
            if self._progress:
                self._progress(len(found), len(missing))
        self._cache.keep(texts)
        return found


class _Published(Project):
    """A project read from one commit, with the schemas that are at hand."""

    def __init__(self, root: Path, commit: str, progress: Progress | None) -> None:
        super().__init__(root, progress)
        self._commit = commit

    @cached_property
    def tree(self) -> Tree:
        return StoredTree(git.files(self.root, self._commit, FOLDERS))

    @cached_property
    def past(self) -> History:
        return self.archive.history.at(self._commit, here=True)


def _judgement(old: Wording, new: Wording, names: Renamed) -> Judgement:
    comparison = compare(old, new, names)
    reasons = tuple(reason.text for reason in comparison.reasons)
    keys = tuple(
        key
        for key in MEANING
        if key in FIRST_NUMBER and sorted(old.texts(key)) != sorted(new.texts(key))
    )
    return Judgement(comparison.slag, reasons, keys)


def _size(path: Path) -> int | None:
    try:
        return None if path.is_symlink() else path.stat().st_size
    except OSError:
        return None
