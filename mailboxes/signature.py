"""Where an author's words end: signature, banner of the mail program, disclaimer; nothing is lost, only sorted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from mailboxes.addresses import Address
from mailboxes.lines import Line
from mailboxes.quotes import is_rule

_BLOCK_LIMIT = 16
_WIDTH = 110

_DELIMITER = re.compile(r"\s{0,3}(?:--|—|–|__|-{3,60}|_{3,80}|={3,60}|\*{3,60}|~{3,60}|·{3,60})\s*$")
_BANNER = re.compile(
    r"[\s<*_(\[>-]{0,6}(?:"
    r"envoy[ée]e? (?:de|depuis|à partir d[eu]|via|avec|par|sur|en utilisant)\s?(?:de )?(?:l['’]|la |le |mon |ma |un |une |d['’]|mes )?.{2,80}|"
    r"t[ée]l[ée]charge[rz] outlook pour .{2,40}|obtenir outlook pour .{2,40}|get outlook for .{2,60}|provenance ?: courrier .{2,60}|"
    r"sent (?:from|via|with|using) .{2,80}|gesendet (?:von|mit) .{2,60}|enviado (?:desde|do|a partir) .{2,60}|inviato da .{2,60}|"
    r"verzonden (?:vanaf|met|met) .{2,60}|diese nachricht wurde von meinem .{2,60}|mail envoy[ée] (?:depuis|via) .{2,60}|"
    r"this message was sent from .{2,60}|exp[ée]di[ée] (?:depuis|de) (?:mon|ma|l['’]).{2,60}|"
    r"(?:garanti )?sans virus\.? ?.{0,60}avast.{0,30}|virus-free\..{0,60}|garanti sans virus.{0,60}|"
    r"(?:ce|cet) (?:e-?mail|message|courriel|courrier électronique) (?:a été vérifié|ne contient aucun virus|a été contrôlé|est exempt).{0,160}|"
    r"l['’]absence de virus dans ce (?:courrier|courriel|message).{0,160}|this email has been (?:checked|scanned).{0,120}|"
    r"avast logo.{0,40}|(?:https?://)?www\.avast\.com\S{0,80}|une messagerie gratuite, garantie à vie.{0,160}|"
    r"je (?:suis|utilise) la version gratuite de spamfighter.{0,160}|la messagerie (?:free|sfr|orange|laposte).{0,60}"
    r")[\s>*_)\].]{0,6}$",
    re.IGNORECASE,
)
_BANNER_WORDS = re.compile(
    r"iphone|ipad|android|mobile|t[ée]l[ée]phone|smartphone|samsung|galaxy|huawei|xiaomi|outlook|courrier|orange|sfr|free|bouygues|laposte|la poste|"
    r"yahoo|gmail|proton|blackberry|windows|apple|mail|avast|virus|appareil|tablette|zimbra|thunderbird|portable|watch|spark|phone|bluemail|"
    r"pixel|oneplus|oppo|redmi|workspace|messagerie|sparrow|acompli|device|handy|móvil|logiciel|app",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[\s*_>(\[\"«]{0,6}(?:"
    r"(?:ce|cet|cette|le pr[ée]sent|les?|la|tout|toute|l['’])\s?.{0,60}?(?:message|courriel|e-?mail|mail|courrier|information|document|transmission|int[ée]grit[ée]|correspondance|pi[èe]ces? jointes?|contenu)|"
    r"avis\b|confidentialit[ée]|confidentiel|confidential|disclaimer|avertissement|clause de|mention|important\b|attention\b|"
    r"this (?:e-?mail|message|communication|transmission)|the (?:information|contents)|if you (?:are not|have received)|"
    r"si vous (?:avez reçu|n['’][êe]tes pas|recevez|ne souhaitez|n['’][êe]tes)|merci de (?:penser|ne pas imprimer|nous informer)|"
    r"(?:avant d['’]|n['’])imprim|pensez|afin de (?:pr[ée]server|contribuer|prot[ée]ger)|(?:please )?(?:consider|think)|pr[ée]servons|"
    r"[ée]co-?responsable|conform[ée]ment|dans le cadre|vos donn[ée]es|les donn[ée]es|toute (?:utilisation|publication|diffusion)|"
    r"p please|🌳|🌍|♻|diese e-?mail|[ée]conomisons|soyons|sauvons|prot[ée]geons|n['’]imprimez|limitons"
    r")",
    re.IGNORECASE,
)
_DISCLAIMER_WORDS = re.compile(
    r"confidentiel|confidentialit|confidential|destinataire|intended|recipient|imprim|environnement|environment|planète|arbres?\b|virus|"
    r"rgpd|données (?:à caractère )?personnel|informatique et libert|non autoris|unauthori[sz]ed|propri[ée]t[ée] (?:exclusive|de)|"
    r"engage(?:r)? (?:pas )?(?:la )?responsabilit|alt[ée]r[ée]|falsifi|int[ée]grit|par erreur|in error|droit d['’]acc[èe]s|juridiquement|vertraulich|"
    r"secret professionnel|privil[ée]gi|papier",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"[\s*_\[(⚠!️>-]{0,8}(?:attention|caution|avertissement|warning|externe?|external|expéditeur externe|e-?mail externe|message externe|"
    r"(?:ce|cet) (?:e-?mail|message|courriel|mail)|vous n['’]obtenez pas souvent|you don['’]t often get)"
    r".{0,400}?(?:extern|ext[ée]rieur|exp[ée]diteur|outside|sender|cliquez pas|important|organi[sz]ation|souvent d['’]e-?mail)",
    re.IGNORECASE | re.DOTALL,
)
_CLOSING = re.compile(
    r"[\s*_]{0,4}(?:(?:bien |très |tr[èe]s |plus )?cordialement|cdl?t|cdlt|bien (?:à|a) (?:vous|toi)|(?:mes |nos )?(?:meilleures?|sinc[èe]res|respectueuses|cordiales|"
    r"distingu[ée]e?s) (?:salutations|sentiments)|salutations(?: distingu[ée]es| cordiales)?|sinc[èe]rement|respectueusement|amicalement|"
    r"(?:tr[èe]s |bien )?(?:bonne|belle|excellente) (?:journ[ée]e|r[ée]ception|soir[ée]e|apr[èe]s-midi|fin de .{3,20}|semaine|continuation)|bon week-?end|"
    r"(?:à|a) (?:bient[ôo]t|votre disposition)|dans l['’]attente .{0,60}|(?:kind|best|warm)? ?regards|sincerely|best|cheers|"
    r"mit freundlichen gr[üu]ßen|saludos|cordiali saluti|(?:avec )?mes (?:cordiales|meilleures) .{3,30}|(?:je vous prie|veuillez) .{5,200}|"
    r"(?:restant|nous restons|je reste) .{3,80}|mfg|slts|salutations .{3,20}|bat)(?:[\s,.!;:)(*_-]|et .{3,40}|à (?:tous|vous).{0,10}|\bde\b.{0,20}){0,4}$",
    re.IGNORECASE,
)
_PHONE = re.compile(r"(?:\+\d{2,3}|\(?0)\s?\(?\d?\)?(?:[\s.\-/]?\d){7,9}(?!\d)")
_MAIL = re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}")
_WEB = re.compile(
    r"(?:https?://|www\.)\S{3,}|\b[\w-]{2,40}\.(?:fr|com|org|net|eu|example|asso\.fr|gouv\.fr)\b(?!@)", re.IGNORECASE
)
_POSTCODE = re.compile(
    r"\b(?:F-)?\d{2}\s?\d{3}\b\s+[A-ZÀ-Ý]|\b(?:BP|CS|cedex)\b|^\d{1,4}\s?(?:bis|ter)?,?\s(?:rue|av|bd|boulevard|place|chemin|route|quai|all[ée]e|impasse|zone|za|zi|parc)",
    re.I,
)
_CONTACT_LABEL = re.compile(
    r"[\s*_(\[/|•-]{0,5}(?:t[ée]l(?:[ée]phone)?|mob(?:ile)?|port(?:able)?|gsm|fixe|fax|t[ée]l[ée]copie|e-?mail|mail|m[ée]l|courriel|site(?: web| internet)?|web|adresse|standard|"
    r"ligne directe|l\.?d|direct|phone|cell|skype|linkedin|bureau|accueil|horaires|t|m|p|f|e|w|tph|tel/fax|permanence|siret|rcs|siège|siege|agence|antenne|absente?)"
    r"\s?\.?(?:\s?\([^)]{1,20}\))?[^:]{0,25}[:.]",
    re.IGNORECASE,
)
_GREETING = re.compile(
    r"\s{0,3}(?:bonjour|bonsoir|madame|monsieur|mesdames|salut|hello|hi|dear|ch[èe]re?s?)\b", re.IGNORECASE
)
_POSTSCRIPT = re.compile(r"\s{0,3}(?:P\.?\s?S\.?|NB|N\.B\.?|Post-scriptum)\s?(?:[:.\-–]|\d)", re.IGNORECASE)
_BULLET = re.compile(r"\s{0,6}(?:[-•▪►→*]\s|\d{1,2}[.)/°-]\s)")
_OTHER_LABEL = re.compile(r"[^:@/]{2,45}\s?:(?!//)")


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
    _drop_external_banner(parting)
    _drop_disclaimers(parting)
    _drop_banners(parting)
    postscript = _take_postscript(parting.words)
    for step in (_by_delimiter, _by_markup, _by_block):
        if not parting.signature:
            step(parting, sender)
    _drop_banners(parting)
    _drop_disclaimers(parting)
    _trim(parting.words)
    if postscript:
        parting.words.extend([Line(""), *postscript])
    return parting


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


def _drop_external_banner(parting: Parting) -> None:
    """Take away the warning that a server puts above mail from outside."""
    first = next((n for n, line in enumerate(parting.words) if not line.blank), None)
    if first is None:
        return
    end = first
    while end < len(parting.words) and not parting.words[end].blank and end - first < 4:
        end += 1
    said = " ".join(line.text for line in parting.words[first:end])
    if len(said) < 500 and _EXTERNAL.match(said):
        if end - first > 1 and not _EXTERNAL.match(" ".join(line.text for line in parting.words[first + 1 : end])):
            # only the warning itself, when the author's words follow without a gap
            said_first = parting.words[first].text
            end = first + 1 if _EXTERNAL.match(said_first) else end
        parting.rest.extend(parting.words[first:end])
        del parting.words[first:end]
        parting.evidence.append("reply:external-banner")


def _drop_disclaimers(parting: Parting) -> None:
    """Cut from the first disclaimer on, as long as nothing that follows is somebody's own words."""
    words = parting.words
    cut = None
    for position in range(len(words) - 1, -1, -1):
        line = words[position]
        if line.blank:
            continue
        if _is_disclaimer(words, position):
            cut = position
        elif cut is None and (is_rule(line) or len(line.text) < 4):
            continue
        elif not _in_disclaimer(words, position):
            break
    if cut is None:
        return
    while cut > 0 and (words[cut - 1].blank or is_rule(words[cut - 1])):
        cut -= 1
    if not any(not line.blank for line in words[:cut]) and not any(_is_disclaimer(words, n) for n in range(len(words))):
        return
    parting.rest[:0] = words[cut:]
    del words[cut:]
    parting.evidence.append("reply:disclaimer")


