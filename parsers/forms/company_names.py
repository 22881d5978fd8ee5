"""Company names in a sentence: told by what is said of them, their legal form, their SIRET, their place in a list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from parsers.forms.award_mentions import BLANK, Mention
from parsers.forms.market_draft import PUBLIC_BODY, cleaned, company_key
from parsers.forms.market_labels import column_of
from parsers.language.folding import fold, words
from parsers.language.names import names_in

_NAME = r"(?=(?P<name>(?:\d{1,2}\s?)?[A-ZÀ-ÝŒ][^\n;]{1,120}))"
#: a word of kind that is no part of the name; « la SARL X » is told as « SARL X »
_KIND = (
    r"(?:la (?=(?:SARL|SASU?|SCOP|SA|SNC|SCIC)\s)|la (?:société|sté|sarl|sas|scop)\s|l['’](?:entreprise|eurl)\s"
    r"|l['’]ent\.\s|le groupement\s|société\s|entreprise\s)?"
)
#: how a sentence leads to a company: each with the words that stand before the name
_INTRODUCED = tuple(
    re.compile(rf"(?:{before}){_NAME}")
    for before in (
        # « attribué le 3 juin (secteur nord) à »
        (
            r"(?i:\b(?:attribuée?s?|notifiée?s?|confiée?s?|revien\w+|revenue?s?|dévolue?s?|échoi\w*|échue?s?"
            r"|octroyée?s?"
            r"|remis\w*|adjugée?s?|allée?s?|passée?s?|vont|va|sous-trait\w+)\b(?:[^\n:;.()|]|\([^()\n]{0,60}\)){0,70}?"
            rf"\s(?:à|au|aux|a)\s){_KIND}"
        ),
        # « remporté par »
        (
            r"(?i:\b(?:remportée?s?|obtenue?s?|gagnée?s?|réalisée?s?|exécutée?s?|emportée?s?|décrochée?s?"
            r"|pris|reprise?) par)"
            rf"\s{_KIND}"
        ),
        # « titulaire du lot 3 : », « l'attributaire est »
        (
            r"(?i:(?<!chez le )(?<!chez l['’])(?<!auprès du )(?<!côté )\b(?:(?:entreprise|société)s? (?:retenue"
            r"|attributaire|titulaire|lauréate|mandataire)s?|attributaires?|titulaires?|lauréats?|mandataires?"
            r"|prestataires?(?: retenus?)?|retenue?s?|co-?traitants?|sous-?traitants?|groupement)\b"
            r"(?:\s(?:déclarée?s?|acceptée?s?|agréée?s?|proposée?s?|désignée?s?|retenue?s?|\d))?"
            r"(?:\s(?:pour|du|de|sur)\s(?:le\s|ce\s|l['’])?(?:lot|marché)?[^\n:|]{0,45}?)?"
            r"(?:\s?(?:est|sont|:|=)|\s[–-])\s?)"
            rf"{_KIND}"
        ),
        # « le titulaire du lot 3 maçonnerie est »
        (
            r"(?i:\b(?:titulaires?|attributaires?|lauréats?)\s(?:pour|du|de"
            r"|sur)\s(?:le\s)?[^\n:.;]{3,70}?\s(?:est|sont))"
            rf"\s{_KIND}"
        ),
        # « titulaire du lot 1 : »: what was found already stands struck out
        rf"(?i:\b(?:titulaires?|attributaires?|lauréats?)\s(?:pour|du|de|sur|des)\s(?:le\s|les\s)?)\|+\s?:\s{_KIND}",
        # « c'est », « a choisi », « signé avec »
        rf"(?i:\bc['’]est|\b(?:choisi|retenu|sélectionné|désigné|signé avec|contracté avec|conclu avec))\s{_KIND}",
        # « l'entreprise », « sous-traité à »
        (
            r"(?i:\bl['’](?:entreprise|association|atelier)|\bla (?:société|coopérative)|\ble cabinet"
            r"|\bl['’]offre (?:de|d['’])|\bsociété|\bentreprise|\bgroupement(?: (?:solidaire|conjoint))?"
            r"|\b(?:sous-?trait(?:ées?|és?|e|era)|co-?traitante?|sous-?traitante?)(?: (?:à|est))?)\s?:?\s?"
        ),
        r"\bla (?:sarl|sas|scop)\s",
    )
)
_NAME_END = re.compile(
    r"\sà\s(?=[A-ZÀ-Ý])"
    r"|\s*(?:[,;(\n|«]|\s[-–—/]\s|(?<![A-Z])\.\s|(?<![A-Z])\.$|:|\s(?:pour|avec|dont|sur|au titre|à hauteur"
    r"|située?|domiciliée?|basée?"
    r"|sise?|est|sera|qui|que|représentée?|doit|devra|s['’]engage|réalisera|ayant|via|et non|au lieu|contact|mail"
    r"|tél|email|e-mail|SIRET|Siret|siret|N° ?SIRET|n° ?siret|depuis|le \d|comme|en tant|et (?:le|la|les|l['’])"
    r"|en (?:est|sera|assurera|fera|réalisera|devra)|(?:notre|votre|ce|le|un) (?:marché|lot)|mandataire|titulaire"
    r"|attributaire|joignable|sous-trait\w+|a (?:été|remporté|décroché|pris|obtenu|gagné)|remporte|décroche|seule?"
    r"|à raison|\d{1,5} ?(?:h|heures)\b|\d{3} ?\d{3} ?\d{3}))(?=\s|$|\b|:|\|)"
    r"|\s?\d{1,3}(?:[ .]?\d{3})*\s?(?:h\b|heures)"
)
_RUN = (
    r"(?:[A-ZÀ-ÝŒ][\w'’&.+-]{0,40}|\d{1,3}(?=\s[A-ZÀ-Ý]))"
    r"(?:\s(?:(?:de|du|des|la|le|les|et|&|en|sur)\s|d['’]|l['’]){0,2}(?:[A-ZÀ-ÝŒ][\w'’&.+-]{0,40}"
    r"|[dl]['’][A-ZÀ-ÝŒ][\w'’&.+-]{0,40}|\d{1,3}(?!\d|\s?(?:h\b|heure|%))|&)){0,7}"
)
_WINS = re.compile(
    rf"(?P<name>{_RUN})\s?(?:\([^()\n]{{0,120}}\)\s?|,[^,\n]{{0,80}},\s?|,\s?)?(?<![\w'’])"
    r"(?:(?:l['’]?|le )?(?:a|ont|vient d['’]?e?)\s(?:(?:été|été|bien)\s)?(?:retenue?s?|remporté\w*|décroché\w*"
    r"|pris|obtenu\w*|obtenir|gagné\w*|emporté\w*"
    r"|récupéré\w*|désignée?s?|choisie?s?)|(?:en\s)?est\s(?:retenue?|titulaire|attributaire|mandataire|désignée?"
    r"|lauréate?)|remporte|emporte|décroche"
    r"|obtient|gagne|récupère|hérite|se voit|s['’](?:est )?engage|devra|doit|réalisera|exécutera|assurera"
    r"|intervien\w+|sera"
    r" titulaire|qui intervien\w+|prend)\b"
)
_LEGAL = re.compile(
    rf"(?:\b(?:SARL|SASU|SAS|SA|EURL|SCOP|SNC|SCIC|GIE|E\.?U\.?R\.?L|Ets|ETS|Établissements|Etablissements"
    rf"|Cabinet)\.?\s{_RUN})|"
    rf"{_RUN}\s(?:SARL|SASU|SAS|SA|EURL|SCOP|SNC|SCIC|GIE|et Fils|& Fils|et Cie|& Cie)\b"
)
_BEFORE_ROLE = re.compile(
    rf"(?P<name>{_RUN})\s?[(,]\s?(?:\d{{1,3}}\s?%[^()\n]{{0,20}})?(?=(?:mandataire|co-?traitant|sous-?traitant))"
)
_STROKE = re.compile(rf"\s?[/+]\s?(?P<name>{_RUN})")
_GROUP = re.compile(r"\bgroupement|\bmandataire|\bco-?traitant")
_PLURAL = re.compile(r"\s(?:se (?:partagent|répartissent)|sont|ont|seront|devront|réaliseront|assureront)\b")
#: what follows is a place
_PLACING = re.compile(r"(?:^|\s)(?:à|de|du|des|en|sur|au|aux)\s$|[dl]['’]$")
_BEFORE_BRACKET = re.compile(rf"(?P<name>{_RUN})\s?\(\s?(?=\|)")
_FREE = re.compile(_RUN)
#: « (tél., mail) de Lozère Nettoyage », « chez Bâti Nord »
_OF_PERSON = re.compile(rf"(?:\|\s?\)\s(?:de |d['’]|du )|\bchez (?:la société |l['’]entreprise )?)(?P<name>{_RUN})")
#: « à l'atelier d'insertion Allier Vert »: the name at the end of a piece
_LAST_RUN = re.compile(rf"\b(?!(?:est|de|du|des|dans|sur|en|au|aux|le|la|les)\s)[a-zà-ÿ'’]{{2,}}\s(?P<name>{_RUN})$")
_KIND_BEFORE = re.compile(
    r".*?\b(?:entreprise|société|sté|ent\.)\s(?!s['’]|se\s|a\s|est|doit|devra|qui|retenue|titulaire|attributaire"
    r"|concern)"
    r"(?=[^\W_])"
)
_BETWEEN_WORDS = r"[\W_]+"
_SIRET_LABEL = re.compile(
    r"(?i)\b(?:immatriculée?\b[^|]{0,40})?(?:n°|numéro)?\s?(?:de\s)?siret\b\s?(?:n°)?\s?:?|\bs\.?i\.?r\.?e\.?t\b"
)
_SEPARATOR = re.compile(r"\s*(?:[,;:()\n\t]|\|+|\s[-–—→]+>?\s|(?<![\w.])\.\s|(?<=\w{3})\.\s|->|→|(?<=\s)/|/(?=\s))\s*")
_TRADE = re.compile(
    r"gros|maconn|peint|plomb|elec|menuis|couvert|charpent|carrel|\bsols?\b|platr|chauff|vrd|terrass|nettoy"
    r"|propret|espaces? verts?|entretien|voirie|enrob|signal|demol|desamiant|etanch|isol|facad|ravale|serrur"
    r"|metal|ascens|cuisine|repas|restaur|service|preparation|fourniture|travaux|amenag|second|cvc|ventil"
    r"|sanitaire|cloison|assainiss|reseau|eclairage|gardien|securite|accueil|collecte|\btri\b|transport|logist"
    r"|blanch|informat|prestation|mission|oeuvre|œuvre|vitr|toitur|renov|rehabil|construct|mobilier|genie|equipement"
    r"|linge|plantation|arrosage|secteur|zone|tonte|taille|portes?|clotur|portail|bardage|structure"
)
#: what trades are told with
_TRADE_WORDS_TABLE = """
espaces verts vert exterieures interieures exterieur interieur exterieurs interieurs publics public faibles forts
courants lot lots bois alu pvc souples durs faux plafonds fluides sanitaires generale secondaire ouvrages
"""
_TRADE_WORDS = frozenset(_TRADE_WORDS_TABLE.split())
#: words of a sentence, which no company has in its name
_SAYING = re.compile(
    r"(?<![\w'])(?:mon|ma|mes|votre|vos|notre|nos|ce|cette|ces|je|nous|vous|il|elle|ils|suite a|est|sont|sera|seront"
    r"|a ete|compte"
    r"|vient|merci|ci-joint|ci-dessous|ci-apres|pour|avec|dont|qui|que|doit|portent|bonne|bonjour"
    r"|a (?:notifi|attribu|retenu|confi)\w*)\b"
)
#: a buyer, whatever stands around it
_BODY = re.compile(
    r"(?:ville|commune|mairie|departement|communaute|conseil|syndicat|sivom|sivu|oph|office|metropole"
    r"|region)s? d(?:e|u|es|'|)\b"
)
_NOT_FIRST_TABLE = """
m mr mme monsieur madame contact contacts tel mail mails courriel lot lots rue avenue chantier chantiers heure heures
nous vous apres suite fax ne port tu te toi bonjour bonsoir salut marche marches total totale objet date dates erratum
rectificatif rectification rectificative correction correctif siret siege adresse clause volume volumes engagement
titulaire titulaires attributaire attributaires mandataire mandataires groupement entreprise entreprises societe
societes cotraitant co-traitant cotraitants sous-traitant sous-traitants soustraitant notification notifie notifiee
notifies attribution attribue attribuee referent referente responsable resp interlocuteur interlocutrice correspondant
correspondante personne soit dont et ou sur par pour avec infructueux infructueuse sans non pas a au aux de du des
voici voir son sa ses leur un une on je il ils elle elles c qui que en dans cordialement bien merci idem neant
directeur directrice gerant gerante conducteur conductrice charge chargee rh drh assistant assistante poste portable
fixe public publics profil profils janvier fevrier mars avril mai juin juillet aout septembre octobre novembre
decembre nb duree montant objectif operation projet ref reference
"""
#: what begins a sentence, a label or a job, and no company's name
_NOT_FIRST = frozenset(_NOT_FIRST_TABLE.split())
_ARTICLE = re.compile(r"(?:[Ll]e|[Ll]a|[Ll]es) (?![A-ZÀ-Ý])|[LlDd]['’](?![A-ZÀ-Ý])|le \d")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A piece of a sentence between two separators."""

    text: str
    start: int
    end: int


