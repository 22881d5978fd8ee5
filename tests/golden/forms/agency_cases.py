"""What a case of agencies.py is: a form in a small markup, and the truth of it."""

import re

from invented import luhn_end
from wordings import FIELDS, LISTS


def _siret(number):
    """An invented SIRET with the right key, the same at each run."""
    base = f"{41_234_500 + number * 1_371:08d}"
    siren = base + luhn_end(base)
    nic = f"000{1 + number % 8}"
    return siren + nic + luhn_end(siren + nic)


SIRETS = [_siret(number) for number in range(48)]


def need(*values, **alt):
    """The truth of one need, field by field; lists are parted by semicolons, pay is « 1850/month » or « smic/x »."""
    out = {"company": {}, "job": {}, "conditions": {}, "alt": alt}
    for path, value in zip(FIELDS, values, strict=True):
        part, name = path.split(".")
        if path in LISTS:
            value = [item.strip() for item in value.split(";")] if value else []
        elif path == "conditions.gross_salary" and value is not None:
            value = _pay(value)
        out[part][name] = value
    return out


def _pay(written):
    amount, period = written.split("/")
    if amount == "smic":
        return {"min": None, "max": None, "period": None, "basis": "smic"}
    return {"min": float(amount), "max": float(amount), "period": period, "basis": None}


class Cases(list):
    """Cases in the order in which they were added."""

    def add(self, name, text, *needs, kind="liaison_form", alt=None, **more):
        """One document: `| a | b` is a row of a table, `# ` a heading, `**` a bold line, `~` parts grey italics."""
        for each in needs:
            each["alt"].update(alt or {})
        family = re.sub(r"_", " ", name.rsplit(".", 1)[0])
        truth = {"file": name, "family": family, "kind": kind, "needs": list(needs), "labels": [], **more}
        self.append((truth, text.strip("\n")))