def _is_disclaimer(words: list[Line], position: int) -> bool:
    said = words[position].text
    if len(said) < 20 or not _DISCLAIMER.match(said):
        return False
    paragraph = said
    for line in words[position + 1 : position + 6]:
        if line.blank:
            break
        paragraph += " " + line.text
    hits = {match.group().lower() for match in _DISCLAIMER_WORDS.finditer(paragraph[:1500])}
    return len(hits) >= 2 or (
        len(hits) == 1
        and bool(
            re.match(
                r"\W{0,6}(?:pensez|avant d|n['’]imprim|afin de|p please|merci de penser|(?:please )?consider|think|confidential|confidentialité|avis de|disclaimer|économisons|préservons|protégeons|soyons)",
                said,
                re.IGNORECASE,
            )
        )
    )


def _in_disclaimer(words: list[Line], position: int) -> bool:
    """Whether the line goes on a disclaimer that began above it."""
    if len(words[position].text) < 25:
        return False
    for above in range(position, max(-1, position - 12), -1):
        if words[above].blank and above != position and not _DISCLAIMER_WORDS.search(words[position].text):
            return False
        if not words[above].blank and _is_disclaimer(words, above):
            return True
    return False


def _drop_banners(parting: Parting) -> None:
    """Take away « Envoyé de mon iPhone » and its kin, wherever they stand."""
    kept: list[Line] = []
    for line in parting.words:
        said = line.text.strip()
        if 6 < len(said) < 220 and _BANNER.match(said) and _BANNER_WORDS.search(said):
            parting.rest.append(line)
            parting.evidence.append("reply:banner")
        else:
            kept.append(line)
    parting.words[:] = kept


