"""``python -m bench``: reports, checks, maps and a workspace, beside peers or limits."""

from __future__ import annotations

import sys

from bench import check_speed, claim_checks, cold_start, polygons, syndication, workspace_speed

if __name__ == "__main__":
    print("Reports a second, one thread, start-up left out")
    check_speed.main()
    print("\nOne claim's check, references at hand")
    slow = claim_checks.main()
    print("\nA polygon series to areas by region")
    polygons.main()
    print()
    workspace_speed.main([])
    print()
    syndication.main([])
    print("\nCold start, whole processes")
    sys.exit(cold_start.main() or slow)
