"""Paper: layouts that live on paper alone, and what scanners, fax machines and telephones make of a page."""

from __future__ import annotations

import math
import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

DPI = 200


def typst_text(text):
    """Text that Typst takes as it is."""
    return "".join("\\" + char if char in "\\#$*_`<>@[]~=+-/'\"" else char for char in text)


def typst_lines(text):
    """Lines of one answer."""
    return " \\ ".join(typst_text(line) for line in text.split("\n"))


# --- layouts: Typst sources from rows (label, text, path) of three parts ---


def _head(font="Liberation Sans", size=9.5):
    return (
        f'#set page(paper: "a4", margin: 1.5cm)\n'
        f'#set text(font: "{font}", size: {size}pt, lang: "fr", hyphenate: false)\n'
    )


def shaded(parts):
    """Grey label cells, white headings on a dark band, narrow letters."""
    out = [_head(size=10), "#set text(stretch: 75%)\n", "#align(center)[*FICHE NAVETTE – RECRUTEMENT CLAUSÉ*]\n"]
    for title, rows in parts:
        out.append(
            f"#block(fill: rgb(31, 56, 100), width: 100%, inset: 4pt)[#text(fill: white)[*{typst_text(title)}*]]\n"
        )
        out.append("#table(columns: (36%, 1fr), stroke: 0.4pt + gray, fill: (x, y) => if x == 0 {luma(225)},\n")
        out += [f"[*{typst_text(label)}*], [{typst_lines(text)}],\n" for label, text, _ in rows]
        out.append(")\n")
    return "".join(out)


def combed(parts):
    """Numbered labels, a comb of boxes for the figures of the Siret, answers on ruled lines."""
    out = [_head(size=10), "= DEMANDE DE MAIN-D'ŒUVRE\n"]
    for number, (title, rows) in enumerate(parts, 1):
        out.append(f"=== {typst_text(title)}\n")
        for place, (label, text, path) in enumerate(rows, 1):
            head = f"{number}.{place} {typst_text(label)}"
            figures = [char for char in text if char.isdigit()]
            if path == "company.siret" and len(figures) == 14:
                cells = "".join(f"[{figure}]," for figure in figures)
                out.append(
                    f"#grid(columns: (150pt, auto), align: horizon, [{head}], table(columns: 14, inset: 4pt, stroke: 0.5pt, {cells}))\n\n"
                )
            else:
                out.append(
                    f"#grid(columns: (190pt, 1fr), gutter: 6pt, [{head}], box(width: 100%, stroke: (bottom: 0.5pt), outset: (bottom: 2pt))[{typst_lines(text) or '~'}])\n\n"
                )
    return "".join(out)


def underlined(parts):
    """A serif letter: label, colon, the answer underlined."""
    out = [
        _head("Liberation Serif", 11),
        "#align(center)[#text(size: 15pt)[Recrutement dans le cadre des clauses sociales]]\n\n",
    ]
    for title, rows in parts:
        out.append(f"_{typst_text(title)}_\n\n")
        out += [
            f"{typst_text(label)} : {'#underline[' + typst_lines(text) + ']' if text else '~'}\n\n"
            for label, text, _ in rows
        ]
    return "".join(out)


def four_cells(parts):
    """Label, value, label, value in one row; lists across the whole table."""
    out = [_head(size=9), "= Expression de besoin\n"]
    for title, rows in parts:
        out.append(
            f"#table(columns: (18%, 32%, 18%, 32%), stroke: 0.6pt, table.cell(colspan: 4, fill: luma(235))[*{typst_text(title)}*],\n"
        )
        short = [row for row in rows if not row[2].endswith(("activities", "skills", "requirements"))]
        out += [f"[{typst_text(label)}], [{typst_lines(text)}],\n" for label, text, _ in short]
        out += ["[], [],\n"] if len(short) % 2 else []
        out += [
            f"[{typst_text(label)}], table.cell(colspan: 3)[{typst_lines(text)}],\n"
            for label, text, _ in rows
            if (label, text, _) not in short
        ]
        out.append(")\n")
    return "".join(out)


def typewritten(parts):
    """Printed labels with a dotted line, filled in with a typewriter's letters."""
    out = [_head(size=9.5), "#align(center)[*DEMANDE DE PERSONNEL*]\n\n"]
    for title, rows in parts:
        out.append(f"*{typst_text(title).upper() if title.isascii() else typst_text(title)}*\n\n")
        for label, text, _ in rows:
            body = f'#text(font: "Liberation Mono", size: 10pt)[{typst_lines(text) or "~"}]'
            out.append(
                f'#grid(columns: (auto, 1fr), gutter: 6pt, [{typst_text(label)} :], box(width: 100%, stroke: (bottom: (paint: black, thickness: 0.8pt, dash: "dotted")), outset: (bottom: 2pt))[{body}])\n\n'
            )
    return "".join(out)


