"""Where a quoted message begins: the lines that mail programs put above it, in French, English and other languages"""

from __future__ import annotations

import re
from collections.abc import Sequence

from mailboxes.lines import RULE, Line

#: labels of a message header as mail programs print them, folded to lower case
_LABEL_WORDS = {
    "from": (
        "de|from|von|da|van|fra|från|od|от|expéditeur|emetteur|émetteur|exp|desde|remitente|mittente|feladó|kimden|"
        "de la part de|寄件者|发件人|差出人"
    ),
    "date": (
        "envoyé|envoyé le|envoye|date|date d'envoi|reçu|received|le|sent|gesendet|gesendet am|inviato|data|verzonden|"
        "datum|"
        "enviado|enviado el|enviada em|fecha|skickat|sendt|dato|wysłano|отправлено|дата|odesláno|lähetetty|发送时间"
    ),
    "to": ("à|a|to|an|aan|para|till|til|destinataire|destinataires|dest|pour|do|кому|per|vastaanottaja|komu|收件人"),
    "cc": (
        "cc|copie|copie à|copie cachée|cci|bcc|kopie|copia|kopia|kopi|копия|reply-to|reply to|répondre à|répondre-à|tr|"
        "pièces jointes|pièce jointe|attachments|attach|anlagen|allegati|bijlagen|adjuntos|importance|organisation|"
        "priority|priorité"
    ),
    "subject": (
        "objet|sujet|subject|betreff|oggetto|onderwerp|asunto|assunto|ämne|emne|temat|тема|předmět|aihe|tárgy|konu|re|"
        "主题|件名"
    ),
}
_LABELS = {word: kind for kind, words in _LABEL_WORDS.items() for word in words.split("|")}

