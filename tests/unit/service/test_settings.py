"""Settings: what an operator writes is read or told of, one line a fault, never guessed."""

from __future__ import annotations

import re
import tomllib
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from service import settings
from service.settings import WrongSettings, load, weekdays
from tests.cast import quick

ROOT = Path(__file__).parents[3]
EXAMPLE = ROOT / "config" / "liaison.example.toml"
LEAST = """
[referent]
name = "Claire Morel"
email = "claire.morel@agence.example"
institution = "France Travail Amiens-Dury"

[[mailbox]]
address = "clauses@agence.example"
maildir = "boite"
outbox = "envoyes"
"""
#: keys that stand for another one, and cannot be given with it
INSTEAD = {"maildir": "imap", "outbox": "smtp"}


@pytest.fixture(autouse=True)
def passwords(monkeypatch):
    """The secrets that the examples name."""
    monkeypatch.setenv("LIAISON_IMAP", "secret-imap")
    monkeypatch.setenv("LIAISON_SMTP", "secret-smtp")


@pytest.fixture
def write(tmp_path):
    """Write a configuration and load it."""

    def written(text):
        path = tmp_path / "liaison.toml"
        path.write_text(text, encoding="utf-8")
        return load(path)

    return written


def wrong(write, text):
    """What is told of a configuration that cannot be used."""
    with pytest.raises(WrongSettings) as told:
        write(text)
    return str(told.value)


def keys_of(model: type[BaseModel]) -> set[str]:
    """The keys of a section and of those in it."""
    found = set()
    for name, field in model.model_fields.items():
        found.add(name)
        for kind in re.findall(r"settings\.(\w+)", repr(field.annotation)):
            inner = getattr(settings, kind)
            if isinstance(inner, type) and issubclass(inner, BaseModel):
                found |= keys_of(inner)
    return found


# ------------------------------------------------------------------ the examples
def test_the_example_loads_as_it_is(write):
    """Whoever starts from it starts from something that works."""
    found = write(EXAMPLE.read_text(encoding="utf-8"))

    assert found.mailbox[0].imap.password == "secret-imap"


def test_every_key_stands_in_the_example():
    """Commented or not: an operator finds all there is."""
    text = EXAMPLE.read_text(encoding="utf-8")
    absent = {key for key in keys_of(settings.Settings) - {"path"} if not re.search(rf"\b{key}\b", text)}

    # both belong to a server's login, whose line shows `password_env`
    assert absent <= {"folder", "password"}


COMMENTED = re.findall(r"^# (\w+) = (.+?)(?:\s+#.*)?$", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE)


