"""Laying out a table for commands that print a little (`glance`), whenever the tables are written."""

from __future__ import annotations

import json
from array import array

from cocreate.model.ids import COMMONS
from cocreate.model.items import TYPES
from cocreate.model.links import ids_linked
from cocreate.model.moments import parse_moment
from cocreate.model.search import fold_all, titled_text, words_in
from cocreate.workspace.index.glance import BETWEEN, MOST_MARKS, SECTIONS, WIDTH, mark_of, text_to_find
from cocreate.workspace.index.saved import id_of_path
from cocreate.workspace.index.scan import UNSURE, thread_folder

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any

    from cocreate.model.items import Item
    from cocreate.workspace.index.glance import Mark
    from cocreate.workspace.index.saved import Row
    from cocreate.workspace.index.scan import Signature

    Tables = dict[str, dict[str, Row]]


def laid_out(table: str, rows: dict[str, Row], signatures: dict[str, Signature]) -> tuple[dict[str, Any], list[bytes]]:
    """The sections of a table, and what the first line is to say of them; nothing is said and found in folders."""
    paths = sorted(signatures)
    items = [TYPES[table](path, rows[path]["fields"], rows[path]["body"]) for path in paths] if table in TYPES else []
    ids = [item.id for item in items]
    order = sorted(range(len(ids)), key=ids.__getitem__)
    folded = fold_all([titled_text(item) for item in items])
    texts = [text_to_find(*each).encode("utf-8", "surrogatepass") for each in zip(items, folded, strict=True)]
    woven = [(place, item) for place, item in enumerate(items) if item.listed("woven_from")]
    mark_numbers: dict[Mark, int] = {}
    marked = [mark_numbers.setdefault(mark_of(item), len(mark_numbers)) for item in items]
    many = len(mark_numbers) > MOST_MARKS
    named = [path.encode("utf-8", "surrogatepass") for path in paths]
    parts = {
        "ids": "".join(ids[number] for number in order).encode("ascii"),
        "order": array("I", order).tobytes(),
        "path_ends": _ends(named, 1),
        "paths": BETWEEN.encode().join(named),
        "numbers": b"".join(_packed(signatures[path]) for path in paths),
        "moments": array("d", (item.at.timestamp() for item in items)).tobytes(),
        "turns": array("d", map(_turned, items)).tobytes(),
        "marks": json.dumps([] if many else list(mark_numbers)).encode(),
        "mark_numbers": b"" if many else bytes(marked),
        "projects": "".join(item.text("project")[:WIDTH].ljust(WIDTH) for item in items).encode("ascii", "replace"),
        "woven": json.dumps([(place, item.listed("woven_from")) for place, item in woven]).encode(),
        "links": json.dumps(
            [(place, names) for place, item in enumerate(items) if (names := ids_linked(item))]
        ).encode(),
        "text_ends": _ends(texts, 0),
        "texts": b"".join(texts),
        "words": "\n".join(sorted(words_in(folded))).encode("utf-8", "surrogatepass"),
        "people": " ".join(sorted({person for item in items for person in item.by})).encode("ascii", "replace"),
    }
    odd = many or len(set(ids)) < len(ids) or any(map(_is_odd, items))
    return {"rows": len(paths), "odd": odd, "sizes": [len(parts[name]) for name in SECTIONS]}, [
        parts[name] for name in SECTIONS
    ]


def _turned(item: Item) -> float:
    """Since when an item is in the state that it is in, in seconds since 1970; 0 where it does not say."""
    since = parse_moment(item.text("state_since"))
    return since.timestamp() if since else 0.0


def _is_odd(item: Item) -> bool:
    return item.type != "person" and id_of_path(item.path) != item.id


def _ends(texts: Iterable[bytes], between: int) -> bytes:
    """Where each of `texts` ends, when they stand one after the other with so much between them."""
    ends, place = array("Q"), 0
    for text in texts:
        place += len(text)
        ends.append(place)
        place += between
    return ends.tobytes()


def _packed(signature: Signature) -> bytes:
    try:
        return array("q", signature).tobytes()
    except OverflowError:  # the number of a file may be that large: it is read again at every look
        return array("q", UNSURE).tobytes()


def is_odd(tables: Tables) -> bool:
    """Whether two things have one id, or something said lies elsewhere than in the folder of what it is on."""
    return _share_ids(tables) or _have_strayed(tables)


def _share_ids(tables: Tables) -> bool:
    """Whether two things have one id."""
    ids = [row["fields"]["id"] for type_ in ("project", "idea", "contribution") for row in tables[type_].values()]
    return len(set(ids)) < len(ids)


def _have_strayed(tables: Tables) -> bool:
    """Whether a contribution lies elsewhere than in the folder of what it is on, put there by a hand."""
    homes = {COMMONS: "commons"}
    for type_ in ("project", "idea"):
        homes |= {row["fields"]["id"]: path.rpartition("/")[0] for path, row in tables[type_].items()}
    rows = tables["contribution"]
    paths = {row["fields"]["id"]: path for path, row in rows.items()}
    for path, row in rows.items():
        on = row["fields"]["on"]
        home = homes.get(on) or thread_folder(paths.get(on, path))
        if not path.startswith(f"{home}/"):
            return True
    return False


def ground_of(ideas: Iterable[str], folders: dict[str, Signature]) -> dict[str, Signature]:
    """Of the known `folders`, those below which ideas are, and which are no idea's own."""
    own = {path.rpartition("/")[0] for path in ideas}
    return {
        folder: signature
        for folder, signature in folders.items()
        if (folder == "ideas" or folder.startswith("ideas/")) and own.isdisjoint(_way(folder))
    }


def _way(folder: str) -> Iterator[str]:
    """A folder, and those that it is in."""
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]
