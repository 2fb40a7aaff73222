"""What is sent back: pages, ways on, and what goes with each so that a browser does nothing else with it."""

from collections.abc import Mapping
from typing import Final

from aiohttp import web

from cocreate.door.page.site import Site

POLICY: Final = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""What a page may load and where its forms go (Content Security Policy 3): no script, nothing from elsewhere."""

YEAR: Final = 365 * 24 * 3600

_ALWAYS: Final = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Server": "cocreate",
}


def page(body: bytes, site: Site, status: int = 200) -> web.Response:
    """A page, which no browser keeps."""
    return _response(body, "text/html", site, status, {"Cache-Control": "no-store"})


def words(text: str, site: Site, status: int) -> web.Response:
    """A sentence alone, for what is no browser of ours, or asks for something that no page asks for."""
    return _response(f"{text}\n".encode(), "text/plain", site, status, {"Cache-Control": "no-store"})


def file(body: bytes, kind: str, site: Site) -> web.Response:
    """A file that is the same for everybody."""
    return _response(body, kind, site, 200, {"Cache-Control": "max-age=3600"})


def way_on(place: str, site: Site) -> web.Response:
    """A way on, after something was given (RFC 9110, section 15.4.4): what is loaded again there is read, not given."""
    answer = _response(b"", "text/plain", site, 303, {"Cache-Control": "no-store"})
    answer.headers["Location"] = place
    return answer


def remember(answer: web.Response, secret: str, site: Site) -> web.Response:
    """Let the browser keep a secret: for no script, for no other site, over no open wire (RFC 6265bis)."""
    answer.set_cookie(
        site.cookie, secret, path="/", max_age=YEAR, httponly=True, samesite="Strict", secure=site.is_secure or None
    )
    return answer


def forget(answer: web.Response, site: Site) -> web.Response:
    """Let the browser forget it."""
    answer.del_cookie(site.cookie, path="/", httponly=True, samesite="Strict", secure=site.is_secure or None)
    return answer


def _response(body: bytes, kind: str, site: Site, status: int, more: Mapping[str, str]) -> web.Response:
    charset = None if kind.startswith("image/") else "utf-8"
    answer = web.Response(body=body, status=status, content_type=kind, charset=charset, headers={**_ALWAYS, **more})
    if site.is_secure:
        answer.headers["Strict-Transport-Security"] = f"max-age={YEAR}"
    return answer
