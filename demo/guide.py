"""What there is to see in the demo's site, and where."""

GUIDE = (
    ("Startsidan", ""),
    ("Beslut, med signatur och justering", "beslut/"),
    ("Ett beslut där ett av tre dokument återremitterades", "beslut/2027-06-16-namnd-58/"),
    ("Ett beslut vars dag nämnden flyttade", "beslut/2028-02-16-namnd-9/"),
    ("Ett beslut för en senare dag", "d/RL-002/4.0/"),
    ("Ett förslag som väntar på beslut", "d/RL-004/forslag-3.0/"),
    ("En tidigare version", "d/RL-001/2.0/"),
    ("En jämförelse", "d/RL-001/2.0-3.0/"),
    ("Vad gällde när? (prova 2027-10-01)", "nar/"),
    ("Nytt", "nytt/"),
    ("Årets sammanställning", "ar/2028/"),
    ("Översyner, och en som är försenad", "oversyn/"),
    ("Krav i föreskrifter, och vilka som saknar dokument", "krav/sosfs-2011-9/"),
    ("Ett upphävt dokument", "riktlinjer/kvalitet/kvalitetsrad-och-kvalitetsdialog/"),
    ("En tillfällig rutin som gäller nu", "rutiner/kvalitet/synpunkter-nar-systemet-byts/"),
    ("En tillfällig rutin som har upphört", "rutiner/trygghet/driftstopp-nar-journalen-byts/"),
    ("En lokal rutin som kompletterar en annan", "rutiner/trygghet/reservparmen-i-hemtjansten/"),
)
"""Each thing in words, and its address from the site's root."""

HAPPENED = {
    "adopt": "dokumenten förs in",
    "key": "en nyckel för beslut listas",
    "change": "ny version",
    "new": "nytt dokument",
    "propose": "förslag till nämnden",
    "review": "översyn",
    "role_renamed": "en roll byter namn",
    "paper": "underlag till sammanträdet",
    "decide": "nämnden beslutar",
    "seal": "protokollet är justerat, beslutet får sin tagg",
    "postpone": "nämnden flyttar dagen",
    "repeal": "förslag om att upphäva",
    "fold": "beslutade texter tar sin plats",
}
"""Each event in words."""


def happened(row: dict[str, str]) -> str:
    """A line for a row of the story."""
    about = row.get("document") or row.get("meeting") or ""
    return f"{row['day']}  {HAPPENED[row['event']]} {about}".rstrip()


def guide(address: str, folder: str, day: str) -> str:
    """The guide for a person at a terminal; ``address`` is the site's, ``folder`` the demo's."""
    command = f".venv/bin/lydelse release verify --project {folder}/kommun --today {day}"
    width = max(len(words) for words, _ in GUIDE)
    rows = [f"  {words:<{width}}  {address}{path}" for words, path in GUIDE]
    return "\n".join(
        [
            "",
            f"Demon ligger i {folder}. Om en stund visas den på {address} Där finns:",
            *rows,
            "",
            f"Underlagen till nämnden, som PDF och Word: {folder}/underlag",
            f"Prova kommandona, till exempel {command}",
            "",
        ]
    )
