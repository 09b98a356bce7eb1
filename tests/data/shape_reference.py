"""Shapes the strings of shape_reference.txt with HarfBuzz in the embedded faces.

Writes shape_reference.tsv: face, text, glyphs as id:cluster:advance:x:y, clusters being
byte offsets in UTF-8. Made with uharfbuzz 0.57.0, HarfBuzz 15.0.0.
"""
import pathlib
import uharfbuzz

here = pathlib.Path(__file__).parent
faces = ["Battambang-Regular", "Battambang-Bold", "Moul-Regular", "NotoSansKhmer-Regular"]
strings = (here / "shape_reference.txt").read_text("utf-8").splitlines()

with open(here / "shape_reference.tsv", "w", encoding="utf-8", newline="\n") as out:
    for face in faces:
        blob = uharfbuzz.Blob.from_file_path(str(here.parents[1] / "fonts" / f"{face}.ttf"))
        font = uharfbuzz.Font(uharfbuzz.Face(blob))
        for text in strings:
            buffer = uharfbuzz.Buffer()
            buffer.add_utf8(text.encode("utf-8"))
            buffer.direction, buffer.script, buffer.language = "ltr", "Khmr", "km"
            uharfbuzz.shape(font, buffer)
            glyphs = " ".join(
                f"{info.codepoint}:{info.cluster}:{place.x_advance}:{place.x_offset}:{place.y_offset}"
                for info, place in zip(buffer.glyph_infos, buffer.glyph_positions)
            )
            out.write(f"{face}\t{text}\t{glyphs}\n")
