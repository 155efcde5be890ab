"""The whole that was read: every document, page and register file, and look-ups between them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lydelse.body import Body
from lydelse.citations import Names
from lydelse.documents import COMING, Document, Status, read_document
from lydelse.findings import Fault, Place
from lydelse.law import Reference, Statutes, answers_of, references_of, references_of_text
from lydelse.ledger import FOLDER as LEDGER_FOLDER
from lydelse.ledger import LedgerFile, read_ledger_file
from lydelse.reading import DOCUMENT, PAGE, Reading
from lydelse.register import FILES, Register, RegisterFile, read_register
from lydelse.requirements import SETS, set_of_path
from lydelse.schemas import BrokenSchemaError, Schemas
from lydelse.signers import PATH as SIGNERS
from lydelse.timeline import Timeline
from lydelse.tree import ProjectError, Tree

TEXTS = frozenset({DOCUMENT, PAGE})
"""Kinds of files that readers meet."""

LEDGER = "beslut"
"""The kind of a file of the ledger, and the name of its schema."""

LAW_CHANGES = "lagandringar"
"""The schema of a file of changes of law, which ``lydelse law --changed`` is given."""

Reader = Callable[[Iterable[tuple[str, bytes]], Names], list[Reading]]
"""Kinds and contents, and the names of statutes to know, to readings in the same order."""


@dataclass(frozen=True, kw_only=True)
class Text:
    """A document or page as it was read; ``document`` only when it follows the schema."""

    path: str
    page: bool
    reading: Reading = field(repr=False)
    document: Document | None = None

    @property
    def body(self) -> Body:
        """The text's body."""
        return self.reading.body

    @property
    def title(self) -> str:
        """The document's title, or the page's first heading."""
        if self.document:
            return self.document.title
        first = next((heading.text for heading in self.body.headings), "")
        return first or self.path


@dataclass(frozen=True, kw_only=True)
class Corpus:
    """The frozen whole that rules and pages are given; ``signers`` is a file's text."""

    register: Register
    texts: tuple[Text, ...]
    files: Mapping[str, int | None]
    ledger: tuple[tuple[RegisterFile, LedgerFile], ...] = ()
    signers: str = field(default="", repr=False)
    timeline: Timeline = field(default_factory=Timeline, repr=False)
    faults: Mapping[str, tuple[tuple[str, Fault], ...]] = field(default_factory=dict, repr=False)

    @cached_property
    def every_document(self) -> tuple[Document, ...]:
        """All documents that follow the schema, waiting wordings included, by path."""
        return tuple(text.document for text in self.texts if text.document)

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents, without the wordings that wait beside them."""
        return tuple(doc for doc in self.every_document if not doc.path.endswith(COMING))

    @cached_property
    def statutes(self) -> Statutes:
        """The register's statutes by name and day."""
        return Statutes(self.register)

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every citation of law in the documents, waiting wordings included."""
        return tuple(
            reference
            for document in self.every_document
            for reference in references_of(document, self.statutes)
        )

    def references_on(self, today: date) -> Iterator[Reference]:
        """Every citation of law in documents that have not ceased, and in hand-written pages.

        Those of a document whose metadata must be mended are read as a page's.
        """
        for reference in self.references:
            ceases = reference.document.ceases if reference.document else None
            if ceases is None or today < ceases:
                yield reference
        for text in self.texts:
            if text.document is None:
                basis = text.reading.basis_in(text.path)
                yield from references_of_text(text.path, basis, text.body, self.statutes, today)

    def answers_on(self, today: date) -> Iterator[Reference]:
        """What documents that have not ceased answer to by ``svarar_mot``."""
        from lydelse.citations.grammar import read as read_citations

        names = self.statutes.names
        citations = {
            id_: read_citations(one.citation, names)
            for id_, one in self.register.requirements.items()
        }
        for document in self.every_document:
            if document.ceases is None or today < document.ceases:
                yield from answers_of(document, citations, self.statutes)

    @property
    def unread_documents(self) -> tuple[str, ...]:
        """The paths of documents whose metadata must be mended."""
        return tuple(text.path for text in self.texts if not (text.page or text.document))

    @cached_property
    def coming(self) -> Mapping[str, Document]:
        """The waiting wordings by document id."""
        return {doc.id: doc for doc in self.every_document if doc.path.endswith(COMING)}

    @cached_property
    def by_id(self) -> Mapping[str, Document]:
        """The documents by id; the first path wins where an id is used twice."""
        return {doc.id: doc for doc in reversed(self.documents)}

    @cached_property
    def by_path(self) -> Mapping[str, Text]:
        """The texts by path."""
        return {text.path: text for text in self.texts}

    @cached_property
    def pages(self) -> tuple[Text, ...]:
        """The hand-written pages."""
        return tuple(text for text in self.texts if text.page)

    def in_force(self, today: date) -> Iterator[Document]:
        """The documents that are decided and in force on the day."""
        never = (Status.CEASED, Status.PROPOSED, Status.DECIDED)
        return (doc for doc in self.documents if doc.status(today, 0) not in never)

    def faults_of(self, kind: str) -> Iterator[tuple[Place, str, str]]:
        """The faults of the kind in every file, with place, message and hint."""
        for path, fault in self.faults.get(kind, ()):
            yield Place(path, fault.line, fault.column), fault.message, fault.hint


def read_schemas(tree: Tree) -> Schemas:
    """The project's schemas. Raises ``ProjectError`` when one is missing or broken."""
    texts: dict[str, str] = {}
    for name in (DOCUMENT, *FILES, LEDGER, SETS, LAW_CHANGES):
        path = f"schemas/{name}.json"
        data = tree.read(path)
        if data is None and name == LAW_CHANGES:
            continue  # asked for when it is needed
        if data is None and name == SETS and not any(map(set_of_path, tree.paths)):
            continue  # a project without requirement sets needs no schema of them
        if data is None:
            raise ProjectError(f"Schemat {path} saknas. Hämta tillbaka det ur git.")
        texts[name] = data.decode("utf-8", "replace")
    try:
        return Schemas(texts)
    except BrokenSchemaError as error:
        raise ProjectError(str(error)) from None


