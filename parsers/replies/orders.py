"""The referent's orders: approve, reject, correct, present, remind, close, reopen, undo, each with what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sentences import lines_of, sentences_of
from parsers.replies.changes import OLD_VALUE, changes_in, names_a_field
from parsers.replies.courtesy import body_of
from parsers.replies.order_sets import before_approval, consistent
from parsers.replies.order_words import HEDGES, IDLE, VERBS
from parsers.statements import Command, Doubt, NeedRef, Orders

#: orders are short; what is longer was not written to us
_LONGEST_MAIL = 6_000
_REFERENCE = re.compile(
    r"(?:\b(?:le |la |du |au |pour le )?(?:besoin|offre|fiche"
    r"|demande)s? )?\[?(?<![\w-])(?P<letters>[a-z]{1,5})[- ]?(?P<figures>\d{2,6})(?![\w/])\]?"
)
_FIGURE = re.compile(
    r"(?:\b(?:le |la |du |au |aux |pour (?:le |la )?|de )?(?:besoins?|n°|numero|no\.?|offres?|demandes?|fiches?"
    r"|dossiers?) ?(?:n° ?)?#?|#)(?P<named>\d{1,6})\b|(?<![\d.,/:°-])(?P<bare>\d{1,6})(?![\d/€%]|[.,]\d|\s?(?:€"
    r"|euros?|h\b|heures?|mois|semaines?|ans?\b|postes?|personnes?|candidats?|%|jours?|h/))"
)
_POLITE = re.compile(
    r"^(?:[\s,;:.!-]|(?:alors|bon|donc|merci de|svp|stp|s'il te plait|s'il vous plait|tu peux|vous pouvez"
    r"|peux-tu|pouvez-vous|il faut|je veux|je souhaite|pour moi|liaison|bonjour|et|puis|ensuite|pour|par contre"
    r"|mais|de mon cote|a|on peut|apres (?:la )?(?:correction|modification)s?(?: suivantes?)?"
    r"|en (?:corrigeant|modifiant|changeant)|une (?:petite )?(?:correction|modification)|la (?:correction"
    r"|modification) suivante|ce besoin|le besoin|tout est|tout|avec|en)(?=[\s,;:.!]))+"
)
_FIRST_PERSON = re.compile(
    r"^(?:je|j'|on|nous|merci|a faire|donc|du coup|tu|vous|peux|pouvez|voir avec|appeler|rappeler)\b"
)
_GROUND = re.compile(
    r"^(?:[\s,;:.()–—-]|(?:car|parce que|parce qu'|puisque|puisqu'|motif|raison|en effet)(?=[\s,;:.(]|$|(?<='))"
    r"|(?:pour |pour le|pour la|pour|le|la|besoin|le besoin|ce besoin|ce poste|cette offre|cette fiche"
    r"|pour le besoin|c'est)(?=\s*(?:[,;:.(]|$|car\b"
    r"|parce)))+"
)
_FORGIVEN = re.compile(
    r"^(?:pour|est|la|le|les|ce|cette|de|du|des|diffusion|diffuser|besoin|besoins|offre|fiche|demande|moi|nous|envoi"
    r"|merci|tout|tous|toutes|ok|oui|bien|valider?|c'est|bon|partenaires?|aux|a|l'|en|l'etat|etat|comme|ca|cela"
    r"|telle?|quelle?|quels|stp|svp|et|tu peux|peux|diffuse[rz]?|publie[rz]?|envoyer|envoie|dossier|poste"
    r"|maintenant|d'accord|parfait|rien|la diffusion|changer|redire|vous pouvez|pouvez|lance[rz]?|y|aller|vas|allez"
    r"|accord|mais"
    r"|avec|reste|n°|numero|numeros|no|\W)*$"
)
_CLOSE_GROUND = re.compile(r"\b(?:pourvue?|postes? pourvus?|annule|abandonne|sans suite|plus besoin)\b")


@dataclass(slots=True, kw_only=True)
class _Order:
    """One order as written: its verb, and the words after it."""

    action: str
    #: the words before the verb, as « 12 : » may stand there
    before: str
    after: str
    text: str


class _Targets:
    """What « 12 », « B-0012 » and « le besoin » mean."""

    def __init__(self, need: NeedRef | None, needs: Sequence[NeedRef]) -> None:
        self.known = [one.ref for one in needs]
        if need is not None and need.ref not in self.known:
            self.known.append(need.ref)
        self.default = need.ref if need is not None else self.known[0] if len(self.known) == 1 else None

    def named(self, text: str) -> tuple[list[str], str, str | None]:
        """The needs that the text names, the text without them, and why one of them cannot be known."""
        refs: list[str] = []
        trouble: str | None = None
        rest = text
        for pattern in (_REFERENCE, _FIGURE):
            for match in list(pattern.finditer(fold(rest))):
                parts = match.groupdict()
                letters = parts.get("letters") or ""
                figures = parts.get("figures") or parts.get("named") or parts.get("bare") or ""
                if (
                    letters
                    and not any(fold(ref).startswith(letters) for ref in self.known)
                    and letters not in {"b", "bes", "besoin"}
                ):
                    continue
                ref = self._resolved(letters, figures)
                if ref is None:
                    trouble = f"aucun besoin connu ne porte le numéro {squeezed(match.group())}"
                elif ref not in refs:
                    refs.append(ref)
                rest = rest[: match.start()] + " " * (match.end() - match.start()) + rest[match.end() :]
        return refs, re.sub(r"\s+", " ", rest).strip(), trouble

    def _resolved(self, letters: str, figures: str) -> str | None:
        fitting = [
            ref
            for ref in self.known
            if _number(ref) == int(figures) and (not letters or fold(ref).startswith(letters[:1]))
        ]
        if len(fitting) == 1:
            return fitting[0]
        if not self.known:
            return f"{letters.upper()}-{figures}" if letters else figures
        return None


def _number(ref: str) -> int | None:
    match = re.search(r"(\d+)\D*$", ref)
    return int(match.group(1)) if match else None


def read(text: str, *, need: NeedRef | None = None, needs: Sequence[NeedRef] = (), today: date) -> Orders:
    """The orders of one mail; what could be meant otherwise is a doubt, and takes the orders beside it along."""
    targets = _Targets(need, needs)
    commands: list[Command] = []
    doubts: list[Doubt] = []
    if len(text) > _LONGEST_MAIL:
        return Orders(
            to_review=(Doubt(what=f"{len(text)} caractères", why="message trop long pour un ordre : rien n'est fait"),)
        )
    for line in body_of(lines_of(tidy(text))):
        line = re.sub(r"^\s*[-–•*>]\s+", "", line.replace("\t", " "))
        if line.strip():
            _read_line(line, targets, commands, doubts, today)
    commands, contradictions = consistent(commands)
    return Orders(commands=tuple(commands), to_review=tuple(dict.fromkeys((*doubts, *contradictions))))


def _read_line(line: str, targets: _Targets, commands: list[Command], doubts: list[Doubt], today: date) -> None:
    """All orders of a line, or none: a hedge anywhere in it makes all of it a doubt."""
    found: list[Command] = []
    unread: list[Doubt] = []
    if HEDGES.search(fold(OLD_VALUE.sub(" ", _asked_politely(line)))) and not _only_aside(line):
        doubts.append(Doubt(what=squeezed(line)[:200], why="ordre incertain ou question : rien n'est fait"))
        return
    line_refs: list[str] = []
    line = OLD_VALUE.sub("", _asked_politely(line))
    for sentence in (piece for whole in sentences_of(line) for piece in _one_by_one(whole)):
        if _gives_ground(sentence, found):
            found[-1] = replace(found[-1], reason=squeezed(_cut(sentence, _GROUND)))
            continue
        for order in _orders(sentence):
            line_refs = _carry_out(order, targets, line_refs, found, unread, today) or line_refs
    if unread:
        doubts.extend(unread)
        if any("compris" in doubt.why for doubt in unread) and not found:
            return
        if any(doubt.why != _ASIDE for doubt in unread):
            return
    commands.extend(found)


def _gives_ground(sentence: str, found: Sequence[Command]) -> bool:
    """« Non. Le contrat n'est pas précisé. »: the sentence after a bare refusal is its ground."""
    if not found or found[-1].action != "reject" or found[-1].reason:
        return False
    only = _orders(sentence)
    return (
        only[0].action == ""
        and not _FIRST_PERSON.match(fold(sentence).strip())
        and not IDLE.fullmatch(fold(sentence).strip(" .!"))
    )


