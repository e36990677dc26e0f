"""``python -m cnhealthdata``."""

from __future__ import annotations

import sys

from cnhealthdata.cli import main

if __name__ == "__main__":
    sys.exit(main())
