"""A .msg file -> the mail that it was (OLE file reader; no macro, no link is ever followed)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage, MIMEPart
from email.utils import format_datetime

from mailboxes import headers as decoding
from mailboxes import lzfu, mime
from mailboxes.charsets import decoded

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_EPOCH = datetime(1601, 1, 1, tzinfo=UTC)

_SUBJECT, _BODY, _HTML, _RTF = "0037", "1000", "1013", "1009"
_HEADERS, _SENDER_NAME, _SENDER_ADDRESS, _SENDER_SMTP = "007D", "0C1A", "0C1F", "5D01"
_TO, _CC, _MESSAGE_ID, _REPLY_TO, _REFERENCES = "0E04", "0E03", "1035", "1042", "1039"
_FILE_LONG, _FILE_SHORT, _FILE_TYPE, _FILE_DATA, _FILE_CID = "3707", "3704", "370E", "3701", "3712"
_RECIPIENT_NAME, _RECIPIENT_SMTP, _RECIPIENT_ADDRESS = "3001", "39FE", "3003"


def as_mail(data: bytes) -> bytes | None:
    """The message as RFC 5322 bytes, with its body and its files; None when the file cannot be read."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as ole:
            mail = _mail(ole, ())
            return bytes(mail) if _says_something(mail) else None
    except Exception:  # noqa: BLE001  the library raises whatever a broken file leads it to
        return None


def _says_something(mail: EmailMessage) -> bool:
    """Whether anything came out of the file; a torn one may open and hold nothing."""
    body = mail.get_body(("plain",))
    return bool(mail["subject"] or "@" in str(mail["from"] or "") or (body and body.get_content().strip()))


def _mail(ole: object, root: tuple[str, ...]) -> EmailMessage:
    read = _reader(ole, root)
    mail = EmailMessage()
    original = decoded(read.text(_HEADERS).encode("utf-8"))
    _fields(mail, read, original, ole, root)
    mail.set_content(read.text(_BODY) or _from_rtf(read) or "", cte="quoted-printable")
    html = read.data(_HTML)
    if html:
        mail.add_alternative(
            decoded(html) if not html.startswith(b"\xff\xfe") else html.decode("utf-16", "replace"),
            subtype="html",
            cte="quoted-printable",
        )
    for name in _storages(ole, root, "__attach_version1.0"):
        _attach(mail, ole, (*root, name))
    return mail


class _Reader:
    """The properties of one storage."""

    def __init__(self, open_stream: Callable[[str], bytes | None]) -> None:
        self._open = open_stream

    def data(self, tag: str) -> bytes:
        return (
            self._open(f"__substg1.0_{tag}0102")
            or self._open(f"__substg1.0_{tag}001F")
            or self._open(f"__substg1.0_{tag}001E")
            or b""
        )

    def text(self, tag: str) -> str:
        wide = self._open(f"__substg1.0_{tag}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").strip("\x00")
        narrow = self._open(f"__substg1.0_{tag}001E")
        return decoded(narrow).strip("\x00") if narrow else ""

    def moment(self, tag: bytes) -> datetime | None:
        """A time of the fixed-size properties ([MS-OXMSG] §2.4)."""
        fixed = self._open("__properties_version1.0") or b""
        at = fixed.find(b"\x40\x00" + tag)
        if at < 0 or at + 16 > len(fixed):
            return None
        ticks = int.from_bytes(fixed[at + 8 : at + 16], "little")
        try:
            return _EPOCH + timedelta(microseconds=ticks // 10)
        except OverflowError:
            return None


def _reader(ole: object, root: tuple[str, ...]) -> _Reader:
    def open_stream(name: str) -> bytes | None:
        path = [*root, name]
        if not ole.exists(path):  # type: ignore[attr-defined]
            return None
        return bytes(ole.openstream(path).read())  # type: ignore[attr-defined]

    return _Reader(open_stream)


def _fields(mail: EmailMessage, read: _Reader, original: str, ole: object, root: tuple[str, ...]) -> None:
    known, _ = mime.header_fields(original.encode("utf-8", "replace")) if original.strip() else (mime.Headers([]), 0)

    def put(name: str, value: str) -> None:
        said = " ".join(value.split())
        if said and name not in mail:
            mail.add_header(name, said)

    skipped = ("content-", "mime-version")
    for name, value in known:
        if not name.startswith(skipped):
            said = decoding.unfolded(value)
            if name in {"received", "authentication-results", "references"}:
                mail.add_header(name, " ".join(said.split()))
            else:
                put(name, said)
    sender = read.text(_SENDER_SMTP) or read.text(_SENDER_ADDRESS)
    put("from", f'"{read.text(_SENDER_NAME)}" <{sender}>' if "@" in sender else f'"{read.text(_SENDER_NAME)}"')
    put("to", ", ".join(_recipients(ole, root)) or read.text(_TO))
    put("cc", read.text(_CC))
    put("subject", read.text(_SUBJECT))
    put("message-id", read.text(_MESSAGE_ID))
    put("in-reply-to", read.text(_REPLY_TO))
    put("references", read.text(_REFERENCES))
    sent = read.moment(b"\x39\x00") or read.moment(b"\x06\x0e")
    if sent:
        put("date", format_datetime(sent))


def _recipients(ole: object, root: tuple[str, ...]) -> list[str]:
    found = []
    for name in _storages(ole, root, "__recip_version1.0")[:200]:
        read = _reader(ole, (*root, name))
        address = read.text(_RECIPIENT_SMTP) or read.text(_RECIPIENT_ADDRESS)
        if "@" in address:
            found.append(f'"{read.text(_RECIPIENT_NAME)}" <{address}>')
    return found


def _storages(ole: object, root: tuple[str, ...], prefix: str) -> list[str]:
    paths = ole.listdir(streams=False, storages=True)  # type: ignore[attr-defined]
    depth = len(root)
    names = {
        path[depth]
        for path in paths
        if tuple(path[:depth]) == root and len(path) > depth and path[depth].startswith(prefix)
    }
    return sorted(names)[:500]


def _attach(mail: EmailMessage, ole: object, root: tuple[str, ...]) -> None:
    read = _reader(ole, root)
    name = read.text(_FILE_LONG) or read.text(_FILE_SHORT) or "piece-jointe"
    inside = (*root, "__substg1.0_3701000D")
    if ole.exists(list(inside)):  # type: ignore[attr-defined]
        if len(root) < 8:
            mail.add_attachment(_mail(ole, inside))
        return
    content = read.data(_FILE_DATA)
    kind = read.text(_FILE_TYPE) or "application/octet-stream"
    main, _, sub = kind.partition("/")
    if (
        main in {"message", "multipart"}
        or not sub
        or not sub.replace("-", "").replace(".", "").replace("+", "").isalnum()
    ):
        main, sub = "application", "octet-stream"
    mail.add_attachment(content, maintype=main, subtype=sub, filename=" ".join(name.split()))
    cid = read.text(_FILE_CID)
    attached = list(mail.iter_attachments())[-1]
    if cid and isinstance(attached, MIMEPart):
        attached["Content-ID"] = f"<{' '.join(cid.split())}>"


def _from_rtf(read: _Reader) -> str:
    """The text of a body that exists only as compressed RTF."""
    packed = read.data(_RTF)
    return lzfu.text_of(packed) if packed else ""
