"""Two versions: of the software, and of the data it carries."""

__version__ = "0.1.0"

#: MAJOR: a column or an identifier is renamed or goes. MINOR: rows or columns are added.
#: PATCH: a value is put right. CHANGELOG.md says what changed.
DATA_VERSION = "1.1.0"
