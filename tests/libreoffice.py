#!/usr/bin/env python3
"""Opens every workbook of a folder in LibreOffice and compares what it calculates with what we wrote.

    apt-get install libreoffice-calc                        # once; too large for the test command
    dotnet run --project Insights.Web -- report ID … --format xlsx --out FOLDER/ID.xlsx     # for each report
    python3 tests/libreoffice.py FOLDER

Our cached results are taken out of every formula first, so that LibreOffice has to calculate each; then it saves the workbook again and
both values are compared. Ends with 0 when every workbook opens and every total is the same.
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from xml.etree import ElementTree

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMULA = re.compile(rb"(<(?:x:)?f(?:>|\s[^>]*>)[^<]*</(?:x:)?f>)<(?:x:)?v>[^<]*</(?:x:)?v>")


def sheets(path):
    """Name of each sheet and the part that holds it, in the workbook's order."""
    with zipfile.ZipFile(path) as book:
        relations = {r.get("Id"): r.get("Target") for r in ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))}
        for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(MAIN + "sheet"):
            target = relations[sheet.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")].lstrip("/")
            yield sheet.get("name"), target if target.startswith("xl/") else "xl/" + target


def formulas(path):
    """(sheet, cell) to value, for every cell with a formula."""
    found = {}
    with zipfile.ZipFile(path) as book:
        for name, part in sheets(path):
            for cell in ElementTree.fromstring(book.read(part)).iter(MAIN + "c"):
                if cell.find(MAIN + "f") is not None:
                    value = cell.find(MAIN + "v")
                    found[name, cell.get("r")] = None if value is None or value.text is None else value.text
    return found


def without_results(path, into):
    taken = 0
    with zipfile.ZipFile(path) as book, zipfile.ZipFile(into, "w", zipfile.ZIP_DEFLATED) as bare:
        for part in book.namelist():
            content = book.read(part)
            if part.startswith("xl/worksheets/sheet"):
                content, count = FORMULA.subn(rb"\1", content)
                taken += count
            bare.writestr(part, content)
    return taken


def main(folder):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        sys.exit("LibreOffice is missing: apt-get install libreoffice-calc")
    books = sorted(name for name in os.listdir(folder) if name.endswith(".xlsx"))
    if not books:
        sys.exit(f"There is no workbook in {folder}.")
    wrong = total = 0
    with tempfile.TemporaryDirectory() as work:
        bare, saved = os.path.join(work, "bare"), os.path.join(work, "saved")
        os.makedirs(bare)
        taken = {name: without_results(os.path.join(folder, name), os.path.join(bare, name)) for name in books}
        subprocess.run([office, f"-env:UserInstallation=file://{work}/profile", "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", saved] + [os.path.join(bare, name) for name in books],
                       check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=600)
        for name in books:
            again = os.path.join(saved, name)
            if not os.path.exists(again):
                print(f"{name}: LibreOffice did not open it")
                wrong += 1
                continue
            ours, theirs = formulas(os.path.join(folder, name)), formulas(again)
            if taken[name] != len(ours):
                print(f"{name}: {len(ours)} formulas, but the results of {taken[name]} could be taken out")
                wrong += 1
            missing = [sheet for sheet, _ in sheets(os.path.join(folder, name)) if sheet not in dict(sheets(again))]
            for sheet in missing:
                print(f"{name}: the sheet {sheet} is gone")
                wrong += 1
            for place, value in ours.items():
                other = theirs.get(place)
                same = value is not None and other is not None and abs(float(value) - float(other)) <= 1e-9 * max(1.0, abs(float(value)))
                if not same:
                    print(f"{name}, {place[0]}!{place[1]}: ours {value}, LibreOffice {other}")
                    wrong += 1
            total += len(ours)
            print(f"{name}: {len(ours)} totals, {len(list(sheets(again)))} sheets")
    print(f"{len(books)} workbooks, {total} totals calculated by LibreOffice, {wrong} differ")
    return 1 if wrong or total == 0 else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
