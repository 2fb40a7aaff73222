"""What may be published to harm whoever takes it over: each case has a name, and says what becomes of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.sync.hostile import Blob, Place, Tree, link, nested

LET_IN: Final = ""


@dataclass(frozen=True, slots=True)
class Case:
    """Something published: how, and what is said where it is stopped, in a sync and in a new copy."""

    name: str
    publish: Callable[[Place], object]
    stopped: str
    joining: str | None = None

    def __str__(self) -> str:
        return self.name


def _holds(name: str, path: bytes, what: Blob | Tree | None, stopped: str = LET_IN, joining: str | None = None) -> Case:
    return Case(name, lambda place: place.publishes(nested(path, what)), stopped, joining)


LINK, MODULE, UNSAFE, LARGE = "is a link", "whole history of its own", "not safe on every disk", "too large"
CONVERTED, MANY, DAMAGED = "have files converted", "more files than", "damaged, or made to harm"

LINKS: Final = [
    _holds("link-to-a-file", b"commons/x.md", link("../workspace.md"), LINK),
    _holds("link-to-a-folder", b"commons/all", link("../ideas"), LINK),
    _holds("absolute-link", b"commons/x.md", link("/etc/passwd"), LINK),
    _holds("link-to-what-is-above", b"up", link(".."), LINK),
    _holds("link-out", b"commons/out", link("../../beside"), LINK),
    _holds("link-in-place-of-a-folder", b"ideas", link("../beside"), LINK),
    _holds("link-in-place-of-the-mark", b"workspace.md", link("../beside/secret.md"), LINK),
    _holds("link-with-a-nul", b"x", Blob(b"../beside\0x", "120000"), LINK),
    _holds("link-that-is-hidden", b".hidden", link("/"), LINK),
    _holds("link-called-.gitattributes", b".gitattributes", link("../beside/secret.md"), LINK),
    _holds("link-called-.gitignore", b".gitignore", link("../beside/secret.md"), LINK),
]


def _link_and_folder(place: Place) -> None:
    """A tree with one name twice: a link, then a folder, so that what is in the folder is written through the link."""
    inside = place.tree("", {b"secret.md": Blob(b"overwritten\n")})
    entries = [("120000", b"out", place.stored("blob", b"../beside")), ("40000", b"out", inside)]
    place.publishes({b"commons": Blob(mode="40000", name=place.listed(entries))})


def _twice(place: Place) -> None:
    blob = place.stored("blob", b"x")
    entries = [("100644", b"x.md", blob), ("100644", b"x.md", place.stored("blob", b"y"))]
    place.publishes({b"commons": Blob(mode="40000", name=place.listed(entries))})


def _module(place: Place) -> None:
    head = place.git("rev-parse", "main")
    where = b'[submodule "x"]\n\tpath = x\n\turl = ../shared.git\n'
    place.publishes({b"x": Blob(mode="160000", name=head), b".gitmodules": Blob(where)})


MODULES: Final = [
    Case("link-and-folder-of-one-name", _link_and_folder, DAMAGED),
    Case("one-name-twice", _twice, DAMAGED),
    Case("module", _module, UNSAFE),
    Case(
        "module-alone",
        lambda place: place.publishes({b"x": Blob(mode="160000", name=place.git("rev-parse", "main"))}),
        MODULE,
    ),
    Case(
        "module-in-place-of-a-folder",
        lambda place: place.publishes({b"ideas": Blob(mode="160000", name="1" * 40)}),
        MODULE,
    ),
    _holds(
        "module-list", b".gitmodules", Blob(b'[submodule "x"]\n\tpath = x\n\turl = https://example.org/x\n'), UNSAFE
    ),
    _holds(
        "module-list-with-an-option", b".gitmodules", Blob(b'[submodule "x"]\n\tpath = x\n\turl = -u./x\n'), DAMAGED
    ),
    _holds("module-list-elsewhere", b"commons/.GitModules", Blob(b"[submodule]\n"), UNSAFE),
]

_NAMES: Final = {
    "dots": (b"commons/../x", DAMAGED),
    "dot": (b"commons/./x", DAMAGED),
    "git-folder": (b".git/hooks/post-merge", DAMAGED),
    "git-folder-in-capitals": (b"commons/.GIT/config", DAMAGED),
    "git-folder-hfs": (".g\u200cit/config".encode(), DAMAGED),
    "git-folder-ntfs": (b"git~1/config", DAMAGED),
    "git-folder-ntfs-2": (b"GIT~2/config", UNSAFE),
    "git-folder-with-a-dot": (b".git./config", DAMAGED),
    "git-folder-with-a-space": (b".git /config", DAMAGED),
    "git-folder-with-a-stream": (b".git::$INDEX_ALLOCATION/config", DAMAGED),
    "git-folder-backslash": (b".git\\config", DAMAGED),
    "attributes-ntfs": (b"gitatt~1", UNSAFE),
    "backslash": (b"..\\..\\x.md", UNSAFE),
    "drive": (b"C:/x.md", UNSAFE),
    "stream": (b"commons/x.md:evil", UNSAFE),
    "escapes": (b"commons/\x1b]52;c;aGk=\x07.md", UNSAFE),
    "newline": (b"commons/x\ny.md", UNSAFE),
    "tab": (b"commons/x\ty.md", UNSAFE),
    "markers-of-records": (b"commons/x\x01\x02y.md", UNSAFE),
    "bidi": ("commons/dm.\u202etxt".encode(), UNSAFE),
    "tags": ("commons/x\U000e0041.md".encode(), UNSAFE),
    "filler": ("commons/x\u3164.md".encode(), UNSAFE),
    "marks": (("commons/x" + "\u0301" * 50 + ".md").encode(), UNSAFE),
    "no-utf-8": (b"commons/\xff\xfe.md", UNSAFE),
    "dash": (b"-rf", UNSAFE),
    "option": (b"--upload-pack=x/y.md", UNSAFE),
    "home": (b"~root/x.md", UNSAFE),
    "device-con": (b"commons/CON", UNSAFE),
    "device-nul": (b"commons/nul.md", UNSAFE),
    "device-with-a-space": (b"commons/aux .md", UNSAFE),
    "device-raised": ("commons/com¹.txt".encode(), UNSAFE),
    "device-conin": (b"commons/conin$", UNSAFE),
    "question-mark": (b"commons/what?.md", UNSAFE),
    "over-long": (b"commons/" + b"x" * 260, UNSAFE),
    "over-long-path": (b"/".join([b"commons", *[b"x" * 250] * 17]), UNSAFE),
    "deep": (b"/".join([b"deep"] * 150), UNSAFE),
    "own-folder": (b".cocreate/written", UNSAFE),
    "own-folder-in-capitals": (b".CoCreate/written", UNSAFE),
    "own-folder-ntfs": (b"COCREA~1/written", UNSAFE),
    "bare-repository": (b"commons/HEAD", UNSAFE),
}


def _slash(place: Place) -> None:
    entries = [("100644", b"../beside/secret.md", place.stored("blob", b"overwritten\n"))]
    place.publishes({b"commons": Blob(mode="40000", name=place.listed(entries))})


def _nameless(place: Place) -> None:
    place.publishes({b"commons": Blob(mode="40000", name=place.listed([("100644", b"", place.stored("blob", b"x"))]))})


def _bare(place: Place) -> None:
    config = f"[core]\n\tbare = true\n\tfsmonitor = {place.traps.program}\n".encode()
    inside = {b"HEAD": Blob(b"ref: refs/heads/main\n"), b"config": Blob(config), b"objects": {b"x": Blob()}}
    place.publishes({**inside, b"refs": {b"x": Blob()}})


NAMES: Final = [
    *(_holds(f"name-{name}", path, Blob(), said) for name, (path, said) in _NAMES.items()),
    Case("name-slash", _slash, DAMAGED),
    Case("name-empty", _nameless, DAMAGED),
    Case("bare-repository-whole", _bare, UNSAFE),
]


def _bomb(place: Place) -> None:
    """A few hundred bytes that are a billion files."""
    tree = place.tree("", {b"x": Blob()})
    for _level in range(30):
        tree = place.listed([("40000", b"a", tree), ("40000", b"b", tree)])
    place.publishes({b"commons": Blob(mode="40000", name=tree)})


def _many(place: Place) -> None:
    """More files than anybody writes, none of them large."""
    tree = place.tree(
        "", dict.fromkeys((b"%d.md" % number for number in range(25)), Blob(name=place.stored("blob", b"")))
    )
    for _level in range(3):
        tree = place.listed([("40000", b"%02d" % number, tree) for number in range(30)])
    place.publishes({b"commons": Blob(mode="40000", name=tree)})


def _heavy(place: Place) -> None:
    """One large file that is there under many names."""
    blob = place.stored("blob", b"\0" * (1 << 20))
    entries = [("100644", b"%04d.png" % number, blob) for number in range(2100)]
    place.publishes({b"commons": Blob(mode="40000", name=place.listed(entries))})


SIZES: Final = [
    Case("tree-bomb", _bomb, MANY),
    Case("many-files", _many, MANY),
    Case("one-large-file-under-many-names", _heavy, "larger than"),
    _holds("huge-file", b"commons/x.png", Blob(b"\0" * (33 << 20)), LARGE),
    _holds("huge-document", b"commons/x.md", Blob(b"x\n" * (1 << 20)), LARGE),
    _holds("huge-attributes", b".gitattributes", Blob(b"x\n" * (1 << 20)), LARGE),
]

_ATTRIBUTES: Final = {
    "filter": (b".gitattributes", b"*.md filter=evil\n"),
    "filter-in-a-folder": (b"ideas/.gitattributes", b'* text\n\n"*.md"\tfilter=evil'),
    "filter-in-other-case": (b"commons/.GitAttributes", b"* filter=evil\n"),
    "macro": (b".gitattributes", b"[attr]evil filter=evil\n*.md evil\n"),
    "encoding": (b".gitattributes", b"*.md working-tree-encoding=UTF-16\n"),
    "ident": (b".gitattributes", b"*.md ident\n"),
    "merge": (b".gitattributes", b"*.md merge=evil\n"),
    "diff": (b".gitattributes", b"*.md diff=evil\n"),
    "line-ends": (b".gitattributes", b"*.md text eol=crlf\n"),
    "after-a-nul": (b".gitattributes", b"*.md \0filter=evil\n* filter=evil\n"),
}

ATTRIBUTES: Final = [
    *(_holds(f"attributes-{name}", path, Blob(data), CONVERTED) for name, (path, data) in _ATTRIBUTES.items()),
    _holds(
        "attributes-taken-back",
        b".gitattributes",
        Blob(b"* text=auto eol=lf\n*.x -filter\n"),
        CONVERTED,
    ),
    _holds("attributes-as-begun", b".gitattributes", Blob(b"# words\n* text=auto eol=lf\n*.png -text\n"), LET_IN),
]

_ID: Final = b"commons/2026-11/20261121T140000Z-comment-0123456789.md"


def _document(body: bytes) -> bytes:
    return b"---\nid: '0123456789'\nkind: comment\non: commons\nby: [mavi]\nat: 2026-11-21T14:00:00Z\n---\n" + body


def _twins(one: str, other: str) -> Callable[[Place], object]:
    return lambda place: place.publishes({b"commons": {one.encode(): Blob(b"1\n"), other.encode(): Blob(b"2\n")}})


DOCUMENTS: Final = [
    _holds("conflict-markers", _ID, Blob(b"<<<<<<< ours\n---\nid: x\n=======\n>>>>>>> theirs\n")),
    _holds("conflict-markers-in-a-body", _ID, Blob(_document(b"<<<<<<< a\nx\n=======\ny\n>>>>>>> b\n"))),
    _holds("no-utf-8", _ID, Blob(_document(b"\xff\xfe\n"))),
    _holds("nul", _ID, Blob(_document(b"a\0b\n"))),
    _holds("escapes-in-a-body", _ID, Blob(_document(b"\x1b]52;c;aGk=\x07\x1b[2J\n"))),
    _holds("executable-document", _ID, Blob(_document(b"x\n"), "100755")),
    _holds("executable-called-git", b"git", Blob(b"#!/bin/sh\ntouch ran\n", "100755")),
    _holds("group-writable", _ID, Blob(_document(b"x\n"), "100664")),
    _holds("odd-mode", _ID, Blob(_document(b"x\n"), "100000")),
    Case("twins-in-case", _twins("Note.txt", "note.txt"), LET_IN),
    Case("twins-in-unicode", _twins("é.txt", "e\u0301.txt"), LET_IN),
    _holds("folder-in-place-of-the-mark", b"workspace.md", {b"x": Blob()}, "takes out", "no workspace"),
    _holds("mark-taken-out", b"workspace.md", None, "takes out", "no workspace"),
    _holds("folder-in-place-of-a-document", _ID, {b"x.md": Blob()}),
    _holds("file-in-place-of-a-folder", b"ideas", Blob(), "large part", LET_IN),
    _holds("people-known-by-another-name", b".mailmap", Blob(b"Evil <evil@example.org> <mavi@example.org>\n")),
]


def _without_ideas(place: Place) -> None:
    place.publishes({b"ideas": None})


def _replaced(place: Place) -> None:
    first = place.git("rev-parse", "main")
    place.publishes({b"x.txt": Blob()})
    place.syncs()
    place.names(first)
    place.publishes({b"y.txt": Blob()})


def _unrelated(place: Place) -> None:
    place.publishes({b"x.txt": Blob()}, parents=b"")


def _backwards(place: Place) -> None:
    place.publishes({b"x.txt": Blob()})
    place.syncs()
    place.names(place.git("rev-parse", "main~1"))


def _by(who: bytes, **more: bytes) -> Callable[[Place], object]:
    return lambda place: place.publishes({b"x.txt": Blob()}, who=who, **more)


def _missing(place: Place) -> None:
    place.publishes({b"x.txt": Blob(name="1" * 40)})


def _missing_parent(place: Place) -> None:
    place.publishes({b"x.txt": Blob()}, parents=b"parent " + b"1" * 40 + b"\n")


def _corrupt(place: Place) -> None:
    blob = place.stored("blob", b"something else\n")
    place.publishes({b"x.txt": Blob(name=blob)})
    file = place.bare / "objects" / blob[:2] / blob[2:]
    file.chmod(0o644)
    file.write_bytes(b"\0" * 20)


_WHEN: Final = b" <e@example.org> 1793000000 +0000"
_PLAIN: Final = b"Evil" + _WHEN

HISTORIES: Final = [
    Case("all-taken-out", _without_ideas, "large part", LET_IN),
    Case("replaced-history", _replaced, "replaced", LET_IN),
    Case("history-that-went-back", _backwards, "replaced", LET_IN),
    Case("unrelated-history", _unrelated, "replaced", LET_IN),
    Case("author-without-a-mail", _by(b"Evil 1793000000 +0000"), DAMAGED),
    Case("author-without-a-date", _by(b"Evil <e@example.org>"), DAMAGED),
    Case("author-with-brackets", _by(b"Ev<il" + _WHEN), DAMAGED),
    Case("author-with-escapes", _by(b"\x1b]0;x\x07\x1b[2J" + _WHEN), LET_IN),
    Case("author-with-markers-of-records", _by(b"\x01\x02\x01\x02" + _WHEN), LET_IN),
    Case("author-with-a-newline", _by(b"Evil\ntree x" + _WHEN), DAMAGED),
    Case("author-of-bidi-and-nothing", _by("\u202e\u200b".encode() + _WHEN), LET_IN),
    Case("author-of-no-utf-8", _by(b"\xff\xfe" + _WHEN), LET_IN),
    Case("far-date", _by(b"Evil <e@example.org> 99999999999999999999 +0000"), DAMAGED),
    Case("late-date", _by(b"Evil <e@example.org> 4102444800 +0000"), LET_IN),
    Case("year-ten-thousand", _by(b"Evil <e@example.org> 253402300800 +0000"), LET_IN),
    Case("early-date", _by(b"Evil <e@example.org> 0 +0000"), LET_IN),
    Case("odd-zone", _by(b"Evil <e@example.org> 1793000000 +99999"), DAMAGED),
    Case("message-with-a-nul", _by(_PLAIN, message=b"words\0more\n"), DAMAGED),
    Case("message-of-escapes", _by(_PLAIN, message=b"\x1b]52;c;aGk=\x07\x01\x02\x01\nCo-authored-by: <x\n"), LET_IN),
    Case("message-in-another-encoding", _by(_PLAIN, headers=b"encoding UTF-7\n", message=b"+AD0\xff\n"), LET_IN),
    Case("signature-of-nonsense", _by(_PLAIN, headers=b"gpgsig -----BEGIN PGP SIGNATURE-----\n x\n"), LET_IN),
    Case("missing-content", _missing, DAMAGED),
    Case("missing-history", _missing_parent, DAMAGED),
    Case("corrupt-content", _corrupt, DAMAGED),
]


def _with(*names: str) -> Callable[[Place], object]:
    """Something good is published, and something bad under other names."""

    def publish(place: Place) -> None:
        bad = place.committed(place.tree("", {b"bad.md": link("/etc/passwd")}))
        for name in names:
            place.names(bad, name)
        place.publishes({b"good.txt": Blob()})

    return publish


def _replacing(place: Place) -> None:
    good = place.publishes({b"good.txt": Blob()})
    place.names(place.committed(place.tree("", {b"bad.md": link("/etc/passwd")})), f"refs/replace/{good}")


def _no_commit(kind: str) -> Callable[[Place], object]:
    def publish(place: Place) -> None:
        tree = place.tree("", {b"x": Blob()})
        place.names(tree if kind == "tree" else place.stored("blob", b"x"))

    return publish


def _tag(place: Place) -> None:
    commit = place.publishes({b"x.txt": Blob()})
    head = f"object {commit}\ntype commit\ntag x\ntagger E <e@example.org> 1793000000 +0000\n\nx\n"
    place.names(place.stored("tag", head.encode()))


def _pointing(to: str) -> Callable[[Place], object]:
    def publish(place: Place) -> None:
        place.names(place.publishes({b"x.txt": Blob()}), to)
        (place.bare / "HEAD").write_text(f"ref: {to}\n")

    return publish


REFERENCES: Final = [
    Case("tags-that-shadow", _with("refs/tags/origin/main", "refs/tags/main", "refs/tags/HEAD"), LET_IN),
    Case(
        "branches-that-shadow",
        _with("refs/heads/refs/cocreate/origin/main", "refs/heads/origin/main", "refs/cocreate/origin/main"),
        LET_IN,
    ),
    Case("branch-called-head", _with("refs/heads/HEAD", "refs/remotes/origin/main"), LET_IN),
    Case("replaced-objects", _replacing, LET_IN),
    Case("tree-in-place-of-a-history", _no_commit("tree"), DAMAGED),
    Case("blob-in-place-of-a-history", _no_commit("blob"), DAMAGED),
    Case("tag-in-place-of-a-history", _tag, LET_IN, DAMAGED),
    Case("branch-with-a-dash", _pointing("refs/heads/--upload-pack=x"), LET_IN),
    Case("branch-of-bidi", _pointing("refs/heads/\u202ex"), LET_IN),
    Case(
        "pointing-nowhere",
        lambda place: (place.bare / "HEAD").write_text("ref: refs/heads/none\n"),
        LET_IN,
    ),
]

CASES: Final = [*LINKS, *MODULES, *NAMES, *SIZES, *ATTRIBUTES, *DOCUMENTS, *HISTORIES, *REFERENCES]
