"""Headers, addresses, charsets and dates: what senders write, in all the wrong ways."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mailboxes import addresses, charsets, dates, headers


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("=?utf-8?Q?R=C3=A9ponse?=", "Réponse"),
        ("=?UTF-8?B?w4kgdG91cw==?= =?utf-8?q?_ici?=", "É tous ici"),
        # the two bytes of one letter stand in two words
        ("=?utf-8?q?caf=C3?= =?utf-8?q?=A9?=", "café"),
        ('"=?iso-8859-1?Q?Fiche_compl=E9t=E9e?="', '"Fiche complétée"'),
        ("RE:=?utf-8?q?=C3=89cole?=(lot)", "RE:École(lot)"),
        ("=?utf-8?Q?a b c=C3=A9?=", "a b cé"),
        ("=?windows-1252?Q?l=92=E9cole_=96_=80?=", "l’école – €"),
        ("=?utf-8?B?w6k?=", "é"),
        ("=?x-unknown?Q?d=E9j=E0?=", "déjà"),
        ("=?utf-8?Q?=3D=3Futf-8=3FQ=3F=C3=A9=3F=3D?=", "é"),
        ("=?utf-8?Q?broken", "=?utf-8?Q?broken"),
        ("=?utf-8*fr?Q?=C3=A9t=C3=A9?=", "été"),
    ],
)
def test_encoded_words_are_decoded_wherever_they_stand(raw, expected):
    """RFC 2047, and what programs make of it."""
    assert headers.text(raw.encode()) == expected


@pytest.mark.parametrize(
    ("raw", "name", "expected"),
    [
        ("attachment; filename=cv.pdf", "filename", "cv.pdf"),
        ('attachment; filename="a;b.pdf"; x=y', "filename", "a;b.pdf"),
        ('attachment; filename="a \\"b\\".pdf"', "filename", 'a "b".pdf'),
        ("attachment; filename*=UTF-8''compl%C3%A9t%C3%A9e.pdf", "filename", "complétée.pdf"),
        ("attachment; filename=old.pdf; filename*=utf-8''nouveau%20nom.pdf", "filename", "nouveau nom.pdf"),
        ('attachment; filename*0="long "; filename*1="nom.pdf"', "filename", "long nom.pdf"),
        ("attachment; filename*=iso-8859-1'fr'%E9t%E9.pdf", "filename", "été.pdf"),
        ("text/plain; charset=utf-8; charset=latin1", "charset", "utf-8"),
        ('multipart/mixed; boundary="a=b;c"', "boundary", "a=b;c"),
        ('text/plain; name="never closed', "name", '"never closed'),
        ("attachment; filename = espace.pdf ", "filename", "espace.pdf"),
    ],
)  # fmt: skip
def test_parameters_are_read(raw, name, expected):
    """RFC 2231, quotes, doubles, and quotes that never close."""
    assert headers.parameters(raw.encode())[1][name] == expected


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("Sophie Da Costa <S.DaCosta@ML.Example>", [("Sophie Da Costa", "S.DaCosta@ml.example")]),
        (
            '"Da Costa, Sophie" <s@ml.example>, k@geiq.example',
            [("Da Costa, Sophie", "s@ml.example"), ("", "k@geiq.example")],
        ),
        ("s@ml.example (Sophie Da Costa)", [("Sophie Da Costa", "s@ml.example")]),
        ("'s@ml.example' <s@ml.example>", [("", "s@ml.example")]),
        ("Sophie s@ml.example", [("Sophie", "s@ml.example")]),
        ("<mailto:s@ml.example>", [("", "s@ml.example")]),
        ("Equipe : a@b.example, c@d.example;", [("", "a@b.example"), ("", "c@d.example")]),
        ("Sophie <s@ml.example>; Karim <k@geiq.example>", [("Sophie", "s@ml.example"), ("Karim", "k@geiq.example")]),
        ("undisclosed-recipients:;", []),
        ("Sophie <>", [("Sophie", "")]),
        ("=?utf-8?q?A=C3=AFcha?= <a@b.example>, =?utf-8?q?A=C3=AFcha?= <a@b.example>", [("Aïcha", "a@b.example")]),
        ("Moreau (ML) <m@ml.example>", [("Moreau", "m@ml.example")]),
    ],
)
def test_addresses_are_cleaned(raw, expected):
    """Names, comments, groups, semicolons and doubled addresses."""
    assert [(found.name, found.address) for found in addresses.addresses(raw.encode())] == expected


@pytest.mark.parametrize(
    ("data", "label", "expected"),
    [
        ("été".encode(), "iso-8859-1", "été"),
        ("été €".encode("cp1252"), "utf-8", "été €"),
        ("c’est".encode("cp1252"), "us-ascii", "c’est"),
        ("œuvre €".encode("iso-8859-15"), "iso-8859-15", "œuvre €"),
        ("été".encode().decode("cp1252").encode(), "utf-8", "été"),
        ("été".encode("cp850"), "cp-850", "été"),
        ("été".encode(), "uft-8", "été"),
        ("été".encode("cp1252"), "no-such-charset", "été"),
        ("été".encode("utf-16"), "utf-16", "été"),
        ("日本".encode("iso-2022-jp"), "iso-2022-jp", "日本"),
        (b"a\x00b", None, "ab"),
        ("e\u0301".encode(), "utf-8", "é"),
        (
            "Bonne journée à tous, l'équipe : ".encode() + b"\xff" + " déjà".encode(),
            "utf-8",
            "Bonne journée à tous, l'équipe : \ufffd déjà",
        ),
        (b"hello", "rot13", "hello"),
    ],
)
def test_bytes_become_the_text_that_was_meant(data, label, expected):
    """Aliases, lies, unknown labels, letters encoded twice."""
    assert charsets.decoded(data, label) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Mon, 08 Jun 2026 14:00:00 +0200", "2026-06-08T14:00:00+02:00"),
        ("8 Jun 2026 14:00 GMT", "2026-06-08T14:00:00+00:00"),
        ("lun., 8 juin 2026 14:00:00 +0200", "2026-06-08T14:00:00+02:00"),
        ("2026-06-08T14:00:00Z", "2026-06-08T14:00:00+00:00"),
        ("Mon, 08 Jun 2026 14:00:00 -0000 (UTC)", "2026-06-08T14:00:00+00:00"),
        ("Mon, 08 Jun 1826 14:00:00 +0200", None),
        ("Mon, 38 Jun 2026 14:00:00 +0200", None),
        ("Mon, 08 Jun 2026 14:00:00 +9999", "2026-06-08T14:00:00+00:00"),
        ("yesterday", None),
        ("", None),
    ],
)
def test_dates_are_forgiven(said, expected):
    """None when absent or absurd; UTC when no offset is given or it cannot be."""
    found = dates.instant(said)

    assert (found.isoformat() if found else None) == expected


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300))
def test_no_header_bytes_raise(raw):
    """Text, parameters, addresses and dates come back of anything."""
    headers.parameters(raw)
    addresses.addresses(raw)
    dates.instant(headers.text(raw))
