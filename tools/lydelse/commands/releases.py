"""The table of ``lydelse release``: each step, its help and its arguments."""

from pathlib import Path

from lydelse.arguments import PROJECT, TODAY, Argument, Command, choices, day
from lydelse.commands import release
from lydelse.commands.paper import paper

BRANCHES: Argument = (
    "branches",
    {"nargs": "*", "metavar": "GREN", "help": "förslagets gren, till exempel forslag/fall"},
)
INSTANS: Argument = (
    "--instans",
    {"default": "", "metavar": "ID", "help": "vem som beslutar, till exempel nämnd"},
)


def _documents(name: str, to: str, words: str) -> Argument:
    settings = {"nargs": "+", "default": (), "dest": to, "metavar": "ID", "help": words}
    return name, settings


RELEASE: tuple[Command, ...] = (
    (
        release.plan,
        "visa vad som väntar på beslut, och vad som hindrar",
        (
            BRANCHES,
            INSTANS,
            ("--meeting", {"type": day, "metavar": "DATUM", "help": "sammanträdets dag"}),
            choices("--format", "text", "json", words="svarets form"),
            TODAY,
            PROJECT,
        ),
    ),
    (
        paper,
        "skriv beslutsunderlaget: tjänsteskrivelsen som PDF, Word och Markdown",
        (
            BRANCHES,
            INSTANS,
            (
                "--meeting",
                {"type": day, "required": True, "metavar": "DATUM", "help": "sammanträdets dag"},
            ),
            ("--out", {"type": Path, "metavar": "MAPP", "help": "annars underlag-DATUM"}),
            (
                "--diarienummer",
                {"default": "", "metavar": "NR", "help": "ärendets diarienummer, om du har det"},
            ),
            (
                "--fill",
                {
                    "type": Path,
                    "metavar": "FIL",
                    "help": "text till Handläggare, Barnets bästa, Ekonomiska konsekvenser och "
                    "Beslutet skickas till: Markdown med de rubrikerna",
                },
            ),
            (
                "--draft",
                {
                    "action": "store_true",
                    "help": "märk varje sida UTKAST, och skriv även när något hindrar beslut "
                    "(annars skrivs inget då)",
                },
            ),
            TODAY,
            PROJECT,
        ),
    ),
    (
        release.decide,
        "förbered beslutet som en egen gren",
        (
            BRANCHES,
            INSTANS,
            (
                "--meeting",
                {"type": day, "required": True, "metavar": "DATUM", "help": "sammanträdets dag"},
            ),
            (
                "--diarienummer",
                {"required": True, "metavar": "NR", "help": "ärendets diarienummer"},
            ),
            ("--paragraf", {"required": True, "metavar": "N", "help": "paragrafen i protokollet"}),
            (
                "--paper",
                {"type": Path, "metavar": "FIL", "help": "underlag.json som nämnden fick"},
            ),
            (
                "--amended",
                {"action": "store_true", "help": "texten ändrades på sammanträdet, och är införd"},
            ),
            (
                "--utfall",
                {
                    "choices": ("beslutat", "bordlagt", "återremitterat", "avslaget"),
                    "help": "vad hela ärendet blev (annars beslutat)",
                },
            ),
            _documents("--bordlagt", "postponed", "dokument som sköts upp"),
            _documents("--aterremitterat", "sent_back", "dokument som gick tillbaka"),
            _documents("--avslaget", "refused", "dokument som fick avslag"),
            (
                "--on-main",
                {"action": "store_true", "help": "lägg beslutet på main i stället för en gren"},
            ),
            ("--yes", {"action": "store_true", "help": "gör det; annars är det en övning"}),
            TODAY,
            PROJECT,
        ),
    ),
    (
        release.tag,
        "gör beslutets tagg: beviset",
        (
            ("name", {"metavar": "NAMN", "help": "beslutet, till exempel 2026-12-15-namnd-112"}),
            ("--sign", {"action": "store_true", "help": "signera med din nyckel i git"}),
            (
                "--justerat",
                {
                    "type": day,
                    "dest": "adjusted",
                    "metavar": "DATUM",
                    "help": "dagen då protokollet justerades",
                },
            ),
            (
                "--omedelbart-justerat",
                {"action": "store_true", "dest": "at_once", "help": "justerat på sammanträdet"},
            ),
            TODAY,
            PROJECT,
        ),
    ),
    (
        release.verify,
        "pröva varje beslut mot tagg, signatur, text och liggare",
        (choices("--format", "text", "json", words="svarets form"), TODAY, PROJECT),
    ),
)
