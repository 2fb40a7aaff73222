"""Giving at the page: an idea, what builds on it, answers, stances; seen at once by those who sit at the table."""

from cocreate.acts.contribute import contribute
from cocreate.door.page.giving import helped
from tests.conftest import collected, make_voice
from tests.door.page.browsers import open_page
from tests.door.visitors import eventually

CUP_LIBRARY = "8tp8qnsvq5"


def titled(root: str, title: str) -> str:
    """The id of the idea of this title."""
    return next(one.id for one in collected(root).ideas.values() if one.title == title)


async def test_an_idea_is_kept_as_whose_browser_it_is_and_painted_where_others_sit(teambase: str) -> None:
    async with open_page(teambase) as page, page.door.visit(page.door.key_of("erkan")) as erkan:
        await erkan.sees("Milk foam school")
        mavi = page.known("mavi")
        home = await mavi.get("/")
        answer = await mavi.send(home, "/idea", title="A bell at the door #brass", text="For the *early* ones.")
        answer.says("Kept: A bell at the door #brass.", "Take it back", "For the early ones.", "Mavi Lindqvist")
        await erkan.sees("A bell at the door")
        idea = collected(teambase).ideas[titled(teambase, "A bell at the door #brass")]
        assert (idea.by, idea.themes, idea.project) == (("mavi",), ("brass",), "")


