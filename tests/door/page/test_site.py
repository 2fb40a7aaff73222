"""Where the page may stand: on this computer alone, or behind TLS; else it is not opened."""

import json
import ssl
from asyncio import to_thread
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from cocreate.cli.program import main
from cocreate.door.opening import open_door
from cocreate.door.page.site import Site, checked
from cocreate.model.errors import Refused
from cocreate.sittings.addresses import LOOPBACK, Address, note_open, where_open, where_page
from cocreate.sittings.doors import door_folder
from tests.door.page.browsers import Browser, open_page

HERE, ANYWHERE = Address(LOOPBACK, 8022), Address("0.0.0.0", 8022)  # noqa: S104 - nothing listens by it
GARDEN = "https://garden.example.org"


def certificate(folder: Path) -> tuple[str, str]:
    """The files of a certificate for the garden, signed by itself, and of its key."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "garden")])
    now = datetime.now(UTC)
    made = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(1))
    made = made.add_extension(x509.SubjectAlternativeName([x509.DNSName("garden.example.org")]), critical=False)
    encoding = serialization.Encoding.PEM
    paths = folder / "garden.crt", folder / "garden.key"
    paths[0].write_bytes(made.sign(key, hashes.SHA256()).public_bytes(encoding))
    plain = serialization.NoEncryption()
    paths[1].write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    return str(paths[0]), str(paths[1])


@pytest.mark.parametrize(
    "site",
    [
        Site(ANYWHERE),
        Site(ANYWHERE, at="http://garden.example.org"),
        Site(ANYWHERE, at=GARDEN),
        Site(ANYWHERE, certificate="x.crt"),
        Site(ANYWHERE, proxy="10.0.0.2"),
        Site(ANYWHERE, at="http://garden.example.org", proxy="10.0.0.2"),
        Site(ANYWHERE, at="http://garden.example.org", certificate="x.crt"),
        Site(ANYWHERE, at=GARDEN, proxy="garden"),
        Site(HERE, at="http://garden.example.org"),
        Site(HERE, at="ftp://garden.example.org"),
        Site(HERE, at="https://garden.example.org/path"),
        Site(HERE, at="https://a b"),
        Site(HERE, at="https://garden.example.org:x"),
        Site(HERE, at="garden.example.org"),
    ],
)
def test_what_others_could_read_on_the_way_or_does_not_fit_is_not_opened(site: Site) -> None:
    with pytest.raises(Refused):
        checked(site)


def test_a_door_whose_page_others_could_read_is_not_opened_at_all(teambase: str) -> None:
    told: list[str] = []
    with pytest.raises(Refused, match="beyond this computer the page needs TLS"):
        open_door(teambase, Address(LOOPBACK, 0), told.append, ANYWHERE)
    assert told == []


def test_on_this_computer_or_behind_tls_it_is() -> None:
    assert checked(Site(HERE)).origins == {"http://127.0.0.1:8022", "http://localhost:8022", "http://[::1]:8022"}
    assert checked(Site(HERE, at=f"{GARDEN}:443/")).origins == {GARDEN}
    assert checked(Site(ANYWHERE, at=GARDEN, proxy="10.0.0.2")).hosts == {"garden.example.org"}
    assert checked(Site(ANYWHERE, at=f"{GARDEN}:8443", certificate="x")).hosts == {"garden.example.org:8443"}


def test_where_a_proxy_is_named_nobody_else_is_heard() -> None:
    site = Site(ANYWHERE, at=GARDEN, proxy="10.0.0.2")
    assert site.takes("10.0.0.2")
    assert not any(site.takes(peer) for peer in ("10.0.0.3", "127.0.0.1", "", "x"))
    assert Site(HERE).takes("127.0.0.1")


async def test_with_its_own_certificate_the_cookie_never_goes_over_an_open_wire(teambase: str, tmp_path: Path) -> None:
    crt, key = await to_thread(certificate, tmp_path)
    trusting = ssl.create_default_context(cafile=crt)
    async with open_page(teambase, at=GARDEN, certificate=crt, key=key) as page:
        noor = Browser(page.port, tls=trusting, host="garden.example.org")
        door = await noor.get(f"/come/{page.invited('Noor Haddad')}")
        assert "max-age=31536000" in door.header("strict-transport-security")
        answer = await noor.post("/come", door.form("/come"))
        assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(answer.header("set-cookie").split("; "))
        assert list(noor.cookies) == ["__Host-cocreate"]
        assert (await noor.get("/")).status == 200
        open_wire = Browser(page.port, host="garden.example.org")
        assert (await open_wire.raw(b"GET / HTTP/1.1\r\nHost: garden.example.org\r\n\r\n")).status in {0, 400}


async def test_what_is_no_certificate_is_said_and_nothing_of_the_computer_with_it(
    teambase: str, tmp_path: Path
) -> None:
    with pytest.raises(Refused, match="The certificate cannot be read"):
        async with open_page(teambase, at=GARDEN, certificate=str(tmp_path / "none.crt")):
            pass


def test_an_invitation_has_a_line_for_the_browser_where_the_door_has_a_page(
    teambase: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = door_folder(teambase)
    note_open(folder, Address(LOOPBACK, 2222), GARDEN)
    assert (where_open(folder), where_page(folder)) == (Address(LOOPBACK, 2222), GARDEN)
    assert main(["--workspace", teambase, "invite", "Noor Haddad"]) == 0
    told = capsys.readouterr()
    ssh, browser = told.out.splitlines()
    code = ssh.removeprefix("ssh -p 2222 ").removesuffix("@127.0.0.1")
    assert browser == f"{GARDEN}/come/{code}"
    assert "for a terminal, or a browser" in told.err
    main(["--workspace", teambase, "invite", "Noor Haddad", "--json"])
    assert json.loads(capsys.readouterr().out)["page"].startswith(f"{GARDEN}/come/")
    note_open(folder, Address(LOOPBACK, 2222))
    main(["--workspace", teambase, "invite", "Noor Haddad"])
    assert len(capsys.readouterr().out.splitlines()) == 1
