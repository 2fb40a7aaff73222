"""The keys that people come in with: a key is a person, a person may have several."""

import base64
import binascii
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from cocreate.locale import _
from cocreate.model.errors import NotFound, Refused
from cocreate.model.hints import Hint
from cocreate.model.text import clean_line
from cocreate.sittings.doors import Kept

FILE = "keys.json"

KINDS = frozenset(
    [
        "ssh-ed25519",
        "sk-ssh-ed25519@openssh.com",
        "ecdsa-sha2-nistp256",
        "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521",
        "sk-ecdsa-sha2-nistp256@openssh.com",
        "ssh-rsa",
    ]
)
"""Kinds of keys that are taken; of `ssh-rsa` the key, never its old signature by SHA-1."""

LEAST_RSA = 2048
"""Bits of an RSA key that is taken."""

LONGEST_NAME = 60


class Key(NamedTuple):
    """A key: its kind and its public half as OpenSSH writes them, whose it is, what it is called, since when.

    Args:
        kind: such as `ssh-ed25519`.
        public: the public half, in base64.
        person: the slug of whose it is.
        name: what they call it, such as a computer's name; may be empty.
        since: when it was let in, as ISO 8601.
        called: what they were called then, as long as they have no card.
    """

    kind: str
    public: str
    person: str = ""
    name: str = ""
    since: str = ""
    called: str = ""

    @property
    def print(self) -> str:
        """Its fingerprint, as OpenSSH shows it."""
        return fingerprint(self.public)

    @property
    def ends(self) -> str:
        """The last letters of its fingerprint, by which people tell it from another."""
        return self.print[-6:]


def fingerprint(public: str) -> str:
    """The SHA-256 fingerprint of a public key in base64."""
    return base64.b64encode(sha256(base64.b64decode(public)).digest()).decode().rstrip("=")


def key_in(line: str) -> Key:
    """The key that a line such as those of `authorized_keys` or `id_ed25519.pub` holds.

    Raises:
        Refused: it holds none that is taken.
    """
    kind, _space, rest = line.strip().partition(" ")
    public = rest.split(" ")[0]
    if kind not in KINDS:
        raise Refused(
            _("Keys of this kind are not taken: {kind}.").format(kind=clean_line(kind[:40]) or "?"),
            _("ssh-keygen -t ed25519 makes one that is."),
        )
    try:
        blob = base64.b64decode(public, validate=True)
        named = blob[4 : 4 + int.from_bytes(blob[:4], "big")].decode("ascii")
    except (binascii.Error, ValueError) as error:
        raise Refused(_("This is no whole key."), _("Take the line of a file such as id_ed25519.pub.")) from error
    if named != kind or (kind == "ssh-rsa" and _rsa_bits(blob) < LEAST_RSA):
        raise Refused(_("This key is too weak, or not what it says it is."), _("ssh-keygen -t ed25519 makes one."))
    return Key(kind, public)


def _rsa_bits(blob: bytes) -> int:
    """How long the modulus is (RFC 4253, section 6.6)."""
    at = 0
    numbers = []
    while at + 4 <= len(blob):
        size = int.from_bytes(blob[at : at + 4], "big")
        numbers.append(blob[at + 4 : at + 4 + size])
        at += 4 + size
    return int.from_bytes(numbers[2], "big").bit_length() if len(numbers) == 3 else 0


class Keys:
    """The keys of one door. Its methods read and write files.

    Args:
        folder: of the door.
    """

    def __init__(self, folder: str) -> None:
        self._kept = Kept(folder, FILE)

    def all(self) -> list[Key]:
        """Every key, in the order in which they were let in."""
        found = []
        for one in self._kept.read():
            told = [one.get(name, "") for name in Key._fields]
            if all(isinstance(word, str) for word in told) and told[2]:
                found.append(Key(*told))
        return found

    def of(self, person: str) -> list[Key]:
        """The keys of somebody."""
        return [key for key in self.all() if key.person == person]

    def known(self, key: Key) -> Key | None:
        """The same key with whose it is; None where nobody knows it."""
        return next((one for one in self.all() if one.public == key.public), None)

    def let_in(self, key: Key, person: str, called: str, now: datetime) -> Key:
        """From now on this key is that of `person`, who is called so.

        Raises:
            Refused: it is somebody else's already.
            NotWritten: the disk said no.
        """
        since = now.isoformat(timespec="seconds")
        added = key._replace(person=person, since=since, name=key.name[:LONGEST_NAME], called=called[:LONGEST_NAME])
        with self._kept.changed() as values:
            known = next((one for one in values if one.get("public") == key.public), None)
            if known and known.get("person") != person:
                raise Refused(
                    _("This key is somebody else's already."),
                    _("Come with another: ssh -i FILE takes the one you name."),
                )
            if not known:
                values.append(added._asdict())
        return added

    def call(self, person: str, ends: str, name: str) -> Key:
        """Give a key of somebody a name; NotFound where they have none that ends so."""
        found = self._found(person, ends)
        with self._kept.changed() as values:
            for one in values:
                if one.get("public") == found.public:
                    one["name"] = name[:LONGEST_NAME]
        return found._replace(name=name[:LONGEST_NAME])

    def drop(self, person: str, ends: str) -> Key:
        """Take a key of somebody away: it opens nothing from now on; NotFound where they have none that ends so."""
        found = self._found(person, ends)
        with self._kept.changed() as values:
            values[:] = [one for one in values if one.get("public") != found.public]
        return found

    def _found(self, person: str, ends: str) -> Key:
        found = [key for key in self.of(person) if ends and key.print.endswith(ends)]
        if len(found) != 1:
            raise NotFound(
                _("No key ends in {ends}.").format(ends=clean_line(ends[:60])),
                Hint("keys", person),
            )
        return found[0]