def small_over(parts):
    """Cells of two columns, the label small at the top of the cell, the answer large below it."""
    out = [_head(size=11), "= Offre – marché public\n"]
    for title, rows in parts:
        out.append(f"*{typst_text(title)}*\n#table(columns: (1fr, 1fr), stroke: 0.7pt,\n")
        cells = [
            (f"#text(size: 7.5pt, fill: luma(90))[{typst_text(label)}] \\ {typst_lines(text)}", path)
            for label, text, path in rows
        ]
        wide = [text for text, path in cells if path.endswith(("activities", "skills", "requirements"))]
        short = [text for text, path in cells if not path.endswith(("activities", "skills", "requirements"))]
        out += [f"[{text}],\n" for text in short]
        out += ["[],\n"] if len(short) % 2 else []
        out += [f"table.cell(colspan: 2)[{text}],\n" for text in wide]
        out.append(")\n")
    return "".join(out)


def _comb(figures):
    """Boxes for one figure each, open above."""
    steps = "".join(
        f"place(bottom + left, dx: {14 * place}pt, line(end: (0pt, -6pt), stroke: 0.6pt)); "
        for place in range(len(figures) + 1)
    )
    cells = ", ".join(
        f"box(width: 14pt, height: 12pt, align(center + bottom, box(inset: (bottom: 2pt))[{figure}]))"
        for figure in figures
    )
    return f"#box(width: {14 * len(figures)}pt, height: 12pt, stroke: (bottom: 0.6pt), {{ stack(dir: ltr, {cells}); {steps} }})"


def _tick(ticked):
    """A box to tick, and a cross in it."""
    cross = "place(line(start: (1pt, 1pt), end: (8pt, 8pt))); place(line(start: (8pt, 1pt), end: (1pt, 8pt)))"
    return f"#box(width: 9pt, height: 9pt, stroke: 0.6pt, baseline: 1pt, {{ {cross if ticked else 'none'} }})"


def boxed(parts):
    """Combs for Siret and telephone, and a contract that is ticked."""
    out = [_head(size=10), "= FICHE DE RECRUTEMENT\n"]
    for title, rows in parts:
        out.append(f"== {typst_text(title)}\n")
        for label, text, path in rows:
            figures = [char for char in text if char.isdigit()]
            body = typst_lines(text) or "~"
            if (path, len(figures)) in {("company.siret", 14), ("company.phone", 10)}:
                body = _comb(figures)
            elif path == "conditions.contract_type":
                options = dict.fromkeys(["CDI", "CDD", "Intérim", "CDDI", text])
                body = " #h(8pt) ".join(f"#box[{_tick(each == text)} {typst_text(each)}]" for each in options)
            out.append(f"#grid(columns: (190pt, 1fr), gutter: 6pt, [{typst_text(label)} :], [{body}])\n\n")
    return "".join(out)


LAYOUTS = {
    "grey label cells": (shaded, "chantier"),
    "numbered, Siret in a comb": (combed, "officiel"),
    "underlined answers": (underlined, "mairie"),
    "four cells a row": (four_cells, "interim"),
    "typewriter on dots": (typewritten, "combine"),
    "small label in the cell": (small_over, "officiel"),
    "combs and ticks": (boxed, "chantier"),
}


# --- what becomes of a page: a grey picture of DPI -> a picture ---


def _noise(picture, share, rng):
    return Image.blend(picture, Image.effect_noise(picture.size, rng.randint(18, 34)), share)


def scan(page, rng):
    """A flat-bed scanner: grey, a little noise, hardly askew."""
    turned = page.rotate(rng.uniform(-0.8, 0.8), resample=Image.Resampling.BICUBIC, fillcolor=255)
    return _noise(turned.filter(ImageFilter.GaussianBlur(0.5)), 0.05, rng)


def copier(page, rng):
    """A feeder that draws the page in askew, and a strong JPEG."""
    turned = page.rotate(rng.uniform(-2.4, 2.4), resample=Image.Resampling.BICUBIC, fillcolor=250)
    return _noise(turned.filter(ImageFilter.GaussianBlur(0.7)), 0.07, rng)


