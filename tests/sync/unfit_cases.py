"""What a workspace does not take in, one table for both ways: published from elsewhere, and made here by a hand."""

from dataclasses import dataclass
from typing import Final

from tests.sync.hostile import Blob, link


@dataclass(frozen=True, slots=True)
class Case:
    """Something that is not let in: what stands where, what is said of it on arrival, and what at home."""

    name: str
    path: str
    what: Blob | None
    there: str
    here: str

    def __str__(self) -> str:
        return self.name


OWN_HISTORY: Final = Blob(mode="160000")
"""A folder with a history of its own; which one it is, is told by whoever makes it."""

_DOCUMENT: Final = "commons/2026-11/x.md"

KINDS: Final = [
    Case("link-to-a-file", "commons/x.md", link("../workspace.md"), "is a link", "is a link"),
    Case("link-out", "commons/out", link("/etc"), "is a link", "is a link"),
    Case("hidden-link", ".gitattributes", link("/etc/passwd"), "is a link", "is a link"),
    Case("own-history", "commons/other", OWN_HISTORY, "history of its own", "history of its own"),
]

_NAMES: Final = {
    "quotes": 'commons/"quoted".txt',
    "backslash": "commons/back\\slash.txt",
    "lines": "commons/two\nlines.txt",
    "colon": "commons/a:b",
    "option": "commons/-rf",
    "home": "commons/~root",
    "device": "commons/nul.txt",
    "device-raised": "commons/com¹.txt",
    "bidi": "commons/dm.\u202etxt",
    "bytes": b"commons/\xff.txt".decode(errors="surrogateescape"),
    "trailing-dot": "commons/x.",
    "short-name": "commons/GITATT~1",
    "bare-repository": "commons/HEAD",
    "own-folder": ".CoCreate/written",
    "deep": "/".join(["commons", *["x" * 200] * 4]),
}

NAMES: Final = [Case(f"name-{name}", path, Blob(), "not safe", "not safe") for name, path in _NAMES.items()]

SIZES: Final = [
    Case("huge-document", _DOCUMENT, Blob(b"x\n" * (1 << 20)), "too large", "larger than"),
    Case("huge-file", "commons/x.png", Blob(b"\0" * (33 << 20)), "too large", "too large"),
    Case("huge-attributes", "ideas/.gitattributes", Blob(b"x\n" * (1 << 20)), "too large", "too large"),
]

_ATTRIBUTES: Final = {
    "filter": "*.png filter=lfs\n",
    "filter-elsewhere": "* text\n\n*.md\tfilter=crypt",
    "macro": "[attr]secret filter=crypt\n*.md secret\n",
    "encoding": "*.x working-tree-encoding=UTF-16\n",
    "ident": "*.md ident\n",
    "merge": "*.md merge=union\n",
    "no-merge": "*.md -merge\n",
    "marks": "*.md conflict-marker-size=20\n",
    "difference-by-a-program": "*.md diff=evil\n",
    "line-ends": "*.md text eol=crlf\n",
}

ATTRIBUTES: Final = [
    *(
        Case(f"attributes-{name}", "commons/.gitattributes", Blob(words.encode()), "files converted", "convert files")
        for name, words in _ATTRIBUTES.items()
    ),
    Case("attributes-on-top", ".gitattributes", Blob(b"*.png filter=lfs\n"), "files converted", "convert files"),
]

MARKS: Final = [
    Case("mark-broken", "workspace.md", Blob(b"garbage\n"), "cannot be read", "cannot be read"),
    Case("mark-in-two", "workspace.md", Blob(b"<<<<<<< a\n=======\n>>>>>>> b\n"), "cannot be read", "cannot be read"),
    Case("mark-without-a-name", "workspace.md", Blob(b"---\nformat: '1'\n---\n"), "cannot be read", "cannot be read"),
    Case("mark-of-a-later-day", "workspace.md", Blob(b"---\nformat: '2'\n---\n"), "later day", "later day"),
    Case("mark-gone", "workspace.md", None, "takes out the workspace", "never goes"),
    Case("folder-in-place-of-the-mark", "workspace.md/x.txt", Blob(), "takes out the workspace", "never goes"),
]

CASES: Final = [*KINDS, *NAMES, *SIZES, *ATTRIBUTES, *MARKS]

HARMLESS: Final = {
    "as-begun": "# words\n* text=auto eol=lf\n*.png -text\n",
    "shown-as-markdown": "*.md diff=markdown\n",
    "pictures": "*.png binary\n*.txt text\n",
    "words-about-filters": "# no filter here, and no merge\n*.txt text\n",
    "for-the-host": "*.md linguist-documentation export-ignore\n",
    "no-difference": "*.svg -diff\n",
}
"""What such a file may say, as it changes no words."""
