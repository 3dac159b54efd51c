"""The one choke point: every message that leaves a kernel passes ``session.send``.

Rules that hold here, each for a reason: nothing is raised (a reply or a status that does not
arrive hangs the client) but what the session itself would raise and the user's own interrupt;
nothing is printed or logged (it would come back here); what cannot be checked is replaced by a
notice in the same kind of message.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from nbguard.kernel import buffers as binary
from nbguard.kernel.messages import OUTPUTS, SILENT, Envelope, text_of, with_text
from nbguard.kernel.patch import Patch
from nbguard.kernel.prompts import Fields
from nbguard.kernel.shield import Withheld
from nbguard.kernel.streams import Streams
from nbguard.kernel.tree import measure

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable

    from nbguard.kernel.flow import Segment
    from nbguard.kernel.shield import Shield

Message = dict[str, Any]


class Channel:
    """The guarded ``send`` of one Jupyter session (jupyter_client's, of a kernel).

    ``install`` puts it in front of the session's own, ``remove`` takes it away without a trace.
    """

    def __init__(self, session: Any, shield: Shield) -> None:
        self._session = session
        self._shield = shield
        self._patch = Patch(session, "send", self.send)
        self._active = False
        self._shown: set[str] = set()
        self._told = ""
        self._fields = Fields(shield)
        self._pid = os.getpid()
        self._streams = Streams(shield, self._deliver_segment)

    def install(self) -> None:
        """Guard every message from now on."""
        self._patch.install()
        self._active = True
        self._streams.start()

    def remove(self) -> None:
        """Send what is held, and let every message pass as it is from now on."""
        self._streams.close()
        self._active = False  # whoever wrapped the session after us keeps calling us
        self._patch.remove()

    def show(self, request: str) -> None:
        """Let what answers one request (the outputs of one cell) pass as it is."""
        self._shown.add(request)

    def flush(self) -> None:
        """Send what is held back of the streams."""
        self._streams.release()

    def send(
        self,
        stream: Any,
        msg_or_type: Message | str,
        content: Message | None = None,
        parent: Message | None = None,
        ident: Any = None,
        buffers: Any = None,
        track: bool = False,
        header: Message | None = None,
        metadata: Message | None = None,
    ) -> Any:
        """What ``Session.send`` does, once the message's text is checked."""
        if isinstance(msg_or_type, dict):
            message = msg_or_type
            buffers = buffers or message.get("buffers")
        else:
            message = self._session.msg(msg_or_type, content, parent, header, metadata)
        envelope = Envelope(stream, message, ident, buffers, track)
        if not self._active:
            return self._deliver(envelope)
        return self._guarded(envelope)

    def _guarded(self, envelope: Envelope) -> Any:
        if self._shield.is_busy_here():  # a recognizer that prints: nobody can check it now
            return self._withhold(envelope, "detection itself wrote it")
        if self._pid != os.getpid():
            self._pid = os.getpid()
            self._streams = Streams(self._shield, self._deliver_segment)
        if envelope.kind == "stream" and not self._is_shown(envelope):
            self._streams.feed(envelope, hold=self._shield.mode != "warn")
            return envelope.message
        self._streams.release()
        if envelope.kind in SILENT or self._is_shown(envelope):
            return self._deliver(envelope)
        return self._checked(self._plain(envelope))

    def _is_shown(self, envelope: Envelope) -> bool:
        return self._shield.mode == "off" or envelope.parent_id in self._shown

    def _plain(self, envelope: Envelope) -> Envelope:
        """The message in the form it has on the wire, if it holds more than JSON knows.

        Raises what the session would raise for something that cannot be sent at all.
        """
        try:
            measure(envelope.message["content"])
        except TypeError:
            return envelope.saying(json.loads(self._session.pack(envelope.message["content"])))
        return envelope

    def _checked(self, envelope: Envelope) -> Any:
        content, is_known = envelope.message["content"], self._shield.is_vouched
        if envelope.kind in ("comm_open", "comm_msg"):
            self._fields.look(content)
        text = text_of(content, is_known)
        if not any(map(measure, text.values())) and not envelope.buffers:
            return self._deliver(envelope)  # a reply that only says "ok" need not wait
        safe = envelope.buffers
        try:
            text, found = self._shield.clean(text)
            if safe:
                safe, more = binary.clean(safe, self._shield)
                found = found + more
        except Withheld as reason:
            return self._withhold(envelope, str(reason))
        except KeyboardInterrupt:
            self._withhold(envelope, "interrupted")
            if envelope.kind in OUTPUTS:  # the user stops his own loop of displays
                raise
            return envelope.message
        except Exception as error:  # noqa: BLE001 a bug of ours must not hang the client
            return self._withhold(envelope, f"nbguard failed ({type(error).__name__})")
        return self._decide(
            envelope,
            lambda: envelope.saying(with_text(content, text, is_known))._replace(buffers=safe),
            found,
        )

    def _decide(
        self, envelope: Envelope, masked: Callable[[], Envelope], found: Counter[str]
    ) -> Any:
        """Send the message as the session's mode wants it."""
        self._shield.note(found)
        if not found:
            return self._deliver(envelope)
        if self._shield.mode == "block":
            return self._withhold(envelope, f"it holds {spelled(found)}")
        if self._shield.mode == "mask":
            return self._deliver(masked())
        sent = self._deliver(envelope)
        if envelope.kind in OUTPUTS:
            self._deliver(envelope.beside(f"nbguard: shown as it is: {spelled(found)}"))
        return sent

    def _deliver_segment(self, envelope: Envelope, segment: Callable[[], Segment]) -> None:
        """Send what of a stream may leave."""
        name = envelope.message["content"].get("name", "stdout")
        try:
            raw, safe, found = segment()
        except Withheld as reason:
            self._withhold(envelope, str(reason))
        else:
            if raw:
                shown = envelope.saying({"name": name, "text": raw})
                self._decide(shown, lambda: envelope.saying({"name": name, "text": safe}), found)

    def _withhold(self, envelope: Envelope, reason: str) -> Any:
        self._shield.withheld += 1
        instead = envelope.saying_only(f"[nbguard: output withheld: {reason}]")
        if instead is None:  # a widget's message cannot say so; a line beside it can, once
            if self._told != envelope.parent_id:
                self._deliver(envelope.beside(f"[nbguard: a widget is withheld: {reason}]"))
            self._told = envelope.parent_id
            return envelope.message
        return self._deliver(instead)

    def _deliver(self, envelope: Envelope) -> Any:
        return self._patch.original(
            envelope.stream,
            envelope.message,
            ident=envelope.ident,
            buffers=envelope.buffers,
            track=envelope.track,
        )


def spelled(found: Counter[str]) -> str:
    """The counts in words.

    >>> from collections import Counter
    >>> spelled(Counter(PERSON=1, EMAIL_ADDRESS=2))
    '2 EMAIL_ADDRESS, 1 PERSON'
    """
    return ", ".join(f"{count} {entity}" for entity, count in found.most_common())
