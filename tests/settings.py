"""Django's settings as the tests have them: in test mode, with a data folder of their own."""

import os
from pathlib import Path

os.environ["DEEPDIVE_MODE"] = "test"
os.environ.setdefault(
    "DEEPDIVE_DATA_FOLDER", str(Path(__file__).resolve().parent.parent / "build" / "test-data")
)

# after the environment is set, because the settings are made from it
from deepdive.config.settings import *  # noqa: E402, F403
