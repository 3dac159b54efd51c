"""The messages of Jupyter's protocol: what of each is text, and what says that text is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

Content = dict[str, Any]


class Envelope(NamedTuple):
    """A message and how it travels: the arguments of ``Session.send``."""

    stream: Any
    message: Content
    ident: Any
    buffers: Any
    track: bool

    @property
    def kind(self) -> str:
        """The message's type."""
        return str(self.message["header"]["msg_type"])

    @property
    def parent_id(self) -> str:
        """The request that the message answers: one cell, or empty."""
        return str((self.message.get("parent_header") or {}).get("msg_id", ""))

    def saying(self, content: Content) -> Envelope:
        """The same message with another content."""
        return self._replace(message={**self.message, "content": content})

    def saying_only(self, text: str) -> Envelope | None:
        """The same message with a notice instead of its text; None where it must be dropped."""
        content = notice(self.kind, self.message["content"], text)
        return None if content is None else self.saying(content)._replace(buffers=None)

    def beside(self, text: str) -> Envelope:
        """A line on the error stream, next to the message."""
        header = {**self.message["header"], "msg_type": "stream"}
        header["msg_id"] = f"{header['msg_id']}_nbguard"
        content = {"name": "stderr", "text": f"{text}\n"}
        message = {**self.message, "header": header, "msg_id": header["msg_id"]}
        message |= {"msg_type": "stream", "content": content, "metadata": {}}
        return Envelope(self.stream, message, b"stream.stderr", None, False)


SILENT = frozenset(
    {
        "clear_output",
        "comm_info_reply",
        "connect_reply",
        "create_subshell_reply",
        "delete_subshell_reply",
        "interrupt_reply",
        "iopub_welcome",
        "is_complete_reply",
        "kernel_info_reply",
        "list_subshell_reply",
        "shutdown_reply",
        "status",
        "usage_reply",
    }
)
"""Messages without any text of the user's."""

OUTPUTS = frozenset({"stream", "display_data", "update_display_data", "execute_result", "error"})
"""Messages that become part of the notebook."""

# Members that steer the protocol: changed, they would break it.
_STEERING = frozenset(
    {
        "comm_id",
        "command",
        "cursor_end",
        "cursor_start",
        "event",
        "execution_count",
        "found",
        "metadata_version",
        "name",
        "password",
        "request_seq",
        "seq",
        "status",
        "success",
        "target_module",
        "target_name",
        "type",
    }
)
# A widget's code, the same for every user of it; changed, it would not run.
_CODE = ("_esm", "_css")


def text_of(content: Content, is_known: Callable[[Any], bool]) -> Content:
    """The part of ``content`` that is to be checked, in the form of an output of a notebook.

    ``is_known`` tells of a value of a MIME bundle whether it was checked before.
    """
    text = {key: value for key, value in content.items() if key not in _STEERING}
    if "traceback" in text:
        text["output_type"] = "error"
    if isinstance(data := text.get("data"), dict):
        if any(map(is_known, data.values())):
            data = {key: value for key, value in data.items() if not is_known(value)}
        text["data"] = _without_code(data)
    return text


def with_text(content: Content, text: Content, is_known: Callable[[Any], bool]) -> Content:
    """``content`` with ``text`` (which ``text_of`` gave) in the place of what was checked."""
    new: Content = {key: text.get(key, value) for key, value in content.items()}
    if isinstance(data := content.get("data"), dict):
        known = {key: value for key, value in data.items() if is_known(value)}
        new["data"] = {**new["data"], **known}
        if code := _code(data):
            new["data"]["state"] = {**new["data"]["state"], **code}
    return new


def _without_code(data: Content) -> Content:
    """Widget data without the widget's code."""
    if not _code(data):
        return data
    return {**data, "state": {k: v for k, v in data["state"].items() if k not in _CODE}}


def _code(data: Content) -> Content:
    state = data.get("state")
    if not isinstance(state, dict):
        return {}
    return {key: state[key] for key in _CODE if key in state}


def notice(kind: str, content: Content, text: str) -> Content | None:
    """What a message of this kind says instead of its own text; None: nothing can be sent.

    A reply must arrive all the same, or whoever asked would wait for ever.
    """
    kept = {key: value for key, value in content.items() if key in _STEERING}
    if kind == "stream":
        return {**kept, "text": f"{text}\n"}
    if kind in ("display_data", "update_display_data", "execute_result"):
        transient = {"transient": content["transient"]} if "transient" in content else {}
        return {**kept, "data": {"text/plain": text}, "metadata": {}, **transient}
    if kind.startswith("comm_") or kind == "debug_event":
        return None
    return {**kept, **_empty(kind, content, text)}


def _empty(kind: str, content: Content, text: str) -> Content:
    """The members that a kind of message cannot do without."""
    failed = {"ename": "nbguard", "evalue": text, "traceback": [text]}
    if kind == "error" or "traceback" in content:
        return {**failed, **_reply_members(kind)}
    members: dict[str, Content] = {
        "inspect_reply": {"data": {"text/plain": text}, "metadata": {}},
        "complete_reply": {"matches": [], "metadata": {}},
        "history_reply": {"history": []},
        "input_request": {"prompt": f"{text} "},
        "execute_input": {"code": f"# {text}"},
        "debug_reply": {"success": False, "message": text, "body": {}},
    }
    return members.get(kind) or _reply_members(kind) or failed


def _reply_members(kind: str) -> Content:
    return {"payload": [], "user_expressions": {}} if kind == "execute_reply" else {}