def _by_delimiter(parting: Parting, sender: Address) -> None:
    """The line « -- », or a drawn rule right above what looks like a signature."""
    words = parting.words
    for position, line in enumerate(words):
        if not _DELIMITER.match(line.text) and not is_rule(line):
            continue
        below = [other for other in words[position + 1 :] if not other.blank]
        if line.text.strip() in {"--", "—", "–"} and len(below) <= 30:
            _cut(parting, position, "signature:delimiter")
            return
        short = len(below) <= _BLOCK_LIMIT and all(_like_signature(other.text) for other in below)
        if below and short and (_contact(below) or _names_sender(below[0].text, sender)):
            _cut(parting, position, "signature:rule")
            return
        if not below:
            del words[position:]
            return


def _by_markup(parting: Parting, sender: Address) -> None:  # noqa: ARG001
    """What the HTML marks as signature, unless somebody wrote inside it."""
    words = parting.words
    marked = [n for n, line in enumerate(words) if line.mark == "signature"]
    said = [words[n] for n in marked if not words[n].blank]
    own = [line for line in words if line.mark != "signature" and not line.blank]
    if not said or not own or len(said) > 40:
        return
    if any(_is_prose(line.text) and not _DISCLAIMER_WORDS.search(line.text) for line in said):
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
        if _names_sender(said, sender):
            top = position
        position -= 1
    if top is None:
        top = _own_address_block(words, sender)
    if top is None or not _worth(words, top):
        return
    _cut(parting, top, "signature:block")