_NEXT_NEED = re.compile(
    r"\s*[,;/]\s*(?:et )?(?=(?:le |la |besoin )?(?:[a-z]{1,5}-?)?\d{1,6}\s*[:=-]?\s*(?:a )?(?:ok|oui|non|ko|go|valid"
    r"|refus|rejet|clo|ferm|relanc|rouvr))"
)


def _one_by_one(sentence: str) -> list[str]:
    """« 7 ok, 12 ok, 13 non (doublon) »: a piece a need."""
    folded, pieces, at = fold(sentence), [], 0
    for match in _NEXT_NEED.finditer(folded):
        pieces.append(sentence[at : match.start()])
        at = match.end()
    pieces.append(sentence[at:])
    return pieces if all(re.match(r"\W*(?:[a-z]{1,5}-?)?\d{1,6}\b", fold(piece)) for piece in pieces) else [sentence]


_PLEASE = re.compile(
    r"^\W*(?:peux[- ]tu|tu peux|pouvez[- ]vous|vous pouvez|pourrais[- ]tu|pourriez[- ]vous|peut[- ]on"
    r"|est[- ]ce que (?:tu peux|vous pouvez)"
    r"|merci de|(?:ok|oui|d'accord|feu vert|bon|accord|c'est (?:bon|ok)|vas[- ]y|go) (?:pour|de)(?= (?:present"
    r"|relanc|clotur|clore|cloturer|rouvr"
    r"|reouvr|ferm|transmet|envoyer|refus|rejet|corrig|modif|chang|annul)))\s+(?:(?:stp|svp|donc|bien vouloir|me"
    r"|nous|aussi) )*(?P<order>\S.*)$"
)