_LABEL = re.compile(
    r"[\s*_|\-•>]{0,6}([A-Za-zÀ-ÿĀ-žЀ-я一-鿿][A-Za-zÀ-ÿĀ-žЀ-я一-鿿' \-]{0,18}?)[\s*_]{0,4}[:：][\s*_\t]{0,6}(.*)",
    re.DOTALL,
)
_TAB_LABEL = re.compile(r"\s{0,3}([A-Za-zÀ-ÿ' ]{1,15}?)\s?:?\t+(.*)")
#: a whole header on one line
_ON_ONE_LINE = re.compile(
    r"\s{0,3}\*?(?:De|From|Von)\s?:\*?\s.{3,200}?\s\*?(?:Envoyé(?: le)?|Date|Sent|Gesendet)\s?:\*?\s.{3,120}?"
    r"\s\*?(?:À|A|To|An|Objet|Subject|Betreff|Cc|Destinataire|Pour)\s?:",
    re.IGNORECASE,
)
_AROUND = r"[\s>*]{0,6}[-_=*—–]{2,40}\s{0,3}"
_FORWARD_WORDS = (
    r"(?:d[ée]but d[ue] )?(?:message|mail|e-?mail|courriel)s? (?:transf[ée]r[ée]s?|r[ée]exp[ée]di[ée]s?|"
    r"fait suivre|achemin[ée])|"
    r"forwarded (?:message|by|mail|email)[^\n]{0,120}|begin forwarded message|(?:transf[ée]r[ée]|"
    r"fait suivre|r[ée]exp[ée]di[ée]) par [^\n]{1,120}|"
    r"weitergeleitete nachricht|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|"
    r"vidarebefordrat (?:meddelande|brev)|wiadomość przekazana|пересылаемое сообщение|"
    r"anfang der weitergeleiteten (?:e-?mail|nachricht)|"
    r"inizio messaggio inoltrato|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
)
_ORIGINAL_WORDS = (
    r"(?:mail|message|e-?mail|courriel|courrier)s? (?:original|originel|d['’]origine|initial|pr[ée]c[ée]dent)|"
    r"original (?:message|appointment|mail)|reply message|(?:original|ursprüngliche|"
    r"antwort)[\s-]?(?:nachricht|e-?mail)|"
    r"oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande|mensaje original|messaggio originale|"
    r"oorspronkelijk bericht|mensagem original|wiadomość oryginalna|исходное сообщение|alkuperäinen viesti|"
    r"původní zpráva|"
    r"rendez-vous d['’]origine|r[ée]ponse (?:message|mail)|message de [^\n]{3,80}|原始邮件|原始郵件"
)
_FORWARD = re.compile(
    rf"(?:{_AROUND}(?:{_FORWARD_WORDS})\s{{0,3}}[-_=*—–:]{{0,40}}\s*|\s{{0,3}}(?:{_FORWARD_WORDS})\s?:\s*)$",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(rf"{_AROUND}(?:{_ORIGINAL_WORDS})\s{{0,3}}[-_=*—–:]{{1,40}}\s*$", re.IGNORECASE)
#: a wrapped link between quoted lines
_LINK_ALONE = re.compile(r"\s{0,4}[(<]?https?://\S{3,500}[)>]?\s{0,3}>?\s*$")
_GROUPWISE = re.compile(r"\s{0,3}>{2,3}\s.{3,200}\s>{2,3}\s*$")
_ORANGE = re.compile(r"\s{0,3}>?\s?Message du \d{1,2}/\d{1,2}/\d{2,4}(?: à)? \d{1,2}[:h]\d\d", re.IGNORECASE)

_WROTE = (
    r"(?:a|à|avez|ont) [ée]crit|[ée]crivait|a r[ée]pondu|wrote|writes|sent|schrieb|ha scritto|escribió|"
    r"escreveu|schreef|napisał(?:\(a\)|a)?|"
    r"skrev|geschreven|написал(?:а|\(а\))?|пишет|kirjoitti|napsal(?:\(a\)|a)?|írta|yazdı|đã viết|写道|寫道|geschrieben"
)
_ATTRIBUTION = re.compile(
    r"[\s*\-]{0,40}(?:"
    # « Le lun. 8 juin 2026 à 14:00, X <x@y> a écrit : »
    rf"(?:Le|On|Am|Il|El|Em|Op|Den|W dniu|På|Vào|Dne|Dnia|A|Em|Na|Il giorno|Den|El día|Lundi|Mardi|Mercredi|"
    rf"Jeudi|Vendredi)\s.{{5,300}}?(?:{_WROTE})\b.{{0,80}}?[:：\-]{{1,20}}|"
    # « X <x@y> a écrit le 8 juin 2026 à 14:00 : », « X a écrit : »
    rf"[^\n:]{{2,160}}?\s(?:{_WROTE})(?:\s(?:le|on|am|il|op|el|à)\s[^\n]{{3,60}})?\s?[:：\-]{{1,20}}|"
    # « 2026-06-08 14:00 GMT+02:00 X <x@y>: »
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}[,\s].{0,160}<\s?[^<>\s]{3,120}@[^<>\s]{3,120}\s?>\s?:?|"
    rf"\d{{1,2}}[-/.]\d{{1,2}}[-/.]\d{{2,4}}[,\s].{{3,250}}(?:{_WROTE}|>)\s?:"
    r")\s*$",
    re.IGNORECASE | re.DOTALL,
)
_SHARED_LINE = re.compile(
    r"(?<=\S)\s{0,2}-{0,10}\s?\b(?:On (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)|Le (?:lun|mar|mer|jeu|ven|sam|"
    r"dim))[a-z]{0,6}\b[^\n]{5,200}(?:wrote|a écrit)\s?:\s*$"
)
#: how the first line of an attribution that is wrapped over several begins
_STARTS = re.compile(r"[\s*\-]{0,40}(?:Le|On|Am|Il|El|Em|Op|Den|W dniu|På|Vào|Dne|Dnia)\s.{0,60}\d", re.IGNORECASE)
_MAY_GO_ON = re.compile(
    r".{0,300}(?:<|@|\d{1,2}[:h/.\-]\d|\b(?:19|20)\d\d\b|[\"«])|[\s*\-]{0,40}(?:Le|On|Am|Il|El|Em|Op|"
    r"Den)\s.{0,60}\d",
    re.IGNORECASE,
)
_MOMENT = re.compile(r"\d{1,2}[:hH.]\d\d|\d{4}|\d{1,2}[/.-]\d{1,2}")
_MAILBOX = re.compile(r"<[^<>\s]{1,120}@[^<>\s]{1,120}>|\[mailto:|\S{1,80}@\S{2,80}\.\w")


