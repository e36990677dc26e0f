"""What the package says of itself: two versions, of the software and of the data it carries, title and licence."""

__version__ = "0.2.0.dev0"

#: MAJOR: a column or an identifier is renamed or goes. MINOR: rows or columns are added.
#: PATCH: a value is put right. CHANGELOG.md says what changed.
DATA_VERSION = "1.5.0"

TITLE = "cnhealthdata: figures of China's health reform, read from local reports"
AUTHOR = "cnhealthdata contributors"
YEAR = "2026"
LICENCE = "CC BY 4.0"
CITATION = f"{AUTHOR} ({YEAR}). {TITLE}. Data version {DATA_VERSION}."