def read_corpus(tree: Tree, reader: Reader, sizes: Mapping[str, int | None]) -> Corpus:
    """The corpus of a tree's files; a broken file is data and becomes faults."""
    wanted = [(path, kind) for path in tree.paths if (kind := kind_of(path))]
    kept = [(path, kind) for path, kind in wanted if kind not in TEXTS]
    register_read = _read(tree, kept, reader, Names())
    register = read_register(
        {
            path if kind == SETS else kind: RegisterFile(path, reading.front, reading.marks)
            for path, kind, reading in register_read
            if reading and kind in {*FILES, SETS} and reading.valid
        },
        [
            path
            for path, kind, reading in register_read
            if kind == SETS and not (reading and reading.valid)
        ],
    )
    texts = [(path, kind) for path, kind in wanted if kind in TEXTS]
    texts_read = _read(tree, texts, reader, Statutes(register).names)
    read = [*register_read, *texts_read]
    return Corpus(
        register=register,
        texts=tuple(_text(path, kind, reading) for path, kind, reading in texts_read),
        files=sizes,
        ledger=tuple(
            (
                RegisterFile(path, reading.front, reading.marks),
                read_ledger_file(path, reading.front),
            )
            for path, kind, reading in read
            if reading and kind == LEDGER and reading.valid
        ),
        signers=(tree.read(SIGNERS) or b"").decode("utf-8", "replace"),
        faults=_faults(read),
    )


def _read(
    tree: Tree, wanted: Iterable[tuple[str, str]], reader: Reader, names: Names
) -> list[tuple[str, str, Reading | None]]:
    """Each path and kind with the file's reading; ``None`` when it cannot be read."""
    contents = [(path, kind, tree.read(path)) for path, kind in wanted]
    readings = iter(reader(((kind, data) for _, kind, data in contents if data is not None), names))
    return [
        (path, kind, next(readings) if data is not None else None) for path, kind, data in contents
    ]


def kind_of(path: str) -> str:
    """The kind of file that the path is; empty for one that is not read."""
    top, _, rest = path.partition("/")
    if path.startswith(LEDGER_FOLDER):
        return LEDGER if path.endswith(".yml") and "/" not in path[len(LEDGER_FOLDER) :] else ""
    if set_of_path(path):
        return SETS
    if top == "register":
        name = rest.removesuffix(".yml")
        return name if rest.endswith(".yml") and name in FILES else ""
    if not path.endswith(".md"):
        return ""
    if top == "docs":
        return PAGE
    return DOCUMENT if top in {"riktlinjer", "rutiner"} else ""


def _text(path: str, kind: str, reading: Reading | None) -> Text:
    reading = reading or Reading(valid=False, front=None, marks={}, faults=(), body=Body())
    document = None
    if kind == DOCUMENT and reading.valid:
        document = read_document(path, reading.front, reading.marks, reading.body, reading.basis)
    return Text(path=path, page=kind == PAGE, reading=reading, document=document)


def _faults(
    read: list[tuple[str, str, Reading | None]],
) -> dict[str, tuple[tuple[str, Fault], ...]]:
    found: dict[str, list[tuple[str, Fault]]] = {}
    unreadable = Fault(
        "unreadable",
        1,
        1,
        "filen går inte att läsa, eller är en symbolisk länk",
        "lägg en vanlig fil här, med läsrättighet",
    )
    for path, _, reading in read:
        for fault in reading.faults if reading else (unreadable,):
            found.setdefault(fault.kind, []).append((path, fault))
    for name in FILES:
        path = f"register/{name}.yml"
        if path not in {row[0] for row in read}:
            fault = Fault("unreadable", 1, 1, "filen saknas", "hämta tillbaka den ur git")
            found.setdefault("unreadable", []).append((path, fault))
    return {kind: tuple(rows) for kind, rows in found.items()}
