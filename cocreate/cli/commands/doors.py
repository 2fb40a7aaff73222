"""`cocreate door`, `invite` and `keys`: letting people in who have no copy of their own."""

import socket
from importlib.util import find_spec

from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand, number
from cocreate.cli.commands.sitting_down import forced_line
from cocreate.cli.output import printing
from cocreate.locale import _
from cocreate.model.errors import NotFound, Refused
from cocreate.model.text import clean_name, slug
from cocreate.sittings.addresses import LOOPBACK, PAGE_PORT, PORT, Address, address_in, link, where_open, where_page
from cocreate.sittings.doors import door_folder
from cocreate.sittings.identity import Unknown
from cocreate.sittings.invitations import DAYS, Invitations, person_called
from cocreate.sittings.keys import Key, Keys
from cocreate.sittings.table import local_time

NEEDED = ("asyncssh", "aiohttp")


def commands() -> tuple[ShellCommand, ...]:
    """`door`, `invite` and `keys`."""
    return (
        ShellCommand(
            "door",
            _("Let people in who have a terminal, or a browser, and nothing else."),
            "cocreate door --listen 0.0.0.0:2222",
            _declare_door,
            _door,
        ),
        ShellCommand(
            "invite",
            _("Make a code with which somebody comes in for the first time."),
            'cocreate invite "Ada Trenkel"',
            _declare_invite,
            _invite,
        ),
        ShellCommand(
            "keys",
            _("Show which keys come in through the door; name one, or drop it."),
            "cocreate keys ada-trenkel --drop Xk3PqA",
            _declare_keys,
            _keys,
        ),
    )


def _declare_door(parser: Parser) -> None:
    parser.add_argument(
        "--listen",
        metavar="ADDRESS:PORT",
        default=f"{LOOPBACK}:{PORT}",
        help=_("where people come in by ssh; only from this computer, unless you say otherwise"),
    )
    parser.add_argument("--page", metavar="ADDRESS:PORT", help=_("where they come in by browser; without it, nowhere"))
    parser.add_argument("--page-at", metavar="URL", default="", help=_("what they type, such as https://example.org"))
    parser.add_argument("--certificate", metavar="FILE", default="", help=_("the certificate of the page"))
    parser.add_argument("--certificate-key", metavar="FILE", default="", help=_("the key of that certificate"))
    parser.add_argument("--proxy", metavar="ADDRESS", default="", help=_("what stands before the page and speaks TLS"))


def _door(call: Call) -> int:
    missing = [name for name in NEEDED if find_spec(name) is None]
    if missing:
        raise Refused(
            _("A door needs {packages}, which is not installed.").format(packages=", ".join(missing)),
            _("Install it beside this program: {command}").format(command=f"pipx inject cocreate {' '.join(missing)}"),
        )
    said = call.options
    address = address_in(said.listen)
    root = call.root
    from cocreate.door.opening import open_door  # deferred: only a door needs servers

    page = address_in(said.page, PAGE_PORT) if said.page is not None else None
    if page is None and (said.page_at or said.certificate or said.certificate_key or said.proxy):
        raise Refused(_("A door has a page where you say so."), _("Say where as well: --page 127.0.0.1:8022"))
    page_said = (said.page_at, said.certificate, said.certificate_key, said.proxy)
    return open_door(root, address, printing.talk, page, *page_said)


def _declare_invite(parser: Parser) -> None:
    parser.add_argument("name", metavar="NAME", help=_("who is to come, as you would write their name"))
    parser.add_argument("--days", metavar="N", type=number, default=DAYS, help=_("how long the code holds"))
    parser.add_argument("--sshd", metavar="KEY", help=_("print what lets this key in through a running sshd instead"))
    parser.add_argument("--at", metavar="HOST", default="", help=_("what this computer is called where they are"))


