"""Lines that nobody wrote: banners of mail programs, warnings of servers, disclaimers; told from an author's words."""

from __future__ import annotations

import re

from mailboxes.lines import Line
from mailboxes.quotes import is_rule

_BANNER = re.compile(
    r"[\s<*_(\[>-]{0,6}(?:"
    r"envoy[ée]e? (?:de|depuis|à partir d[eu]|via|avec|par|sur|en utilisant)\s?(?:de )?(?:l['’]|la |le |"
    r"mon |ma |un |une |d['’]|mes )?.{2,80}|"
    r"t[ée]l[ée]charge[rz] outlook pour .{2,40}|obtenir outlook pour .{2,40}|get outlook for .{2,60}|"
    r"provenance ?: courrier .{2,60}|"
    r"sent (?:from|via|with|using) .{2,80}|gesendet (?:von|mit) .{2,60}|enviado (?:desde|do|"
    r"a partir) .{2,60}|inviato da .{2,60}|"
    r"verzonden (?:vanaf|met|met) .{2,60}|diese nachricht wurde von meinem .{2,60}|mail envoy[ée] (?:depuis|"
    r"via) .{2,60}|"
    r"this message was sent from .{2,60}|exp[ée]di[ée] (?:depuis|de) (?:mon|ma|l['’]).{2,60}|"
    r"(?:garanti )?sans virus\.? ?.{0,60}avast.{0,30}|virus-free\..{0,60}|garanti sans virus.{0,60}|"
    r"(?:ce|cet) (?:e-?mail|message|courriel|courrier électronique) (?:a été vérifié|"
    r"ne contient aucun virus|a été contrôlé|est exempt).{0,160}|"
    r"l['’]absence de virus dans ce (?:courrier|courriel|message).{0,160}|this email has been (?:checked|"
    r"scanned).{0,120}|"
    r"yahoo mail\s?[:,;]\s?(?:recherchez|search|organis).{0,80}|"
    r"(?:veuillez |merci d['’]|d[ée]sol[ée]e? pour )?(?:excuse[rz]|pardonne[rz])?\s?(?:la|ma) bri[èe]vet[ée].{0,80}|"
    r"(?:please )?excuse (?:my|the) brevity.{0,60}|"
    r"avast logo.{0,40}|(?:https?://)?www\.avast\.com\S{0,80}|une messagerie gratuite, garantie à vie.{0,160}|"
    r"je (?:suis|utilise) la version gratuite de spamfighter.{0,160}|la messagerie (?:free|sfr|orange|laposte).{0,60}"
    r")[\s>*_)\].]{0,6}$",
    re.IGNORECASE,
)
_BANNER_WORDS = re.compile(
    r"iphone|ipad|android|mobile|t[ée]l[ée]phone|smartphone|samsung|galaxy|huawei|xiaomi|outlook|courrier|"
    r"orange|sfr|free|bouygues|laposte|la poste|"
    r"yahoo|gmail|proton|blackberry|windows|apple|mail|avast|virus|appareil|tablette|zimbra|thunderbird|"
    r"portable|watch|spark|phone|bluemail|"
    r"pixel|oneplus|oppo|redmi|workspace|messagerie|sparrow|acompli|device|handy|móvil|logiciel|app|bri[èe]vet[ée]|brevity",
    re.IGNORECASE,
)
_DISCLAIMER = re.compile(
    r"[\s*_>(\[\"«]{0,6}(?:"
    r"(?:ce|cet|cette|le pr[ée]sent|les?|la|tout|toute|l['’])\s?.{0,60}?(?:message|courriel|e-?mail|mail|"
    r"courrier|information|document|transmission|int[ée]grit[ée]|correspondance|pi[èe]ces? jointes?|"
    r"contenu)|"
    r"avis\b|confidentialit[ée]|confidentiel|confidential|disclaimer|avertissement|clause de|mention|"
    r"important\b|attention\b|"
    r"this (?:e-?mail|message|communication|transmission)|the (?:information|contents)|if you (?:are not|"
    r"have received)|"
    r"si vous (?:avez reçu|n['’][êe]tes pas|recevez|ne souhaitez|n['’][êe]tes)|merci de (?:penser|"
    r"ne pas imprimer|nous informer)|"
    r"(?:avant d['’]|n['’])imprim|pensez|afin de (?:pr[ée]server|contribuer|prot[ée]ger)|"
    r"(?:please )?(?:consider|think)|pr[ée]servons|"
    r"[ée]co-?responsable|conform[ée]ment|dans le cadre|vos donn[ée]es|les donn[ée]es|toute (?:utilisation|"
    r"publication|diffusion)|"
    r"p please|🌳|🌍|♻|diese e-?mail|[ée]conomisons|soyons|sauvons|prot[ée]geons|n['’]imprimez|limitons|"
    r"p adoptez|adoptez|ayez le r[ée]flexe|faites un geste|un geste pour"
    r")",
    re.IGNORECASE,
)
_DISCLAIMER_WORDS = re.compile(
    r"confidentiel|confidentialit|confidential|destinataire|intended|recipient|imprim|environnement|"
    r"environment|planète|arbres?\b|virus|"
    r"rgpd|données (?:à caractère )?personnel|informatique et libert|non autoris|unauthori[sz]ed|"
    r"propri[ée]t[ée] (?:exclusive|de)|"
    r"engage(?:r)? (?:pas )?(?:la )?responsabilit|alt[ée]r[ée]|falsifi|int[ée]grit|par erreur|in error|"
    r"droit d['’]acc[èe]s|juridiquement|vertraulich|"
    r"secret professionnel|privil[ée]gi|papier|[ée]co-?(?:attitude|geste|citoyen)|usage exclusif|"
    r"exclusivement|n['’][êe]tes pas (?:le |l['’]un des )?destinataires?|le d[ée]truire|divulgation|divulgu",
    re.IGNORECASE,
)
_EXTERNAL = re.compile(
    r"[\s*_\[(⚠!️>-]{0,8}(?:attention|caution|avertissement|warning|externe?|external|expéditeur externe|"
    r"e-?mail externe|message externe|"
    r"(?:ce|cet) (?:e-?mail|message|courriel|mail)|vous n['’]obtenez pas souvent|you don['’]t often get)"
    r".{0,400}?(?:extern|ext[ée]rieur|exp[ée]diteur|outside|sender|cliquez pas|important|organi[sz]ation|"
    r"souvent d['’]e-?mail)",
    re.IGNORECASE | re.DOTALL,
)
_REMINDER = re.compile(
    r"\W{0,6}(?:pensez|avant d|n['’]imprim|afin de|p please|merci de penser|(?:please )?consider|think|confidential|"
    r"confidentialité|avis de|disclaimer|économisons|préservons|protégeons|soyons|p adoptez|adoptez|"
    r"faites un geste|ayez le r[ée]flexe)",
    re.IGNORECASE,
)


