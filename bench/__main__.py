"""``python -m bench``: reports a second beside textacy, one check, then the cold start."""

from __future__ import annotations

import sys

from bench import check_speed, claim_checks, cold_start

if __name__ == "__main__":
    print("Reports a second, one thread, start-up left out")
    check_speed.main()
    print("\nOne claim's check, references at hand")
    slow = claim_checks.main()
    print("\nCold start, whole processes")
    sys.exit(cold_start.main() or slow)
