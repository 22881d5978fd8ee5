"""Groups of mentions: which company has which lot, and whose the hours and addresses are that follow."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from parsers.forms.award_mentions import Mention
from parsers.forms.market_draft import AwardDraft, MarketDraft, company_key, owns_domain, set_siret

#: facts of a company: mention -> field of the draft
_FIELDS = {"email": "email", "phone": "phone", "person": "contact_name", "address": "address"}


class AwardGroups:
    """The awards of one market while its lines go by: a lot or a company begins one, facts belong to the last."""

    def __init__(self, draft: MarketDraft) -> None:
        self.draft = draft
        #: whom the next facts are about: several where one company has several lots
        self._now: list[AwardDraft] = []
        #: the lots and the title that the next company takes
        self._lots: tuple[str, ...] = ()
        self._title: str | None = None
        #: the lot stood on a line of its own: all companies below it have it
        self._heading = False
        #: a word said that the companies of the lot share it
        self._shared = False
        self._sentence: list[AwardDraft] = []
        #: companies stand on lines of their own, their lots below them
        self.by_heads = False
        #: hours told before anybody was named: « les 150 heures seront réalisées par X »
        self._early: float | None = None
        #: somebody else of the company was named: what follows is how to reach that person
        self._aside = False

    @property
    def names(self) -> list[str]:
        """The companies named so far."""
        return [award.name for award in self.draft.awards if award.name]

    def open(self) -> bool:
        """Whether facts have somebody to be about."""
        return bool(self._now)

    def waiting(self) -> bool:
        """Whether a lot was told, and its company not yet."""
        return bool(self._now) and not any(award.name for award in self._now)

    def repeats(self, mentions: Sequence[Mention]) -> bool:
        """Whether these facts say nothing but what is known."""
        told = {one.value for one in mentions if one.kind in {"siret", "email"}}
        return bool(told) and told <= {value for award in self._now for value in (award.siret, award.email) if value}

    def close(self) -> None:
        """What follows is about nobody yet."""
        self._now, self._lots, self._title = [], (), None
        self._heading = self._shared = False

    def take(self, mentions: Sequence[Mention]) -> None:
        """One sentence, mention by mention."""
        kinds = {one.kind for one in mentions}
        self._early = None
        led = "lot" in kinds and not kinds & {"company", "known"}
        self._sentence = (self._headed() or self._only_one(kinds)) if led else []
        of_company = bool(self._sentence)
        self._heading = self._heading and "lot" not in kinds
        for mention in mentions:
            match mention.kind:
                case "lot":
                    self._lot(mention.lots, more=mention.value == "more")
                case "title":
                    self._titled(mention.value)
                case "trade":
                    self._begin()
                    self._title = mention.value
                case "company" | "known":
                    self.company(mention.value, weak=mention.weak)
                case "role":
                    self._shared = True
                case "failed":
                    self._drop()
                case _:
                    self.fact(mention)
        if led:
            self._heading = not of_company

    def _headed(self) -> list[AwardDraft]:
        """The company that the line above named alone: the lot told now is its own."""
        lone = all(award.name and award.lot is None and award.insertion_hours is None for award in self._now)
        self.by_heads = self.by_heads or (lone and bool(self._now))
        return list(self._now) if lone else []

    def _only_one(self, kinds: AbstractSet[str]) -> list[AwardDraft]:
        """The one company named so far, while its lot is unknown: the next lot with hours is its own."""
        only = self.draft.awards[0] if len(self.draft.awards) == 1 else None
        if only is None or not kinds & {"hours", "each"}:
            return []
        return [only] if only.name and only.lot is None and only.insertion_hours is None else []

    def lot(self, number: str | None, title: str | None) -> None:
        """A line that labels the lot: the companies below it have it."""
        self._sentence = [award for award in self._now if award.name and award.lot is None]
        if number:
            self._lot((number,))
        elif title:
            self._begin()
        if title:
            self._titled(title)
        self._heading = True

    def win(self, winner: AwardDraft) -> None:
        """A company that was named before the market wins it too."""
        self._now = [self._copy(winner, None)]

    def work_at(self, place: str | None) -> None:
        """The companies of the sentence just taken work at one place."""
        for award in self._sentence:
            award.worksite = award.worksite or place

    def _lot(self, numbers: tuple[str, ...], *, more: bool = False) -> None:
        shared, self._shared, self._aside = self._shared, False, False
        self._lots, self._title = numbers, None
        told = self._sentence if shared else self._now
        waiting = [award for award in told if award.lot is None and award.name and award in self._sentence]
        if waiting:
            self._set_lots(waiting[0], numbers)
            for award in waiting[1:] if shared else ():
                award.lot = numbers[0]
            return
        if more and self._now and self._now[-1].name:
            self._now = [*self._now, self._copy(self._now[-1], numbers[0])]
            return
        mine = [award for award in self.draft.awards if award.lot in numbers]
        if mine and {award.lot for award in mine} == set(numbers):
            self._now = mine
            self._title = mine[0].lot_title
            return
        self._now = [AwardDraft(lot=number) for number in numbers]
        self.draft.awards += self._now

    def _set_lots(self, first: AwardDraft, numbers: tuple[str, ...]) -> None:
        """A company that was named before its lots."""
        first.lot = numbers[0]
        self._now = [first, *(self._copy(first, number) for number in numbers[1:])]

    def _copy(self, award: AwardDraft, lot: str | None) -> AwardDraft:
        """One more lot of a company."""
        more = AwardDraft(lot=lot, **{name: getattr(award, name) for name in _SAME})
        self.draft.awards.append(more)
        return more

    def _titled(self, title: str) -> None:
        if self._lots:
            self._title = title
            for award in self._now:
                award.lot_title = award.lot_title or title
            return
        self._begin()
        self._title = title

    def _begin(self) -> None:
        """A lot that has no number."""
        self._now, self._lots, self._title = [], (), None

    def company(self, name: str, *, weak: bool = False) -> None:
        """Whoever is named next: the winner of the lot just told, one who shares it, or somebody known."""
        self._aside = False
        if self._now and not any(award.name for award in self._now):
            for award in self._now:
                award.name, award.weak_name = name, weak
        else:
            known = [a for a in self.draft.awards if a.name and company_key(a.name) == company_key(name)]
            if known:
                mine = [award for award in known if award.lot in self._lots]
                self._now = mine or known
            else:
                joins = self._heading or self._shared
                self._now = [
                    AwardDraft(name=name, weak_name=weak, lot=lot) for lot in (self._lots if joins else ()) or (None,)
                ]
                self.draft.awards += self._now
        for award in self._now:
            award.lot_title = award.lot_title or (self._title if award.lot in self._lots or not self._lots else None)
        if self._early is not None:
            self._now[0].insertion_hours, self._early = self._now[0].insertion_hours or self._early, None
        self._sentence += [award for award in self._now if award not in self._sentence]

    def fact(self, mention: Mention) -> None:
        """A fact about whoever was named last."""
        if mention.kind == "siret" and any(award.siret not in {None, mention.value} for award in self._now):
            self._now = []
        if mention.kind == "total":
            self._total(mention.number or 0)
            return
        if not self._now:
            if mention.kind != "siret":
                self._early = mention.number if mention.kind == "hours" else self._early
                return
            self._now = [AwardDraft(lot=lot, lot_title=self._title) for lot in self._lots or (None,)]
            self.draft.awards += self._now
        if mention.kind in {"hours", "share", "vague"}:
            self._effort(mention)
        if mention.kind == "person":
            self._aside = any(award.contact_name not in {None, mention.value} for award in self._now)
        if self._aside and mention.kind in {"email", "phone"}:
            return
        owner = self._owner(mention.value) if mention.kind == "email" else None
        if owner is not None:
            owner.email = owner.email or mention.value
            return
        for award in self._now:
            if mention.kind == "siret" and award.siret is None:
                set_siret(award, mention.value)
            field = _FIELDS.get(mention.kind)
            if field and getattr(award, field) is None:
                setattr(award, field, mention.value)

    def _owner(self, address: str) -> AwardDraft | None:
        """« contact@bati-nord.example » is Bâti Nord's, whoever was named last."""
        if any(owns_domain(award.name, address) for award in self._now):
            return None
        return next((award for award in self.draft.awards if owns_domain(award.name, address)), None)

    def _effort(self, mention: Mention) -> None:
        first = self._now[0]
        if mention.kind == "vague":
            first.unsure |= {"insertion_hours"} if first.insertion_hours is None else set()
        elif mention.kind == "share":
            first.share = first.share or mention.number
        elif first.insertion_hours is None or mention.value == "soit":
            first.insertion_hours = mention.number
            first.lot_hours = mention.number if first.name is None and first.lot else None
            for award in self._now:
                award.unsure |= {"insertion_hours"} if len(self._now) > 1 else set()
        elif first.insertion_hours != mention.number and first not in self._sentence:
            first.unsure.add("insertion_hours")

    def _total(self, hours: float) -> None:
        """The hours of all who share a lot; of the one award that there is."""
        if not self._now:
            return
        mine = [award for award in self.draft.awards if award.lot == self._now[0].lot]
        if any(award.share for award in mine):
            for award in mine:
                award.lot_hours = award.lot_hours or hours
        elif len(self._now) > 1 and self._now[0].insertion_hours is None:
            # one figure for several lots of a company
            self._now[0].insertion_hours = hours
            for award in self._now:
                award.unsure.add("insertion_hours")
        elif (len(mine) == 1 or self._now[0] in self._sentence) and self._now[0].insertion_hours is None:
            self._now[0].insertion_hours = hours

    def _drop(self) -> None:
        """The lot just told has no company."""
        nameless = [award for award in self._now if not award.name]
        self.draft.awards = [award for award in self.draft.awards if not any(award is one for one in nameless)]
        if nameless:
            self.close()


