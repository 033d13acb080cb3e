"""Django's settings as the tests have them: in test mode, with a data folder of their own."""

import os
from pathlib import Path

os.environ["DEEPDIVE_MODE"] = "test"
os.environ.setdefault(
    "DEEPDIVE_DATA_FOLDER", str(Path(__file__).resolve().parent.parent / "build" / "test-data")
)

# after the environment is set, because the settings are made from it
from deepdive.config.settings import *  # noqa: F403

TEMPLATES[0]["DIRS"] = [Path(__file__).resolve().parent / "web" / "templates"]  # noqa: F405
# empty: in test mode static files come from where they are written
STATIC_ROOT.mkdir(exist_ok=True)  # noqa: F405
