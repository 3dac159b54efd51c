"""What to do after a leak, in order: rotate, tell, rewrite, push, and what is not known.

A plan holds no value: entities, places, commits, dates and counts only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import nbguard
from nbguard.history.plan import commands, page
from nbguard.history.plan.facts import Facts, Leak
from nbguard.history.plan.page import Part, foreign, table, text
from nbguard.history.plan.rotate import advice
from nbguard.report import looked_at, plural
from nbguard.report.blocks import few

if TYPE_CHECKING:
    from nbguard.findings import Report
    from nbguard.history.place import Place
    from nbguard.policy import Policy

_SHOWN = 40


def render(
    report: Report, place: Place, policy: Policy, *, discovered: datetime, html: bool = False
) -> str:
    """The plan as Markdown, or as one HTML page; ``discovered`` starts the clock of the law."""
    facts = Facts(place, report, policy, discovered, datetime.now(discovered.tzinfo))
    parts = list(_parts(facts))
    return page.html(parts, "Incident plan") if html else page.markdown(parts)


def _parts(facts: Facts) -> Iterator[Part]:
    yield text("Incident plan", kind="h1")
    yield from _summary(facts)
    if not facts.report.findings:
        yield text("Nothing was found, so there is nothing to be done. What was not looked at:")
        yield text(*_unknown(facts), kind="li")
        return
    yield from _rotate(facts)
    yield from _tell(facts)
    yield from _rewrite(facts)
    yield from _push(facts)
    yield from _prevent()
    yield from _timeline(facts)
    yield from _known(facts)


def _summary(facts: Facts) -> Iterator[Part]:
    secrets, pii = facts.values("secret"), facts.values("pii", "path")
    pushed = {
        True: "**yes**: take it as known to others",
        False: "no: no remote-tracking branch holds it",
        None: "unknown: no remote is known here",
    }
    rows = [
        ("Repository", foreign(facts.place.top)),
        ("Discovered", _time(facts.discovered)),
        ("This plan made", f"{_time(facts.made)}, by nbguard {nbguard.__version__}"),
        ("Looked at", looked_at(facts.report)),
        ("Leaked", f"{plural(secrets, 'secret')}, {plural(pii, 'personal value')} (distinct)"),
        ("Pushed", pushed[facts.pushed] if facts.report.findings else "nothing to push"),
    ]
    yield table(("What", ""), rows)


def _rotate(facts: Facts) -> Iterator[Part]:
    leaks = facts.leaks("secret")
    if not leaks:
        return
    yield text("1. Rotate first", kind="h2")
    yield text(
        "A secret that was pushed is known. Rewriting history does not unsay it; only a new one "
        "does. Work from the top; rewriting can wait for this."
    )
    yield table(_HEAD, [_leak_row(leak) for leak in leaks[:_SHOWN]])
    yield from _more(leaks)
    entities = dict.fromkeys(leak.entity for leak in leaks)
    yield text(*(f"**{entity}**: {advice(entity).steps}" for entity in entities), kind="todo")


def _tell(facts: Facts) -> Iterator[Part]:
    leaks = facts.leaks("pii", "path")
    yield text("2. Tell", kind="h2")
    notify = facts.policy.incident.get("notify", ())
    if notify:
        yield text(*(f"{foreign(who)} (named by the policy)" for who in notify), kind="todo")
    else:
        yield text(
            "Your policy names nobody. Name them for the next time, in nbguard.toml: "
            '`incident = { notify = ["dpo@..."] }`.'
        )
    if not leaks:
        yield text("No personal data was found: the law's clock does not run by itself.")
        return
    yield table(_HEAD, [_leak_row(leak) for leak in leaks[:_SHOWN]])
    yield from _more(leaks)
    yield text(
        f"**GDPR, article 33**: the authority is to hear of it within 72 hours of discovery, which "
        f"is by **{_time(facts.deadline)}**, unless a risk to people is unlikely. Later needs a "
        "reason. Article 34: the people themselves, without undue delay, where the risk is high.",
        "Correct the hour if somebody knew earlier: `nbguard history --plan FILE --discovered "
        "2026-05-01T09:30`. This is a clock, not legal advice.",
    )
    yield text(
        "Decide with the data protection officer whether it is a breach, and write down why.",
        f"Say what it is: {_kinds(leaks)}.",
        "Say how many people: the number of distinct values is a bound, not a count of people.",
        "Say what was done: the dates of the steps of this plan.",
        kind="todo",
    )


def _rewrite(facts: Facts) -> Iterator[Part]:
    yield text("3. Take it out of the history", kind="h2")
    yield text(
        "In a copy, with git-filter-repo, which calls nbguard's own cleaner on each version: no "
        "list of values is written anywhere. Everything else in the notebooks stays, byte for "
        "byte. Every commit after the first one that changes gets a new id."
    )
    yield Part("code", tuple(commands.rewrite(facts)))
    yield text(
        "Values in code outside strings and comments are replaced too, and such a line may no "
        "longer run; `code=False` leaves them. Commit messages, images and other binary files are "
        "not looked at. A branch that was never pushed is only in the clone that has it: the same "
        "command there, with `--refs BRANCH`. A stash cannot be rewritten: look, then clear it.",
    )


def _push(facts: Facts) -> Iterator[Part]:
    yield text("4. Put it in place, and clean every copy", kind="h2")
    yield Part("code", tuple(commands.replace(facts)))
    if facts.pushed is False:
        yield text("Nothing was pushed: this clone has it, and every copy made of it.")
    else:
        yield text(*_COPIES, kind="todo")
    yield text("Who keeps an old clone, in it:")
    yield Part("code", tuple(commands.tidy(facts)))


def _prevent() -> Iterator[Part]:
    yield text("5. So that it does not happen again", kind="h2")
    yield Part(
        "code",
        (
            "nbguard install --hook --filter    # in every clone: commits are looked at, and clean",
            "nbguard install --kernel           # nothing reaches the screen raw",
            "nbguard doctor                     # what else is open here",
        ),
    )
    yield text("And `nbguard scan --format sarif` in CI, for clones that have no hook.")


def _timeline(facts: Facts) -> Iterator[Part]:
    yield text("Timeline", kind="h2")
    events = {(_time(facts.discovered), "discovered"), (_time(facts.made), "this plan made")}
    if facts.leaks("pii", "path"):
        events.add((_time(facts.deadline), "72 hours after discovery"))
    for leak in facts.leaks("secret", "pii", "path"):
        seen = leak.seen
        events.add((_utc(seen.date), f"{foreign(leak.path)} first holds {leak.entity}, by "
                    f"{foreign(seen.author)} in {seen.commit[:10]}"))  # fmt: skip
        if seen.until:
            events.add((_utc(seen.until_date), f"{seen.until[:10]} takes {leak.entity} out of "
                        f"{foreign(leak.path)}"))  # fmt: skip
    rows = sorted(events)
    yield table(("When (UTC)", "What"), rows if len(rows) <= 2 * _SHOWN else rows[: 2 * _SHOWN])
    if len(rows) > 2 * _SHOWN:
        yield text(f"and {len(rows) - 2 * _SHOWN} more: nbguard history --format json")


def _known(facts: Facts) -> Iterator[Part]:
    yield text("Known, and not known", kind="h2")
    yield text(
        f"Known: {looked_at(facts.report)}.",
        f"To be asked what it was: {', '.join(map(foreign, facts.authors)) or 'nobody is named'}.",
        kind="li",
    )
    yield text(*_unknown(facts), kind="li")


def _unknown(facts: Facts) -> Iterator[str]:
    yield "Not known: who has read it. Ask the host for its access log; ask each vendor for theirs."
    yield "Not known: whether a secret still works. nbguard never tries one."
    yield "Not known: what detection missed. No detector finds everything; names least of all."
    yield "Not looked at: commit messages, notes, images, and what no ref and no stash reaches."
    for error in facts.report.errors:
        yield f"Could not be read: {foreign(error.path)}: {foreign(error.message)}"
    if facts.report.history:
        yield from (f"Note: {foreign(note)}" for note in facts.report.history.notes)


_COPIES = (
    "Pause merges, tell everybody to push what they have, and lift the protection of branches "
    "for the push only.",
    "Ask the host to drop cached views, pull request refs and unreachable objects: a push does "
    "not.",
    "Forks and mirrors: each has the old history; ask their owners, or have them removed.",
    "Everybody clones anew. A pull that merges the old history brings it all back.",
    "Caches of CI, artefacts, container images, package uploads, backups, notebooks on shared "
    "drives and in mail: look for copies.",
)
_HEAD = ("What", "How many", "Where", "Since", "Until", "On", "Pushed")


def _leak_row(leak: Leak) -> tuple[str, ...]:
    seen = leak.seen
    cells = f", cell {', '.join(map(str, leak.cells[:3]))}" if leak.cells else ""
    until = f"{seen.until_date[:10]} {seen.until[:8]}" if seen.until else ""
    still = f"still in {foreign(few(seen.still_in))}" if seen.still_in else ""
    pushed = {True: "yes", False: "no", None: "unknown"}[seen.pushed]
    return (
        f"**{leak.entity}**", f"{leak.values:,}", foreign(leak.path) + cells,
        f"{seen.date[:10]} {seen.commit[:8]}", "; ".join(filter(None, [until, still])),
        foreign(few(seen.refs)), pushed,
    )  # fmt: skip


def _more(leaks: Sequence[Leak]) -> Iterator[Part]:
    if len(leaks) > _SHOWN:
        yield text(f"and {len(leaks) - _SHOWN} more: nbguard history --format json")


def _kinds(leaks: Sequence[Leak]) -> str:
    counts: dict[str, int] = {}
    for leak in leaks:
        counts[leak.entity] = counts.get(leak.entity, 0) + leak.values
    return ", ".join(f"{count:,} {entity}" for entity, count in counts.items())


def _time(moment: datetime) -> str:
    return _utc(moment.isoformat())


def _utc(iso: str) -> str:
    """A date of git's, or our own, in UTC and to the minute."""
    from datetime import timezone

    try:
        moment = datetime.fromisoformat(iso.replace("Z", "+00:00"))
    except ValueError:  # git keeps broken dates
        return "unknown"
    return moment.astimezone(timezone.utc).strftime("%Y-%m-%d %H:%M")