def _asked_politely(line: str) -> str:
    """« Peux-tu relancer … ? », « ok pour présenter X »: an order like any other; « on peut diffuser ? » asks."""
    match = _PLEASE.match(fold(line))
    if not match:
        return line
    return re.sub(r"\s*\?\s*$", "", line[match.start("order") :])


_ASIDE = "remarque non comprise à côté d'un ordre"


def _only_aside(line: str) -> bool:
    return bool(IDLE.fullmatch(fold(line).strip(" .!")))


def _orders(sentence: str) -> list[_Order]:
    """The orders of one sentence, cut where a new verb begins."""
    folded = fold(sentence)
    starts: list[tuple[int, int, str]] = []
    for place in _places(folded):
        for action, wording in VERBS:
            match = re.compile(wording).match(folded, place)
            if match and not any(start <= place < end for start, end, _ in starts):
                starts.append((place, match.end(), action))
                break
    starts = _without_nouns(folded, starts)
    if not starts:
        return [_Order(action="", before=sentence, after="", text=sentence)]
    out = []
    for number, (start, end, action) in enumerate(starts):
        stop = starts[number + 1][0] if number + 1 < len(starts) else len(sentence)
        before = sentence[:start] if number == 0 else ""
        out.append(
            _Order(
                action=action,
                before=before,
                after=sentence[end:stop],
                text=sentence[start:stop] if number else sentence[:stop],
            )
        )
    return out


