"""Machines: is a mail an automatic reply, a list's, an invitation, or our own come back; never answered (RFC 3834)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mailboxes import headers
from mailboxes.message import Message

OWN_KEY = "x-liaison-key"

#: what a mail program puts before the subject that it answers by itself: nobody types it
_MACHINE_SUBJECT = re.compile(
    r"\s*(?:r[ée]ponse (?:automatique|d['’]absence)|absence du bureau|absent(?:e|\(e\))? du bureau|"
    r"automatic reply|auto-?\s?reply|autoreply|out of (?:the )?office(?: auto-?reply)?|automatische antwort|"
    r"abwesenheits(?:notiz|meldung|nachricht|benachrichtigung|assistent)|risposta automatica|respuesta autom[áa]tica|"
    r"resposta autom[áaàà]tica|automatisch antwoord|afwezigheids?bericht|autosvar|automatisk(?:t)? svar|"
    r"automaattinen vastaus|odpowiedź automatyczna|automatická odpověď|automatikus válasz|răspuns automat|"
    r"автоматический ответ|автоответ|αυτόματη απάντηση|otomatik yanıt|自动答复|自動応答|자동 회신)\s?[:：]",
    re.IGNORECASE,
)
_VACATION_SUBJECT = re.compile(
    r"\s*(?:\[?(?:auto(?:matique)?|ooo)\]?\s?:|r[ée]ponse (?:automatique|d['’]absence)|(?:message|avis|"
    r"notification|r[ée]pondeur)\s?(?:automatique|d['’]absence|d['’]indisponibilit[ée])|"
    r"absence du bureau|absent(?:e|\(e\))? du bureau|hors du bureau|automatic(?:al)? reply|"
    r"[^:\n]{2,60}\s(?:est|sera) absent(?:e|\(e\))?\b|[^:\n]{2,60}\sis (?:out of (?:the )?office|away)\b|"
    r"auto-?\s?reply|auto-?\s?response|autorepl|automated reply|"
    r"out of (?:the )?office|away from (?:my|the) (?:mail|office)|automatische antwort|"
    r"abwesenheits|risposta automatica|"
    r"respuesta automática|resposta automática|automatisch antwoord|autosvar|automaattinen|"
    r"odpowiedź automatyczna|fuera de (?:la )?oficina|"
    r"fuori ufficio)",
    re.IGNORECASE,
)
#: subjects that people write as well: only a field that confirms them counts
_WEAK_SUBJECT = re.compile(
    r"\s*(?:(?:re|rép)\s?:\s?)?(?:(?:je suis )?(?:actuellement )?(?:en cong[ée]s?\b|absente?\b|en vacances\b|"
    r"indisponib)|"
    r"absence\b|cong[ée]s\b|vacation|fermeture\b|afwezig|abwesen|urlaub|ausen|assen|vacaciones|f[ée]rias|ferie\b|"
    r"vakantie)",
    re.IGNORECASE,
)
_AWAY_FOR_GOOD = re.compile(
    r"(?:ne (?:fais|fait|travaille|suis|consulte|reçois)|n['’]est|n['’]exerce) (?:donc )?plus|"
    r"a quitté (?:l['’]|la |le |ses )|"
    r"(?:merci de|veuillez|vous pouvez) (?:bien vouloir )?(?:contacter|vous adresser|joindre|adresser|"
    r"écrire)|en cas d['’]urgence|"
    r"no longer (?:with|work|employed)|please contact|dans les meilleurs d[ée]lais|à mon retour",
    re.IGNORECASE,
)
_VACATION_WORDS = re.compile(
    r"(?:(?:je suis|serai|suis|nous sommes|est) (?:actuellement |pr[ée]sentement |momentan[ée]ment |"
    r"en )?(?:absent(?:e?s?|\(e\))|indisponibles?|cong[ée]s?|en cong[ée]s?|en d[ée]placement|en formation|"
    r"hors du bureau|"
    r"en arr[êe]t|ferm[ée]e?s?)|actuellement (?:absente?|en cong|indisponible|en formation|"
    r"en d[ée]placement)|absente?s? (?:du bureau|jusqu|du \d|du (?:lun|mar|mer|jeu|ven|sam|dim)|"
    r"pour (?:cong|une))|"
    r"(?:de|mon) retour (?:le|au|pr[ée]vu|parmi|dans|à compter)|ne (?:pourrai|pourra|serai|suis) (?:pas|"
    r"donc).{0,40}(?:r[ée]pondre|messages?|joignable|disponible)|n['’]aurai pas acc[èe]s|"
    r"out of (?:the )?office|on (?:annual |sick |maternity )?leave|on vacation|on holiday|away from (?:my|"
    r"the)|limited access|nicht im (?:büro|haus)|fuera de la oficina|fuori (?:ufficio|sede)|"
    r"message automatique|r[ée]ponse automatique|automated (?:response|message|reply)|"
    r"bonne r[ée]ception de votre (?:message|demande|courriel|mail)|votre (?:message|demande|courriel|"
    r"mail) a bien [ée]t[ée] (?:re[çc]u|pris|transmis|enregistr)|"
    r"nous (?:avons bien re[çc]u|accusons r[ée]ception)|(?:est|sera|sont|seront|serons) ferm[ée]|"
    r"im urlaub|abwesend|nicht erreichbar|de vacaciones|ausente|assente|in ferie|met vakantie|afwezig|de f[ée]rias|"
    r"prend(?:rai|s)? connaissance de (?:vos|votre) (?:messages?|mails?|courriels?) (?:à|d[èe]s) mon retour)",
    re.IGNORECASE,
)
_ROBOT_BODY = re.compile(
    r"(?:ceci est|il s['’]agit d['’]un|this is an?) (?:un )?(?:message|e-?mail|courriel|r[ée]ponse|"
    r"r[ée]pondeur|auto\w{0,8})[^.\n]{0,30}(?:automati|g[ée]n[ée]r[ée])|"
    r"(?:ne pas|merci de ne pas|please do not|veuillez ne pas) (?:y )?(?:r[ée]pondre|reply)|"
    r"(?:message|courriel|e-?mail|mail|r[ée]ponse) (?:est |a [ée]t[ée] )?(?:envoy[ée]|g[ée]n[ée]r[ée]|cr[ée]{2})e? "
    r"automatiquement",
    re.IGNORECASE,
)
#: « votre demande a bien été enregistrée »: what a robot says first
_ACKNOWLEDGED = re.compile(
    r"(?:votre|vos) (?:message|demande|courriel|mail|e-?mail|candidature|dossier|ticket|sollicitation)s? (?:nous )?"
    r"(?:a|ont|est|sont) (?:bien |d[ée]sormais )?(?:[ée]t[ée] )?(?:re[çc]u|pris|transmis|enregistr|parvenu|"
    r"cr[ée]{2}|achemin)|"
    r"(?:avons|ai) bien re[çc]u (?:votre|vos)|accus(?:ons|e) r[ée]ception de (?:votre|vos)|bonne r[ée]ception de votre|"
    r"(?:your|the) (?:request|message|ticket|email) (?:has been|was) (?:received|created|logged)|thank you for "
    r"contacting",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"mailinblack|spamarrest|spam arrest|boxbe|vade ?retro|challenge[- ]response|(?:confirm|v[ée]rifi|"
    r"authentifi|valid)\w{0,10}[^.\n]{0,60}(?:exp[ée]diteur|humain|robot|sender|identit[ée]|adresse|human)|"
    r"(?:message|courriel|mail|e-?mail)[^.\n]{0,40}(?:en attente|mis en quarantaine|retenu|"
    r"held)[^.\n]{0,80}(?:valid|authentif|confirm|cliqu|verif)|captcha",
    re.IGNORECASE,
)
_ROBOT_SENDER = re.compile(
    r"^(?:mailer-?daemon|postmaster|no-?reply|ne-?pas-?repondre|nepasrepondre|do-?not-?reply|noreponse|"
    r"no-?response|auto-?(?:reply|responder|mailer)|bounces?|notifications?|robot|listserv|majordomo)\b",
    re.IGNORECASE,
)
_RECEIPT_SUBJECT = re.compile(
    r"\s*(?:lu|read|non lu|not read|gelesen|ungelesen|le[íi]do|letto|gelezen|lida|supprim[ée]|affich[ée]|deleted|"
    r"displayed|"
    r"accus[ée] de (?:lecture|r[ée]ception)|(?:confirmation|avis) de (?:lecture|r[ée]ception)|"
    r"accus[ée] d['’]ouverture|return receipt|disposition notification|remis|delivered|relayed|"
    r"relay[ée])\b(?:\s?\([^)]{1,40}\))?\s?[:\-]",
    re.IGNORECASE,
)
#: what a mail program says of a mail that its owner saw, or threw away
_RECEIPT_BODY = re.compile(
    r"\ba [ée]t[ée] (?:lu|affich[ée]|ouvert|supprim[ée] sans (?:[êe]tre|avoir [ée]t[ée]) lu)e?\b|"
    r"was (?:read|displayed|opened|deleted without being read)\b|wurde (?:am .{0,40})?(?:gelesen|ungelesen "
    r"gel[öo]scht)|"
    r"accus[ée] de (?:r[ée]ception|lecture) (?:pour|concernant|du|de) (?:le |la |l['’]|votre |un )?(?:courrier|"
    r"message|mail|courriel)|"
    r"this is a (?:return receipt|receipt for the mail)|indique (?:seulement|simplement) que le message|"
    r"se ha le[íi]do|è stato letto|is gelezen|foi lida",
    re.IGNORECASE,
)
_METHOD = re.compile(
    rb"^METHOD[^:\r\n]{0,50}:\s?(REQUEST|REPLY|CANCEL|COUNTER|PUBLISH|DECLINECOUNTER|REFRESH|ADD)",
    re.IGNORECASE | re.MULTILINE,
)
_MARKERS = (
    "x-autoreply", "x-autorespond", "x-autoresponse", "x-auto-reply", "x-autoreply-from", "x-mail-autoreply",
    "x-autoresponder", "autoresponder", "x-vacation", "x-vacation-reply", "x-fc-machinegenerated",
    "x-autogenerated", "x-auto-replied", "x-oof", "x-away", "x-auto-response", "x-automatic-reply",
    "x-zarafa-vacation", "x-amazon-auto-reply",
)  # fmt: skip
_LISTS = (
    "list-id",
    "list-post",
    "x-mailing-list",
    "mailing-list",
    "x-mailman-version",
    "x-listname",
    "x-beenthere",
    "x-list",
    "x-google-group-id",
)
_CAMPAIGN = (
    "list-unsubscribe-post",
    "x-campaign",
    "x-campaignid",
    "x-campaign-id",
    "x-mailer-campaign",
    "feedback-id",
    "x-csa-complaints",
    "x-mj-mid",
    "x-sib-id",
    "x-mailin-campaign",
    "x-mc-user",
    "x-sfmc-stack",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Automatic:
    """What kind of machine wrote it, and how that is known."""

    #: auto_reply | list | calendar | loop
    kind: str
    evidence: str


def read(message: Message, *, own: tuple[str, ...], text: str) -> Automatic | None:
    """The machine that wrote the mail, None for a person. `text` is the body without what it quotes.

    1. Our own mail come back, by our key or our address.
    2. Fields that only machines write: Auto-Submitted other than « no », the many X-Autoreply, receipts, invitations.
    3. Words of subject or body count only with a second sign: people write and quote them too.
    4. Lists last: a person's mail through a list is still the list's to answer.
    """
    return (
        _loop(message, own)
        or _receipt(message, text)
        or _by_fields(message)
        or _calendar(message)
        or _by_words(message, text)
        or _list(message, own)
    )


def _loop(message: Message, own: tuple[str, ...]) -> Automatic | None:
    if message.fields.has(OWN_KEY):
        return Automatic(kind="loop", evidence="auto:header:x-liaison-key")
    # where nobody says who we are, the mailbox that it was delivered to does
    delivered = (headers.unfolded(value).strip("<> ") for value in message.fields.every("delivered-to")[:1])
    ours = {address.lower() for address in (*own, *delivered)}
    if message.sender.address and message.sender.address.lower() in ours:
        return Automatic(kind="loop", evidence="auto:own-address")
    return None


def _receipt(message: Message, text: str) -> Automatic | None:
    kinds = {part.type for part in message.parts()}
    report = message.root.parameters.get("report-type", "").lower()
    if "message/disposition-notification" in kinds or report == "disposition-notification":
        return Automatic(kind="auto_reply", evidence="auto:mdn")
    if "message/feedback-report" in kinds or report == "feedback-report":
        return Automatic(kind="auto_reply", evidence="auto:feedback-report")
    if (
        kinds & {"message/delivery-status", "message/global-delivery-status"}
        and message.root.type == "multipart/report"
    ):
        # of a success, or of a relay: nobody failed
        return Automatic(kind="auto_reply", evidence="auto:delivery-report")
    said = message.fields.text("content-class").lower()
    if _RECEIPT_SUBJECT.match(message.subject) and ("mdn" in said or "report" in said or _empty_return_path(message)):
        return Automatic(kind="auto_reply", evidence="auto:receipt-subject")
    if _RECEIPT_SUBJECT.match(message.subject) and len(text) < 1500 and _RECEIPT_BODY.search(text):
        return Automatic(kind="auto_reply", evidence="auto:receipt-subject+body")
    return None


def _by_fields(message: Message) -> Automatic | None:
    fields = message.fields
    submitted = fields.text("auto-submitted").lower()
    if submitted and submitted.partition(";")[0].split(" ")[0].strip() not in {"no", ""}:
        return Automatic(kind="auto_reply", evidence="auto:header:auto-submitted")
    for name in _MARKERS:
        if fields.has(name) and fields.text(name).lower() not in {"no", "false", "0"}:
            return Automatic(kind="auto_reply", evidence=f"auto:header:{name}")
    for name in ("precedence", "x-precedence", "preference", "priority"):
        if re.search(r"auto[_-]?(?:reply|respon|generat)", fields.text(name), re.IGNORECASE):
            return Automatic(kind="auto_reply", evidence=f"auto:header:{name}")
    if "autorespond" in " ".join(headers.text(value) for value in fields.every("delivered-to")[:5]).lower():
        return Automatic(kind="auto_reply", evidence="auto:header:delivered-to")
    if fields.text("x-post-messageclass").startswith("9") or "vacation" in fields.text("x-mailer").lower():
        return Automatic(kind="auto_reply", evidence="auto:header:x-mailer")
    if fields.text("x-ms-exchange-generated-message-source").lower().startswith("mailbox rules"):
        return Automatic(kind="auto_reply", evidence="auto:header:x-ms-exchange-generated-message-source")
    return None


def _calendar(message: Message) -> Automatic | None:
    for part in message.calendars:
        method = part.parameters.get("method", "") or (_METHOD.search(part.content[:100_000]) and "yes")
        if method and (part.disposition != "attachment" or part is message.root):
            return Automatic(kind="calendar", evidence="auto:calendar")
    said = message.fields.text("content-class").lower()
    if "calendarmessage" in said or message.root.type == "text/calendar":
        return Automatic(kind="calendar", evidence="auto:calendar")
    return None


def _by_words(message: Message, text: str) -> Automatic | None:
    start = text[:1500]
    sign = _second_sign(message)
    if _MACHINE_SUBJECT.match(message.subject):
        return Automatic(kind="auto_reply", evidence="auto:subject")
    if _VACATION_SUBJECT.match(message.subject):
        if sign or any(pattern.search(start) for pattern in (_VACATION_WORDS, _ROBOT_BODY, _AWAY_FOR_GOOD)):
            return Automatic(kind="auto_reply", evidence="auto:subject+" + (sign or "body"))
    elif (
        sign in {"empty-return-path", "robot-sender"} and (_VACATION_WORDS.search(start) or _ROBOT_BODY.search(start))
    ) or (sign and _VACATION_WORDS.search(start[:400]) and _confirms(sign, message, text)):
        return Automatic(kind="auto_reply", evidence="auto:body+" + sign)
    if _CHALLENGE.search(f"{message.subject}\n{message.sender.name} {message.sender.address}\n{start}"):
        link = re.search(r"https?://|cliqu|click|lien|link", start, re.IGNORECASE)
        named = re.search(
            r"mailinblack|spamarrest|boxbe|vade ?retro",
            f"{message.subject} {message.sender.address} {start}",
            re.IGNORECASE,
        )
        if (named and link) or (link and sign):
            return Automatic(kind="auto_reply", evidence="auto:challenge")
    if len(text) < 2500 and _ROBOT_BODY.search(text) and _ACKNOWLEDGED.search(start):
        return Automatic(kind="auto_reply", evidence="auto:acknowledgement")
    if _ROBOT_SENDER.match(message.sender.address) and _ROBOT_BODY.search(text[:6000]):
        return Automatic(kind="auto_reply", evidence="auto:robot-sender+body")
    return None


def _confirms(sign: str, message: Message, text: str) -> bool:
    """Whether a field and words of absence prove together that nobody sat there."""
    if _WEAK_SUBJECT.match(message.subject):
        return True
    return sign in {"precedence", "rules-loop"} and len(text) < 700


def _second_sign(message: Message) -> str:
    """A field that proves nothing alone, but confirms what words say; '' when there is none."""
    fields = message.fields
    if _empty_return_path(message):
        return "empty-return-path"
    if _ROBOT_SENDER.match(message.sender.address):
        return "robot-sender"
    if re.search(r"bulk|junk|list", fields.text("precedence") + fields.text("x-precedence"), re.IGNORECASE):
        return "precedence"
    if re.search(r"\b(?:all|oof|autoreply|dr|rn|nrn)\b", fields.text("x-auto-response-suppress"), re.IGNORECASE):
        return "x-auto-response-suppress"
    if fields.has("x-ms-exchange-inbox-rules-loop") or fields.has("x-loop"):
        return "rules-loop"
    return ""


def _empty_return_path(message: Message) -> bool:
    return any(
        headers.unfolded(value).strip() in {"<>", "<MAILER-DAEMON>"} for value in message.fields.every("return-path")
    )


def _list(message: Message, own: tuple[str, ...]) -> Automatic | None:
    """Mass mail. The address of a team through which one person writes marks its mail with no more than its name."""
    fields = message.fields
    precedence = fields.text("precedence").lower() or fields.text("x-precedence").lower()
    if precedence in {"bulk", "junk"}:
        return Automatic(kind="list", evidence="auto:header:precedence")
    for name in _CAMPAIGN:
        if fields.has(name):
            return Automatic(kind="list", evidence=f"auto:header:{name}")
    if _to_us(message, own):
        return None
    marks = [name for name in _LISTS if fields.has(name)]
    managed = any(
        fields.has(name) for name in ("list-unsubscribe", "list-post", "list-help", "list-owner", "list-archive")
    )
    if marks and (managed or (len(marks) > 1)):
        return Automatic(kind="list", evidence=f"auto:header:{marks[0]}")
    if precedence == "list" and not marks:
        return Automatic(kind="list", evidence="auto:header:precedence")
    if fields.has("list-unsubscribe") and not fields.has("in-reply-to"):
        return Automatic(kind="list", evidence="auto:header:list-unsubscribe")
    return None


def _to_us(message: Message, own: tuple[str, ...]) -> bool:
    """Whether a person answers us, and the mail only passed through the address of a team (a Google group)."""
    ours = {address.lower() for address in own}
    addressed = any(address.address.lower() in ours for address in (*message.to, *message.cc))
    return addressed and message.fields.has("in-reply-to")
