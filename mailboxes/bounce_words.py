"""A delivery report in words: which addresses failed and why, where no machine-readable part says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes import headers
from mailboxes.addresses import cleaned
from mailboxes.message import Message

_LIMIT = 200
_TEXT_LIMIT = 60_000

STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_CODE = re.compile(r"(?<![\d.+-])([45]\d\d)(?![-. ]\d{3}[-. ]\d{4})(?:[\s:-]|$)")
MAIL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8}")
_DAEMON = re.compile(
    r"^(?:mailer-?daemon|postmaster|mail-?daemon|mailerdaemon|mdaemon|bounces?|symantec|mailscanner|"
    r"microsoftexchange\w*|noreply-mdn|mail-delivery|postoffice|uucp|mmdf|listmaster|ntmail|smtp|pobox|"
    r"autoresponder-bounce)\b",
    re.IGNORECASE,
)
_DAEMON_NAME = re.compile(
    r"mail(?:er)? (?:delivery|daemon)|delivery (?:sub)?system|administrateur syst[èe]me|"
    r"system administrator|postmaster|mailer-daemon|mail router|internet mail",
    re.IGNORECASE,
)
SUBJECT = re.compile(
    r"undeliver|undelivered|non[- ](?:remi|delivery)|not? delivered|processing error|failed mail|"
    r"returned? (?:mail|to sender)|delivery (?:status|failure|fail|problem|report|notification|has failed|"
    r"error|delayed|unsuccessful)|mail (?:delivery|system) (?:fail|error|prob)|"
    r"failure (?:notice|delivery)|message (?:status|undeliverable|non distribu|non remis)|"
    r"[ée]chec (?:de )?(?:la )?(?:remise|distribution|livraison|d['’]envoi|de l['’]envoi)|"
    r"impossible de (?:remettre|distribuer|d[ée]livrer)|remise (?:impossible|diff[ée]r[ée]e|retard[ée]e)|"
    r"notification d['’][ée]tat de (?:remise|la distribution)|avis de (?:non[- ])?(?:remise|distribution)|"
    r"(?:message|mail|courrier|courriel) (?:retourn[ée]|non d[ée]livr[ée]|non distribu[ée]|non transmis|"
    r"en retard|retard[ée])|retour (?:de|à) (?:courrier|l['’]exp[ée]diteur|mail)|"
    r"unzustellbar|nicht zugestellt|mancat[oa] (?:recapito|consegna)|non recapitabile|no se (?:puede|pudo|ha "
    r"podido) entregar|"
    r"no entregado|sin entregar|não entregue|falha na entrega|onbestelbaar|niet bezorgd|niedostarcz|недоставл|не "
    r"доставлен|"
    r"zustellung fehlgeschlagen|delivery to .{1,80} failed|"
    r"could not be delivered|bounce|rejected mail|unable to deliver|email (?:error|rejected)|"
    r"warning: (?:could not send|message)|delayed mail|user unknown|unknown user|mail could not|"
    r"permanent error|nondeliverable|mail failed|returned mail|mailer error",
    re.IGNORECASE,
)
_DELAY = re.compile(
    r"(?:warning|delayed?|has not yet been delivered|attempts? will continue|will (?:keep|"
    r"continue) (?:trying|to (?:be )?(?:retr|try|attempt))|still (?:being|trying)|"
    r"not yet (?:been )?delivered|temporar|(?:est )?retard[ée]|diff[ée]r[ée]|no action is required|"
    r"do not need to resend|"
    r"(?:n['’]a )?pas encore (?:[ée]t[ée])? ?(?:remis|distribu)|continuer[ao]|nouvelles? tentatives?|"
    r"sera (?:à nouveau|de nouveau) tent)",
    re.IGNORECASE,
)
_DELAY_SUBJECT = re.compile(
    r"\(delay(?:ed)?\)|^\W{0,3}(?:warning|delayed|avertissement)\b|notification: warning|\bdelayed\b|retard[ée]|"
    r"diff[ée]r[ée]|"
    r"verz[öo]ger|demorad|retrasad|ritardat|vertraagd|opóźnion",
    re.IGNORECASE,
)
#: a warning that is none any more
_GIVEN_UP = re.compile(
    r"giv(?:en|ing) up|gave up|no (?:further|more) attempts|will not be retried|has been (?:deleted|removed)",
    re.IGNORECASE,
)
#: « you will be told if it fails permanently »: what may come, not what is
_CONDITION = re.compile(
    r"(?:\bif\b|\bunless\b|\bsi\b|\bwenn\b|only a|simple)[^.\n]{0,60}(?:permanent\w*|d[ée]finitiv\w*|fail\w*|"
    r"endgültig)",
    re.IGNORECASE,
)
_FINAL = re.compile(
    r"permanent|fatal|giving up|gave up|undeliverable|failed permanently|d[ée]finitiv|will not be retried|"
    r"user unknown|unknown user|no such user|5\d\d[ -]",
    re.IGNORECASE,
)
#: what a report says of a mail that it could not send at all
_CANNOT = re.compile(
    r"could not be (?:delivered|sent)|no attempt|incorrectly constructed|malformed|introuvable|n['’]existe pas",
    re.IGNORECASE,
)
_RETURNED = re.compile(
    r"^[\s>-]{0,12}(?:-{2,60}[^-\n]{0,20}(?:original|returned|copy of|below|unsent|message header|en-t[êe]tes?|"
    r"message d['’]origine|headers? of|this is a copy|included is a copy|a copy of).{0,60}|"
    r"(?:original message (?:follows|headers|attached)|message d['’]origine|en-t[êe]tes? (?:du|de) message|"
    r"-{0,6} ?(?:returned|original|unsent) message|headers (?:from|of) the original|below this line is (?:a|"
    r"the) copy|received: (?:from|by) |the text of the original|message header follows|"
    r"return-path: ).{0,100})$",
    re.IGNORECASE | re.MULTILINE,
)
_REASONS: tuple[tuple[str, str], ...] = (
    (
        (
            r"(?:mailbox|bo[îi]te|quota|inbox)[^.\n]{0,40}(?:full|pleine|exceed|d[ée]pass|satur|over)|"
            r"over ?quota|quota (?:exceeded|d[ée]pass)|mailbox size|insufficient (?:disk )?(?:space|storage)"
        ),
        "2.2",
    ),
    (
        (
            r"(?:was|were|is)n[o'’]t found (?:at|on)|user doesn['’]t have|"
            r"user unknown|unknown user|no such (?:user|recipient|address|mailbox|person)|(?:user|mailbox|"
            r"recipient|address|account|destinataire|utilisateur|adresse|compte|bo[îi]te)[^.\n]{0,60}(?:unknown|"
            r"not (?:exist|found|known|listed|valid|have)|doesn['’]t exist|does not exist|n['’]existe p|"
            r"inconnue?|introuvable|not be found|unavailable|disabled|inactive|d[ée]sactiv)|unrouteable address|"
            r"invalid (?:recipient|mailbox|address)|bad (?:destination )?mailbox|"
            r"recipient (?:address )?rejected|adresse incorrecte|no mailbox here|isn['’]t listed|not listed in"
        ),
        "1.1",
    ),
    (
        (
            r"(?:host|domain|domaine|name|h[ôo]te)[^.\n]{0,40}(?:unknown|not found|does not (?:exist|resolve)|"
            r"n['’]existe|inconnu|introuvable|couldn['’]t be found)|no such (?:host|domain)|bad (?:host|domain)|"
            r"nxdomain|unrouteable mail domain|cannot find your domain"
        ),
        "1.2",
    ),
    (r"spam|blocked|blacklist|denied|policy|refus[ée]|not permitted|rejected for|poor reputation|dmarc", "7.1"),
    (r"message (?:is )?(?:too (?:large|big)|size exceeds)|trop volumineux|exceeds (?:the )?(?:maximum|limit)", "3.4"),
    (
        (
            r"time-?d? ?out|connection (?:refused|timed)|expired|expir[ée]|retry (?:time|timeout)|"
            r"could not (?:connect|be contacted)|host unreachable|d[ée]lai"
        ),
        "4.7",
    ),
)
_CODES = {
    "550": "5.1.1",
    "551": "5.1.6",
    "552": "5.2.2",
    "553": "5.1.3",
    "554": "5.0.0",
    "450": "4.2.0",
    "451": "4.3.0",
    "452": "4.2.2",
    "421": "4.4.2",
}


@dataclass(slots=True)
class Failure:
    """One address of a report."""

    address: str
    status: str | None
    #: failed | delayed | other
    action: str


def status_of(said: str) -> str | None:
    """The RFC 3463 status that a diagnostic gives, or implies by SMTP code and words; None when it tells nothing."""
    explicit = STATUS.search(said)
    if explicit:
        return explicit.group(1)
    code = _CODE.search(said)
    kind = code.group(1)[0] if code else "5"
    for pattern, detail in _REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return f"{'4' if detail == '4.7' and not code else kind}.{detail}"
    return _CODES.get(code.group(1), f"{kind}.0.0") if code else None


def looks_like_report(message: Message) -> str:
    """How far sender, envelope, subject and body say that a mail system wrote this: « sure », « likely » or ''."""
    local = message.sender.address.partition("@")[0] or headers.text(message.fields.raw("from"))
    daemon = bool(_DAEMON.match(local.strip("<> ")) or _DAEMON_NAME.search(message.sender.name))
    empty = any(headers.unfolded(value).strip() in {"<>", ""} for value in message.fields.every("return-path"))
    kind = message.root.parameters.get("report-type", "").lower()
    report = message.root.type == "multipart/report" and kind in {"", "delivery-status"}
    passed_on = (
        _ANSWER.match(message.subject) and not daemon and not _OPENING.search(message.text[:120].partition("-----")[0])
    )
    said = bool(SUBJECT.search(message.subject)) and not passed_on
    if report or message.fields.has("x-failed-recipients") or message.fields.has("x-ms-exchange-message-is-ndr"):
        return "sure"
    if (daemon or empty) and said:
        return "sure"
    if daemon and (empty or _speaks(message) or _STRONG[0].search(message.text[:5000])):
        return "likely"
    return "likely" if said and _speaks(message) else ""


#: a person who answers or passes on a delivery report
_ANSWER = re.compile(r"\s*(?:re|tr|fwd?|aw|rép|wg)\s?:", re.IGNORECASE)


def _speaks(message: Message) -> bool:
    """Whether the body opens as delivery reports do."""
    return bool(_OPENING.search(message.text[:2500]))


_OPENING = re.compile(
    r"(?:could|can) ?not be (?:delivered|sent)|failed recipient|has been returned|encountered an error|"
    r"did not exactly match|(?:was|were|is) (?:undeliverable|not delivered|unable to be delivered)|"
    r"delivery (?:to|has|of|failed|status|attempt)|fatal errors|following (?:recipient|address|destination)|"
    r"unable to deliver|did not reach|message (?:you sent|that you sent|was not)|"
    r"returned (?:to you|message)|transcript of session|user unknown|unknown user|not (?:been )?delivered|"
    r"permanent(?: delivery)? (?:error|fail)|n['’]a (?:pas pu [êe]tre|pu [êe]tre) (?:remis|distribu|"
    r"d[ée]livr|envoy|achemin|transmis)|impossible de (?:remettre|d[ée]livrer|distribuer|livrer)|"
    r"[ée]chec de la remise|(?:remise|distribution) (?:a [ée]chou|impossible)|"
    r"undeliverable|couldn['’]t be delivered|wasn['’]t delivered|(?:your|le|votre) (?:message|e-?mail|mail|"
    r"courriel|courrier)[^.\n]{0,80}(?:returned|bounced|rejected|refus|rejet|retourn|non remis|non distribu|"
    r"failed|blocked)|no such (?:user|mailbox)|sorry",
    re.IGNORECASE,
)


def failures(message: Message) -> list[Failure]:
    """The failures as the report tells them to a person."""
    marked = [
        cleaned(mail)
        for value in message.fields.every("x-failed-recipients")
        for mail in MAIL.findall(headers.unfolded(value))
    ]
    text = _report_text(message)
    delayed = is_delayed(message.subject, text)
    action = "delayed" if delayed else "failed"
    found = list(dict.fromkeys(marked or _addresses_in(text, message)))
    told: list[Failure] = []
    for address in found:
        status = _status_beside(text, address, found) or status_of(text[:4000])
        if delayed and status and status[0] == "5":
            status = "4" + status[1:]
        told.append(Failure(address, status, action))
    return told


def is_delayed(subject: str, text: str) -> bool:
    """Whether a report only warns that a mail has not arrived yet."""
    if _DELAY_SUBJECT.search(subject) and not _FINAL.search(subject) and not _GIVEN_UP.search(text[:3000]):
        return True
    said = _CONDITION.sub(" ", text[:3000])
    return bool(_DELAY.search(f"{subject}\n{said}")) and not _FINAL.search(said)


def is_final(subject: str, text: str) -> bool:
    """Whether a report that names no address says that the mail will never arrive."""
    said = _CONDITION.sub(" ", text[:3000])
    return not is_delayed(subject, text) and bool(_FINAL.search(said) or _CANNOT.search(said))


def _report_text(message: Message) -> str:
    """The report without the mail that it returns."""
    text = (
        message.text
        if message.text.strip()
        else "\n".join(part.text for part in message.parts() if part.type.startswith("text/"))
    )
    text = text[:_TEXT_LIMIT]
    returned = _RETURNED.search(text, min(40, len(text)))
    return text[: returned.start()] if returned and MAIL.search(text[: returned.start()]) else text


#: what stands right above the addresses that failed
_TRIGGER = re.compile(
    r"did not reach the following|(?:following|these|to the) (?:recipient|address|destination|user|"
    r"email)s?(?:\(e?s\))?[^\n]{0,120}|fatal errors|failed recipients?|"
    r"could ?n[o'’]t be delivered to[^\n]{0,80}|message not delivered to|unable to deliver[^\n]{0,80}|"
    r"delivery (?:to|has failed to)[^\n]{0,80}|"
    r"(?:destinataires?|adresses?)[^\n]{0,40} suivante?s?|(?:n['’]a|n['’]ont) (?:pas )?pu [êe]tre (?:remis|"
    r"distribu|d[ée]livr|envoy|achemin|transmis)[^\n]{0,80}|"
    r"[ée]chec de la remise[^\n]{0,80}|impossible de (?:remettre|délivrer|distribuer|livrer)[^\n]{0,80}|"
    r"intended recipient|addressed to email address|your message was addressed|with the following error",
    re.IGNORECASE,
)
_LEADING = re.compile(
    r"^[ \t>*•·\-–\"'<«(\[]{0,12}(?:mailto:|smtp[:=]|(?:\w{1,6}=[^;\n]{0,30};\s?){1,6}(?:dda:)?smtp=)?("
    + MAIL.pattern
    + ")",
    re.MULTILINE | re.IGNORECASE,
)
_EXPANDED = re.compile(
    r"\((?:expanded|generated|redirected|forwarded) from:?\s{1,5}<?(" + MAIL.pattern + ")", re.IGNORECASE
)
_STRONG = (
    re.compile(r"^[\s>]{0,8}<(" + MAIL.pattern + r")>\s?:?\s*(?:$|\(|\.\.\.|[a-z:])", re.MULTILINE | re.IGNORECASE),
    re.compile(r"^[\s>]{0,8}(" + MAIL.pattern + r")\s{0,6}(?:$|\(|:|;|\.\.\.|\t| - |<)", re.MULTILINE),
    re.compile(
        r"\b(?:RCPT TO|recipient|destinataires?|to|à|address(?:e?s)?|adresses?|user|failed|(?:final|"
        r"original)-recipient)\b"
        r"(?:\s{0,3}[:=;]\s{0,3}|\s{1,3}|(?=[<«\"]))(?:rfc822;)?\s{0,3}[<«\"'(\[]{0,2}\s?(?:mailto:|smtp:)?("
        + MAIL.pattern
        + ")",
        re.IGNORECASE,
    ),
    re.compile(r"[45]\d\d[\s-].{0,60}?<?(" + MAIL.pattern + ")"),
    re.compile(
        "("
        + MAIL.pattern
        + r")[>\"')\]]{0,3},?\s.{0,60}(?:unknown|not |n['’]|failed|rejected|quota|full|inconnu|refus|could|does|doesn)",
        re.IGNORECASE,
    ),
)


def _addresses_in(text: str, message: Message) -> list[str]:
    """The addresses that the report complains of: never the system's own, nor ours."""
    ours = {address.address.lower() for address in (*message.to, message.sender)}

    def usable(found: list[str]) -> list[str]:
        addresses = (cleaned(mail.rstrip(".")) for mail in found)
        return [
            address
            for address in addresses
            if address and ".." not in address and address.lower() not in ours and not _SYSTEM.match(address)
        ]

    for trigger in _TRIGGER.finditer(text):
        window = text[trigger.start() : trigger.end() + 2500]
        kept = usable([match.group(1) for match in _LEADING.finditer(window)])
        bare = re.match(
            r"(?:[^\n]{0,200}\n){0,2}[^\n]{0,200}:[ \t]*\n\s{0,20}([a-z][\w.-]{2,30})[ \t]*(?:\n|\Z)", window
        )
        if not kept and bare and message.sender.address:
            return [f"{bare.group(1)}@{message.sender.address.rpartition('@')[2]}"]
        if not kept:
            kept = usable(MAIL.findall(window[:400].partition("\n\n")[0]))
            kept += usable(_STRONG[3].findall(window)) if kept else []
        if kept:
            return [*kept, *usable(_EXPANDED.findall(window))][:_LIMIT]
    for pattern in _STRONG:
        kept = usable(pattern.findall(text))
        if kept:
            return kept[:_LIMIT]
    return usable(MAIL.findall(text))[:1]


_SYSTEM = re.compile(r"(?:postmaster|mailer-daemon|abuse|support|helpdesk|admin)@", re.IGNORECASE)


def _status_beside(text: str, address: str, others: list[str]) -> str | None:
    """The status that stands by an address: on its line and below, as far as the next one; else just above."""
    lower = text.lower()
    at = lower.find(address.lower())
    if at < 0:
        return None
    start = text.rfind("\n", 0, at) + 1
    below = [
        found for other in others if (found := lower.find(other.lower(), at + len(address))) > 0 and other != address
    ]
    end = min([*below, at + 600])
    return status_of(text[start : max(end, at + len(address))]) or status_of(text[max(0, at - 200) : at + 600])
