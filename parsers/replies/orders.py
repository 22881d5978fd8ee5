"""The referent's orders: approve, reject, correct, present, remind, close, reopen, undo, each with what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sentences import lines_of, sentences_of
from parsers.replies.changes import OLD_VALUE, field_named, names_a_field
from parsers.replies.courtesy import body_of, without_signature
from parsers.replies.order_corrections import NEED_NAMED, Corrections, announces
from parsers.replies.order_grounds import apart, as_ground, ground_of, harmless, idle, troubles
from parsers.replies.order_sets import before_approval, consistent, without
from parsers.replies.order_targets import Named, Targets
from parsers.replies.order_verbs import POLITE, Order, cut, orders_in, politely_asked
from parsers.replies.order_whom import EXCEPTED, whom
from parsers.replies.order_words import HEDGES, HURRIED, RETRACTS
from parsers.statements import Command, Doubt, NeedRef, Orders

#: orders are short; what is longer was not written to us
_LONGEST_MAIL = 6_000
_ASIDE = "remarque non comprise à côté d'un ordre"
_UNCERTAIN = "ordre incertain ou question : rien n'est fait"
_WHICH = "l'ordre ne dit pas de quel besoin il s'agit"


def read(
    text: str, *, need: NeedRef | None = None, needs: Sequence[NeedRef] = (), today: date, shown: str = ""
) -> Orders:
    """The orders of one mail; what could be meant otherwise is a doubt, and takes the orders beside it along.

    `shown` is the mail that the referent answers, as its text: what « Bâti-Nord » or « les trois » stand for.
    """
    if len(text) > _LONGEST_MAIL:
        return Orders(
            to_review=(Doubt(what=f"{len(text)} caractères", why="message trop long pour un ordre : rien n'est fait"),)
        )
    mail = _Mail(targets=Targets(need, needs, shown), corrections=Corrections(today=today))
    for above, passage in _passages(tidy(text)):
        mail.above = mail.targets.numbered(above).refs
        for line in _lines(passage):
            mail.line(line)
    commands, contradictions = consistent(mail.commands)
    return Orders(commands=tuple(commands), to_review=tuple(dict.fromkeys((*mail.doubts, *contradictions))))


def _passages(text: str) -> list[tuple[str, str]]:
    """(the quoted line above, what the referent wrote under it), in order; all of it where everything is quoted."""
    out: list[tuple[str, list[str]]] = [("", [])]
    for line in text.split("\n"):
        if line.lstrip().startswith(">"):
            out.append((line.lstrip(" >"), []))
        else:
            out[-1][1].append(line)
    if not any(line.strip() for _, lines in out for line in lines):
        return [("", "\n".join(above for above, _ in out))]
    return [(above, "\n".join(lines)) for above, lines in out if any(line.strip() for line in lines)]


def _lines(passage: str) -> list[str]:
    lines = body_of(lines_of("\n".join(_own(line) for line in passage.split("\n"))))
    lines = without_signature(lines, says=lambda line: bool(orders_in(line)[0].action))
    bare = [re.sub(r"^\s*(?:[-–•*>]\s+|\d{1,2}\s?\)\s*)", "", line.replace("\t", " ")) for line in lines]
    return [_spelt(line) for line in bare if line.strip()]


def _own(line: str) -> str:
    """« nombre : 5 » begins a line of its own, whatever a mail program may have wrapped."""
    head, colon, _ = line.partition(":")
    return f"- {line}" if colon and len(head) < 60 and field_named(head) else line


def _spelt(line: str) -> str:
    """The line with the shorthand of a telephone written out."""
    for wording, meant in HURRIED.items():
        pieces, at = [], 0
        for match in re.finditer(wording, fold(line)):
            pieces += [line[at : match.start()], meant]
            at = match.end()
        line = "".join([*pieces, line[at:]])
    return line


@dataclass(slots=True, kw_only=True)
class _Mail:
    """One mail while it is read: what it orders so far, and what is in doubt."""

    targets: Targets
    corrections: Corrections
    commands: list[Command] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    #: the needs of the quoted line that is answered
    above: tuple[str, ...] = ()
    #: the needs of the last order of this line
    line_refs: tuple[str, ...] = ()
    #: what this line orders, and what of it could not be understood
    found: list[Command] = field(default_factory=list)
    unread: list[Doubt] = field(default_factory=list)
    #: sentences of this line that order nothing
    remarks: list[str] = field(default_factory=list)

    def line(self, line: str) -> None:
        """All orders of a line, or none: what is uncertain in it makes all of it a doubt."""
        self.found, self.unread, self.remarks, self.line_refs = [], [], [], ()
        for sentence in map(politely_asked, sentences_of(line)):
            if self._retracted(sentence) or self._hedged(sentence):
                continue
            for piece in _one_by_one(OLD_VALUE.sub("", sentence)):
                self._sentence(piece)
        self.unread += self._remarks()
        self.doubts += self.unread
        if all(doubt.why in {_ASIDE, _APART} for doubt in self.unread):
            self.commands = before_approval(self.commands, self.found)

    def _sentence(self, sentence: str) -> None:
        last = self.found[-1] if self.found else None
        orders = orders_in(sentence)
        if last and last.action == "reject" and not last.reason and not orders[0].action:
            ground = as_ground(sentence)
            if ground:
                self.found[-1] = replace(last, reason=ground)
                return
        for order in orders:
            self.line_refs = self._carried_out(order) or self.line_refs

    def _remarks(self) -> list[Doubt]:
        """What was said beside the orders of this line: a doubt, unless it takes nothing away from them."""
        ordered = bool(self.found or self.commands)
        doubts = []
        for remark in self.remarks:
            if harmless(remark) and (ordered or _NEWS.match(fold(remark))):
                continue
            approved = any(command.action == "approve" for command in self.found)
            troubled = not ordered or (approved and troubles(remark))
            why = "phrase non comprise : aucun ordre reconnu" if troubled else _ASIDE
            doubts.append(Doubt(what=remark, why=why))
        return doubts

    # --- what takes certainty away ---

    def _retracted(self, sentence: str) -> bool:
        """« Non finalement laisse tomber »: what was ordered before is a doubt."""
        folded = fold(sentence)
        if not RETRACTS.search(folded) or _SOMEONE_ELSE.match(folded):
            return False
        earlier = self.commands + self.found
        refs = self.targets.named(sentence).refs
        taken_back = [c for c in earlier if c.action != "correct" and (not refs or c.target in refs)]
        if not taken_back:
            return False
        self.commands, self.found = without(self.commands, taken_back), without(self.found, taken_back)
        self.doubts.append(Doubt(what=squeezed(sentence)[:200], why="ordre donné puis repris : rien n'est fait"))
        return True

    def _hedged(self, sentence: str) -> bool:
        """A question, a condition, a maybe: a doubt; of what it names alone, where it names something else."""
        folded = fold(OLD_VALUE.sub(" ", sentence))
        hedged = HEDGES.search(_LED_BY.sub("", folded))
        if not hedged or idle(sentence):
            return False
        group = self.targets.together(sentence) if hedged.group().startswith("sauf") else None
        if group is not None and group.refs:
            return False
        only = [order for order in orders_in(sentence) if order.action]
        if only and all(order.put_off for order in only) and not self.found:
            return self._put_off(only[0])
        refs = self.targets.named(sentence).refs
        own = bool(refs) and not {c.target for c in self.found} & set(refs)
        own = own or bool(self.found and _SOMEONE_ELSE.match(folded))
        self.unread.append(Doubt(what=squeezed(sentence)[:200], why=_APART if own else _UNCERTAIN))
        return True

    def _put_off(self, order: Order) -> bool:
        """« Ne diffuse pas encore »: nothing is done, and an approval beside it is taken back."""
        refs = self.targets.named(f"{order.before} ; {order.after}").refs
        against = [c for c in self.commands if c.action == order.action and (not refs or c.target in refs)]
        if against:
            self.commands = without(self.commands, against)
            self.doubts.append(Doubt(what=squeezed(order.text)[:200], why=_UNCERTAIN))
        return True

    # --- orders ---

    def _carried_out(self, order: Order) -> tuple[str, ...]:
        """Add what the order says; the needs that it names, for the next order of the line."""
        if order.denied and order.action != "approve":
            self._must_not(order)
            return ()
        if order.denied:
            order = replace(order, action="reject")
            if order.put_off:
                self._doubt(order, _UNCERTAIN)
                return ()
        if order.action in {"", "correct"} or (
            order.action == "approve" and names_a_field(cut(self.targets.numbered(order.after).rest, POLITE))
        ):
            return self._correction(order)
        if order.action == "unclear":
            self._doubt(order, "ordre incertain : rien n'est fait")
            return ()
        if order.action == "present":
            return self._presentation(order)
        return self._decision(order)

    def _must_not(self, order: Order) -> None:
        """« Ne relancez pas X »: nothing is done; the contrary said beside it is a doubt."""
        refs = self.targets.named(f"{order.before} ; {order.after}").refs
        if any(c.action == order.action and (not refs or c.target in refs) for c in self.commands + self.found):
            self._doubt(order, "deux ordres contraires : rien n'est fait")

    def _doubt(self, order: Order, why: str) -> None:
        self.unread.append(Doubt(what=squeezed(order.text)[:200], why=why))

    def _decision(self, order: Order) -> tuple[str, ...]:
        """approve, reject, close, reopen, remind, undo."""
        asked, ground = apart(order.action, order.after)
        named = self._named(order, asked)
        if named.trouble and order.action != "reject":
            self._doubt(order, named.trouble)
            return ()
        refs = named.refs
        chosen = refs or self.line_refs or self.above or self._only()
        rest = squeezed(f"{named.rest}{ground}")
        if order.action == "remind":
            return self._reminder(order, refs, chosen, rest)
        beside: dict[str, Any] | None = {}
        if order.action == "approve":
            beside = self._beside(order, rest)
            if beside is None:
                return refs
        if order.action == "undo" and re.search(r"\b(?:le|ce|la) (?:besoin|offre|poste)\b", fold(order.after)):
            self._doubt(order, "annuler le besoin ou annuler le dernier ordre ? rien n'est fait")
            return refs
        if not chosen and order.action != "undo":
            self._doubt(order, _WHICH)
            return refs
        reason = ground_of(order.action, order.after, rest) or self._news_before(order)
        if beside:
            self.found += [Command(action="correct", target=ref, changes=beside) for ref in chosen]
        self.found += [Command(action=order.action, target=ref, reason=reason) for ref in (chosen or (None,))]
        return refs

    def _named(self, order: Order, asked: str) -> Named:
        # « Après un échange où … le bus 11, merci de diffuser »: what led to the order names no need
        before = "" if _NEWS.match(fold(order.before)) and len(order.before) > 25 else order.before
        around = f"{before} ; {asked}"
        numbered = self.targets.numbered(around)
        if numbered.refs or numbered.trouble:
            return numbered
        if order.action != "undo" and (together := self.targets.together(around)):
            return together
        return self.targets.named(around)

    def _only(self) -> tuple[str, ...]:
        return (self.targets.default,) if self.targets.default else ()

    def _news_before(self, order: Order) -> str | None:
        """« Purpan ne recrute plus. On ferme. »: what was told before a refusal or a closing is its ground."""
        if order.action not in {"reject", "close"} or not self.remarks:
            return None
        return squeezed(self.remarks.pop())

    def _beside(self, order: Order, rest: str) -> dict[str, Any] | None:
        """The corrections that stand beside an approval; None, and a doubt, where something may take it away."""
        if names_a_field(cut(rest, _BUT)):
            values, unread = self.corrections.read(cut(rest, _BUT))
            if values and not unread:
                return values
        changes: dict[str, Any] = {}
        for bit in re.split(r"\s*[;,.(:]\s+|\s[–-]\s|\s(?=mais\b|\()|\)", rest):
            words = _ABOUT.sub(" ", fold(bit))
            if FORGIVEN.match(words) or harmless(bit) or self._names_only(bit):
                continue
            values, unread = self.corrections.read(cut(bit, _BUT))
            if not values or unread:
                self._doubt(order, "accord suivi de mots qui ne sont pas compris : rien n'est fait")
                return None
            changes |= values
        return changes

    def _names_only(self, bit: str) -> bool:
        """« le poste de tailleur de pierre »: words that only say which need."""
        return bool(self.targets.called(bit).refs) and len(bit.split()) <= 8 and not re.search(r"\d", bit)

    def _reminder(self, order: Order, refs: tuple[str, ...], chosen: tuple[str, ...], rest: str) -> tuple[str, ...]:
        who = squeezed(cut(re.split(r"[,;.]\s|\s(?:pour|serait|sur) ", rest.strip(" ;,"))[0], _REMINDED))
        if refs or not who:
            if not chosen:
                self._doubt(order, "l'ordre ne dit pas qui relancer")
            self.found += [Command(action="remind", target=ref) for ref in chosen]
        else:
            self.found += [Command(action="remind", target=squeezed(one)) for one in re.split(r"\s+et\s+", who)]
        return refs

    def _presentation(self, order: Order) -> tuple[str, ...]:
        """« présenter 2 et 3 au besoin 7 », « 12 : présenter Diallo »."""
        after, named = order.after, Named()
        match = _TO_NEED.search(fold(after))
        if match:
            named = self.targets.numbered(match.group())
            after = after[: match.start()] + " " + after[match.end() :]
        elif re.search(r"\d", order.before):
            named = self.targets.numbered(order.before)
        elif not self.targets.default:
            named = self.targets.called(f"{order.before} ; {order.after}")
        trouble = named.trouble
        chosen = named.refs or self.line_refs or self.above or self._only()
        people = whom(after)
        if EXCEPTED.search(fold(after)):
            trouble = "présentation avec exception : les candidats sont à nommer un par un"
        if trouble or not chosen or not people:
            self._doubt(order, trouble or ("l'ordre ne dit pas qui présenter" if not people else _WHICH))
            return named.refs
        self.found += [Command(action="present", target=ref, candidates=people) for ref in chosen]
        return named.refs

    def _correction(self, order: Order) -> tuple[str, ...]:
        """« 12: nb postes 3 », « corriger 12 : … », « mets 3 postes », « ok mais 3 postes »."""
        named = Named()
        head, body = self.corrections.head(order.after if order.action else order.before)
        if head:
            named = self.targets.numbered(head)
        elif order.action and order.before.strip():
            named = self.targets.named(order.before)
        if not head and not named.refs and (within := NEED_NAMED.search(fold(body))):
            named = self.targets.numbered(within.group())
        if not head and not named.refs and not self.targets.default and not self.line_refs:
            named = self.targets.called(order.text)
        values, unread = self.corrections.read(body)
        chosen = named.refs or self.line_refs or self.above or self._only()
        if not order.action and not values:
            self._remark(order, head, body)
            return named.refs
        if not values and not unread:
            return named.refs
        if named.trouble or not chosen or unread or not values:
            known = values and not unread
            self._doubt(order, named.trouble or (_WHICH if known else "correction non comprise, ou valeur à vérifier"))
            return named.refs
        self.found += [Command(action="correct", target=ref, changes=dict(values)) for ref in chosen]
        if order.action == "approve":
            self.found += [Command(action="approve", target=ref) for ref in chosen]
        return named.refs

    def _remark(self, order: Order, head: str, body: str) -> None:
        """A sentence without an order: nothing, a remark beside one, or something that was not understood."""
        text = squeezed(order.text)[:200]
        if not text or idle(text) or announces(body) or (head and not body.strip()) or self.corrections.awaited:
            return
        self.remarks.append(text)


_BUT = re.compile(r"\W*(?:mais|par contre|en revanche|avec|juste)\s+")
#: what was done before the order: « Après vérification auprès de l'entreprise, … »
_LED_BY = re.compile(r"^\W*(?:apres|suite a|vu|comme)\b[^,]{3,90},")
_APART = "incertain : rien n'est fait pour ce qui y est nommé"
#: « Pour Loïc Stéphan j'attends … », « les deux autres … »: somebody else than those of the order before
_SOMEONE_ELSE = re.compile(
    r"^\W*(?:(?:pour|quant a|concernant) (?:m\.? |mme |mr )?(?!(?:le|la|les|ce|cette|moi|ma part)\b)[a-z]"
    r"|(?:pour )?les? (?:deux |trois )?autres?\b)"
)
#: news before an order: « Vu avec le chantier : … », « Mince, erreur de ma part. »
_NEWS = re.compile(
    r"^\W*(?:vu|apres|suite|ils?|elles?|l'entreprise|le client|le chantier|on a|mince|oups|pardon|desole)"
)
_REMINDED = re.compile(
    r"^(?:[\s;,:-]|(?:a|aux?|la|le|les|l'|chez|pour|de|du|svp|stp|merci|besoin|entreprise|societe"
    r"|partenaires?|pour le|une?|relance|rappel|encore|aussi)(?=[\s;,:]|$|(?<='))|l')+"
)
_TO_NEED = re.compile(
    r"\b(?:au|aux|pour (?:le|la|l')|sur (?:le|la|l')|a (?:la|l')|pour|du|dans (?:le|la)) ?(?:besoins?|offres?"
    r"|poste|n°|numero|demande|fiche)? ?(?:n° ?)?#?(?P<ref>\d{1,6}|[a-z]{1,5}-?\d{2,6})\b"
    r"|\[(?P<bracket>[a-z]{1,5}-?\d{2,6})\]|\b(?P<letters>[a-z]{1,5}-\d{2,6})\b"
)
#: whom the mail concerns, beside an approval
_ABOUT = re.compile(
    r"\baupres de (?:l'ensemble de )?(?:nos|vos|tous les|ces) partenaires\b|\ba l'ensemble (?:de|des) (?:nos )?"
    r"partenaires\b|\bde ce besoin\b"
)
FORGIVEN = re.compile(
    r"^(?:pour|est|la|le|les|ce|cette|celui|celle|celui-ci|de|du|des|diffusion|diffuser|besoin|besoins|offre|fiche"
    r"|demande|moi|nous|envoi|envoyer|envoyez"
    r"|merci|tout|tous|toutes|ok|oui|bien|valider?|validez|valides|c'est|bon|partenaires?|aux|a|l'|en|l'etat|etat"
    r"|comme|ca|cela"
    r"|telle?|quelle?|quels|stp|svp|et|tu peux|peux|diffuse[rz]?|diffuse[rz]?-l[ea]s?|publie[rz]?|envoyer|envoie"
    r"|dossier|poste"
    r"|maintenant|d'accord|parfait|rien|la diffusion|changer|redire|vous pouvez|pouvez|lance[rz]?|y|aller|vas|allez"
    r"|accord"
    r"|avec|reste|n°|numero|numeros|no|ensuite|apres|puis|alors|donc|aussi|trois|deux|quatre|nickel|super|👍|✅|\W)*$"
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