def _places(folded: str) -> list[int]:
    """Where an order may begin: the start, after « 12 : », and after a comma, « et », « mais »."""
    places = []
    for match in re.finditer(
        r"(?:^|[,;:.!(]\s*|\s(?:et|mais|puis|ensuite)\s+|^\W*\d{1,6}\s+|^\W*[a-z]{1,5}-?\d{2,6}\s+|\bpour \d{1,6}\s+)",
        folded,
    ):
        lead = _POLITE.match(folded[match.end() :])
        places.append(match.end() + (lead.end() if lead else 0))
        if lead:
            places.append(match.end())
    return sorted(set(places))


def _without_nouns(folded: str, starts: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """« OK pour diffusion, bien à toi »: two approvals in one breath are one; a reason holds no order."""
    out: list[tuple[int, int, str]] = []
    for start, end, action in sorted(starts):
        if out and out[-1][2] == action == "approve" and not re.search(r"\d", folded[out[-1][1] : start]):
            continue
        if (
            out
            and out[-1][2] == "reject"
            and action in {"approve", "reject", "correct"}
            and not re.match(r"\s*(?:pour |le |la )*\d", folded[end:])
        ):
            continue
        if out and out[-1][2] == "present" and action == "approve":
            continue
        if out and out[-1][2] == "approve" and action == "close" and folded[start:end].startswith("classe"):
            continue
        out.append((start, end, action))
    return out


def _carry_out(
    order: _Order, targets: _Targets, line_refs: list[str], found: list[Command], unread: list[Doubt], today: date
) -> list[str]:
    """Add what the order says; the needs that it names, for the next order of the line."""
    if order.action in {"", "correct"} or (
        order.action == "approve" and names_a_field(_cut(targets.named(order.after)[1], _POLITE))
    ):
        return _correction(order, targets, line_refs, found, unread, today)
    if order.action == "unclear":
        unread.append(Doubt(what=squeezed(order.text)[:200], why="ordre incertain : rien n'est fait"))
        return []
    if order.action == "present":
        return _presentation(order, targets, line_refs, found, unread)
    asked, ground = _apart(order)
    refs, rest, trouble = targets.named(f"{order.before} ; {asked}")
    rest = f"{rest}{ground}"
    if trouble and order.action != "reject":
        unread.append(Doubt(what=squeezed(order.text)[:200], why=trouble))
        return []
    chosen = refs or line_refs or ([targets.default] if targets.default else [])
    rest = squeezed(rest)
    if order.action == "remind":
        return _reminder(order, refs, chosen, rest, found, unread)
    if order.action == "approve" and not _FORGIVEN.match(fold(rest)):
        unread.append(
            Doubt(what=squeezed(order.text)[:200], why="accord suivi de mots qui ne sont pas compris : rien n'est fait")
        )
        return refs
    if order.action == "undo" and re.search(r"\b(?:le|ce|la) (?:besoin|offre|poste)\b", fold(order.after)):
        unread.append(
            Doubt(
                what=squeezed(order.text)[:200], why="annuler le besoin ou annuler le dernier ordre ? rien n'est fait"
            )
        )
        return refs
    if not chosen and order.action != "undo":
        unread.append(Doubt(what=squeezed(order.text)[:200], why="l'ordre ne dit pas de quel besoin il s'agit"))
        return refs
    reason = _reason(order, rest)
    found.extend(Command(action=order.action, target=ref, reason=reason) for ref in (chosen or (None,)))
    return refs


_BECAUSE = re.compile(
    r"\s?[,:(]\s*(?!\s*(?:le |la |n° ?|b-? ?|besoin )*\d)|\s(?=(?:car|parce|puisque?|comme|motif|pour cause|suite)\b)"
)


def _apart(order: _Order) -> tuple[str, str]:
    """What a refusal or a closing is about, and its ground, in which a figure names no need."""
    if order.action not in {"reject", "close"}:
        return order.after, ""
    match = _BECAUSE.search(fold(order.after))
    if not match:
        return order.after, ""
    return order.after[: match.start()], f" {order.after[match.start() :].strip()}"


def _reason(order: _Order, rest: str) -> str | None:
    """The ground of a refusal or a closing, without what the referent means to do about it."""
    if order.action not in {"reject", "close"}:
        return None
    if (
        order.action == "close"
        and not re.search(r"[:(,]|\bcar\b|\bparce\b", order.after)
        and not _CLOSE_GROUND.search(fold(rest))
    ):
        return None
    said: list[str] = []
    for piece in re.split(r"(?<=[,;.)])\s+|\s+(?=je |j')", rest.strip(" ;,:")):
        bare = squeezed(_cut(piece, _GROUND))
        if _FIRST_PERSON.match(fold(bare)):
            break
        if bare:
            said.append(bare)
    text = squeezed(re.sub(r"^\(|\)$", "", ", ".join(said)))
    return text or None


def _cut(text: str, pattern: re.Pattern[str]) -> str:
    match = pattern.match(fold(text))
    return text[match.end() :] if match else text


def _reminder(
    order: _Order, refs: list[str], chosen: list[str], rest: str, found: list[Command], unread: list[Doubt]
) -> list[str]:
    whom = squeezed(
        _cut(
            rest,
            re.compile(
                r"^(?:[\s;,:-]|(?:a|aux?|la|le|les|l'|chez|pour|de|du|svp|stp|merci|besoin|entreprise|societe"
                r"|partenaires?|pour le|une?|relance|encore|aussi)(?=[\s;,:]|$|(?<='))|l')+"
            ),
        )
    )
    if refs or not whom:
        if not chosen:
            unread.append(Doubt(what=squeezed(order.text)[:200], why="l'ordre ne dit pas qui relancer"))
        found.extend(Command(action="remind", target=ref) for ref in chosen)
    else:
        found.extend(Command(action="remind", target=squeezed(one)) for one in re.split(r"\s*,\s*|\s+et\s+", whom))
    return refs


_TO_NEED = re.compile(
    r"\b(?:au|aux|pour (?:le|la|l')|sur (?:le|la|l')|a (?:la|l')|pour|du|dans (?:le|la)) ?(?:besoins?|offres?"
    r"|poste|n°|numero|demande|fiche)? ?(?:n° ?)?#?(?P<ref>\d{1,6}|[a-z]{1,5}-?\d{2,6})\b"
    r"|\[(?P<bracket>[a-z]{1,5}-?\d{2,6})\]|\b(?P<letters>[a-z]{1,5}-\d{2,6})\b"
)


def _presentation(
    order: _Order, targets: _Targets, line_refs: list[str], found: list[Command], unread: list[Doubt]
) -> list[str]:
    """« présenter 2 et 3 au besoin 7 », « 12 : présenter Diallo »."""
    after, trouble = order.after, None
    refs: list[str] = []
    match = _TO_NEED.search(fold(after))
    if match:
        refs, _, trouble = targets.named(match.group())
        after = after[: match.start()] + " " + after[match.end() :]
    elif re.search(r"\d", order.before):
        refs, _, trouble = targets.named(order.before)
    chosen = refs or line_refs or ([targets.default] if targets.default else [])
    whom = _whom(after)
    if re.search(r"\b(?:sauf|hormis|excepte|a part|l'exception|en dehors)\b", fold(after)):
        trouble = "présentation avec exception : les candidats sont à nommer un par un"
    if trouble or not chosen or not whom:
        why = trouble or (
            "l'ordre ne dit pas qui présenter" if not whom else "l'ordre ne dit pas de quel besoin il s'agit"
        )
        unread.append(Doubt(what=squeezed(order.text)[:200], why=why))
        return refs
    found.extend(Command(action="present", target=ref, candidates=whom) for ref in chosen)
    return refs


def _whom(text: str) -> tuple[str, ...]:
    folded = fold(text)
    if re.search(r"\b(?:tous|toutes|tout le monde|les candidats)\b", folded) and not re.search(r"\bsauf\b", folded):
        return ("tous",)
    firsts = re.search(r"\bles (deux|trois|quatre|\d) premiere?s?\b", folded)
    if firsts:
        count = {"deux": 2, "trois": 3, "quatre": 4}.get(firsts[1]) or int(firsts[1])
        return tuple(str(rank) for rank in range(1, count + 1))
    out = []
    for piece in re.split(r"\s*[,;+&/]\s*|\s+et\s+(?:aussi\s+)?|\s+puis\s+", text):
        bare = _cut(
            piece,
            re.compile(
                r"^(?:[\s:.-]|(?:les?|la|l'|candidate?s?|candidatures?|dossiers?|celui|celle|ceux|celles|n°|numeros?"
                r"|no|profils?|m\.?|mr|mme"
                r"|mlle|monsieur"
                r"|madame|aussi|cv|de|du|a l'entreprise|svp|stp|merci)(?=[\s:.]|\d|$))+"
            ),
        )
        bare = squeezed(
            re.sub(r"(?i)\b(?:a|à) l'entreprise\b|\b(?:svp|stp|merci|s'il (?:te|vous) pla[iî]t)\b.*", "", bare)
        )
        if bare:
            out.append(bare)
    return tuple(out)


def _correction(
    order: _Order, targets: _Targets, line_refs: list[str], found: list[Command], unread: list[Doubt], today: date
) -> list[str]:
    """« 12: nb postes 3 », « corriger 12 : … », « mets 3 postes », « ok mais 3 postes »."""
    body, trouble = order.after if order.action else order.before, None
    refs: list[str] = []
    head = re.match(
        r"^\s*(?:(?:le |au |du |pour (?:le )?)?(?:besoin|n°|numéro|offre|fiche)?\s?(?:n° ?)?#?\d{1,6}"
        r"|\[?[A-Za-z]{1,5}-?\d{2,6}\]?)\s*(?:[:,=–—-](?!\d)|(?=\s(?!postes?\b|personnes?\b|mois\b|h\b|heures?\b"
        r"|semaines?\b|ans?\b|candidats?\b|euros?\b)[^\W\d]))\s*",
        body,
    )
    if head:
        refs, _, trouble = targets.named(head.group())
        body = body[head.end() :]
    elif order.action and re.search(r"\d", order.before):
        refs, _, trouble = targets.named(order.before)
    body = _cut(body, _POLITE)
    changes = changes_in(body, today=today)
    chosen = refs or line_refs or ([targets.default] if targets.default else [])
    text = squeezed(order.text)[:200]
    if not changes.values and not order.action:
        if found and _FIRST_PERSON.match(fold(text)):
            return refs
        if not IDLE.fullmatch(fold(text).strip(" .!,;")) and text and not (head and not body.strip()):
            unread.append(Doubt(what=text, why=_ASIDE if found else "phrase non comprise : aucun ordre reconnu"))
        return refs
    if trouble or not chosen or changes.unread or not changes.values:
        why = trouble or (
            "l'ordre ne dit pas de quel besoin il s'agit"
            if changes.values and not changes.unread
            else "correction non comprise, ou valeur à vérifier"
        )
        unread.append(Doubt(what=text, why=why))
        return refs
    if order.action == "approve":
        found.extend(Command(action="correct", target=ref, changes=dict(changes.values)) for ref in chosen)
        found.extend(Command(action="approve", target=ref) for ref in chosen)
        return refs
    found[:] = before_approval(
        found, [Command(action="correct", target=ref, changes=dict(changes.values)) for ref in chosen]
    )
    return refs
