"""The table of commands about law and what it demands: each, its help and its arguments."""

from pathlib import Path

from lydelse.arguments import PROJECT, TODAY, Command, choices, day
from lydelse.commands.coverage import coverage
from lydelse.commands.law import law

DUTIES: tuple[Command, ...] = (
    (
        law,
        "visa var lagen nämns, vem en lagändring berör, och läs ett lagrum",
        (
            (
                "words",
                {
                    "nargs": "*",
                    "default": [],
                    "metavar": "FÖRFATTNING",
                    "help": "till exempel SoL, 2017:30 eller ”9 § LSS”; "
                    "skriv parse TEXT för att se hur ett lagrum läses",
                },
            ),
            (
                "--changed",
                {
                    "type": Path,
                    "metavar": "FIL",
                    "help": "en YAML-fil med lagändringar: visa vem som behöver göra något; under "
                    "ändringar har varje post lagrum, slag (upphävd, ersatt, flyttad, ändrad), "
                    "från (dagen) och till (det som kommer i stället)",
                },
            ),
            (
                "--date",
                {
                    "dest": "on",
                    "type": day,
                    "metavar": "DATUM",
                    "help": "med parse: dagen som namn läses efter",
                },
            ),
            choices("--format", "text", "json", words="svarets form"),
            TODAY,
            PROJECT,
        ),
    ),
    (
        coverage,
        "visa vilka krav i föreskrifter som saknar dokument",
        (
            (
                "set",
                {
                    "nargs": "?",
                    "metavar": "SAMLING",
                    "help": "kravsamlingen, till exempel sosfs-2011-9 (annars alla)",
                },
            ),
            choices("--format", "text", "json", words="svarets form"),
            TODAY,
            PROJECT,
        ),
    ),
)
