"""Dovecot: a throw-away IMAP and LMTP server on loopback, run by any user, started in a tenth of a second.

Every user name logs in with one password, so a mailbox of one's own costs nothing. Standard library only.
"""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import re
import shutil
import signal
import smtplib
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

START_LIMIT = 15.0

CONF_2_3 = """\
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
{tls}
disable_plaintext_auth = no
auth_mechanisms = plain login
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_location = maildir:{root}/mail/%u
mail_home = {root}/mail/%u
mail_fsync = never
auth_failure_delay = 0
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={root}/mail/%u
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
{sent}
}}
protocol imap {{
  mail_max_userip_connections = 2000
{capability}
}}
protocol lmtp {{
  auth_username_format = %n
  postmaster_address = postmaster@localhost
}}
service imap-login {{
  chroot =
  inet_listener imap {{
    address = 127.0.0.1
    port = {port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
  }}
  service_count = 0
}}
service imap {{
  service_count = 100
  vsz_limit = 0
}}
service lmtp {{
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service stats {{
  chroot =
}}
"""

# Written after the documentation of 2.4; the tests have run on 2.3 only.
CONF_2_4 = """\
dovecot_config_version = {version}
dovecot_storage_version = {version}
protocols = imap lmtp
listen = 127.0.0.1
base_dir = {root}/run
state_dir = {root}/state
log_path = {root}/dovecot.log
{tls}
auth_allow_cleartext = yes
auth_mechanisms = plain login
auth_username_format = %{{user | username}}
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_driver = maildir
mail_path = {root}/mail/%{{user}}
mail_home = {root}/mail/%{{user}}
mail_uid = {uid}
mail_gid = {gid}
mail_fsync = never
recipient_delimiter = +
lmtp_save_to_detail_mailbox = yes
passdb static {{
  password = {password}
}}
userdb static {{
}}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
{sent}
}}
service imap-login {{
  chroot =
  restart_request_count = unlimited
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = {imaps_port}
  }}
}}
service lmtp {{
  inet_listener lmtp {{
    port = {lmtp_port}
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
"""

SENT = """\
  mailbox Sent {
    auto = subscribe
    special_use = \\Sent
  }"""


class NoDovecot(Exception):  # noqa: N818
    """Dovecot is not installed here, or does not start; the message says which."""


def dovecot_program() -> str | None:
    """Where Dovecot is, None when it is not installed."""
    return shutil.which("dovecot", path=f"/usr/sbin:/usr/local/sbin:{os.environ.get('PATH', '')}")