def header_block(lines: Sequence[Line], start: int) -> int:
    """How many lines the header of a quoted message takes from `start`; 0 when none begins there."""
    first = lines[start]
    said = first.text
    if not said.strip() or len(said) > 2000:
        return 0
    if ":" not in said and "\t" not in said and "：" not in said:
        return 0
    if _ON_ONE_LINE.match(said):
        return 1
    kind = label(said)
    if kind is None or kind == "cc":
        return 0
    kinds = {kind}
    end = start + 1
    strangers = blanks = 0
    limit = min(len(lines), start + 40)
    for position in range(start + 1, limit):
        line = lines[position]
        if line.blank:
            blanks += 1
            if blanks > 1 or strangers or (len(kinds) >= 4):
                break
            continue
        found = label(line.text)
        if found:
            if found in kinds and found in {"from", "subject"}:
                break
            kinds.add(found)
            end = position + 1
            strangers = 0
            blanks = 0
        else:
            # a long list of addressees, or a subject, goes on over several lines
            strangers += 1
            if blanks or strangers > 12 or (strangers > 2 and "@" not in line.text and ";" not in line.text):
                break
    enough = "from" in kinds and len(kinds - {"cc"}) >= 2
    dated = {"date", "to"} <= kinds and any("@" in line.text for line in lines[start:end])
    if not (enough or dated) or (
        kinds <= {"from", "to"} and not any(_MAILBOX.search(line.text) for line in lines[start:end])
    ):
        return 0
    return end - start


def label(said: str) -> str | None:
    """Which field of a message header the line names, None when none."""
    match = _LABEL.match(said[:400]) or _TAB_LABEL.match(said[:400])
    return _LABELS.get(" ".join(match.group(1).lower().split())) if match else None


def two_labels(said: str) -> bool:
    """Whether one line holds sender and date: enough below a drawn rule."""
    return bool(
        re.match(
            r"\s{0,3}\*?(?:De|From|Von)\s?:\*?\s.{3,200}?\s\*?(?:Envoyé(?: le)?|Date|Sent|"
            r"Gesendet)\s?:\*?\s.{0,60}\d",
            said,
            re.IGNORECASE,
        )
    )


def separator(line: Line) -> str | None:
    """« forward » or « original » for a line such as « ----- Mail original ----- »; None for any other."""
    said = line.text
    if not said or len(said) > 250:
        return None
    if _FORWARD.match(said):
        return "forward"
    if _ORIGINAL.match(said) or _GROUPWISE.match(said) or _ORANGE.match(said):
        return "original"
    return None


def attribution(lines: Sequence[Line], start: int) -> int:
    """How many lines « Le …, X a écrit : » takes from `start`; 0 when it does not stand there."""
    first = lines[start]
    if first.blank or first.text.startswith("|") or len(first.text) > 600 or shared_line(first.text) > 0:
        return 0
    said = ""
    count = words = 0
    for line in lines[start : start + 8]:
        if line.depth != first.depth:
            break
        count += 1
        if line.blank:
            if said.endswith(":") or words > 3 or not _STARTS.match(said):
                break
            continue
        words += 1
        said = f"{said} {line.text.strip()}" if said else line.text.strip()
        if words > 5 or len(said) > 600:
            break
        if words == 2 and not _MAY_GO_ON.match(first.text):
            break
        if said[-1] in ":：>-" and _ATTRIBUTION.match(said):
            following = _next_line(lines, start + count)
            deeper = following is not None and following.depth > first.depth
            if _MAILBOX.search(said) or _MOMENT.search(said) or deeper:
                return count
    return _unknown_language(lines, start)


def _unknown_language(lines: Sequence[Line], start: int) -> int:
    """A line with a moment or an address, ended by a colon, right above deeper lines, in whatever language."""
    first = lines[start]
    for count in (1, 2):
        chunk = lines[start : start + count]
        if any(line.blank or line.depth != first.depth for line in chunk):
            return 0
        said = " ".join(line.text.strip() for line in chunk)
        following = _next_line(lines, start + count)
        if following is None or following.depth <= first.depth:
            continue
        if count > 1 and not (_MAY_GO_ON.match(first.text) or first.mark == "attribution"):
            continue
        if said.endswith((":", ">")) and _MAILBOX.search(said) and (_MOMENT.search(said) or "," in said):
            return count
        if said.endswith(":") and first.mark == "attribution":
            return count
    return 0


def _next_line(lines: Sequence[Line], start: int) -> Line | None:
    return next((line for line in lines[start : start + 4] if not line.blank), None)


def shared_line(said: str) -> int:
    """Where an attribution begins that shares its line with the reply; -1 when none does."""
    match = _SHARED_LINE.search(said[:1000])
    return match.start() if match else -1


def is_wrapped_link(line: Line) -> bool:
    """Whether the line is only a link, as it falls out of a quoted line that is wrapped."""
    return bool(_LINK_ALONE.match(line.text)) or (
        line.text.endswith(")") and " " not in line.text and "(" not in line.text
    )


def is_rule(line: Line) -> bool:
    """Whether the line is only a drawn rule."""
    said = line.text.strip()
    return line.text == RULE or (len(said) >= 5 and not said.strip("_-—–=*"))
