"""The referent's orders: approve, reject, correct, present, remind, close, reopen, undo, each with what it is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from parsers.language.folding import fold, squeezed, tidy
from parsers.language.sentences import lines_of, sentences_of
from parsers.replies.changes import OLD_VALUE, field_named
from parsers.replies.courtesy import body_of, without_signature
from parsers.replies.order_corrections import Corrections
from parsers.replies.order_grounds import harmless, idle, of_the_form, troubles
from parsers.replies.order_line import APART, NEWS, UNCERTAIN, OrderLine
from parsers.replies.order_sets import before_approval, consistent, without
from parsers.replies.order_targets import Targets
from parsers.replies.order_verbs import Order, orders_in, politely_asked
from parsers.replies.order_words import HEDGES, HURRIED, RETRACTS
from parsers.statements import Command, Doubt, NeedRef, Orders

#: orders are short; what is longer was not written to us
_LONGEST_MAIL = 6_000
_ASIDE = "remarque non comprise à côté d'un ordre"
#: what was done before the order: « Après vérification auprès de l'entreprise, … »
_LED_BY = re.compile(r"^\W*(?:apres|suite a|vu|comme)\b[^,]{3,90},")
#: « Pour Loïc Stéphan j'attends … », « les deux autres … »: somebody else than those of the order before
_SOMEONE_ELSE = re.compile(
    r"^\W*(?:(?:pour|quant a|concernant) (?:m\.? |mme |mr )?(?!(?:le|la|les|ce|cette|moi|ma part)\b)[a-z]"
    r"|(?:pour )?les? (?:deux |trois )?autres?\b)"
)
#: it takes the certainty of a refusal away too
_DOUBTED = re.compile(
    r"\?|\bje (?:crois|pense|suppose|ne sais|sais pas)|\bpeut[- ]etre\b|\bpas (?:sur|sure|certaine?)\b|\bsauf si\b"
    r"|\bpas (?:encore|tout de suite|maintenant|pour l'instant|pour le moment)\b|\bfinalement\b|\bj'hesite\b"
    r"|\ba voir\b|\bsi (?:l'|tu|vous|ils?|elle|on|c')"
)
_NEXT_NEED = re.compile(
    r"\s*[,;/]\s*(?:et )?(?=(?:le |la |besoin )?(?:[a-z]{1,5}-?)?\d{1,6}\s*[:=-]?\s*(?:a )?(?:ok|oui|non|ko|go|valid"
    r"|refus|rejet|clo|ferm|relanc|rouvr))"
)


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
        refs = mail.targets.numbered(above).refs
        for line in _lines(passage):
            mail.line(line, refs)
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

    def line(self, line: str, above: tuple[str, ...]) -> None:
        """All orders of a line, or none: what is uncertain in it makes all of it a doubt."""
        read = OrderLine(targets=self.targets, corrections=self.corrections, earlier=self.commands, above=above)
        for sentence in map(politely_asked, sentences_of(line)):
            if self._retracted(sentence, read) or self._hedged(sentence, read):
                continue
            for piece in _one_by_one(OLD_VALUE.sub("", sentence)):
                read.sentence(piece)
        doubts = read.unread + self._beside(read)
        self.doubts += doubts
        reasons = {doubt.why for doubt in doubts}
        if reasons <= {_ASIDE, APART}:
            self.commands = before_approval(self.commands, read.found)
        elif reasons <= {_ASIDE, APART, UNCERTAIN}:
            # « B-0040 : CDD de 6 mois. On ne diffuse pas pour l'instant. »: what is corrected is corrected
            corrections = [command for command in read.found if command.action == "correct"]
            self.commands = before_approval(self.commands, corrections)

    def _beside(self, read: OrderLine) -> list[Doubt]:
        """What was said beside the orders of a line: a doubt, unless it takes nothing away from them."""
        ordered = bool(read.found or self.commands)
        approved = any(command.action == "approve" for command in read.found)
        doubts = []
        for remark in read.remarks:
            if harmless(remark) and (ordered or NEWS.match(fold(remark))):
                continue
            troubled = not ordered or (approved and (troubles(remark) or of_the_form(remark)))
            why = "phrase non comprise : aucun ordre reconnu" if troubled else _ASIDE
            doubts.append(Doubt(what=remark, why=why))
        return doubts

    def _retracted(self, sentence: str, read: OrderLine) -> bool:
        """« Non finalement laisse tomber »: what was ordered before is a doubt."""
        folded = fold(sentence)
        if not RETRACTS.search(folded) or _SOMEONE_ELSE.match(folded):
            return False
        earlier = self.commands + read.found
        refs = self.targets.named(sentence).refs
        taken_back = [c for c in earlier if c.action != "correct" and (not refs or c.target in refs)]
        if not taken_back:
            return False
        self.commands, read.found = without(self.commands, taken_back), without(read.found, taken_back)
        self.doubts.append(Doubt(what=squeezed(sentence)[:200], why="ordre donné puis repris : rien n'est fait"))
        return True

    def _hedged(self, sentence: str, read: OrderLine) -> bool:
        """A question, a condition, a maybe: a doubt; of what it names alone, where it names something else."""
        folded = fold(OLD_VALUE.sub(" ", sentence))
        hedged = HEDGES.search(_LED_BY.sub("", folded))
        if not hedged or idle(sentence):
            return False
        if orders_in(sentence)[0].action == "reject" and not _DOUBTED.search(folded):
            return False  # what is uncertain is the ground, not the refusal
        group = self.targets.together(sentence) if hedged.group().startswith("sauf") else None
        if group is not None and group.refs:
            return False
        only = [order for order in orders_in(sentence) if order.action]
        if only and all(order.put_off for order in only) and not read.found:
            return self._put_off(only[0])
        refs = self.targets.named(sentence).refs
        own = bool(refs) and not {c.target for c in read.found} & set(refs)
        own = own or bool(read.found and _SOMEONE_ELSE.match(folded))
        read.unread.append(Doubt(what=squeezed(sentence)[:200], why=APART if own else UNCERTAIN))
        return True

    def _put_off(self, order: Order) -> bool:
        """« Ne diffuse pas encore »: nothing is done, and an approval beside it is taken back."""
        refs = self.targets.named(f"{order.before} ; {order.after}").refs
        against = [c for c in self.commands if c.action == order.action and (not refs or c.target in refs)]
        if against:
            self.commands = without(self.commands, against)
            self.doubts.append(Doubt(what=squeezed(order.text)[:200], why=UNCERTAIN))
        return True


def _one_by_one(sentence: str) -> list[str]:
    """« 7 ok, 12 ok, 13 non (doublon) »: a piece a need."""
    folded, pieces, at = fold(sentence), [], 0
    for match in _NEXT_NEED.finditer(folded):
        pieces.append(sentence[at : match.start()])
        at = match.end()
    pieces.append(sentence[at:])
    if any(not re.search(r"[^\W\d_]{2}", re.sub(r"\b[a-z]{1,5}-?\d+\b", "", fold(piece))) for piece in pieces):
        return [sentence]  # « B-0012, B-0013 : ok »: one order for both
    return pieces if all(re.match(r"\W*(?:[a-z]{1,5}-?)?\d{1,6}\b", fold(piece)) for piece in pieces) else [sentence]
