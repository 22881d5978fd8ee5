"""Where an author's words end and the signature begins; nothing is lost, only sorted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from mailboxes import banners
from mailboxes.addresses import Address
from mailboxes.lines import Line
from mailboxes.quotes import is_rule

_BLOCK_LIMIT = 16
_WIDTH = 110

_DELIMITER = re.compile(r"\s{0,3}(?:--|—|–|__|-{3,60}|_{3,80}|={3,60}|\*{3,60}|~{3,60}|·{3,60})\s*$")
_CLOSING = re.compile(
    r"[\s*_]{0,4}(?:(?:bien |très |tr[èe]s |plus )?cordialement|cdl?t|cdlt|bien (?:à|a) (?:vous|toi)|"
    r"(?:mes |nos )?(?:meilleures?|sinc[èe]res|respectueuses|cordiales|"
    r"distingu[ée]e?s) (?:salutations|sentiments)|salutations(?: distingu[ée]es| cordiales)?|sinc[èe]rement|"
    r"respectueusement|amicalement|"
    r"(?:tr[èe]s |bien )?(?:bonne|belle|excellente) (?:journ[ée]e|r[ée]ception|soir[ée]e|apr[èe]s-midi|"
    r"fin de .{3,20}|semaine|continuation)|bon week-?end|"
    r"merci (?:d['’]avance|par avance|de votre (?:retour|aide|r[ée]ponse|attention))|"
    r"d['’]avance merci|(?:en )?vous (?:en )?remerciant.{0,60}|(?:avec )?(?:tous )?(?:mes|nos) remerciements.{0,30}|"
    r"(?:à|a) (?:bient[ôo]t|votre disposition)|dans l['’]attente .{0,60}|(?:kind|best|warm)? ?regards|"
    r"sincerely|best|cheers|"
    r"mit freundlichen gr[üu]ßen|saludos|cordiali saluti|(?:avec )?mes (?:cordiales|meilleures) .{3,30}|"
    r"(?:je vous prie|veuillez) .{5,200}|"
    r"(?:restant|nous restons|je reste) .{3,80}|mfg|slts|salutations .{3,20}|bat)(?:[\s,.!;:)(*_-]|"
    r"et .{3,40}|à (?:tous|vous).{0,10}|\bde\b.{0,20}){0,4}$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+\d{2,3}|\(?0)\s?\(?\d?\)?(?:[\s.\-/]?\d){7,9}(?!\d)")
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WEB = re.compile(
    r"(?:https?://|www\.)\S{3,}|\b[\w-]{2,40}\.(?:fr|com|org|net|eu|example|asso\.fr|gouv\.fr)\b(?!@)", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"\b(?:F-)?\d{2}\s?\d{3}\b\s+[A-ZÀ-Ý]|\b(?:BP|CS|cedex)\b|^\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|av|bd|"
    r"boulevard|place|chemin|route|quai|all[ée]e|impasse|zone|za|zi|parc)",
    re.IGNORECASE,
)
_CONTACT_LABEL = re.compile(
    r"[\s*_(\[/|•-]{0,5}(?:t[ée]l(?:[ée]phone)?|mob(?:ile)?|port(?:able)?|gsm|fixe|fax|t[ée]l[ée]copie|"
    r"e-?mail|mail|m[ée]l|courriel|site(?: web| internet)?|web|adresse|standard|"
    r"ligne directe|l\.?d|direct|phone|cell|skype|linkedin|bureau|accueil|horaires|t|m|p|f|e|w|tph|tel/fax|"
    r"permanence|siret|rcs|siège|siege|agence|antenne|absente?)"
    r"\s?\.?(?:\s?\([^)]{1,20}\))?[^:]{0,25}[:.]",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s{0,3}(?:bonjour|bonsoir|madame|monsieur|mesdames|salut|hello|hi|dear|ch[èe]re?s?)\b", re.IGNORECASE
)
_POSTSCRIPT = re.compile(r"\s{0,3}(?:P\.?\s?S\.?|NB|N\.B\.?|Post-scriptum)\s?(?:[:.\-–]|\d)", re.IGNORECASE)
_BULLET = re.compile(r"\s{0,6}(?:[-•▪►→*]\s|\d{1,2}[.)/°-]\s)")
_PARTED = re.compile(r"\s[|•·/–-]\s|\|")
_OTHER_LABEL = re.compile(r"[^:@/]{2,45}\s?:(?!//)")


#: a field of a form, whose value is the name below it
_FIELD_NAME = re.compile(
    r"\s{0,3}(?:(?:nom|pr[ée]nom|personne|contact|interlocuteur|interlocutrice|responsable|correspondant|"
    r"r[ée]f[ée]rent|"
    r"repr[ée]sentant|dirigeant|tuteur|candidat|raison sociale|soci[ée]t[ée]|entreprise)e?s?\b[^.!?]{0,40}|"
    r"[^:.!?]{3,40}\s?:)\s*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Parting:
    """An own stretch of text, sorted."""

    words: list[Line]
    signature: list[Line] = field(default_factory=list)
    #: disclaimers and banners
    rest: list[Line] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)


def part(lines: list[Line], sender: Address) -> Parting:
    """The author's words, the signature and the rest of one stretch of text."""
    parting = Parting(words=list(lines))
    _leave_out(parting, "reply:external-banner", banners.take_warning(parting.words))
    _leave_out(parting, "reply:banner", banners.take_banners(parting.words))
    _leave_out(parting, "reply:disclaimer", banners.take_disclaimers(parting.words))
    postscript = _take_postscript(parting.words)
    for step in (_by_delimiter, _by_markup, _by_block):
        if not parting.signature:
            step(parting, sender)
    _name_above(parting, sender)
    _leave_out(parting, "reply:disclaimer", banners.take_disclaimers(parting.words))
    _trim(parting.words)
    if postscript:
        parting.words.extend([Line(""), *postscript])
    return parting


