"""Where the text of a statute is read, and the place of a section in it."""

from lydelse.citations import Provision, fragment
from lydelse.statutes import BY_CHAPTER, BY_SECTION, Statute

_AT_LAGEN_NU = {"SOSFS": "sosfs", "HSLF-FS": "hslf-fs"}
"""Series of regulations that lagen.nu has, as its addresses write them."""


def address_of(statute: Statute) -> str:
    """The register's address, else where lagen.nu has the regulation; empty if neither is known."""
    series, _, number = statute.number.partition(" ")
    if statute.address or series not in _AT_LAGEN_NU:
        return statute.address
    return f"https://lagen.nu/{_AT_LAGEN_NU[series]}/{number}"


def section_address(statute: Statute, provision: Provision) -> str:
    """Where lagen.nu has the section; empty unless it is certain how it writes the place.

    That takes a law in SFS of which the register tells whether its chapters count sections anew.
    """
    series, _, number = statute.number.partition(" ")
    wanted = {BY_CHAPTER: bool(provision.kap), BY_SECTION: not provision.kap}
    place = fragment(provision) if series == "SFS" and wanted.get(statute.division) else ""
    return f"https://lagen.nu/{number}#{place}" if place else ""