def take_warning(words: list[Line]) -> list[Line]:
    """Take away the warning that a server puts above mail from outside."""
    first = next((n for n, line in enumerate(words) if not line.blank), None)
    if first is None:
        return []
    end = first
    while end < len(words) and not words[end].blank and end - first < 4:
        end += 1
    said = " ".join(line.text for line in words[first:end])
    if len(said) >= 500 or not _EXTERNAL.match(said):
        return []
    if _EXTERNAL.match(words[first].text):
        # the author's words may follow without a gap
        end = first + 1
    if all(line.blank for line in words[end:]):
        # a warning above nothing is no warning: somebody says it
        return []
    return _taken(words, first, end)


def take_disclaimers(words: list[Line]) -> list[Line]:
    """Take away all from the first disclaimer on, as long as nothing that follows is somebody's own words."""
    cut = None
    for position in range(len(words) - 1, -1, -1):
        line = words[position]
        if line.blank or (cut is None and (is_rule(line) or len(line.text) < 4)):
            continue
        if _is_disclaimer(words, position):
            cut = position
        elif not _in_disclaimer(words, position):
            break
    if cut is None:
        return []
    while cut > 0 and (words[cut - 1].blank or is_rule(words[cut - 1])):
        cut -= 1
    return _taken(words, cut, len(words))


def take_banners(words: list[Line]) -> list[Line]:
    """Take away « Envoyé de mon iPhone » and its kin, wherever they stand."""
    found = [line for line in words if _is_banner(line.text.strip())]
    if found:
        words[:] = [line for line in words if line not in found]
    return found


def is_legal(said: str) -> bool:
    """Whether a line speaks as disclaimers do."""
    return bool(_DISCLAIMER_WORDS.search(said))


def _taken(words: list[Line], start: int, end: int) -> list[Line]:
    taken = words[start:end]
    del words[start:end]
    return taken


def _is_banner(said: str) -> bool:
    return 6 < len(said) < 220 and bool(_BANNER.match(said) and _BANNER_WORDS.search(said))


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
    return len(hits) >= 2 or (len(hits) == 1 and bool(_REMINDER.match(said)))


def _in_disclaimer(words: list[Line], position: int) -> bool:
    """Whether the line goes on a disclaimer that began above it."""
    for above in range(position - 1, max(-1, position - 8), -1):
        if words[above].blank:
            break
        if _is_disclaimer(words, above):
            return True
    if len(words[position].text) < 25:
        return False
    for above in range(position, max(-1, position - 12), -1):
        if words[above].blank and above != position and not _DISCLAIMER_WORDS.search(words[position].text):
            return False
        if not words[above].blank and _is_disclaimer(words, above):
            return True
    return False
