"""The product's settings, with a fast password hasher and static files served as they lie.

The pytest plugin sets the real environment; these placeholders are for the type checker alone.
"""

import os

for _name in ("SECRET_KEY", "BASE_URL", "REDIS_URL"):
    os.environ.setdefault(_name, "placeholder")
os.environ.setdefault("DATABASE_URL", "postgres://placeholder")
os.environ.setdefault("ENVIRONMENT", "test")

from config.settings import *  # noqa: E402, F403
from config.settings import STORAGES  # noqa: E402

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
VAULT_REQUIRED = "VAULT_PUBLIC_KEYS" in os.environ
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
WHITENOISE_AUTOREFRESH = True  # nothing is collected for a test run