def fax(page, rng):
    """Black and white, with specks."""
    turned = page.rotate(rng.uniform(-0.6, 0.6), resample=Image.Resampling.BICUBIC, fillcolor=255)
    speckled = ImageChops.multiply(
        turned, Image.effect_noise(turned.size, 45).point(lambda shade: 0 if shade < 12 else 255)
    )
    return speckled.point(lambda shade: 255 if shade > 150 else 0)


def pale(page, rng):
    """A worn-out toner on grey paper."""
    return _noise(page.filter(ImageFilter.GaussianBlur(0.6)).point(lambda shade: round(150 + shade * 0.27)), 0.03, rng)


def photo(page, rng, *, shadow=False, turn=0):
    """A telephone held over a sheet on a table: slant, uneven light, soft letters."""
    width, height = page.size
    table = 70
    ground = Image.new("L", (width + 300, height + 300), table)
    ground.paste(page, (150, 150))
    slip = 0.028 * width

    def corner(x, y):
        return (x + rng.uniform(-slip, slip), y + rng.uniform(-slip, slip))

    wide, high = ground.size
    quad = [corner(30, 30), corner(30, high - 30), corner(wide - 30, high - 30), corner(wide - 30, 30)]
    taken = ground.transform(
        ground.size,
        Image.Transform.PERSPECTIVE,
        _homography(quad, ground.size),
        Image.Resampling.BICUBIC,
        fillcolor=table,
    )
    light = Image.linear_gradient("L").resize(ground.size).rotate(rng.choice([0, 90, 180, 270])).resize(ground.size)
    taken = ImageChops.multiply(taken, light.point(lambda shade: round(175 + shade * 0.3)))
    if shadow:
        veil = Image.new("L", ground.size, 255)
        x, y = rng.uniform(0.2, 0.7) * wide, rng.uniform(0.2, 0.7) * high
        ImageDraw.Draw(veil).polygon([(x, 0), (wide, 0), (wide, high), (x + 0.3 * wide, high), (x - 100, y)], fill=140)
        taken = ImageChops.multiply(taken, veil.filter(ImageFilter.GaussianBlur(40)))
    taken = _noise(taken.filter(ImageFilter.GaussianBlur(0.8)), 0.05, rng)
    return taken.rotate(turn, expand=True)


def _homography(quad, size):
    """The eight figures by which PIL finds, for each point of the result, its place in the source quad."""
    wide, high = size
    corners = [(0, 0), (0, high), (wide, high), (wide, 0)]
    rows, right = [], []
    for (x, y), (u, v) in zip(corners, quad, strict=True):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        right += [u, v]
    return _solved(rows, right)


def _solved(rows, right):
    """Gauss and Jordan."""
    table = [[*row, end] for row, end in zip(rows, right, strict=True)]
    for column in range(len(table)):
        pivot = max(range(column, len(table)), key=lambda index: abs(table[index][column]))
        table[column], table[pivot] = table[pivot], table[column]
        table[column] = [value / table[column][column] for value in table[column]]
        for index, row in enumerate(table):
            if index != column and not math.isclose(row[column], 0.0):
                table[index] = [value - row[column] * other for value, other in zip(row, table[column], strict=True)]
    return [row[-1] for row in table]


def photo_in_shadow(page, rng):
    """The hand throws a shadow."""
    return photo(page, rng, shadow=True)


def photo_turned(page, rng):
    """Held on its side, or upside down; no camera says so."""
    return photo(page, rng, turn=rng.choice([90, 180, 270]))


#: name: (maker, ending, how it is saved)
MACHINES = {
    "scan": (scan, "png", {"dpi": (DPI, DPI)}),
    "copier": (copier, "jpg", {"quality": 55, "dpi": (DPI, DPI)}),
    "fax": (fax, "png", {"dpi": (DPI, DPI)}),
    "pale": (pale, "jpg", {"quality": 75, "dpi": (DPI, DPI)}),
    "photo": (photo, "jpg", {"quality": 78}),
    "photo in shadow": (photo_in_shadow, "jpg", {"quality": 78}),
    "photo turned": (photo_turned, "jpg", {"quality": 78}),
}


def printed(path, folder, name, machine, seed):
    """Each page of a PDF through a machine; the file's name in the folder, None for a PDF of several pages."""
    import pypdfium2

    pdf = pypdfium2.PdfDocument(path)
    if len(pdf) > 1:
        return None
    make, ending, how = MACHINES[machine]
    page = pdf[0].render(scale=DPI / 72).to_pil().convert("L")
    file = f"{machine.replace(' ', '_')}/{name}.{ending}"
    (folder / file).parent.mkdir(exist_ok=True)
    make(page, random.Random(f"{seed} {file}")).save(folder / file, **how)
    return file