def _worth(words: list[Line], top: int) -> bool:
    """A mail that is nothing but a block of names and numbers is a message, not a signature."""
    return any(not line.blank for line in words[:top])


def _own_address_block(words: list[Line], sender: Address) -> int | None:
    """The start of a last paragraph that holds the sender's own address or web site, and no other address."""
    domain = sender.address.rpartition("@")[2]
    if not domain:
        return None
    end = len(words)
    while end > 0 and words[end - 1].blank:
        end -= 1
    start = end
    while start > 0 and not words[start - 1].blank and _like_signature(words[start - 1].text) and end - start < 10:
        start -= 1
    block = words[start:end]
    text = "\n".join(line.text for line in block).lower()
    mails = {mail.lower() for mail in _MAIL.findall(text)}
    private = domain in _PRIVATE
    ours = sender.address.lower() in mails or (not private and re.search(rf"(?:@|www\.|://){re.escape(domain)}", text))
    strangers = {mail for mail in mails if not mail.endswith("@" + domain)}
    if len(block) < 2 or not ours or strangers or any("\t" in line.text for line in block):
        return None
    return start if start == 0 or words[start - 1].blank or _ends_sentence(words[start - 1].text) else None


_PRIVATE = frozenset(
    "orange.fr wanadoo.fr gmail.com outlook.fr outlook.com hotmail.fr hotmail.com live.fr yahoo.fr yahoo.com free.fr sfr.fr neuf.fr laposte.net "
    "icloud.com me.com bbox.fr numericable.fr aol.com protonmail.com proton.me gmx.fr".split()
)


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
        or _BULLET.match(text)
        and not _PHONE.search(text)
    ):
        return False
    if text.endswith("?") or _is_prose(text):
        return False
    if "\t" in said:
        return said.count("\t") == 1 and bool(_CONTACT_LABEL.match(text) or _PHONE.search(text) or _MAIL.search(text))
    return not (
        _OTHER_LABEL.match(text) and not _CONTACT_LABEL.match(text) and not _PHONE.search(text.partition(":")[0])
    )


def _is_prose(said: str) -> bool:
    text = said.strip()
    if _PHONE.search(text) or _MAIL.search(text) or _WEB.search(text) or _POSTCODE.search(text):
        return len(text.split()) > 18
    count = len(text.split())
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
    if not text or len(text) > 80 or re.search(r"[:?]$", text):
        return False
    tokens = _tokens(text)
    if not tokens or len(tokens) > 9:
        return False
    name = [token for token in _tokens(sender.name) if len(token) > 1 and token not in _TITLES]
    if name and len(name) >= 2:
        opening = tokens[: len(name) + 3]
        if all(token in opening for token in name):
            return True
        last = max(name[1:], key=len) if len(name) > 1 else name[0]
        initial = any(len(token) == 1 and token == name[0][0] for token in tokens[:3])
        return len(tokens) <= 3 and last in tokens and (initial or bool(_TITLES & set(tokens)))
    if name:
        return len(tokens) <= 4 and name[0] in tokens[:2] and len(name[0]) > 2
    local = [token for token in re.split(r"[^a-z]+", _folded(sender.address.partition("@")[0])) if len(token) > 2]
    return len(local) >= 2 and all(token in tokens for token in local)


_TITLES = frozenset("m mr mme mlle monsieur madame mrs ms dr me maitre via".split())
