"""What the key of tmux opens, without tmux: a line that asks for an idea."""

from tests.cli.conftest import Say


def test_an_idea_is_by_whoever_was_named_and_told(say: Say) -> None:
    ran = say("tmux", "--catch", "--by", "erkan", "--noted-by", "mavi", stdin="A lid for every cup\n")
    assert "Erkan" in ran.err
    (idea,) = [one for one in say("list", "ideas", "--json").json if one["title"] == "A lid for every cup"]
    assert (idea["by"], idea["noted_by"]) == (["erkan"], "mavi")


def test_the_lines_say_how_wide_what_is_told_may_be(say: Say) -> None:
    assert "set-option -g status-right-length 120" in say("tmux").out.splitlines()