def _leave_out(parting: Parting, evidence: str, taken: list[Line]) -> None:
    if taken:
        parting.rest.extend(taken)
        parting.evidence.append(evidence)


def _take_postscript(words: list[Line]) -> list[Line]:
    """Take away a postscript at the end, which may stand below the signature."""
    for position in range(len(words) - 1, max(0, len(words) - 16), -1):
        if _POSTSCRIPT.match(words[position].text):
            below = words[position:]
            if sum(1 for line in below if not line.blank) <= 8 and not any(line.depth for line in below):
                del words[position:]
                _trim(below)
                return below
            break
    return []


def _by_delimiter(parting: Parting, sender: Address) -> None:
    """The line « -- », or a drawn rule right above what looks like the sender's own signature."""
    words = parting.words
    for position in range(len(words) - 1, -1, -1):
        line = words[position]
        if not _DELIMITER.match(line.text) and not is_rule(line):
            continue
        below = [other for other in words[position + 1 :] if not other.blank]
        if not below:
            del words[position:]
            continue
        if line.text.strip() in {"--", "—", "–"} and len(below) <= 30:
            _cut(parting, position, "signature:delimiter")
            return
        short = len(below) <= _BLOCK_LIMIT and all(_like_signature(other.text) for other in below)
        if short and (any(_names_sender(other.text, sender) for other in below[:3]) or _is_of_sender(below, sender)):
            _cut(parting, position, "signature:rule")
            return


def _by_markup(parting: Parting, sender: Address) -> None:  # noqa: ARG001
    """What the HTML marks as signature, unless somebody wrote inside it."""
    words = parting.words
    marked = [n for n, line in enumerate(words) if line.mark == "signature"]
    said = [words[n] for n in marked if not words[n].blank]
    own = [line for line in words if line.mark != "signature" and not line.blank]
    if not said or not own or len(said) > 40:
        return
    if any(_is_prose(line.text) and not banners.is_legal(line.text) for line in said):
        return
    first = marked[0]
    while first > 0 and (words[first - 1].blank or _DELIMITER.match(words[first - 1].text)):
        first -= 1
    parting.signature = [line for line in words if line.mark == "signature"]
    parting.words[:] = [
        line for n, line in enumerate(words) if line.mark != "signature" and not (n >= first and n < marked[0])
    ]
    parting.evidence.append("signature:markup")


