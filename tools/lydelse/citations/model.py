"""A legal citation as it was read: which statute, and which provision in it."""

from dataclasses import dataclass, field, fields, replace
from typing import NamedTuple

SAME_STATUTE, THIS_STATUTE, THIS = "@samma-lag", "@denna-lag", "@denna"
SAME_CHAPTER, THIS_CHAPTER = "@samma-kapitel", "@detta-kapitel"
SAME_SECTION, THIS_SECTION = "@samma-paragraf", "@denna-paragraf"
"""What stands for a statute where the text leans on its context."""


FORMER, COMING = "former", "coming"
"""What a text may call a statute: *den tidigare lagen*, *den kommande lagen*."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Provision:
    """A place in a statute, each part as it is written (``3 a``); what is absent is empty.

    ``par_to`` is the last section of a range, ``artikel_punkt`` what follows the article: ``2 h``.
    """

    kap: str = ""
    par: str = ""
    par_to: str = ""
    stycke: str = ""
    punkt: str = ""
    mening: str = ""
    artikel: str = ""
    artikel_punkt: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One provision, or a whole statute, that a text names.

    ``statute`` is series and number (``SFS 2017:30``), else the name as written, or one of the
    words for context, which begin with ``@``. ``called`` is a name that stands beside a number.
    ``start`` and ``end`` are places in the text that was read. ``loose`` says that signs are
    missing, and ``era`` that
    the text itself calls the statute a ``FORMER`` one, or one that is ``COMING``.
    """

    statute: str
    provision: Provision = field(default_factory=Provision)
    called: str = field(default="", compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)
    loose: bool = field(default=False, compare=False)
    era: str = field(default="", compare=False)

    @property
    def leans(self) -> bool:
        """Whether only the context tells which statute it is."""
        return self.statute.startswith("@")

    @property
    def numbered(self) -> bool:
        """Whether the statute is named by its number."""
        return any(sign.isdecimal() for sign in self.statute) and not self.leans

    @property
    def is_firm(self) -> bool:
        """Whether it has a number or a provision: more than a name."""
        return self.numbered or self.provision != Provision()

    def of(self, statute: str) -> "Citation":
        """The same provision of another statute, or of the same by its number."""
        return self if statute == self.statute else replace(self, statute=statute)

    def parts(self) -> dict[str, str]:
        """The statute and the parts of the provision that are there."""
        places = {part.name: getattr(self.provision, part.name) for part in fields(Provision)}
        return {"statute": self.statute} | {name: text for name, text in places.items() if text}


class Parsed(NamedTuple):
    """The citations of a text in order, and the words of it that belong to none."""

    citations: tuple[Citation, ...]
    rest: tuple[str, ...]