async def test_an_idea_for_a_project_is_discussed_there(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana, project = page.known("ana"), collected(teambase).projects["mba0rszf7e"]
        assert f'href="/idea?project={project.id}"' in (await ana.get(f"/on/{project.id}")).body
        form = await ana.get(f"/idea?project={project.id}")
        assert form.form("/idea")["project"] == project.id
        await ana.send(form, "/idea", title="A slower pump")
        assert collected(teambase).ideas[titled(teambase, "A slower pump")].project == project.id


async def test_what_is_given_at_the_table_is_there_the_next_time_a_page_is_read(teambase: str) -> None:
    async with open_page(teambase) as page, page.door.visit(page.door.key_of("erkan")) as erkan:
        await erkan.sees("Milk foam school")
        mavi = page.known("mavi")
        await mavi.get("/ideas")
        erkan.presses("i")
        await erkan.sees("What could be?")
        erkan.types("A shelf by the window\r")
        await erkan.sees("Kept: A shelf by the window")
        (await mavi.get("/ideas")).says("A shelf by the window", "Erkan Yıldırım")


async def test_one_builds_on_an_idea_asks_answers_agrees_and_is_in(teambase: str) -> None:
    voice = make_voice("erkan")
    proposal = contribute(teambase, voice, collected(teambase), CUP_LIBRARY, "proposal", "Twelve more cups.")
    async with open_page(teambase) as page:
        tomasz, place = page.known("tomek"), f"/on/{CUP_LIBRARY}"
        idea = await tomasz.get(place)
        answer = await tomasz.send(idea, place, kind="addition", text="And saucers.")
        answer.says("Given. It stands here now.", "And saucers.")
        assert tomasz.at.startswith(f"{place}#")
        await tomasz.send(idea, f"{place}/join")
        question = await tomasz.send(await tomasz.get(place), place, kind="question", text="Who washes them?")
        question.says("Who washes them?", "a question without an answer")
        asked = next(one for one in collected(teambase).contributions.values() if one.body == "Who washes them?")
        await tomasz.send(await tomasz.get(f"/on/{asked.id}"), f"/on/{asked.id}", text="I do.")
        given = next(one for one in collected(teambase).contributions.values() if one.body == "I do.")
        assert (given.kind, given.on) == ("answer", asked.id)
        await tomasz.send(await tomasz.get(f"/on/{given.id}"), f"/on/{given.id}/helped")
        await tomasz.send(await tomasz.get(f"/on/{proposal.id}"), f"/on/{proposal.id}", kind="agree")
        here = collected(teambase)
        assert here.contributions[given.id].listed("helpful") == ("tomek",)
        assert [one.text("stance") for one in here.replies(proposal.id)] == ["agree"]
        assert "tomek" in here.ideas[CUP_LIBRARY].joined


async def test_one_says_something_to_everybody_and_thanks_a_person(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        (await ana.send(await ana.get("/on/workspace"), "/on/workspace", text="Hello all.")).says("Hello all.")
        await ana.send(await ana.get("/on/mavi"), "/on/mavi", text="For the glaze.")
        thanks = next(one for one in collected(teambase).contributions.values() if one.body == "For the glaze.")
        assert (thanks.kind, thanks.listed("to"), thanks.on) == ("thanks", ("mavi",), "workspace")


async def test_what_was_given_is_taken_back_by_whoever_gave_it_and_nobody_else(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana, mavi = page.known("ana"), page.known("mavi")
        kept = await ana.send(await ana.get("/"), "/idea", title="Not this one")
        act = kept.form("/undo")["act"]
        hers = await mavi.send(await mavi.get("/"), "/idea", title="Mine")
        (await mavi.send(hers, "/undo", act=act)).says("That is taken back already, or was too long ago.")
        assert titled(teambase, "Not this one")
        (await ana.send(kept, "/undo")).says("Taken back:", "Not this one")
        assert "Not this one" not in [one.title for one in collected(teambase).ideas.values()]


async def test_a_form_that_is_sent_twice_gives_one_thing(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        home = await ana.get("/")
        for _each in range(3):
            (await ana.send(home, "/idea", title="Once is enough")).says("Once is enough")
        assert [one.title for one in collected(teambase).ideas.values()].count("Once is enough") == 1


async def test_what_cannot_be_given_says_why_and_keeps_the_words(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        place = f"/on/{CUP_LIBRARY}"
        answer = await ana.send(await ana.get(place), place, kind="stance", text="My <b>words</b> & more")
        assert answer.status == 422
        assert "<title>Not done: Cup library" in answer.body
        answer.says("That cannot be given here.", "My <b>words</b> & more")
        answer = await ana.send(await ana.get("/idea"), "/idea", title="   ", text="A long thought")
        answer.says("An idea needs a few words.", "A long thought")


async def test_a_form_from_before_the_door_was_opened_again_keeps_its_words(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        home = await ana.get("/")
        page.door.house.table.clock = page.door.house.table.clock
        forged = home.form("/idea") | {"token": "0" * 32 + ".1." + "0" * 64, "title": "Still mine"}
        answer = await ana.post("/idea", forged)
        assert answer.status == 403
        answer.says("Nothing was done; your words are still here.")
        assert answer.form("/idea")["title"] == "Still mine"
        (await ana.send(answer, "/idea")).says("Kept: Still mine.")


async def test_a_card_is_changed_and_a_comma_in_it_stays(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        card = await ana.get("/card")
        await ana.send(card, "/card", address="Ana, please", brings='"glue, slowly", paper')
        here = collected(teambase).people["ana"]
        assert (here.text("address"), here.listed("brings")) == ("Ana, please", ("glue, slowly", "paper"))
        again = (await ana.get("/card")).form("/card")
        assert again["brings"] == '"glue, slowly", paper'
        await ana.send(await ana.get("/card"), "/card", brings="")
        assert collected(teambase).people["ana"].listed("brings") == ()


async def test_who_reads_by_browser_is_seen_by_the_others_and_sees_them(teambase: str) -> None:
    async with open_page(teambase) as page, page.door.visit(page.door.key_of("erkan")) as erkan:
        await erkan.sees("Milk foam school")
        ana, tomek = page.known("ana"), page.known("tomek")
        await ana.get(f"/on/{CUP_LIBRARY}")
        await erkan.sees("Ana Beltrán, on Cup library")
        home = await tomek.get("/")
        home.says("Here now", "Ana Beltrán, on Cup library", "Erkan Yıldırım, on Home")


async def test_who_is_here_by_browser_is_told_and_is_not_any_more_after_leaving(teambase: str) -> None:
    async with open_page(teambase) as page:
        ana = page.known("ana")
        home = await ana.get("/")
        assert page.door.told == ["Ana Beltrán is here, by browser."]
        (await ana.send(home, "/leave")).says("The door to Teambase")
        await eventually(lambda: page.door.told[-1] == "Ana Beltrán left.")
        assert ana.cookies == {}
        assert page.door.house.keys.all() == []


async def test_of_two_whom_an_answer_helped_at_once_both_stand_there(teambase: str) -> None:
    here = collected(teambase)
    question = contribute(teambase, make_voice("mavi"), here, CUP_LIBRARY, "question", "Who washes them?")
    answer = contribute(teambase, make_voice("ana"), collected(teambase), question.id, "answer", "I do.")
    seen = collected(teambase)
    for person in ("tomek", "mavi"):  # both saw the same, before either was there
        helped(answer.id)(teambase, make_voice(person), seen, {})
    assert collected(teambase).contributions[answer.id].listed("helpful") == ("tomek", "mavi")
