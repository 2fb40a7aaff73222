"""Documents that tests make: of given lines, and of made-up keys and values."""

from hypothesis import strategies as st

from cocreate.workspace.format.documents import Document, parse

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30) | st.text(
    "'\"\\:#-,[]{}!&*?|>%@` \n\t01.+exab~=<", max_size=12
)
NUMBERLIKE = st.text("0123456789.+-_:eExXobinfNAa", min_size=1, max_size=9)
WORDLIKE = st.sampled_from(
    ["no", "Yes", "on", "OFF", "null", "~", "True", "y", ".nan", "<<", "=", "+.inf", "+0x1", "1_.5"]
)
VALUES = TEXTS | NUMBERLIKE | WORDLIKE
KEYS = st.from_regex(r"[a-z_]{1,12}", fullmatch=True) | st.text(st.characters(codec="utf-8"), min_size=1, max_size=9)
FIELDS = st.dictionaries(KEYS, VALUES | st.lists(VALUES, min_size=1, max_size=5), max_size=8)


def read(head: str, body: str = "") -> Document:
    return parse(f"---\n{head}---\n{body}".encode())
