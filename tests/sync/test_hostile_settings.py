"""Settings, hooks, variables and addresses that would have git run a program or work elsewhere: none of them does.

What a person set for the way to other machines is theirs and stays: a credential helper, an ssh command, a proxy, the
program to call on the other side. None of these can come with a copy that `clone` made.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from cocreate.sync.cloning import clone
from cocreate.sync.git import Git
from tests.sync.clones import Copy, git, message
from tests.sync.hostile import Blob, Place, begun, copied, link, unfit


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Place:
    return begun(tmp_path_factory.mktemp("settings"))


@pytest.fixture
def place(made: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Place]:
    made.traps.ran()
    yield (found := copied(made, tmp_path, monkeypatch))
    assert found.traps.ran() == ""


def _is_busy(place: Place) -> None:
    """Everything that a sync can do: commit, fetch, bring together, land, push."""
    copy = Copy(place.root, "mavi")
    copy.catches("Written here")
    ideas = copy.collection.ideas.values()
    idea = next(idea for idea in ideas if idea.title == "Idea 1")
    copy.changes(idea.id, body="one\nmavi\nthree")
    place.publishes({b"commons": {b"there.txt": Blob()}})
    synced = place.syncs()
    assert synced.state == "in-step", message(synced)
    assert (synced.sent, synced.received) == (2, 1)


def test_the_traps_do_catch(place: Place) -> None:
    git(place.root, "status")
    assert "run" in place.traps.ran()
    git(place.root, "-c", "commit.gpgSign=false", "commit", "--quiet", "--allow-empty", "-m", "x")
    assert "post-commit" in place.traps.ran()


def test_no_setting_hook_or_alias_runs_a_program(place: Place) -> None:
    _is_busy(place)


@pytest.mark.parametrize(
    "setting",
    [
        "url.ext::{run}.insteadOf=../shared",
        "url.ext::{run}.pushInsteadOf=../shared",
        "remote.origin.vcs=evil",
        "remote.origin.url=evil::x",
        "remote.origin.url=--upload-pack={run}",
        "remote.origin.url=ssh://-oProxyCommand={run}/x",
        "remote.origin.url=-x:shared.git",
        "branch.main.remote=ext::{run}",
        "branch.main.remote=--upload-pack={run}",
        "branch.main.merge=--upload-pack={run}",
        "branch.main.merge=+refs/heads/main:refs/heads/main",
    ],
)
def test_addresses_in_settings_run_nothing(place: Place, setting: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{place.traps.folder}:{os.environ['PATH']}")
    key, _equals, value = setting.format(run=place.traps.program).partition("=")
    git(place.root, "config", "--replace-all", key, value)
    place.traps.ran()
    before, head = place.seen(), place.head()
    synced = place.syncs()
    assert synced.state in {"blocked", "offline"} or "pushInsteadOf" in setting, message(synced)
    assert unfit(message(synced)) == ""
    assert (place.seen(), place.head()) == (before, head)


_HABITS = {
    "bringing-together": [
        "merge.ff=false",
        "pull.rebase=true",
        "merge.autoStash=true",
        "merge.conflictStyle=diff3",
        "rerere.enabled=true",
        "core.commentChar=m",
        "commit.verbose=true",
        "i18n.commitEncoding=UTF-16",
    ],
    "sending": [
        "push.default=nothing",
        "remote.origin.mirror=false",
        "remote.origin.push=refs/heads/*:refs/heads/evil/*",
        "remote.origin.prune=true",
        "fetch.output=compact",
        "fetch.negotiationAlgorithm=noop",
        "receive.denyCurrentBranch=updateInstead",
    ],
    "telling": [
        "status.short=true",
        "status.showUntrackedFiles=no",
        "core.quotePath=true",
        "core.ignoreCase=true",
        "core.precomposeUnicode=true",
        "diff.noprefix=true",
        "diff.renames=copies",
        "diff.ignoreSubmodules=none",
        "log.date=relative",
        "format.pretty=%GG",
    ],
    "storing": [
        "gc.auto=1",
        "maintenance.auto=true",
        "core.splitIndex=true",
        "core.untrackedCache=true",
        "core.bigFileThreshold=1",
        "core.looseCompression=0",
        "index.version=4",
        "feature.experimental=true",
        "extensions.worktreeConfig=true",
    ],
    "more-settings": ["include.path={more}", "includeIf.gitdir:/.path={more}"],
}


@pytest.mark.parametrize("habit", _HABITS)
def test_settings_of_a_copy_do_not_change_what_a_sync_does(place: Place, habit: str) -> None:
    more = place.traps.folder / "more"
    more.write_text(f'[core]\n\tfsmonitor = {place.traps.program}\n[alias]\n\tfetch = "!{place.traps.program}"\n')
    for setting in _HABITS[habit]:
        key, _equals, value = setting.format(more=more).partition("=")
        git(place.root, "config", key, value)
    place.traps.ran()
    _is_busy(place)


@pytest.mark.parametrize("address", ["ext::{run} %S", "fd::7"])
def test_an_address_in_settings_is_no_program(place: Place, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Git.far, "__kwdefaults__", {"silence": 1.0})
    git(place.root, "config", "remote.origin.url", address.format(run=place.traps.program))
    place.traps.ran()
    synced = place.syncs()
    assert place.traps.ran() == ""
    assert "not followed" in message(synced)


def test_only_what_is_asked_for_is_fetched(place: Place) -> None:
    git(place.root, "config", "remote.origin.fetch", "+refs/heads/*:refs/heads/*")
    place.traps.ran()
    _is_busy(place)


def test_settings_that_lead_elsewhere_lead_nowhere(place: Place) -> None:
    git(place.root, "config", "core.worktree", str(place.around / "beside"))
    place.traps.ran()
    before = place.seen()
    assert place.syncs().state == "blocked"
    assert place.seen() == before


_ELSEWHERE = {
    "places": {
        "GIT_DIR": "{around}/other.git",
        "GIT_WORK_TREE": "{around}/beside",
        "GIT_INDEX_FILE": "{around}/beside/index",
        "GIT_OBJECT_DIRECTORY": "{around}/beside/objects",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES": "{around}/beside/objects",
        "GIT_COMMON_DIR": "{around}/other.git",
        "GIT_CEILING_DIRECTORIES": "{around}:{around}/mavi",
        "GIT_PREFIX": "evil/",
        "GIT_NAMESPACE": "evil",
    },
    "index": {"GIT_INDEX_FILE": "{around}/beside/index"},
    "folder": {"GIT_WORK_TREE": "{around}/beside"},
    "history": {
        "GIT_SHALLOW_FILE": "{around}/beside/secret.md",
        "GIT_GRAFT_FILE": "{around}/beside/secret.md",
        "GIT_REPLACE_REF_BASE": "refs/heads/",
        "GIT_DEFAULT_HASH": "sha256",
        "GIT_AUTHOR_NAME": "Evil",
        "GIT_COMMITTER_EMAIL": "evil@example.org",
        "GIT_AUTHOR_DATE": "1970-01-01T00:00:00Z",
    },
    "programs": {
        "GIT_EXEC_PATH": "{around}/beside",
        "GIT_TEMPLATE_DIR": "{run}",
        "GIT_EXTERNAL_DIFF": "{run}",
        "GIT_PAGER": "{run}",
        "GIT_EDITOR": "{run}",
        "GIT_ASKPASS": "{run}",
        "SSH_ASKPASS": "{run}",
        "GIT_PROXY_COMMAND": "{run}",
        "GIT_ALLOW_PROTOCOL": "ext:fd",
        "GIT_TERMINAL_PROMPT": "1",
    },
    "settings": {
        "GIT_CONFIG": "{around}/beside/secret.md",
        "GIT_CONFIG_GLOBAL": "{around}/beside/secret.md",
        "GIT_CONFIG_PARAMETERS": "'core.fsmonitor={run}' 'core.worktree=/'",
        "GIT_LITERAL_PATHSPECS": "0",
        "GIT_ATTR_SOURCE": "HEAD",
    },
    "traces": {
        "GIT_TRACE": "{around}/beside/trace",
        "GIT_TRACE2_EVENT": "{around}/beside/trace",
        "GIT_REDIRECT_STDOUT": "{around}/beside/out",
    },
    "names": {"GIT_ICASE_PATHSPECS": "1"},
}


@pytest.mark.parametrize("kind", _ELSEWHERE)
def test_an_inherited_variable_sends_git_nowhere(place: Place, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(place.bare, place.around / "other.git")
    for name, value in _ELSEWHERE[kind].items():
        monkeypatch.setenv(name, value.format(around=place.around, run=place.traps.program))
    before = _outside(place)
    _is_busy(place)
    assert _outside(place) == before
    assert "vil" not in git(place.root, "log", "--format=%an <%ae> %cn <%ce>", "-1", "--author=Mavi")


def _outside(place: Place) -> dict[str, tuple[int, bytes]]:
    return {path: one for path, one in place.seen().items() if not path.startswith(str(place.root))}


def test_settings_in_variables_are_not_read(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    for number, (key, value) in enumerate(place.traps.settings().items()):
        monkeypatch.setenv(f"GIT_CONFIG_KEY_{number}", key)
        monkeypatch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        monkeypatch.setenv("GIT_CONFIG_COUNT", str(number + 1))
    _is_busy(place)


# A repository within the workspace


def test_a_bare_repository_in_the_workspace_is_never_at_work(place: Place) -> None:
    inside = place.root / "commons/evil"
    shutil.copytree(place.bare, inside)
    with (inside / "config").open("a") as config:
        config.write(f"[core]\n\tfsmonitor = {place.traps.program}\n\tworktree = {place.around}/beside\n")
    before = place.seen()
    assert Git(str(inside)).line("rev-parse", "--absolute-git-dir", fine=(0, 128)) == ""
    assert Git(str(inside)).asked("status").returncode == 128
    assert place.seen() == before


# Addresses


@pytest.mark.parametrize(
    "url",
    [
        "",
        "-x",
        "--upload-pack={run}",
        "-c core.fsmonitor={run}",
        "ext::{run} %S",
        "ext::sh -c {run}",
        "fd::7,8/x",
        "evil::x",
        "::x",
        "https://example.org/x\n--upload-pack={run}",
        "https://example.org/\x1b]0;x\x07",
        "ssh://-oProxyCommand={run}/x",
        "-oProxyCommand={run}:x",
        "evil://example.org/x",
        "ftp://127.0.0.1/x",
        "file://{around}/none.git",
        "{around}/none.git",
        "{around}/beside",
        "{around}/beside/secret.md",
    ],
)
def test_an_address_runs_nothing_and_leaves_nothing(place: Place, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", f"{place.traps.folder}:{os.environ['PATH']}")
    before = place.seen()
    monkeypatch.chdir(place.around)
    said = place.joins(url.format(run=place.traps.program, around=place.around)) if url else "No place."
    assert said
    assert unfit(said) == ""
    assert place.seen() == before
    if "::" in url or url.startswith("-"):
        assert "no place to share at" in said


def test_an_address_of_a_machine_may_hold_two_colons(place: Place) -> None:
    assert "does not answer" in place.joins("http://[::1]:1/shared.git")


def test_a_new_copy_has_no_settings_but_those_git_writes(place: Place) -> None:
    with (place.bare / "config").open("a") as config:
        config.write(f'[core]\n\tfsmonitor = {place.traps.program}\n[remote "x"]\n\turl = ext::{place.traps.program}\n')
    place.traps.set(place.bare / "hooks/post-checkout")
    clone(str(place.bare), str(place.joined))
    keys = set(git(place.joined, "config", "--local", "--name-only", "--list").split())
    assert keys <= {
        "core.repositoryformatversion",
        "core.filemode",
        "core.bare",
        "core.logallrefupdates",
        "core.symlinks",
        "remote.origin.url",
        "remote.origin.fetch",
        "remote.origin.tagopt",
        "branch.main.remote",
        "branch.main.merge",
    }
    assert not (place.joined / ".git/hooks").exists()
    assert not (place.joined / ".git/info/attributes").exists()
    place.traps.ran()


def test_a_shared_folder_with_programs_in_its_settings_runs_none(place: Place) -> None:
    """Such a folder can ask for missing content from elsewhere; it is not asked where that is."""
    with (place.bare / "config").open("a") as config:
        config.write(
            "[core]\n\trepositoryFormatVersion = 1\n[extensions]\n\tpartialClone = evil\n"
            f'[remote "evil"]\n\turl = .\n\tpromisor = true\n\tuploadpack = "{place.traps.program}"\n'
            f"[core]\n\tfsmonitor = {place.traps.program}\n\talternateRefsCommand = {place.traps.program}\n"
            f'[uploadpack]\n\tpackObjectsHook = "{place.traps.program}"\n'
            f'[core]\n\tsshCommand = "{place.traps.program}"\n'
        )
    place.publishes({b"x.txt": Blob(name="1" * 40)})
    before = place.seen()
    assert place.syncs().state == "blocked"
    assert place.joins()
    assert place.seen() == before


@pytest.mark.parametrize("what", ["link", "link-to-nothing", "file", "full"])
def test_a_copy_is_made_only_where_there_is_nothing(place: Place, what: str) -> None:
    if what == "link":
        (place.around / "empty").mkdir()
        place.joined.symlink_to(place.around / "empty")
    elif what == "link-to-nothing":
        place.joined.symlink_to(place.around / "none")
    elif what == "file":
        place.joined.write_text("mine\n")
    else:
        place.joined.mkdir()
        (place.joined / "mine").write_text("mine\n")
    before = place.seen()
    assert "there already" in place.joins()
    assert place.seen() == before


def test_an_empty_folder_stays_where_the_copy_is_not_made(place: Place) -> None:
    place.publishes({b"x.md": link("/etc/passwd")})
    place.joined.mkdir()
    assert "is a link" in place.joins()
    assert list(place.joined.iterdir()) == []