def chunks_of(holes: str, start: int, end: int) -> list[Chunk]:
    """The lettered pieces between two places, what was found already left out."""
    out = []
    at = start
    for match in [*_SEPARATOR.finditer(holes, start, end), None]:
        stop = match.start() if match else end
        bare = holes[at:stop]
        if re.search(r"[^\W\d_]", bare.replace(BLANK, "")):
            lead = len(bare) - len(bare.lstrip())
            out.append(Chunk(bare.strip(), at + lead, at + len(bare.rstrip())))
        at = match.end() if match else end
    return out


def is_trade(text: str) -> bool:
    """Whether a lot may be called so."""
    return bool(_TRADE.search(fold(text)))


def has_own_word(text: str) -> bool:
    """Whether a word with a capital is no trade's: « Camargue Élec », and not « Menuiseries Extérieures »."""
    told = re.findall(r"\b[A-ZÀ-ÝŒ][\w-]+", text)
    return any(not is_trade(word) and fold(word) not in _TRADE_WORDS for word in told)


def companies_in(holes: str, found: Sequence[Mention], known: Sequence[str], *, listed: bool) -> list[Mention]:
    """The companies that a sentence names, none twice; `holes` is the sentence with `found` struck out."""
    sirets = [one for one in found if one.kind == "siret"]
    told = _known(holes, known)
    for mention in (
        *(_before_siret(holes, one.start, listed=listed) for one in sirets),
        *(_named(m.start("name"), m["name"]) for m in _BEFORE_ROLE.finditer(holes)),
        *(_named(m.start("name"), m["name"]) for pattern in _INTRODUCED for m in pattern.finditer(holes)),
        *(_subject(m.start("name"), m["name"]) for m in _WINS.finditer(holes)),
        *(_named(m.start(), m.group()) for m in _LEGAL.finditer(holes)),
        *(_named(m.start("name"), m["name"]) for m in _OF_PERSON.finditer(holes)),
        *_before_lots(holes, found),
    ):
        if mention and not any(mention.start < other.end and other.start < mention.end for other in told):
            told += _apart(mention, holes)
    told += [partner for one in tuple(told) if (partner := _joined(one, holes, told))]
    return sorted(told, key=lambda one: one.start)


