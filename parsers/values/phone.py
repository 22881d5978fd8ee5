"""Telephone numbers: the first French number of a text, in E.164."""

from __future__ import annotations

import re

from parsers.values.parsed import Parsed, doubtful, sure
from parsers.values.wording import plain

_SEP = r"[ .\-/_]{0,3}"
_NUMBER = re.compile(
    rf"(?<![\d,])(?:(?:\+|00){_SEP}(?:\d{{2,3}}){_SEP}(?:\( ?0 ?\))?{_SEP}\d(?:{_SEP}\d){{7,9}}"
    rf"|0{_SEP}[1-9](?:{_SEP}\d){{8}})(?!\d)"
)
_NO_ZERO = re.compile(rf"(?<![\d,.])[1-9](?:{_SEP}\d){{8}}(?:\.0)?(?![\d,])")
_ANY = re.compile(rf"\d(?:{_SEP}\d){{3,14}}")
#: numbers of the overseas departments are dialled as French ones but have a country code of their own
_OVERSEAS = {"262": "RE", "263": "RE", "269": "YT", "639": "YT", "590": "GP", "594": "GF", "596": "MQ", "690": "GP",
             "691": "GP", "692": "RE", "693": "RE", "694": "GF", "696": "MQ", "697": "MQ"}  # fmt: skip

_FRENCH = rf"(?:\+33|0033|0){_SEP}(?:\( ?0 ?\))?(?:{_SEP}\d){{8,10}}"
_FAX_WORD = r"(?<!\w)(?:fax|t[ée]l[ée]?copie(?:ur)?)\b"
#: « tél/fax » announces one number for both
_FAX = re.compile(
    rf"(?i)(?<!tél)(?<!tel)(?<!phone)(?<![a-zé.][/&])(?<![a-zé.][/&] )(?<![a-zé.] [/&])(?<![a-zé.] [/&] )(?<!et )"
    rf"{_FAX_WORD}(?! ?(?:/|&|et|-) ?t[ée]l)[ .:°-]{{0,6}}{_FRENCH}"
    rf"|{_FRENCH} ?\(? ?{_FAX_WORD}(?![ .:°-]{{0,4}}(?:\d|\+)) ?\)?"
)
_TOLD = re.compile(
    rf"(?i)(?<!\w)(?:t[ée]l(?:[ée]phone)?|port(?:able)?|mob(?:ile)?|gsm)\b[ .:°-]{{0,6}}"
    rf"({_FRENCH})(?!\d)"
)


def phone(text: str) -> Parsed[str]:
    """The first number of the text; `several_phones` when there are more, « poste 12 » left out."""
    flat = re.sub(r"\s+", " ", plain(text)[:600])
    without = _FAX.sub(" ", flat)
    if without != flat and not _NUMBER.search(without) and _NUMBER.search(flat):
        return doubtful(None, "phone_is_fax")
    flat = without
    told = _TOLD.search(flat)
    if told:
        # the number that « tél » announces comes before those of no name
        flat = f"{told[1]} ; {flat}"
    numbers = [_e164(match.group()) for match in _NUMBER.finditer(flat)]
    valid = [number for number in numbers if number]
    if valid:
        return sure(valid[0], *(["several_phones"] if len(set(valid)) > 1 else []))
    shortened = _NO_ZERO.search(flat)
    if shortened and not numbers:
        number = _e164("0" + re.sub(r"\.0$", "", shortened.group()))
        if number:
            return doubtful(number, "phone_zero_missing", certainty=0.85)
    if numbers or _ANY.search(flat):
        return doubtful(None, "phone_invalid")
    return doubtful(None, "phone_unreadable")


def spans(text: str) -> list[tuple[int, int]]:
    """Where the numbers stand in the text, well formed or not."""
    flat = plain(text)
    found = [match.span() for match in _NUMBER.finditer(flat)]
    return found or [match.span() for match in _NO_ZERO.finditer(flat)]


def _e164(written: str) -> str | None:
    """The number in E.164 when the French numbering plan knows it."""
    import phonenumbers

    written = re.sub(r"\( ?0 ?\)", "", written)
    digits = re.sub(r"\D", "", written)
    if digits.startswith("00"):
        international = "+" + digits[2:]
    elif written.lstrip().startswith("+"):
        international = "+" + digits
    else:
        international = ""
    if re.match(r"\+330[1-9]\d{8}$", international):
        international = "+33" + international[4:]
    overseas = _OVERSEAS.get((digits[-9:])[:3], "FR") if not international or international.startswith("+33") else "FR"
    regions = [region for region in (overseas, "FR") if not international.startswith("+33") or region == "FR"]
    for region in regions:
        try:
            number = phonenumbers.parse(international or digits, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number) or _has_french_shape(number.country_code, number.national_number):
            return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return None


def _has_french_shape(country: int | None, national: int | None) -> bool:
    """Nine digits have the shape of a French number, given out to somebody yet or not."""
    return country == 33 and len(str(national)) == 9
