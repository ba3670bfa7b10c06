"""``python -m evaluation``: score the product against the gold sets, and hold it to its floors."""

from __future__ import annotations

import sys

from evaluation.command import main

if __name__ == "__main__":
    sys.exit(main())
