"""Issues of GitHub as JSON: what `gh issue list --json …` prints, and what its REST interface answers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from cocreate.imports.found import Cannot, Found, Read, Remark
from cocreate.imports.words import moment_in
from cocreate.locale import N_, Sentence, _
from cocreate.model.errors import Unreadable

GHOST: Final = "ghost"
"""Whom GitHub itself names where an account is gone."""

_BLANK: Final = " \t\r\n,[]"


def read_issues(text: str) -> Read:
    """The ideas in a list of issues, or in several lists, as pages are; each by the line that it begins in."""
    found: list[Found] = []
    cannot: list[Cannot] = []
    for line, value in _values(text):
        try:
            found.append(_idea(line, value))
        except Unreadable as error:
            cannot.append(Cannot(line, error.reason))
        else:
            cannot += _elsewhere(line, value)
    return Read(tuple(found), tuple(cannot))


def is_issues(text: str) -> bool:
    """Whether `text` begins as JSON does."""
    return text.lstrip()[:1] in {"[", "{"} and text.lstrip()[:2].rstrip() not in {"[x", "[X"}


def _values(text: str) -> Iterator[tuple[int, object]]:
    """Each issue, with the line it begins in; where the JSON breaks off, that is the last."""
    decoder = json.JSONDecoder()
    place, line, counted = 0, 1, 0
    while True:
        while place < len(text) and text[place] in _BLANK:
            place += 1
        line, counted = line + text.count("\n", counted, place), place
        if place == len(text):
            return
        try:
            value, place = decoder.raw_decode(text, place)
        except (ValueError, RecursionError):
            yield line, Unreadable(N_("it is no JSON from here on, so what follows is not read"))
            return
        listed = value.get("items") if isinstance(value, dict) and "title" not in value else None
        for one in listed if isinstance(listed, list) else [value]:
            yield line, one


def _idea(line: int, issue: object) -> Found:
    """The idea that an issue is; Unreadable, with the reason, where it is none."""
    if isinstance(issue, Unreadable):
        raise issue
    if not isinstance(issue, dict):
        raise Unreadable(N_("it is no issue"))
    title = _text(issue.get("title")).strip()
    if not title:
        raise Unreadable(N_("it has no title"))
    if issue.get("pull_request"):
        raise Unreadable(N_("it is a change that was proposed to code, not an issue"))
    at = _text(issue.get("createdAt") or issue.get("created_at"))
    moment = moment_in(at)
    if at and moment is None:
        raise Unreadable(N_("{text} is no moment such as 2026-11-21T14:03:11+01:00"), text=at[:100])
    is_closed = _text(issue.get("state")).lower() == "closed"
    return Found(
        title,
        "\n\n".join(filter(None, (_text(issue.get("body")), "\n".join(_told(issue))))),
        (_author(issue),),
        moment,
        themes=tuple(dict.fromkeys(filter(None, map(_named, _listed(issue.get("labels")))))),
        state="resting" if is_closed else "fresh",
        because=_reason(issue) if is_closed else "",
        remarks=tuple(_remarks(issue)),
        line=line,
    )


def _elsewhere(line: int, issue: object) -> list[Cannot]:
    """What belongs to an issue and is not in it: comments that are only counted, as the REST interface does."""
    count = issue.get("comments") if isinstance(issue, dict) else None
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        return []
    return [
        Cannot(line, Sentence(N_("its comments are only counted here, {count} of them, and not told"), count=count))
    ]


def _told(issue: dict[str, Any]) -> Iterator[str]:
    """What an issue says of itself and an idea has no key for, in words."""
    people = list(
        filter(None, (_text(one.get("login")) for one in _listed(issue.get("assignees")) if isinstance(one, dict)))
    )
    if people:
        yield "- " + _("Taken on by: {what}").format(what=", ".join(people))
    milestone = issue.get("milestone")
    if isinstance(milestone, dict) and (title := _text(milestone.get("title")).strip()):
        yield "- " + _("Milestone: {what}").format(what=title)


def _remarks(issue: dict[str, Any]) -> Iterator[Remark]:
    for comment in _listed(issue.get("comments")):
        if isinstance(comment, dict) and (text := _text(comment.get("body"))).strip():
            at = _text(comment.get("createdAt") or comment.get("created_at"))
            yield Remark(text, _author(comment), moment_in(at))


def _author(said: dict[str, Any]) -> str:
    who = said.get("author") or said.get("user")
    login = who.get("login") if isinstance(who, dict) else who
    return _text(login).strip() or GHOST


def _reason(issue: dict[str, Any]) -> str:
    why = _text(issue.get("stateReason") or issue.get("state_reason")).lower()
    if why == "not_planned":
        return _("closed as not planned before it came here")
    return _("done before it came here") if why == "completed" else _("closed before it came here")


def _named(label: object) -> str:
    return _text(label.get("name") if isinstance(label, dict) else label).strip()


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
