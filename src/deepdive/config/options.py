"""Every setting of an installation, in one typed class.

Values come from environment variables that start with ``DEEPDIVE_``. All faults are reported
together when the server starts, each with what to do.
"""

import re
import secrets
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from deepdive.config.database_url import read_database_url

PROJECT_FOLDER = Path(__file__).resolve().parents[3]
SHORTEST_SECRET = 50


class Options(BaseSettings):
    """The settings of one installation; each field's description is its documentation."""

    model_config = SettingsConfigDict(env_prefix="DEEPDIVE_", extra="forbid")

    mode: Literal["demonstration", "production", "test"] = Field(
        default="demonstration",
        description="'production' refuses to start with unsafe settings; 'demonstration' needs none.",
    )
    address: str = Field(
        default="http://127.0.0.1:8000",
        description="Where people reach this installation; letters name it, and requests are checked by it.",
    )
    data_folder: Path = Field(
        default=PROJECT_FOLDER / "data",
        description="The database, the journal and, in a demonstration, the letters are kept here.",
    )
    database_url: str = Field(
        default="",
        description="The PostgreSQL database, as postgresql://name:password@host:port/database, with libpq's "
        "parameters behind a question mark. Empty: SQLite files in the data folder.",
    )
    curriculum_folder: Path = Field(
        default=PROJECT_FOLDER / "curriculum", description="The pack: the curriculum as files."
    )
    secret_key: str = Field(
        default="",
        description="Signs sessions and tickets. Production needs at least 50 random characters; "
        "a demonstration makes its own and keeps it in the data folder.",
    )
    mail_from: str = Field(
        default="AI Deep Dive <deepdive@example.org>", description="The sender that letters name."
    )
    mail_host: str = Field(
        default="", description="The SMTP server. Empty: letters are written to the data folder."
    )
    mail_port: int = Field(default=587, description="The SMTP server's port.")
    mail_user: str = Field(default="", description="The name this installation signs in to SMTP with.")
    mail_password: str = Field(default="", description="The password for SMTP.")
    contact: str = Field(
        default="the person who runs this installation",
        description="Whom people can ask for help; shown at the foot of every page.",
    )

    @field_validator("address")
    @classmethod
    def _address_has_no_path(cls, address: str) -> str:
        if not address.startswith(("http://", "https://")):
            raise ValueError("must start with http:// or https://")
        return address.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def _database_can_be_used(cls, url: str) -> str:
        if url:
            read_database_url(url)
            if find_spec("psycopg") is None or find_spec("psycopg_pool") is None:
                raise ValueError("needs PostgreSQL's driver: install the extra 'postgresql'")
        return url

    @model_validator(mode="after")
    def _production_is_safe(self) -> Self:
        if self.mode != "production":
            return self
        faults = []
        if len(self.secret_key) < SHORTEST_SECRET:
            faults.append("set DEEPDIVE_SECRET_KEY to at least 50 random characters")
        if not self.address.startswith("https://"):
            faults.append("set DEEPDIVE_ADDRESS to the https:// address people use")
        if not self.mail_host:
            faults.append("set DEEPDIVE_MAIL_HOST to your SMTP server")
        if faults:
            raise ValueError("\n".join(faults))
        return self

    @property
    def is_secure(self) -> bool:
        """Whether people reach the installation by https."""
        return self.address.startswith("https://")

    @property
    def host(self) -> str:
        """The host name in the address, without scheme and port."""
        return re.sub(r":\d+$", "", self.address.split("://", 1)[1].split("/", 1)[0])

    def signing_key(self) -> str:
        """The secret key; outside production one is made on first use and kept in the data folder."""
        if self.secret_key:
            return self.secret_key
        kept = self.data_folder / "secret-key"
        if not kept.exists():
            self.data_folder.mkdir(parents=True, exist_ok=True)
            kept.write_text(secrets.token_urlsafe(64), encoding="utf-8")
            kept.chmod(0o600)
        return kept.read_text(encoding="utf-8")


@cache
def options() -> Options:
    """The settings of this process, read once."""
    return Options()