def _invite(call: Call) -> None:
    folder, name = door_folder(call.root), call.options.name.strip()
    _check_invited(name, call.options.days)
    now, invitations = local_time(), Invitations(folder)
    taken = {key.person for key in Keys(folder).all()}
    person, is_known = person_called(call.people, name, taken, invitations.all(now))
    if call.options.sshd:
        if not is_known and not slug(name):  # the next one would be the same person: nothing is kept of a line
            raise Refused(
                _("{name} has no short name of a-z yet,").format(name=name),
                _('so write their card first: cocreate person SHORT-NAME --name "{name}"').format(name=name),
            )
        printing.show([forced_line(call.root, person, call.options.sshd)])
        printing.talk(_("Put this line into authorized_keys of the account that they come in by."))
        return
    code = invitations.invite(name, person, now, call.options.days)
    opened = where_open(folder)
    host = call.options.at or socket.gethostname()
    address = opened or Address("0.0.0.0", PORT)  # noqa: S104 - nothing listens by it
    if call.options.at:
        address = Address(call.options.at, address.port)
    line = address.line(host, code)
    page = link(where_page(folder), code)
    if call.wants_json:
        told = {"name": name, "person": person, "is_known": is_known, "code": code, "line": line, "page": page}
        printing.show_json(told)
        return
    if opened is None:
        printing.talk(
            _("No door is open here: until one is, these words let nobody in."),
            _("Open it for others in another terminal: cocreate door --listen 0.0.0.0:{port}").format(port=PORT),
        )
    printing.show([line, *[page] * bool(page)])
    if is_known:
        printing.talk(_("{name} is known here: this brings them in with one more key.").format(name=clean_name(name)))
    send = _("Send this line to {name}. It holds once, for {days} days.")
    if page:
        send = _("Send one of these lines to {name}: for a terminal, or a browser. They hold once, for {days} days.")
    printing.talk(send.format(name=clean_name(name), days=call.options.days))
    if opened and opened.is_loopback and not call.options.at and not page.startswith("https:"):
        printing.talk(_("The door is open for this computer only; for others, open it with --listen."))


def _check_invited(name: str, days: int) -> None:
    if not name:
        raise Refused(_("Say who is to come."), 'cocreate invite "Ada Trenkel"')
    if not 1 <= days <= 366:
        raise Refused(_("A code holds for 1 to 366 days."), 'cocreate invite "Ada Trenkel" --days 14')


def _declare_keys(parser: Parser) -> None:
    parser.add_argument("person", nargs="?", default="", metavar="PERSON", help=_("whose; without it, everybody's"))
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--drop", metavar="END", help=_("take the key away that ends so"))
    change.add_argument("--name", metavar="END=NAME", help=_("call the key that ends so by a name"))


def _keys(call: Call) -> None:
    keys = Keys(door_folder(call.root))
    person = _person(call, keys)
    if (call.options.drop or call.options.name) and not person:
        raise Refused(_("Say whose key it is."), "cocreate keys PERSON --drop END")
    if call.options.drop:
        shown = [keys.drop(person, call.options.drop)]
        printing.talk(_("It opens nothing any more."))
    elif call.options.name:
        ends, _equals, name = call.options.name.partition("=")
        shown = [keys.call(person, ends, name)]
    else:
        shown = keys.of(person) if person else keys.all()
    if call.wants_json:
        printing.show_json([{**key._asdict(), "ends": key.ends} for key in shown])
        return
    printing.show([_line(call, key) for key in shown])
    if not shown:
        printing.talk(_("Nobody comes in by a key yet."))


def _person(call: Call, keys: Keys) -> str:
    named = call.options.person
    if not named or any(key.person == named for key in keys.all()):
        return str(named)
    try:
        return call.person(named)
    except Unknown as unknown:  # whoever is new has no keys
        raise NotFound(unknown.message, _("Whose keys there are: cocreate keys")) from unknown


def _line(call: Call, key: Key) -> printing.Line:
    name = f"  {key.name}" if key.name else ""
    return (f"{key.ends}  ", printing.Bold(call.people.name_of(key.person)), f"  {key.kind}  {key.since[:10]}{name}")
