"""Small boxes of a picture: combs of one figure each, and boxes to tick."""

from __future__ import annotations

from PIL import Image, ImageDraw

from parsers.formats.comb_figures import with_combs
from parsers.formats.combs import Comb
from parsers.formats.rulings import rulings, without_lines
from parsers.formats.tick_boxes import Square, marks
from parsers.tools.tesseract import Found


def paper():
    """White paper, and a pen for it."""
    sheet = Image.new("L", (900, 300), 255)
    return sheet, ImageDraw.Draw(sheet)


def comb(pen, left, count, *, top=100, step=36, closed=True):
    """A comb of so many boxes, with a stroke for a figure in each."""
    right, bottom = left + count * step, top + 40
    for place in range(count + 1):
        x = left + place * step
        pen.line((x, top if closed else bottom - 16, x, bottom), fill=0, width=2)
    pen.line((left, bottom, right, bottom), fill=0, width=2)
    if closed:
        pen.line((left, top, right, top), fill=0, width=2)
    for place in range(count):
        x = left + place * step + step // 2
        pen.rectangle((x - 1, top + 9, x + 2, top + 31), fill=0)


def tick_box(pen, left, *, top=100, side=28):
    """An empty box to tick."""
    pen.rectangle((left, top, left + side, top + side), outline=0, width=2)


def test_a_comb_is_found_and_its_rulings_make_no_table():
    """Fourteen boxes are one number, not fourteen columns."""
    sheet, pen = paper()
    comb(pen, 100, 14)
    found = rulings(sheet)

    assert [len(group) for row in found.combs for group in row.groups] == [14]
    assert found.edges == []
    assert without_lines(sheet, found).crop((95, 95, 110, 145)).getextrema()[0] > 200


def test_an_open_comb_in_groups_is_one_row():
    """« |_|_| |_|_| |_|_|_|_| » is a date."""
    sheet, pen = paper()
    for left, count in ((100, 2), (200, 2), (300, 4)):
        comb(pen, left, count, closed=False)
    (row,) = rulings(sheet).combs

    assert [len(group) for group in row.groups] == [2, 2, 4]


def test_the_figures_of_a_comb_are_read_side_by_side_and_a_date_gets_its_strokes():
    """What two sizes show alike, one sign a box, is sure."""
    sheet, pen = paper()
    for left, count in ((100, 2), (200, 2), (300, 4)):
        comb(pen, left, count)
    found = rulings(sheet)
    rest, told = with_combs(
        [Found("I5", (120, 105, 160, 135), 0.4), Found("Date", (10, 105, 60, 135), 0.96)],
        without_lines(sheet, found),
        found.combs,
        lambda strips, _: [Found("15O32027", (40, 40, strips.width - 40, 74), 0.92)],
    )

    assert [word.text for word in rest] == ["Date"]
    assert [word.text for word in told] == ["15/03/2027"]
    assert told[0].certainty > 0.98


def test_a_comb_that_two_sizes_show_differently_is_in_doubt():
    """The better reading stands, and goes to a person."""
    sheet, pen = paper()
    comb(pen, 100, 4)
    found = rulings(sheet)
    _, told = with_combs(
        [], without_lines(sheet, found), found.combs, lambda _, scale: [Found("1111" if scale == 1 else "1171", (40, 40, 200, 74), 0.9)]
    )  # fmt: skip

    assert told[0].certainty <= 0.6


def test_a_comb_without_ink_is_no_word():
    """Nobody wrote anything."""
    blank = Comb((tuple((100 + 30 * place, 100, 130 + 30 * place, 140) for place in range(4)),))
    words, told = with_combs([], Image.new("L", (400, 200), 255), [blank], lambda *_: [])

    assert (words, told) == ([], [])


def test_boxes_are_ticked_by_a_cross_a_hook_or_ink_all_over():
    """And an empty one is empty."""
    sheet, pen = paper()
    for place in range(4):
        tick_box(pen, 100 + 120 * place)
    pen.line((224, 104, 244, 124), fill=0, width=3)
    pen.line((244, 104, 224, 124), fill=0, width=3)
    pen.line((346, 114, 352, 124, 366, 96), fill=0, width=3)
    pen.rectangle((460, 100, 488, 128), fill=0)
    found = rulings(sheet)

    assert [mark.text for mark in sorted(marks(found.boxes), key=lambda mark: mark.box[0])] == ["☐", "☒", "☒", "☒"]


def test_letters_and_lone_squares_are_no_boxes_to_tick():
    """D is round, E is open; a box alone may hold a figure."""
    sheet, pen = paper()
    tick_box(pen, 100)
    pen.line((300, 100, 300, 128), fill=0, width=3)
    for y in (100, 113, 126):
        pen.line((300, y, 324, y), fill=0, width=3)

    assert rulings(sheet).boxes == []


def test_a_box_with_a_speck_in_it_is_for_a_person():
    """Dust, or the start of a tick: nobody guesses."""
    (mark,) = marks([Square((0, 0, 28, 28), 0.08)])

    assert (mark.text, mark.certainty) == ("▒", 0.0)


def test_a_hook_that_leaves_its_box_at_the_corner_is_a_tick():
    """It makes the upper side longer than the lower one."""
    sheet, pen = paper()
    tick_box(pen, 100)
    tick_box(pen, 300)
    pen.line((305, 114, 314, 126, 336, 94), fill=0, width=3)

    assert [mark.text for mark in sorted(marks(rulings(sheet).boxes), key=lambda mark: mark.box[0])] == ["☐", "☒"]


def test_figures_that_neither_size_shows_clearly_are_in_doubt_though_both_agree():
    """A person's own figures deceive both."""
    sheet, pen = paper()
    comb(pen, 100, 4)
    found = rulings(sheet)
    _, told = with_combs(
        [], without_lines(sheet, found), found.combs, lambda *_: [Found("1171", (40, 40, 200, 74), 0.8)]
    )

    assert (told[0].text, told[0].certainty) == ("1171", 0.8)
