"""Small parts of the page, by themselves: tokens, paces, languages, stays, and how texts and trees are set."""

import re
import threading
from asyncio import Event, create_task, sleep
from datetime import timedelta
from weakref import ref

import pytest

from cocreate.door.page import html, making, tokens
from cocreate.door.page.allowance import EACH, Allowances
from cocreate.door.page.html import Html
from cocreate.door.page.languages import language_asked
from cocreate.door.page.markdown import set_body
from cocreate.door.page.painting import Painter
from cocreate.door.page.passes import key_for
from cocreate.door.page.stays import IDLE, Stays
from cocreate.model.errors import Refused
from cocreate.pages.lineage import lineage_page
from cocreate.sittings.here import here_now
from cocreate.sittings.visit import SOON
from tests.conftest import collected
from tests.tui.driver import NOW


def test_a_token_is_for_one_browser_and_some_hours() -> None:
    now = [1000.0]
    made = tokens.Tokens(lambda: now[0])
    token = made.make("ana")
    assert made.fits(token, "ana")
    assert not made.fits(token, "mavi")
    assert not tokens.Tokens(lambda: now[0]).fits(token, "ana")
    now[0] += tokens.HOLDS
    assert not made.fits(token, "ana")


async def test_what_is_sent_twice_at_once_is_done_once_and_what_failed_can_be_sent_again() -> None:
    made, begun, going_on = tokens.Tokens(), Event(), Event()
    done: list[str] = []

    async def give() -> str:
        begun.set()
        await going_on.wait()
        done.append("x")
        return f"/on/{len(done)}"

    async def refuse() -> str:
        raise Refused("No.")

    with pytest.raises(Refused):
        await made.once("t", refuse)
    first, second = create_task(made.once("t", give)), create_task(made.once("t", give))
    await begun.wait()
    going_on.set()
    assert (await first, await second, await made.once("t", give)) == ("/on/1", "/on/1", "/on/1")
    assert done == ["x"]


async def test_where_too_many_pages_wait_whoever_asks_comes_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "WAITING", 2)
    make, going_on = making.Making(), threading.Event()
    waiting = [create_task(make(going_on.wait)) for _each in range(2)]
    await sleep(0)
    with pytest.raises(making.TooMany):
        await make(str)
    going_on.set()
    assert [await one for one in waiting] == [True, True]
    assert await make(str) == ""
    make.close()


def test_a_browser_goes_on_as_fast_as_people_read_and_is_in_nobodys_way() -> None:
    now = [0.0]
    paces = Allowances(lambda: now[0])
    pace, most = EACH
    assert [paces.wait("ana") for _each in range(int(most))] == [0] * int(most)
    assert paces.wait("ana") == 1
    assert paces.wait("mavi") == 0
    now[0] += 2 / pace
    assert [paces.wait("ana") for _each in range(3)] == [0, 0, 1]


@pytest.mark.parametrize(
    "asked", ["", "de-DE;q=x", "*", "../../x", "xx,yy;q=0.5", "en-GB,en;q=0.9", ",,,;;;", "a" * 9000, "en;q=0"]
)
def test_where_there_are_no_words_in_a_language_it_is_english(asked: str) -> None:
    assert language_asked(asked) == "en"


def test_whoever_asks_for_nothing_is_not_here_any_more_and_finds_what_was_new_when_they_come_back(
    teambase: str,
) -> None:
    stays, key = Stays(teambase), key_for("x")._replace(person="ana")
    stay, is_new = stays.of(key, NOW)
    assert is_new
    assert stays.of(key, NOW) == (stay, False)
    stays.is_at(stay, "on/8tp8qnsvq5", "8tp8qnsvq5")
    assert [(one.people, one.place.item) for one in here_now(teambase)] == [(("ana",), "8tp8qnsvq5")]
    assert stays.idle(NOW + IDLE, lambda _key: True) == []
    later = NOW + IDLE + timedelta(seconds=1)
    assert stays.idle(later, lambda _key: True) == [stay]
    assert here_now(teambase) == []
    again, is_new = stays.of(key, later)
    assert is_new
    assert again.visit is stay.visit


def test_a_visit_is_forgotten_once_it_is_over(teambase: str) -> None:
    stays, key = Stays(teambase), key_for("x")._replace(person="ana")
    first, _is_new = stays.of(key, NOW)
    left = NOW + IDLE + timedelta(seconds=1)
    stays.idle(left, lambda _key: True)
    visit = ref(first.visit)
    del first
    stays.idle(left + SOON, lambda _key: True)
    assert visit()
    stays.idle(left + SOON + timedelta(seconds=1), lambda _key: True)
    assert visit() is None


AWAY = 'rel="noreferrer nofollow"'


def set_(body: str, above: int = 1) -> str:
    return set_body(body, above, html.line, lambda name: "/on/x" if name == "x" * 10 else "")


def test_headings_of_a_text_stand_under_the_one_above_it_and_leave_none_out() -> None:
    ranks = re.findall(r"<h(\d)", set_("### a\n\n# b\n\n###### c\n\n## d", above=2))
    assert ranks == ["3", "3", "4", "4"]


@pytest.mark.parametrize(
    ("body", "set_as"),
    [
        ("*a* **b** ~~c~~ `d`", "<p><em>a</em> <strong>b</strong> <s>c</s> <code>d</code></p>"),
        ("- [ ] a\n- [x] b", "<ul><li>☐ a </li><li>☑ b </li></ul>"),
        ("3. a\n4. b", '<ol start="3"><li>a </li><li>b </li></ol>'),
        ("a\nb", "<p>a<br>b</p>"),
        ("```\n<b>\n```", "<pre><code>&lt;b&gt;</code></pre>"),
        ("[a](xxxxxxxxxx)", '<p><a href="/on/x">a</a></p>'),
        (
            "|a|\n|-|\n|b|",
            '<table><thead><tr><th scope="col">a</th></tr></thead><tbody><tr><td>b</td></tr></tbody></table>',
        ),
        ("[a](http://x.org/y)", f'<p><a href="http://x.org/y" {AWAY}>a</a><span class="quiet"> (x.org)</span></p>'),
        ("[a](javascript:x)", "<p>[a](javascript:x)</p>"),
        ("[a](//evil.example)", '<p>a<span class="quiet"> (//evil.example)</span></p>'),
        ("<b>a</b>", "<p>&lt;b&gt;a&lt;/b&gt;</p>"),
    ],
)
def test_a_text_is_set_as_html_of_few_kinds(body: str, set_as: str) -> None:
    assert set_(body) == set_as


def test_a_text_that_takes_too_long_is_shown_as_it_is_written() -> None:
    assert "Shown as written" in set_("> " * 500 + "x")
    assert "Shown as written" in set_("a" * 300_000)


def test_a_tree_is_lists_within_lists(teambase: str) -> None:
    here = collected(teambase)
    painted = Painter(here).paint(lineage_page(here))
    assert painted.count("<ul") == painted.count("</ul>") > 4
    assert painted.count("<li>") == painted.count("</li>")
    assert "├" not in painted


def test_only_what_is_made_here_is_let_through_as_it_is() -> None:
    assert html.tag("p", "<b>", html.tag("i", "&"), title='"><b>') == (
        '<p title="&quot;&gt;&lt;b&gt;">&lt;b&gt;<i>&amp;</i></p>'
    )
    assert isinstance(html.join(("a", "b")), Html)
    assert html.area("\nx") == "<textarea>\n\nx</textarea>"