def _by_block(parting: Parting, sender: Address) -> None:
    """A block of short lines at the end that begins with the sender's name, or stands below « Cordialement »."""
    words = parting.words
    top = None
    seen: list[Line] = []
    position = len(words) - 1
    while position >= 0:
        line = words[position]
        said = line.text
        if line.blank:
            position -= 1
            continue
        if _CLOSING.match(said) and seen:
            # below a closing formula a short block needs no other proof
            if len(seen) <= 3 or _contact(seen):
                top = position + 1
            break
        if len(seen) >= _BLOCK_LIMIT or line.depth or not _like_signature(said):
            break
        seen.insert(0, line)
        if _names_sender(said, sender) and not (position and _FIELD_NAME.match(words[position - 1].text)):
            top = position
        position -= 1
    if top is None:
        top = _own_address_block(words, sender)
    if top is None or not _worth(words, top):
        return
    _cut(parting, top, "signature:block")


def _name_above(parting: Parting, sender: Address) -> None:
    """Name and function often stand above « -- » as well: they join the signature."""
    if not parting.signature or "signature:block" in parting.evidence:
        return
    words = parting.words
    _trim(words)
    start = len(words)
    for position in range(len(words) - 1, max(-1, len(words) - 6), -1):
        if words[position].blank or not _like_signature(words[position].text):
            break
        if _names_sender(words[position].text, sender):
            start = position
    if 0 < start < len(words) - 1:
        parting.signature = [*words[start:], *parting.signature]
        del words[start:]


def _worth(words: list[Line], top: int) -> bool:
    """A mail that is nothing but a block of names and numbers is a message, not a signature."""
    return any(not line.blank for line in words[:top])


def _own_address_block(words: list[Line], sender: Address) -> int | None:
    """The start of a last paragraph that is the sender's: own address, site or organisation, no stranger's."""
    end = len(words)
    while end > 0 and words[end - 1].blank:
        end -= 1
    start = end
    while start > 0 and not words[start - 1].blank and _like_signature(words[start - 1].text) and end - start < 10:
        start -= 1
    block = words[start:end]
    if len(block) < 2 or any("\t" in line.text for line in block) or not _is_of_sender(block, sender):
        return None
    return start if start == 0 or words[start - 1].blank or _ends_sentence(words[start - 1].text) else None


def _is_of_sender(block: list[Line], sender: Address) -> bool:
    """Whether a block of short lines holds the sender's address, site, or organisation beside a way to reach it."""
    domain = sender.address.rpartition("@")[2]
    if not domain:
        return False
    text = "\n".join(line.text for line in block).lower()
    mails = {mail.lower() for mail in _MAIL.findall(text)}
    if any(not mail.endswith("@" + domain) for mail in mails):
        return False
    if sender.address.lower() in mails:
        return True
    if domain in _PRIVATE:
        return False
    if re.search(rf"(?:@|www\.|://){re.escape(domain)}", text):
        return True
    house = re.sub(r"[^a-z]", "", domain.rpartition(".")[0])
    named = set(_tokens(sender.name))
    for line in block:
        tokens = [token for token in _tokens(line.text) if token not in _TITLES]
        # « Intérim Plus » in the block, interim-plus.example or « Intérim Plus Amiens » in From
        own = len(tokens) >= 2 and (set(tokens) <= named or "".join(tokens) in house)
        if own and _contact(block):
            return True
    return False


_PRIVATE = frozenset({
    "orange.fr", "wanadoo.fr", "gmail.com", "outlook.fr", "outlook.com", "hotmail.fr", "hotmail.com", "live.fr",
    "yahoo.fr", "yahoo.com", "free.fr", "sfr.fr", "neuf.fr", "laposte.net", "icloud.com", "me.com", "bbox.fr",
    "numericable.fr", "aol.com", "protonmail.com", "proton.me", "gmx.fr",
})  # fmt: skip


def _ends_sentence(said: str) -> bool:
    return said.rstrip()[-1:] in ".!?,:"


def _cut(parting: Parting, position: int, evidence: str) -> None:
    """Part at that line."""
    words = parting.words
    below = words[position:]
    del words[position:]
    parting.signature = [line for line in below if not _DELIMITER.match(line.text)]
    _trim(parting.signature)
    parting.evidence.append(evidence)