def _joined(first: Mention, holes: str, told: Sequence[Mention]) -> Mention | None:
    """« groupement A / B »: whoever stands behind the stroke."""
    match = _STROKE.match(holes, first.end)
    if match is None or not _GROUP.search(fold(holes)):
        return None
    found = _named(match.start("name"), match["name"])
    return found if found and not any(found.start < one.end and one.start < found.end for one in told) else None


def _before_lots(holes: str, found: Sequence[Mention]) -> list[Mention]:
    """« Allier Bâtiment (lot 1, 520 h), Bourbonnais Toitures (lot 2, 210 h) »."""
    lots = {one.start for one in found if one.kind == "lot"}
    out = []
    for match in _BEFORE_BRACKET.finditer(holes):
        placed = _PLACING.search(holes[max(0, match.start() - 8) : match.start()])
        named = _named(match.start("name"), match["name"]) if match.end() in lots and not placed else None
        if named and not (is_trade(named.value) and len(named.value.split()) == 1):
            out.append(named)
    return out


def _apart(mention: Mention, holes: str) -> list[Mention]:
    """« X et Y se partagent … »: two companies, where the verb says that they are."""
    left, joint, right = mention.value.partition(" et ")
    if not joint or " " not in left or " " not in right or not _PLURAL.match(holes, mention.end):
        return [mention]
    middle = mention.start + len(left)
    return [replace(mention, end=middle, value=left), replace(mention, start=middle + len(joint), value=right)]


