"""Where the page stands: at which address it listens, by what names browsers may ask for it, whether that is safe.

Nothing of what people say goes over a wire that others can read: beyond this computer it is TLS, or it is not opened.
"""

import ssl
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urlsplit

from cocreate.locale import _
from cocreate.model.errors import Refused
from cocreate.sittings.addresses import Address


class Site(NamedTuple):
    """One page, as it was asked for.

    Args:
        address: where it listens.
        at: what people type, such as `https://garden.example.org`; empty where that is the address.
        certificate: the file of its own certificate; empty where it has none.
        key: the file of the key of that; empty where the certificate's file holds it.
        proxy: the address of what stands before it and speaks TLS; empty where nothing is named.
    """

    address: Address
    at: str = ""
    certificate: str = ""
    key: str = ""
    proxy: str = ""

    @property
    def origin(self) -> str:
        """What people type, without anything after it."""
        scheme = "https" if self.certificate else "http"
        return self.at or f"{scheme}://{self.address.told}"

    @property
    def is_secure(self) -> bool:
        """Whether what goes to browsers is encrypted."""
        return self.origin.startswith("https:")

    @property
    def origins(self) -> frozenset[str]:
        """All origins (RFC 6454) that are this page."""
        if self.at or not self.address.is_loopback:
            return frozenset([self.origin])
        scheme, port = urlsplit(self.origin).scheme, self.address.port
        return frozenset(f"{scheme}://{host}:{port}" for host in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def hosts(self) -> frozenset[str]:
        """What may stand in the header `Host`."""
        return frozenset(urlsplit(one).netloc for one in self.origins)

    @property
    def cookie(self) -> str:
        """The name of the cookie; two doors on one computer have one each (RFC 6265bis, section 4.1.3.2)."""
        return "__Host-cocreate" if self.is_secure else f"cocreate-{self.address.port}"

    def takes(self, peer: str) -> bool:
        """Whether a connection from this address is taken: where a proxy is named, only from there."""
        try:
            return not self.proxy or ip_address(peer.partition("%")[0]) == ip_address(self.proxy)
        except ValueError:
            return False

    def tls(self) -> ssl.SSLContext | None:
        """What encrypts, with its certificate; None where it has none of its own.

        Raises:
            Refused: the certificate cannot be read.
        """
        if not self.certificate:
            return None
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        try:
            context.load_cert_chain(self.certificate, self.key or None, password=lambda: "")
        except (OSError, ValueError) as error:
            raise Refused(
                _("The certificate cannot be read."),
                _("Name a file that holds it, and its key: --certificate FILE --certificate-key FILE"),
            ) from error
        return context


def checked(site: Site) -> Site:
    """The same, as it may be opened.

    Raises:
        Refused: what goes to browsers could be read on the way, or what was said does not fit together.
    """
    if site.at:
        site = site._replace(at=_origin_in(site.at))
    if site.proxy:
        _check_proxy(site.proxy)
    if site.certificate and not site.is_secure:
        raise Refused(
            _("A page with a certificate is at https://."), _("Say it like: --page-at https://garden.example.org")
        )
    is_here = site.address.is_loopback
    if is_here and (site.is_secure or not site.at or Address(urlsplit(site.at).hostname or "", 0).is_loopback):
        return site
    if not site.is_secure or not (site.certificate or site.proxy):
        raise Refused(
            _("Others could read on the way what people say: beyond this computer the page needs TLS."),
            _("Name a certificate (--certificate FILE), or what stands before it and has one (--proxy ADDRESS)."),
        )
    if not site.at:
        raise Refused(
            _("Say at which address people reach the page."), _("Say it like: --page-at https://garden.example.org")
        )
    return site


def _origin_in(text: str) -> str:
    """The origin that an address means, such as `https://garden.example.org`."""
    try:
        told = urlsplit(text.strip().lower())
        host, port = told.hostname or "", told.port
    except ValueError:
        host, port = "", None
        told = urlsplit("")
    plain = host.replace("-", "").replace(".", "").replace(":", "")
    if (
        told.scheme not in {"http", "https"}
        or not (plain.isalnum() and plain.isascii())
        or (told.path.strip("/") or told.query or told.fragment or told.username)
    ):
        raise Refused(
            _("{address} is no address of a page.").format(address=text[:80]),
            _("Say it like: --page-at https://garden.example.org"),
        )
    host = f"[{host}]" if ":" in host else host
    is_usual = port in {None, 443 if told.scheme == "https" else 80}
    return f"{told.scheme}://{host}" if is_usual else f"{told.scheme}://{host}:{port}"


def _check_proxy(text: str) -> None:
    try:
        ip_address(text)
    except ValueError as error:
        raise Refused(
            _("{address} is no address.").format(address=text[:80]),
            _("Name the one from which it asks, such as: --proxy 10.0.0.2"),
        ) from error