@pytest.mark.parametrize(("key", "value"), COMMENTED)
def test_every_commented_line_can_be_uncommented(write, key, value):
    """One at a time; where it stands for another key, that one goes."""
    text = re.sub(rf"^# {key} = ", f"{key} = ", EXAMPLE.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    if key in INSTEAD:
        text = re.sub(rf"^{INSTEAD[key]} = .*$", "", text, flags=re.MULTILINE)
    found = write(text)

    assert tomllib.loads(f"{key} = {value}")
    assert key in repr(found)


def test_the_commented_values_are_the_defaults(write):
    """What the comment shows is what holds without it."""
    defaults = write(LEAST)
    text = EXAMPLE.read_text(encoding="utf-8")
    policy = text.partition("[policy]")[2]
    for key, value in re.findall(r"^# (\w+) = (.+?)(?:\s+#.*)?$", policy, re.MULTILINE):
        shown = tomllib.loads(f"v = {value}")["v"]
        held = getattr(defaults.policy, key)
        held = f"{held:%H:%M}" if isinstance(held, time) else list(held) if isinstance(held, tuple) else held
        assert held == shown, key


@pytest.mark.parametrize("block", re.findall(r"```toml\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL))
def test_the_configuration_of_the_readme_loads(write, block):
    """Copied as it stands."""
    assert write(block).referent.name == "Claire Morel"


def test_the_least_that_works_is_little(write):
    """Everything else has a default."""
    found = write(LEAST)

    assert (found.service.timezone, found.policy.company_reminder_days, found.facilitator) == (
        "Europe/Paris", (5, 10), (),
    )  # fmt: skip


# ------------------------------------------------------------------ faults
@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("[polcy]\nvalidate_needs = 'auto'", "policy"),
        ("[policy]\nvalidate_need = 'auto'", "validate_needs"),
        ("[policy]\ndigest = '08:00'", "digest_at"),
        ("[service]\ntimezon = 'Europe/Paris'", "timezone"),
        ("[directory]\npartner = 'p.csv'", "partners"),
    ],
)
def test_an_unknown_key_names_the_nearest_known_one(write, text, near):
    """A misspelt key is never passed over."""
    told = wrong(write, LEAST + text)

    assert "clé inconnue" in told
    assert f"« {near} »" in told


@pytest.mark.parametrize("section", ["service", "referent", "directory", "policy"])
@quick
@given(key=st.from_regex(r"[a-z]{3,12}_[a-z]{3,8}", fullmatch=True))
def test_no_invented_key_is_ever_accepted(section, key):
    """Whatever it is called."""
    model = {"service": settings.ServiceSettings, "referent": settings.ReferentSettings,
             "directory": settings.DirectorySettings, "policy": settings.Policy}[section]  # fmt: skip
    if key in model.model_fields:
        return
    with pytest.raises(ValueError, match=r"Extra inputs|Field required"):
        model.model_validate({key: "x"})


def test_every_fault_is_told_each_on_its_line(write):
    """All at once, with the place of each."""
    text = LEAST.replace('name = "Claire Morel"\n', "") + "[policy]\nvalidate_needs = 'sometimes'\ncolour = 'red'\n"
    lines = wrong(write, text).splitlines()

    assert [line.split(" : ")[1] for line in lines] == ["referent.name", "policy.validate_needs", "policy.colour"]
    assert all(line.startswith("liaison.toml : ") for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "not toml at all [",
        LEAST.replace('maildir = "boite"', ""),
        LEAST.replace('outbox = "envoyes"', ""),
        LEAST + 'imap = { host = "mx", port = 993 }',
        LEAST + 'evidence = "bcc"',
        LEAST + "[service]\ntimezone = 'Mars/Olympus'",
        LEAST + "[policy]\nworking_days = 'lun-ven'",
        LEAST + "[policy]\nworking_days = 'fri-mon'",
        LEAST + "[policy]\ncompany_reminder_days = [10, 5]",
        LEAST + "[policy]\ncompany_reminder_days = [0, 5]",
        LEAST + "[policy]\nform_answer_days = 0",
        LEAST + "[policy]\ndigest_at = '25:00'",
        "",
    ],
)
def test_what_cannot_work_is_refused_with_a_sentence(write, text):
    """Before anything is opened or sent."""
    assert wrong(write, text).strip()


def test_a_file_that_is_not_there_says_how_to_make_one(tmp_path):
    """`liaison init` is named."""
    with pytest.raises(WrongSettings, match="liaison init"):
        load(tmp_path / "none.toml")


def test_a_file_that_is_no_text_is_refused(tmp_path):
    """A spreadsheet saved under that name."""
    (tmp_path / "liaison.toml").write_bytes(b"\xff\xfe\x00PK")
    with pytest.raises(WrongSettings):
        load(tmp_path / "liaison.toml")


def test_a_file_that_begins_with_a_byte_order_mark_is_read(tmp_path):
    """As some editors save it."""
    (tmp_path / "liaison.toml").write_bytes(b"\xef\xbb\xbf" + LEAST.encode())

    assert load(tmp_path / "liaison.toml").referent.name == "Claire Morel"


# ------------------------------------------------------------------ servers, secrets, paths
SERVERS = LEAST.replace('maildir = "boite"\noutbox = "envoyes"\n', "")