def free_names(holes: str, taken: Sequence[Mention]) -> list[Mention]:
    """Runs of capitals that nothing else explains: no place after « à », no person, no word that begins a sentence."""
    people = [(name.start, name.end) for name in names_in(holes) if name.sign != "shape"]
    out = []
    for match in _FREE.finditer(holes):
        if _PLACING.search(holes[max(0, match.start() - 8) : match.start()]) or len(match.group().split()) < 2:
            continue
        named = _named(match.start(), match.group())
        if named is None or any(named.start < end and start < named.end for start, end in people):
            continue
        if not any(named.start < one.end and one.start < named.end for one in taken):
            out += _apart(replace(named, weak=True), holes)
    return out


def name_of(chunk: Chunk, *, small: bool = False) -> Mention | None:
    """A piece of a list taken for a company's name; None for what cannot be one."""
    return _named(chunk.start, chunk.text, small=small)


def _named(start: int, written: str, *, small: bool = False) -> Mention | None:
    cut = _NAME_END.split(written)[0]
    name = (cleaned(cut) or "").rstrip(" ?!")
    lead = cut.find(name) if name else -1
    if lead < 0 or len(name) < 2 or len(re.findall(r"[^\W\d_]", name)) < 2 or BLANK in name:
        return None
    if not small and not re.match(r"(?:\d{1,2}\s?)?[A-ZÀ-ÝŒ]", name):
        return None
    folded = fold(name)
    first = re.match(r"[^\W\d_]+(?:-[^\W\d_]+)*", folded)
    if (first and first.group() in _NOT_FIRST) or _ARTICLE.match(name) or folded in {"le", "la", "les"}:
        return None
    if _SAYING.search(folded) or _BODY.match(folded) or len(name.split()) > 9:
        return None
    if column_of(name) is not None and len(name.split()) < 3:
        return None
    return Mention(kind="company", start=start + lead, end=start + lead + len(name), value=name)


