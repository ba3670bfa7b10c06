"""``python -m passages check | count | agree A B``."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path

from passages.agreement import agreement
from passages.reading import HOME, SPLITS, PassageError, read_file, read_split


def check() -> int:
    """Says what is wrong in each file; 1 where anything is."""
    wrong = 0
    for path in sorted(path for split in SPLITS for path in (HOME / split).glob("*.txt")):
        try:
            read_file(path)
        except PassageError as error:
            wrong += 1
            print(f"{path.parent.name}/{error}")
    print(f"{wrong} files are wrong" if wrong else "every passage reads")
    return int(wrong > 0)


def count() -> int:
    """Counts passages and phenomena of each folder."""
    for split in SPLITS:
        tally: Counter[str] = Counter()
        for passage in read_split(split):
            tally["passages"] += 1
            tally["words"] += len(passage.text.split())
            tally["unknowns"] += len(passage.unknowns)
            tally["advertising"] += len(passage.advertising)
            tally["claims"] += len(passage.claims)
            for one in passage.statements:
                tally["statements"] += 1
                tally[one.value("act", "speech")] += 1
                tally[one.value("manner", "earnest")] += 1
                tally[one.value("certainty", "certain")] += 1
                tally["via"] += bool(one.value("via") or one.of("via"))
                tally["no speaker"] += one.head == "-"
        print(f"{split}: " + ", ".join(f"{name} {n}" for name, n in tally.items()))
    return 0


def agree(first: str, second: str) -> int:
    """Prints how far two readings of the same passages agree."""
    for line in agreement(read_file(Path(first)), read_file(Path(second))):
        print(line)
    return 0


def main(words: list[str]) -> int:
    """Runs one of the three."""
    match words:
        case ["check"]:
            return check()
        case ["count"]:
            return count()
        case ["agree", first, second]:
            return agree(first, second)
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
