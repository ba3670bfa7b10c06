"""One claim's check against references that are at hand, beside the limit of 50 ms.

Each claim of the example report is checked in turns; its figure is the median of the rounds. The
tables have been read and flagged before.
"""

from __future__ import annotations

import statistics
import sys
import time

import onrecord
from bench.texts import HOME
from onrecord.checking import check_claims
from onrecord.reference import load_library, load_profile

LIMIT = 0.050
ROUNDS = 9
PUBLISHED = "2022-09-13"


def main() -> int:
    """Prints the time of each check; returns 1 where one takes longer than the limit."""
    record = onrecord.check(HOME / "examples" / "report.txt", published=PUBLISHED)
    profile = load_profile(record.made_with.profile or "")
    library = load_library(profile)
    slowest = 0.0
    for claim in record.claims:
        seconds = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            check_claims(
                record.document,
                record.agents,
                record.statements,
                (claim,),
                record.evidence,
                profile,
                library,
            )
            seconds.append(time.perf_counter() - start)
        median = statistics.median(seconds)
        slowest = max(slowest, median)
        print(f"  {claim.id:4s} {claim.kind:11s} {1000 * median:6.1f} ms")
    print(f"  the slowest takes {slowest / LIMIT:.2f} of the {1000 * LIMIT:.0f} ms allowed")
    return int(slowest > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
