"""Backlog: many messages of every kind that wait at once, and what the world must have seen once all are handled."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field

from service.demo import cast, papers
from service.demo.cast import Actor
from service.demo.world import attachment
from tests.scenarios.stage import Stage, parsed

WORDS = ("bleu", "vert", "gris", "noir", "clair", "haut", "neuf", "rond", "vif", "doux")
LETTERS = "BCDFGHJKLM"


@dataclass(slots=True)
class Seen:
    """What the world saw, compared with what it should have seen."""

    messages: int = 0
    mails: int = 0
    lost: list[str] = field(default_factory=list)
    #: Message-IDs that the server took more than once
    repeated: list[str] = field(default_factory=list)
    #: anything else that happened twice, or that should not have happened
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Backlog:
    """`forms` companies that answer, `notified` new markets, `proposals` of partners, and noise."""

    stage: Stage
    forms: int
    notified: int
    proposals: int
    noise: int
    #: needs that are with the partners before the backlog comes
    known: int = 2
    companies: list[Actor] = field(default_factory=list)
    candidates: dict[str, str] = field(default_factory=dict)
    noisy: list[str] = field(default_factory=list)
    before: int = 0
    repeats: int = 0
    _numbers: itertools.count[int] = field(default_factory=lambda: itertools.count(1))

    def prepare(self) -> None:
        """Everything that must have happened before: forms sent, some needs diffused."""
        stage = self.stage
        stage.policy = {"validate_needs": "auto", "facilitator_report": "monthly", "partner_feedback": "monthly"}
        stage.configure()
        lots = [self._lot() for _ in range(self.forms + self.known)]
        stage.notify("MDE-2026-100", lots)
        stage.runs()
        for company in self.companies[: self.known]:
            self._return_form(company)
        stage.runs()
        self.before = len(stage.accepted())

    def come(self) -> None:
        """All of it, mixed."""
        jobs = [lambda c=c: self._return_form(c) for c in self.companies[self.known :]]
        jobs += [lambda n=n: self.stage.notify(f"MDE-2026-{200 + n}", [self._lot()]) for n in range(self.notified)]
        jobs += [lambda n=n: self._propose(n) for n in range(self.proposals)]
        jobs += [lambda n=n: self._noise(n) for n in range(self.noise)]
        step = next(s for s in (7, 11, 13, 17) if len(jobs) % s)
        for number in range(len(jobs)):
            jobs[number * step % len(jobs)]()

    # ---- what comes

    def _lot(self) -> tuple[object, ...]:
        number = next(self._numbers)
        name = f"Atelier {WORDS[number // 10 % 10]} {WORDS[number % 10]} {number}"
        actor = Actor(name="Anne Martel", address=f"contact@atelier-{number}.example", organisation=name)
        self.companies.append(actor)
        siret = _keyed(_keyed(f"9{number:07d}") + "0001")
        return (str(number), f"Lot {number}", name, siret, f"{number} rue Haute, 80000 Amiens", actor.name,
                "01 99 00 10 20", actor.address, 200)  # fmt: skip

    def _return_form(self, company: Actor) -> None:
        asked = parsed(next(m.raw for m in self.stage.smtp.accepted() if company.address in m.recipients))
        name, form = attachment(asked, ".docx")
        values = cast.BATI_NORD_FORM | {
            "company.contact_name": "Mme Anne MARTEL", "company.phone": "01 99 00 10 20", "company.email": company.address,
            "job.start_date": "29/06/2027",
        }  # fmt: skip
        self.stage.world.write(company, f"RE: {asked['Subject']}", "Bonjour,\n\nNotre besoin est ci-joint.\n",
                               files=((name, papers.filled_word(form, values)),), answers=asked)  # fmt: skip

    def _propose(self, number: int) -> None:
        partner = self.partners[number % len(self.partners)]
        mine = [m for m in self.stage.smtp.accepted() if partner.address in m.recipients and b"need-diffusion" in m.raw]
        asked = parsed(mine[number // len(self.partners) % len(mine)].raw)
        letters = "".join(LETTERS[int(figure)].lower() + "a" for figure in f"{number:03d}")
        name = f"Z{letters}ron".upper()
        self.stage.world.write(
            partner, f"RE: {asked['Subject']}",
            f"Bonjour,\n\nJe vous propose Camille {name}, 06 39 98 {number // 100:02d} {number % 100:02d}, d'accord.\n",
            answers=asked,
        )  # fmt: skip
        self.candidates[name] = partner.address

    def _noise(self, number: int) -> None:
        """A stranger, a robot, or the last mail once more."""
        world, kind = self.stage.world, number % 3
        if kind == 0:
            world.write(Actor(name="Salon", address=f"info@salon-{number}.example"), "Votre stand", "Réservez vite !\n")
        elif kind == 1:
            world.write(cast.PLIE, "Absente", "Absente jusqu'à lundi.\n", headers={"Auto-Submitted": "auto-replied"})
        else:
            self.stage.mailbox.deliver(self.stage.mailbox.mails()[-1])
            self.repeats += 1
            return
        self.noisy.append(f"<demo.{world.count}@")

    @property
    def partners(self) -> tuple[Actor, ...]:
        return (cast.MISSION_LOCALE, cast.CAP_EMPLOI, cast.PLIE, cast.ASSOCIATION, cast.GONE)

    # ---- what became of it

    def seen(self) -> Seen:
        """Compare the submission server's log, the mailbox and the export with what should be."""
        tree, found = self.stage.export(), Seen()
        accepted = Counter(mail.message_id for mail in self.stage.accepted())
        rows = {row["message_id"]: row for row in tree["outbox"]}
        found.messages, found.mails = len(tree["messages"]), len(rows)
        for message_id, row in rows.items():
            if not accepted[message_id] or row["state"] != "sent":
                found.lost.append(f"{row['kind']} to {row['to']}: {row['state']}, taken {accepted[message_id]} times")
        found.repeated = [f"{rows[i]['kind']} {i}" for i, count in accepted.items() if count > 1 and i in rows]
        found.wrong += [f"sent without a row: {i}" for i in accepted if i not in rows]
        self._messages(tree, found)
        self._effects(tree, found)
        return found

    def _messages(self, tree: dict, found: Seen) -> None:
        ours = [row for row in tree["messages"] if row["message_id"].startswith("<demo.")]
        once = Counter(row["message_id"] for row in ours if row["state"] != "duplicate")
        expected = self.stage.world.count
        if len(once) != expected:
            found.lost.append(f"{expected} messages were delivered, {len(once)} are known")
        found.wrong += [f"taken {count} times: {i}" for i, count in once.items() if count != 1]
        for row in ours:
            noisy = any(row["message_id"].startswith(i) for i in self.noisy)
            if (
                row["state"] not in {"review", "ignored", "duplicate"}
                if noisy
                else row["state"] not in {"done", "duplicate"}
            ):
                found.wrong.append(f"message {row['message_id']} is {row['state']} ({row['reason']})")
        waiting = [raw for raw in self.stage.mailbox.mails() if b"<demo." in raw.split(b"\r\n\r\n")[0]]
        if waiting:
            found.wrong.append(f"{len(waiting)} mails are still in INBOX")
        sent = Counter(str(parsed(raw)["Message-ID"]) for raw in self.stage.mailbox.mails("Sent"))
        missing = [row["message_id"] for row in tree["outbox"] if not sent[row["message_id"]]]
        if missing:
            found.wrong.append(f"{len(missing)} mails have no copy in Sent")
        found.wrong += [f"{count} copies in Sent: {i}" for i, count in sent.items() if count > 1 and "probe" not in i]

    def _effects(self, tree: dict, found: Seen) -> None:
        """One form sent a company, one need a form, one diffusion a need and partner, one referral a proposal."""
        to = Counter((row["kind"], row["to"]) for row in tree["outbox"])
        wanted: Counter[tuple[str, str]] = Counter()
        for number, company in enumerate(self.companies):
            wanted["first_contact", company.address] += 1
            if number < self.known + self.forms:
                wanted["form_received", company.address] += 1
        for partner in self.partners:
            wanted["need_diffusion", partner.address] += self.known + self.forms
        for address in self.candidates.values():
            wanted["referrals_received", address] += 1
        for key in wanted | to:
            if key[0] in {kind for kind, _ in wanted} and wanted[key] != to[key]:
                found.wrong.append(f"{key}: {to[key]} mails, {wanted[key]} wanted")
        needs = Counter(row["company_id"] for row in tree["needs"])
        if len(needs) != self.known + self.forms or set(needs.values()) != {1}:
            found.wrong.append(f"{len(tree['needs'])} needs of {len(needs)} companies")
        markets = Counter(row["reference"] for row in tree["markets"])
        if len(markets) != self.notified + 1 or set(markets.values()) != {1}:
            found.wrong.append(f"markets: {markets}")
        partners = {row["id"]: row["email"] for row in tree["partners"]}
        referred = Counter(
            (str(r["candidate"]["last_name"]).upper(), partners[r["partner_id"]]) for r in tree["referrals"]
        )
        if referred != Counter(self.candidates.items()):
            found.wrong.append(
                f"referrals differ: {(referred - Counter(self.candidates.items())) | (Counter(self.candidates.items()) - referred)}"
            )


def _keyed(figures: str) -> str:
    """The figures and their key (Luhn), as in a SIREN and in a SIRET."""
    doubled = [int(figure) * (1 + place % 2) for place, figure in enumerate(reversed(figures), start=1)]
    return figures + str(-sum(sum(divmod(value, 10)) for value in doubled) % 10)
