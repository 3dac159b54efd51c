"""Models: their inputs are checked, what leaves for them is masked, what they answer is watched."""

from nbguard.models.gate import Alert
from nbguard.models.guarded import guard_model, report_on
from nbguard.models.validate import validate_input

__all__ = ["Alert", "guard_model", "report_on", "validate_input"]
