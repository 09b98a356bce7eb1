"""Shapes strings with HarfBuzz in the embedded faces, for tests/it/shaping.rs and tests/it/receipts.rs.

    python3 shape_reference.py            shape_reference.txt -> shape_reference.tsv: every glyph
    python3 shape_reference.py STRINGS    STRINGS -> shape_digests.tsv: one digest a face and block

STRINGS has a block and a text a line, with a tab between; the test writes it where OUTREACH_KIT_SHAPE_STRINGS says.
A glyph is id:cluster:advance:x:y, clusters being byte offsets in UTF-8; a digest is SHA-256 over the lines
"text, tab, glyphs" of its block, each with its end of line. Made with uharfbuzz 0.57.0, HarfBuzz 15.0.0.
"""
import hashlib
import pathlib
import sys

import uharfbuzz

here = pathlib.Path(__file__).parent
faces = ["Battambang-Regular", "Battambang-Bold", "Moul-Regular", "NotoSansKhmer-Regular"]


def shaped(font, text):
    buffer = uharfbuzz.Buffer()
    buffer.add_utf8(text.encode("utf-8"))
    buffer.direction, buffer.script, buffer.language = "ltr", "Khmr", "km"
    uharfbuzz.shape(font, buffer)
    glyphs = " ".join(
        f"{info.codepoint}:{info.cluster}:{place.x_advance}:{place.x_offset}:{place.y_offset}"
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions)
    )
    return f"{text}\t{glyphs}\n"


def write(name, lines_of):
    with open(here / name, "w", encoding="utf-8", newline="\n") as out:
        for face in faces:
            blob = uharfbuzz.Blob.from_file_path(str(here.parents[1] / "fonts" / f"{face}.ttf"))
            font = uharfbuzz.Font(uharfbuzz.Face(blob))
            out.writelines(f"{face}\t{line}" for line in lines_of(font))


if len(sys.argv) == 1:
    texts = (here / "shape_reference.txt").read_text("utf-8").splitlines()
    write("shape_reference.tsv", lambda font: (shaped(font, text) for text in texts))
else:
    blocks = {}
    for line in pathlib.Path(sys.argv[1]).read_text("utf-8").split("\n")[:-1]:
        block, text = line.split("\t")
        blocks.setdefault(block, []).append(text)

    def digests(font):
        for block, texts in sorted(blocks.items()):
            digest = hashlib.sha256("".join(shaped(font, text) for text in texts).encode("utf-8"))
            yield f"{block}\t{len(texts)}\t{digest.hexdigest()}\n"

    write("shape_digests.tsv", digests)
