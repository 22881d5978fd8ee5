"""One line of the referent's mail: each order in it carried into commands, doubts, and remarks."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import Any

from parsers.language.folding import fold, squeezed
from parsers.replies.changes import names_a_field
from parsers.replies.order_corrections import NEED_NAMED, Corrections, announces
from parsers.replies.order_grounds import apart, as_ground, ground_of, harmless, idle, troubles
from parsers.replies.order_targets import Named, Targets
from parsers.replies.order_verbs import POLITE, Order, cut, orders_in
from parsers.replies.order_whom import EXCEPTED, whom
from parsers.statements import Command, Doubt

UNCERTAIN = "ordre incertain ou question : rien n'est fait"
#: of another need than those ordered about: the orders stand
APART = "incertain : rien n'est fait pour ce qui y est nommé"
_WHICH = "l'ordre ne dit pas de quel besoin il s'agit"
_BUT = re.compile(r"\W*(?:mais|par contre|en revanche|avec|juste)\s+")
_MORE = re.compile(r"\bajout|\bpostes? (?:de|en) plus\b|supplementaire")
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
#: no word of these is another two, or stands twice: a row of them is read in one way only
_FORGIVEN = re.compile(
    r"^(?:pour|est|la|le|les|ce|cette|celui|celle|celui-ci|de|du|des|diffusion|besoins?|offre|fiche|demande|moi|nous"
    r"|envoi|envoyer|envoyez|envoie|merci|tout|tous|toutes|ok|oui|bien|valider?|validez|valides|c'est|bon|partenaires?"
    r"|aux|a|l'|en|etat|comme|ca|telle?|quelle?|quels|stp|svp|et|tu peux|peux|diffuse[rz]?|publie[rz]?|dossier|poste"
    r"|maintenant|d'accord|parfait|rien|changer|redire|vous pouvez|pouvez|lance[rz]?|y|aller|vas|allez|accord|avec"
    r"|reste|n°|numeros?|no|sinon|correcte?|conforme|aujourd'hui|ce matin|une fois|corrigee?s?|de mon cote|ensuite"
    r"|apres|puis|alors|donc|aussi|trois|deux|quatre|nickel|super|👍|✅|\W)*$"
)
#: « par contre »: from here another need is spoken of
_TURN = re.compile(r"[,;]?\s(?:par contre|en revanche|mais|alors que|quant a|tandis que)\b")
#: news before an order: « Vu avec le chantier : … », « Mince, erreur de ma part. »
NEWS = re.compile(
    r"^\W*(?:vu|apres|suite|ils?|elles?|l'entreprise|le client|le chantier|on a|mince|oups|pardon|desole)"
)


@dataclass(slots=True, kw_only=True)
class OrderLine:
    """A line while it is read."""

    targets: Targets
    corrections: Corrections
    #: what the lines before ordered
    earlier: list[Command]
    #: the needs of the quoted line that is answered
    above: tuple[str, ...] = ()
    #: the needs of the last order of this line
    line_refs: tuple[str, ...] = ()
    #: what this line orders, and what of it could not be understood
    found: list[Command] = field(default_factory=list)
    unread: list[Doubt] = field(default_factory=list)
    #: sentences that order nothing
    remarks: list[str] = field(default_factory=list)

    def sentence(self, sentence: str) -> None:
        """Add what the sentence orders; after a bare refusal it is its ground."""
        last = self.found[-1] if self.found else None
        orders = orders_in(sentence)
        if last and last.action == "reject" and not last.reason and not orders[0].action:
            ground = as_ground(sentence)
            if ground:
                self.found[-1] = replace(last, reason=ground)
                return
        for order in orders:
            self.line_refs = self._carried_out(order) or self.line_refs

    def _carried_out(self, order: Order) -> tuple[str, ...]:
        """Add what the order says; the needs that it names, for the next order of the line."""
        if order.denied and order.action != "approve":
            self._must_not(order)
            return ()
        if order.denied:
            order = replace(order, action="reject")
            if order.put_off:
                self._doubt(order, UNCERTAIN)
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
        if any(c.action == order.action and (not refs or c.target in refs) for c in self.earlier + self.found):
            self._doubt(order, "deux ordres contraires : rien n'est fait")

    def _doubt(self, order: Order, why: str) -> None:
        self.unread.append(Doubt(what=squeezed(order.text)[:200], why=why))

    def _decision(self, order: Order) -> tuple[str, ...]:
        """approve, reject, close, reopen, remind, undo."""
        asked, ground = apart(order.action, order.after)
        asked, but = self._turned(asked)
        named = self._named(order, asked)
        if named.trouble and order.action != "reject":
            self._doubt(order, named.trouble)
            return ()
        refs = named.refs
        chosen = refs or self.line_refs or self.above or self._only()
        rest = squeezed(f"{named.rest}{but}{ground}")
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

    def _turned(self, asked: str) -> tuple[str, str]:
        """« … le maçon, par contre le peintre il manque la date »: what follows the turn is no part of this order."""
        turn = _TURN.search(fold(asked))
        if turn is None:
            return asked, ""
        before, after = asked[: turn.start()], asked[turn.start() :]
        others = set(self.targets.named(after).refs)
        if others and not others & set(self.targets.named(before).refs):
            self.unread.append(Doubt(what=squeezed(after)[:200], why=APART))
            after = ""
        return before, after

    def _named(self, order: Order, asked: str) -> Named:
        # « Après un échange où … le bus 11, merci de diffuser »: what led to the order names no need
        before = "" if NEWS.match(fold(order.before)) and len(order.before) > 25 else order.before
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
            if _FORGIVEN.match(words) or harmless(bit) or self._names_only(bit):
                continue
            values, unread = self.corrections.read(cut(bit, _BUT))
            if not values or unread:
                self._doubt(order, "accord suivi de mots qui ne sont pas compris : rien n'est fait")
                return None
            changes |= values
        return changes

    def _names_only(self, bit: str) -> bool:
        """« le poste de tailleur de pierre »: words that only say which need."""
        short = len(bit.split()) <= 8 and not re.search(r"\d", bit)
        return short and bool(self.targets.called(bit).refs) and not troubles(bit)

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
        people = whom(after) or whom(self.targets.numbered(order.before).rest if match is None else order.before)
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
        if "job.openings" in values and _MORE.search(fold(order.text)):
            unread = [*unread, order.text]  # two more than before, or two in all?
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
