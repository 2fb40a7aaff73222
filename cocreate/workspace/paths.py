"""Where things are kept: the folders of format 1, and the names that are made once (docs/format.md)."""

from cocreate.model.ids import is_id
from cocreate.model.moments import month, stamp
from cocreate.model.text import slug

TYPE_CHECKING = False
if TYPE_CHECKING:
    from datetime import datetime

MARK = "workspace.md"
LOCAL = ".cocreate"
INBOX = "inbox"
FOLDERS = ("people", "projects", "ideas", "commons")


def person_path(person: str) -> str:
    """Where a person's card is."""
    return f"people/{person}.md"


def project_path(title: str, name: str) -> str:
    """Where a new project goes."""
    return f"projects/{_called(title, name)}/project.md"


def idea_path(title: str, name: str, at: "datetime") -> str:
    """Where a new idea goes."""
    return f"ideas/{month(at)}/{_called(title, name)}/idea.md"


def contribution_path(root_item: str, kind: str, name: str, at: "datetime") -> str:
    """Where a contribution goes in the thread of the item whose file is `root_item`; empty for the commons."""
    file = f"{stamp(at)}-{kind}-{name}.md"
    if not root_item:
        return f"commons/{month(at)}/{file}"
    folder, _slash, own = root_item.rpartition("/")
    return f"{folder}/{month(at)}/{file}" if own == "project.md" else f"{folder}/{file}"


def thread_home(path: str) -> str:
    """Where the item is in whose folder the contribution at `path` lies; empty for the commons."""
    parts = path.split("/")
    if parts[0] == "projects":
        return "/".join([*parts[:2], "project.md"])
    return "/".join([*parts[:-1], "idea.md"]) if parts[0] == "ideas" else ""


def _called(title: str, name: str) -> str:
    readable = slug(title)
    return f"{readable}-{name}" if readable else name


def type_at(path: str) -> str:
    """The type of the item whose file is at `path`, or empty where none is kept there, as in what is hidden."""
    parts = path.split("/")
    if not path.endswith(".md") or "/." in path:
        return ""
    if parts[0] == "people":
        return "person" if len(parts) == 2 else ""
    if parts[0] == "projects" and len(parts) > 2:
        return "project" if len(parts) == 3 and parts[2] == "project.md" else "contribution"
    if parts[0] == "ideas" and len(parts) > 2:
        return "idea" if parts[-1] == "idea.md" else "contribution"
    return "contribution" if parts[0] == "commons" and len(parts) > 1 else ""


def id_in_name(name: str) -> str:
    """The id that a folder's or file's name ends with, or empty."""
    last = name.removesuffix(".md").rpartition("-")[2]
    return last if is_id(last) else ""


def slug_in_name(name: str) -> str:
    """The slug that a folder's name begins with, or empty."""
    return name.removesuffix(id_in_name(name)).rstrip("-")
