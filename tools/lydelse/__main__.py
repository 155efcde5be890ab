"""``python -m lydelse``: the same as the command ``lydelse``."""

import sys

from lydelse.cli import main

sys.exit(main())
