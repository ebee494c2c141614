"""The settings of the test run: those of the platform, on a database and a state folder of its own."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

# Every process of a parallel run has its own; nothing of it outlives the run.
state = Path(tempfile.mkdtemp(prefix="aanboord-test-"))
atexit.register(shutil.rmtree, state, ignore_errors=True)
os.environ["AANBOORD_STATE"] = str(state)
os.environ["AANBOORD_DEMO"] = "1"  # every person in the tests is fictional, and such numbers are refused elsewhere

from aanboord.settings import *
from aanboord.settings import DATABASES, TEMPLATES
from tests.unknown_variables import UnknownVariable

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, as in use: what happens between two connections is not the same in memory.
    DATABASES["default"].setdefault("TEST", {})["NAME"] = str(state / "test.db")

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = UnknownVariable()
