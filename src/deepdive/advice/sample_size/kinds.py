"""The kinds of study, by the name that commands and pages know them by."""

from collections.abc import Mapping

from deepdive.advice.sample_size.development import Binary, Continuous, Survival
from deepdive.advice.sample_size.study import Study
from deepdive.advice.sample_size.validation import Diagnostic, ValidateBinary, ValidateContinuous

KINDS: Mapping[str, type[Study]] = {
    "binary": Binary,
    "survival": Survival,
    "continuous": Continuous,
    "validate-binary": ValidateBinary,
    "validate-continuous": ValidateContinuous,
    "diagnostic": Diagnostic,
}