def login(host, tls, **more):
    """A mailbox at this server."""
    extra = "".join(f', {key} = "{value}"' for key, value in more.items())
    return SERVERS + f'imap = {{ host = "{host}", port = 143, tls = "{tls}"{extra} }}\noutbox = "o"\n'


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "::1"])
def test_plain_text_is_allowed_on_this_machine(write, host):
    """Nobody listens there."""
    assert write(login(host, "none")).mailbox[0].imap.tls == "none"


@pytest.mark.parametrize("host", ["mail.agence.example", "10.0.0.4", "127.0.0.1.evil.example", "LOCALHOST.example", ""])
def test_plain_text_is_refused_to_any_other_machine(write, host):
    """A password would travel in the clear."""
    assert 'tls = "none"' in wrong(write, login(host, "none"))
    assert write(login(host or "h", "starttls")).mailbox[0].imap.tls == "starttls"


def test_a_secret_comes_from_a_file_or_from_the_environment(write, tmp_path, monkeypatch):
    """Relative to the configuration, without the line end of the file."""
    monkeypatch.setenv("SECRET_OF_TEST", "from-environment")
    (tmp_path / "password").write_text("from-file\n")

    assert write(login("h", "implicit", password="written")).mailbox[0].imap.password == "written"
    assert write(login("h", "implicit", password_file="password")).mailbox[0].imap.password == "from-file"
    assert write(login("h", "implicit", password_env="SECRET_OF_TEST")).mailbox[0].imap.password == "from-environment"


@pytest.mark.parametrize("secret", [{"password_file": "absent"}, {"password_env": "NOT_SET_ANYWHERE"}])
def test_a_secret_that_is_not_there_is_told_by_its_name(write, secret):
    """What to mend is in the message."""
    assert next(iter(secret.values())) in wrong(write, login("h", "implicit", **secret))


def test_a_database_with_a_password_may_be_a_secret_too(write, monkeypatch):
    """Any `x` may be `x_env`."""
    monkeypatch.setenv("LIAISON_DB", "postgresql://u:p@h/liaison")

    assert write(LEAST + '[service]\ndatabase_env = "LIAISON_DB"').service.database == "postgresql://u:p@h/liaison"


def test_no_password_is_ever_shown(write):
    """Neither in repr nor in an error."""
    found = write(login("h", "implicit", password="tres-secret"))
    told = wrong(write, login("h", "sometimes", password="tres-secret"))

    assert "tres-secret" not in repr(found)
    assert "tres-secret" not in told


def test_relative_paths_are_relative_to_the_file(write, tmp_path, monkeypatch):
    """Wherever the command is started."""
    monkeypatch.chdir("/")
    found = write(
        LEAST + '[service]\ntemplates = "modeles"\n[directory]\npartners = "a/../p.csv"\ncompanies = "/abs/c.csv"'
    )

    assert found.service.database == f"sqlite:///{tmp_path.resolve()}/liaison.db"
    assert found.service.templates == (tmp_path / "modeles").resolve()
    assert found.mailbox[0].maildir == (tmp_path / "boite").resolve()
    assert (found.directory.partners, found.directory.companies) == ((tmp_path / "p.csv").resolve(), Path("/abs/c.csv"))


@pytest.mark.parametrize("url", ["sqlite:////var/lib/liaison.db", "postgresql://u@h/liaison", "sqlite://"])
def test_other_databases_are_taken_as_they_are(write, url):
    """Absolute, or on a server."""
    assert write(LEAST + f'[service]\ndatabase = "{url}"').service.database == url


@pytest.mark.parametrize(
    ("words", "days"),
    [("mon-fri", {0, 1, 2, 3, 4}), ("Mon, Tue ,thu", {0, 1, 3}), ("sat", {5}), ("tue-thu,sat", {1, 2, 3, 5})],
)
def test_working_days_are_read_as_people_write_them(words, days):
    """Ranges and lists."""
    assert weekdays(words) == days
