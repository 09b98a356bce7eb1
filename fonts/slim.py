"""Makes a face small enough to travel in every paper: no hinting, 1000 units per em, short names.

Glyph numbers, shapes and layout rules stay. Usage: slim.py SOURCE.ttf TARGET.ttf
"""
import sys
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.ttLib.tables.ttProgram import Program

source, target = sys.argv[1:]
font = TTFont(source, recalcTimestamp=False, recalcBBoxes=False)
for table in ("fpgm", "prep", "cvt ", "gasp", "hdmx", "VDMX", "LTSH", "DSIG"):
    if table in font:
        del font[table]
for name in font.getGlyphOrder():
    glyph = font["glyf"][name]
    glyph.expand(font["glyf"])
    if hasattr(glyph, "program"):
        glyph.program = Program()
        glyph.program.fromBytecode(b"")
maximum = font["maxp"]
maximum.maxFunctionDefs = maximum.maxInstructionDefs = maximum.maxStackElements = 0
maximum.maxStorage = maximum.maxTwilightPoints = maximum.maxSizeOfInstructions = 0
maximum.maxZones = 1
font["post"].formatType = 3.0
font["name"].names = [record for record in font["name"].names if record.nameID in (0, 1, 2, 4, 6, 14)]
if font["head"].unitsPerEm != 1000:
    scale_upem(font, 1000)
font.save(target)