#: what one company has in common for all its lots
_SAME = ("name", "siret", "address", "contact_name", "phone", "email")


def settle(draft: MarketDraft) -> None:
    """When all was read: shares become hours, a company told twice is known everywhere, what is empty goes."""
    draft.awards = [award for award in draft.awards if award.filled()]
    for award in draft.awards:
        _share_out(award, draft)
    _owe_each(draft)
    firsts: dict[str, AwardDraft] = {}
    named = [(company_key(award.name), award) for award in draft.awards if award.name]
    for key, award in named:
        _complete(firsts.setdefault(key, award), award)
    for key, award in named:
        _complete(award, firsts[key])


def _owe_each(draft: MarketDraft) -> None:
    """« 150 h chacune » holds for whoever was told no hours; where another owes others, whose « chacune » is it?"""
    told = {award.insertion_hours for award in draft.awards} - {None}
    for award in draft.awards:
        if draft.hours_each is None or award.insertion_hours is not None or award.unsure & {"insertion_hours"}:
            continue
        award.insertion_hours = draft.hours_each
        award.unsure |= {"insertion_hours"} if told - {draft.hours_each} else set()


def _share_out(award: AwardDraft, draft: MarketDraft) -> None:
    """« 70 % » of the hours of the lot, told with the lot, after it or in a row of its own."""
    group = [one for one in draft.awards if one.lot == award.lot]
    whole = next((one.lot_hours for one in group if one.lot_hours), None)
    if award.share is None:
        if len(group) > 1 and whole is not None and award.lot_hours == award.insertion_hours is not None:
            award.unsure.add("insertion_hours")
        return
    if award.insertion_hours not in {None, whole}:
        return
    row = next((one for one in group if one.lot and one.insertion_hours and one.share is None), None)
    if whole is not None:
        award.insertion_hours = round(whole * award.share / 100, 2)
    elif row is not None and row.insertion_hours:
        award.insertion_hours = round(row.insertion_hours * award.share / 100, 2)
        award.unsure.add("insertion_hours")
    else:
        award.unsure.add("insertion_hours")


def _complete(award: AwardDraft, twin: AwardDraft) -> None:
    award.siret = award.siret or twin.siret
    award.address = award.address or twin.address
    if award.siret and award.siret == twin.siret:
        award.unsure |= twin.unsure & {"company.siret"}
    if not (award.email or award.phone or award.contact_name):
        award.email, award.phone, award.contact_name = twin.email, twin.phone, twin.contact_name
