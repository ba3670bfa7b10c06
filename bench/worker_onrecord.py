"""Times ``onrecord.check_text`` on texts that come in as lines of JSON. Run as a script."""

from __future__ import annotations

import json
import sys
import time

import onrecord


def main() -> None:
    """Says what it is, then answers each line of texts with the seconds they took."""
    onrecord.check_text("“We hold the bridge,” said Ilva Brandt. They lost two tanks.")
    _say({"about": f"onrecord {onrecord.__version__}, whole check"})
    for line in sys.stdin:
        texts = json.loads(line)
        start = time.perf_counter()
        for text in texts:
            onrecord.check_text(text)
        _say({"seconds": time.perf_counter() - start})


def _say(answer: dict[str, object]) -> None:
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
