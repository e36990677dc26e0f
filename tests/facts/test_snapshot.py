"""The data cannot change without a new data version.

After a change on purpose, raise DATA_VERSION in _version.py by the rule in CHANGELOG.md, write the change there,
and run ``python tests/facts/test_snapshot.py`` to record the new fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from support import ROOT

import cnhealthdata as chd

SNAPSHOT = ROOT / "tests" / "facts" / "snapshot.json"


def fingerprints() -> dict[str, str]:
    return {
        path.stem: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted((ROOT / "datasets").glob("*.csv"))
    }


def test_every_value_is_that_of_this_version() -> None:
    recorded = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    assert recorded.get(chd.DATA_VERSION) == fingerprints()


def test_the_changelog_tells_of_this_version() -> None:
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.search(rf"^### Data {re.escape(chd.DATA_VERSION)}\b", text, re.MULTILINE)


if __name__ == "__main__":
    versions = json.loads(SNAPSHOT.read_text(encoding="utf-8"))
    versions[chd.DATA_VERSION] = fingerprints()
    SNAPSHOT.write_text(json.dumps(versions, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(f"recorded {len(versions[chd.DATA_VERSION])} tables of data version {chd.DATA_VERSION}")
