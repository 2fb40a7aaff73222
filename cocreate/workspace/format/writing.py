"""Writing documents: values into front matter that any YAML reader takes for the same strings.

Nothing is imported here, because catching an idea passes through it.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cocreate.model.items import Value

_WORDS_WITH_MEANING = frozenset(["", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".nan", ".inf"])
_IN_KEYS = frozenset("abcdefghijklmnopqrstuvwxyz_")
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


def document(fields: "Mapping[str, Value]", body: str = "") -> bytes:
    """A new document: `fields` in their order between `---` lines, then `body`, ended by one newline."""
    head = "".join(f"{line(key, value)}\n" for key, value in fields.items() if value or value == "")
    return f"---\n{head}---\n{body_text(body)}".encode()


def line(key: str, value: "Value") -> str:
    """The line that sets `key` to `value`; a key that a hand brought in is quoted where it must be.

    Keys of the form stay as they are, `on` too: what reads this format reads strings.
    """
    return f"{key if key and _IN_KEYS.issuperset(key) else scalar(key)}:{value_text(value)}"


def value_text(value: "Value") -> str:
    """What follows `key:`, with its leading space: a plain or quoted scalar, or a list in brackets."""
    if isinstance(value, str):
        return " " + scalar(value)
    return " [" + ", ".join(scalar(entry, in_list=True) for entry in value) + "]"


def scalar(text: str, *, in_list: bool = False) -> str:
    """`text` plain where every YAML reader would read it back as this very string, else in double quotes."""
    return text if _plain(text, in_list=in_list) else quoted(text)


def _plain(text: str, *, in_list: bool) -> bool:
    if text.lower() in _WORDS_WITH_MEANING or not text.isprintable() or "\ufeff" in text:
        return False
    if not (text[0].isalnum() or text[0] in "/(.+") or text != text.strip() or text[-1] == ":":
        return False
    if ": " in text or " #" in text or (in_list and any(mark in text for mark in ",[]{}:?#\"'")):
        return False
    return not _number(text)


def _number(text: str) -> bool:
    """Whether another reader could take `text` for a number, and lose how it was written."""
    if not (text[0].isdecimal() or text[0] in "+."):
        return False
    bare = text.removeprefix("+").replace("_", "").replace(":", "").lower()
    if bare[:2] in {"0x", "0o", "0b"} or bare in {".inf", ".nan"}:
        return True
    try:
        float(bare)
    except ValueError:
        return False
    return True


def quoted(text: str) -> str:
    """`text` in double quotes, with YAML 1.1's escapes for all that is not printable."""
    return '"' + "".join(_ESCAPES.get(c) or (c if _shows(c) else _escape(ord(c))) for c in text) + '"'


def _shows(character: str) -> bool:
    return character.isprintable() and character != "\ufeff"


def _escape(point: int) -> str:
    if point < 0x100:
        return f"\\x{point:02x}"
    return f"\\u{point:04x}" if point < 0x10000 else f"\\U{point:08x}"


def body_text(body: str) -> str:
    """`body` as a file holds it: empty, or ended by exactly one newline."""
    body = body.rstrip()
    return f"{body}\n" if body else ""


def storable(text: str) -> str:
    """`text` as somebody typed or piped it, made fit for a UTF-8 text file.

    Line ends become newlines; what is no character (lone surrogates, NUL) becomes U+FFFD; and a line that
    would read as the mark of a conflict is set in by one space, or no reader would take the file.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not text.isascii():
        text = _characters(text)
    if any(mark in text for mark in _CONFLICT_MARKS):
        lines = text.split("\n")
        text = "\n".join(f" {line}" if line.startswith(_CONFLICT_MARKS) else line for line in lines)
    return text


def _characters(text: str) -> str:
    """`text` with U+FFFD for what is no character at all."""
    return "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in text)


def one_line(text: str) -> str:
    """`text` as a title or another key of one line: white space is single spaces, a byte order mark is none."""
    return " ".join(storable(text).removeprefix("\ufeff").split())


def list_of(words: "Iterable[str]") -> list[str]:
    """`words` in one line each, without empty ones and without saying any twice."""
    return list(dict.fromkeys(word for word in map(one_line, words) if word))