@dataclass(slots=True)
class Dovecot:
    """One server. `start` before use, `stop` after; ports stay the same over `restart`."""

    password: str = "pw"  # noqa: S105  (of a server on loopback that lives for a demo or a test)
    #: (certificate, key), PEM: STARTTLS on `port`, implicit TLS on `imaps_port`
    certificate: tuple[Path, Path] | None = None
    #: what the server says it can do after the login, instead of all it can: « IMAP4rev1 UIDPLUS »
    capability: str | None = None
    separator: str = "/"
    prefix: str = ""
    #: whether there is a Sent folder that the server marks as such
    sent_folder: bool = True
    host: str = "127.0.0.1"
    port: int = 0
    imaps_port: int = 0
    lmtp_port: int = 0
    root: Path = field(default_factory=Path)
    _process: subprocess.Popen[bytes] | None = None

    def start(self) -> Self:
        """Start, and return once it greets. Raises NoDovecot."""
        program = dovecot_program()
        if program is None:
            raise NoDovecot("Dovecot is not installed (Debian: dovecot-imapd, dovecot-lmtpd)")
        owner = _owner()
        if not self.port:
            self.port, self.lmtp_port = free_port(), free_port()
            self.imaps_port = free_port() if self.certificate else 0
            # a short name: the path of a UNIX socket may have 107 octets
            self.root = Path(tempfile.mkdtemp(prefix="dc"))
            for part in ("run", "state", "mail"):
                (self.root / part).mkdir()
            self._write_configuration(program, owner)
        command = [program, "-F", "-c", str(self.root / "dovecot.conf")]
        with (self.root / "start.log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603  (Dovecot itself)
                command, stdout=log, stderr=log, start_new_session=True, **_as(owner)
            )
        self._await_greeting()
        return self

    @property
    def running(self) -> bool:
        """Whether it was started, and lives."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """SIGKILL everything: the lines just end. (2 ms; SIGTERM takes a second.)"""
        if self._process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None

    def restart(self) -> None:
        """Kill, and start on the same mailboxes and ports."""
        self.kill()
        self.start()

    def stop(self) -> None:
        """Kill, and remove every trace."""
        self.kill()
        if self.port:
            shutil.rmtree(self.root, ignore_errors=True)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def deliver(self, user: str, raw: bytes, folder: str | None = None, sender: str = "sender@test.example") -> None:
        """Deliver one mail into `user`'s INBOX, or `folder`, by LMTP: what a mail server does."""
        self.deliver_all(user, [raw], folder, sender)

    def deliver_all(
        self, user: str, mails: list[bytes], folder: str | None = None, sender: str = "sender@test.example"
    ) -> None:
        """Deliver many over one line."""
        recipient = f"{user}+{folder}@localhost" if folder else f"{user}@localhost"
        with smtplib.LMTP(self.host, self.lmtp_port, local_hostname="localhost") as lmtp:
            for raw in mails:
                lmtp.sendmail(sender, [recipient], raw)

    def change_uidvalidity(self, user: str) -> None:
        """Give the user's INBOX a new epoch, as a restored back-up or a moved mailbox would."""
        maildir = self.root / "mail" / user
        listing = maildir / "dovecot-uidlist"
        text = listing.read_text("utf-8", "surrogateescape")
        listing.write_text(
            re.sub(r"\bV(\d+)", lambda m: f"V{int(m[1]) + 1}", text, count=1), "utf-8", "surrogateescape"
        )
        for index in maildir.glob("dovecot.index*"):
            index.unlink()

    def log(self) -> str:
        """What Dovecot wrote, for a test that fails."""
        return "".join(
            path.read_text("utf-8", "replace")
            for name in ("start.log", "dovecot.log")
            if (path := self.root / name).exists()
        )

    def _write_configuration(self, program: str, owner: pwd.struct_passwd) -> None:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=True)  # noqa: S603
        version = told.stdout.split()[0]
        new = tuple(map(int, version.split(".")[:2])) >= (2, 4)
        if new and self.capability:
            raise NoDovecot("a Dovecot 2.4 that can less is not set up here; 2.3 is")
        text = (CONF_2_4 if new else CONF_2_3).format(
            root=self.root,
            version=".".join(version.split(".")[:3]),
            tls=self._tls_lines(new),
            user=owner.pw_name,
            group=grp.getgrgid(owner.pw_gid).gr_name,
            uid=owner.pw_uid,
            gid=owner.pw_gid,
            password=self.password,
            separator=self.separator,
            prefix=self.prefix,
            sent=SENT if self.sent_folder else "",
            capability=f"  imap_capability = {self.capability}" if self.capability else "",
            port=self.port,
            imaps_port=self.imaps_port,
            lmtp_port=self.lmtp_port,
        )
        (self.root / "dovecot.conf").write_text(text, "utf-8")
        if os.geteuid() == 0:
            for path in [self.root, *self.root.rglob("*")]:
                os.chown(path, owner.pw_uid, owner.pw_gid)

    def _tls_lines(self, new: bool) -> str:
        if self.certificate is None:
            return "ssl = no"
        for source, name in zip(self.certificate, ("cert.pem", "key.pem"), strict=True):
            shutil.copy(source, self.root / name)
        names = ("ssl_server_cert_file = ", "ssl_server_key_file = ") if new else ("ssl_cert = <", "ssl_key = <")
        return f"ssl = yes\n{names[0]}{self.root}/cert.pem\n{names[1]}{self.root}/key.pem"

    def _await_greeting(self) -> None:
        assert self._process is not None
        end = time.monotonic() + START_LIMIT
        while True:
            try:
                with socket.create_connection((self.host, self.port), 1) as line:
                    if line.recv(200).startswith(b"* OK"):
                        return
            except OSError:
                pass
            if self._process.poll() is not None or time.monotonic() > end:
                self.kill()
                raise NoDovecot(f"Dovecot does not start: {self.log()}")
            time.sleep(0.01)


def free_port() -> int:
    """A port that nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _owner() -> pwd.struct_passwd:
    """Who Dovecot runs as: we, or nobody when we are root (mail may not belong to root)."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())


def _as(owner: pwd.struct_passwd) -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    return {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