def _subject(start: int, written: str) -> Mention | None:
    """Who stands before a verb, less the words that only begin the sentence."""
    found = _named(start, written)
    return found if found and not PUBLIC_BODY.match(fold(found.value)) else None


def _before_siret(holes: str, at: int, *, listed: bool) -> Mention | None:
    """The nearest piece before a number that can be a name: « Alu Baie SAS, 200 h, SIRET … »."""
    labels = list(_SIRET_LABEL.finditer(holes, max(0, at - 60), at))
    end = labels[-1].start() if labels and not re.search(r"\w", holes[labels[-1].end() : at]) else at
    chunks = chunks_of(holes, max(0, end - 220), end)
    for place, chunk in enumerate(reversed(chunks)):
        if place > 4:
            return None
        introduced = next((m for pattern in _INTRODUCED if (m := pattern.search(chunk.text))), None)
        if introduced:
            return _named(chunk.start + introduced.start("name"), introduced["name"])
        lead = _KIND_BEFORE.match(chunk.text)
        if lead:
            return _named(chunk.start + lead.end(), chunk.text[lead.end() :], small=True)
        lead = re.match(r".*?\b(?:chez|par|c['’]est|pour|avec|que)\s(?=[A-ZÀ-Ý0-9])", chunk.text)
        if lead:
            return _named(chunk.start + lead.end(), chunk.text[lead.end() :])
        first = chunk.start == 0 or not re.search(r"\w", holes[: chunk.start])
        bare = chunk.text.removeprefix("et ")
        named = _named(chunk.end - len(bare), bare, small=(listed or first) and len(bare.split()) <= 5)
        last = _LAST_RUN.search(chunk.text) if named is None and place == 0 else None
        if last:
            named = _named(chunk.start + last.start("name"), last["name"])
        if named:
            return named
    return None


def _known(holes: str, known: Sequence[str]) -> list[Mention]:
    """Companies that were named before; « Lucie Cabanel » is a person, and not « Cabanel »."""
    folded = fold(holes)
    people = [(name.start, name.end) for name in names_in(holes) if name.sign in {"civility", "first_name", "capitals"}]
    said = f" {' '.join(words(holes))} "
    out: list[Mention] = []
    for name in known:
        key = company_key(name)
        acronym = len(key) < 4
        if f" {key} " not in said or (acronym and not (name.isupper() and name.isalpha())):
            continue
        spelled = name if acronym else _BETWEEN_WORDS.join(map(re.escape, key.split()))
        pattern = rf"\b{spelled}\b"
        for match in re.finditer(pattern, holes if acronym else folded):
            part = any(start < match.start() and match.end() <= end for start, end in people)
            if not part and not any(one.start < match.end() and match.start() < one.end for one in out):
                out.append(Mention(kind="known", start=match.start(), end=match.end(), value=name))
    return out