def _trim(lines: list[Line]) -> None:
    while lines and (lines[-1].blank or _DELIMITER.match(lines[-1].text)):
        lines.pop()
    while lines and lines[0].blank:
        lines.pop(0)


def _like_signature(said: str) -> bool:
    """Whether a line may stand in a signature: short, no sentence, no form field, no list, no table."""
    text = said.strip()
    if not text:
        return True
    if (
        len(text) > _WIDTH
        or _GREETING.match(text)
        or _POSTSCRIPT.match(text)
        or (_BULLET.match(text) and not _PHONE.search(text))
    ):
        return False
    if text.endswith("?") or _is_prose(text):
        return False
    if text[0] in "[<" and text[-1] in "]>":
        # « [cid:image001.png] », « [Facebook]<https://…> »: what is left of a picture
        return True
    if "\t" in said:
        return said.count("\t") == 1 and bool(_CONTACT_LABEL.match(text) or _PHONE.search(text) or _MAIL.search(text))
    return not (
        _OTHER_LABEL.match(text) and not _CONTACT_LABEL.match(text) and not _PHONE.search(text.partition(":")[0])
    )


def _is_prose(said: str) -> bool:
    text = said.strip()
    if _PHONE.search(text) or _MAIL.search(text) or _WEB.search(text) or _POSTCODE.search(text):
        return len(text.split()) > 18
    if len(_PARTED.findall(text)) >= 2:
        # « Nom | Fonction | Structure »
        return False
    count = sum(1 for word in text.split() if any(sign.isalnum() for sign in word))
    if text[0].islower() and text[-1:] in ".!":
        return True
    return count >= 13 or (
        count >= 4 and text[-1:] in ".!…" and not text.endswith(("etc.", "S.A.", "S.A.R.L.", "S.A.S."))
    )


def _contact(lines: list[Line]) -> bool:
    """Whether the lines hold a phone number, an address or a site."""
    return any(
        _PHONE.search(line.text) or _MAIL.search(line.text) or _WEB.search(line.text) or _POSTCODE.search(line.text)
        for line in lines
    )


def _folded(said: str) -> str:
    return unicodedata.normalize("NFKD", said).encode("ascii", "ignore").decode("ascii").lower()


def _tokens(said: str) -> list[str]:
    return [token for token in re.split(r"[^a-z]+", _folded(said)) if token]


def _names_sender(said: str, sender: Address) -> bool:
    """Whether the line is the sender's name: « Pascaline Wident », « WIDENT P. », « Mme Wident, facilitatrice »."""
    text = said.strip().strip("*_")
    if not text or len(text) > _WIDTH or re.search(r"[:?]$", text):
        return False
    tokens = _tokens(text)
    if len(tokens) > 9 and _PARTED.search(text):
        # « Nom | Fonction | Structure »: the name is the first
        tokens = _tokens(_PARTED.split(text)[0])
    if not tokens or len(tokens) > 9:
        return False
    name = [token for token in _tokens(sender.name) if len(token) > 1 and token not in _TITLES]
    if name and len(name) >= 2:
        while tokens and tokens[0] in _BEFORE_A_NAME and tokens[0] not in name:
            tokens = tokens[1:]
        # the name opens the line, in either order, perhaps with one word between
        if tokens and tokens[0] in name and all(token in tokens[: len(name) + 1] for token in name):
            return True
        last = max(name[1:], key=len) if len(name) > 1 else name[0]
        initial = any(len(token) == 1 and token == name[0][0] for token in tokens[:3])
        return len(tokens) <= 3 and last in tokens and (initial or bool(_TITLES & set(tokens)))
    if name:
        return len(tokens) <= 4 and name[0] in tokens[:2] and len(name[0]) > 2
    local = [token for token in re.split(r"[^a-z]+", _folded(sender.address.partition("@")[0])) if len(token) > 2]
    return len(local) >= 2 and all(token in tokens for token in local)


_TITLES = frozenset(["m", "mr", "mme", "mlle", "monsieur", "madame", "mrs", "ms", "dr", "me", "maitre", "via"])
_BEFORE_A_NAME = _TITLES | {"bien", "cordialement", "cdt", "cdlt", "salutations", "merci", "le", "la"}
