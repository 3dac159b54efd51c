"""Every error nbguard raises on purpose.

``NbguardError``
├── ``PolicyError``     the policy cannot be read or is wrong
├── ``UnreadableFile``  a file cannot be read, parsed or cleaned
├── ``DetectionError``  a recognizer broke: nothing may be shown or saved
├── ``KeyMissing``      a key is needed and not there
├── ``TableError``      a table cannot be read, or redacted as asked
├── ``BudgetSpent``     a private query asks for more than is left
├── ``InvalidInput``    what a model was given is not what it expects
├── ``RateLimited``     a model is asked more often than was agreed
├── ``ExportRefused``   a table holds what the policy lets not leave
├── ``RestoreError``    a value is not encrypted, or was changed since
└── ``GitError``        git is missing, or said no

A message says what is wrong, where, and what to type next. It never holds the data.
"""


class NbguardError(Exception):
    """The root: catch this to catch everything nbguard raises on purpose."""


class PolicyError(NbguardError, ValueError):
    """The policy cannot be read, or says something it cannot mean."""


class UnreadableFile(NbguardError):
    """A file cannot be read, parsed or cleaned; it is left exactly as it was."""


class DetectionError(NbguardError):
    """Detection broke: the text counts as sensitive, so it is neither shown nor saved."""


class KeyMissing(NbguardError):
    """A secret key is needed and cannot be found, read or created."""


class TableError(NbguardError, ValueError):
    """A table holds what cannot be read, or has no such column; it is unchanged."""


class BudgetSpent(NbguardError):
    """The privacy budget of a table is used up: no further answer about it."""


class InvalidInput(NbguardError, ValueError):
    """What a model was given is not what it expects; the message names the element."""


class RateLimited(NbguardError):
    """A model is asked more often than was agreed; the message says when to try again."""


class ExportRefused(NbguardError):
    """A table holds what may not leave, or could not be checked; nothing was written."""


class RestoreError(NbguardError, ValueError):
    """What was to be restored is not an encrypted value, or was changed since."""


class GitError(NbguardError):
    """Git is missing, or refused what was asked of it."""


def describe_bug(error: BaseException) -> str:
    """The type of an unexpected exception and nbguard's own lines it passed; never its text.

    The text of a foreign exception may quote the data that caused it.
    """
    own, _, _ = __file__.rpartition("errors")
    lines = []
    step = error.__traceback__
    while step:
        file = step.tb_frame.f_code.co_filename
        if file.startswith(own):
            lines.append(f"{file.removeprefix(own)}:{step.tb_lineno}")
        step = step.tb_next
    return " > ".join([type(error).__name__, *lines])
