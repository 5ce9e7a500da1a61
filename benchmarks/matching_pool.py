"""What a second judge has to look at: ``python -m benchmarks.matching_pool FILE``.

One author cannot think of everything that helps, and what nobody graded counts as no help. So the first ten of every
system are put together (pooling, as in TREC: Voorhees and Harman, 2005), those without a grade are written to FILE, and
somebody who sees neither system nor rank grades them into ``pooled.json``. Both halves are pooled, and no score is
shown.
"""

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from benchmarks.judged import load
from benchmarks.matching_quality import systems


def pool() -> list[dict[str, Any]]:
    """Needs with the resources that some system shows and nobody has graded, in an order that tells nothing."""
    judged = load(pooled=True)
    ranks = systems(judged.resources)
    texts = {row["id"]: row for row in judged.resources}
    found = []
    for need in judged.needs:
        shown = {key for rank in ranks.values() for key in rank(need)} - judged.graded(need["id"])
        order = sorted(shown, key=lambda key: hashlib.sha256(f"{need['id']}{key}".encode()).hexdigest())
        found.append({"need": need, "resources": [texts[key] for key in order]})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.matching_pool", description=__doc__)
    parser.add_argument("file", type=Path)
    rows = pool()
    parser.parse_args().file.write_text(json.dumps(rows, ensure_ascii=False, indent=1), "utf-8")
    print(f"{sum(len(row['resources']) for row in rows)} pairs of {len(rows)} needs")


if __name__ == "__main__":
    main()
