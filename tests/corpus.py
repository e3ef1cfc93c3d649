#!/usr/bin/env python3
"""Nothing is invented: every string of the JSON of every document of a corpus stands in the input, white
space, hyphens and page furniture aside; and the document can be read at all. Words that furniture or the
other column of a table parts must stand in order, and near each other.

    corpus.py KLOE CORPUS      (77: no corpus there)
"""
import concurrent.futures
import glob
import html
import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import kloe_tests as kloe

# What kloe says about a document, or others do, as against what it takes from it.
OWN = {"tool", "source", "schema", "absent", "diagnostics", "framework", "kind", "regulators", "scheme", "official_title",
       "regulation", "grade", "scale", "role", "type", "unit", "due", "modality", "body", "start", "end", "published", "published_month", "start_month", "end_month", "level",
       "previous", "number", "regulator", "enforcement", "status", "impact", "register", "meta"}
OTHER_WORDS = 80  # of furniture or another column, between the words of one value
FIXED = {"Overall effectiveness", "Inspection outcome", "Overall outcome"}  # aspects of judgements that are sentences


def strings(value, key=""):
    if isinstance(value, dict):
        for name, member in value.items():
            if name not in OWN:
                yield from strings(member, name)
    elif isinstance(value, list):
        for member in value:
            yield from strings(member, key)
    elif isinstance(value, str) and not (key == "aspect" and value in FIXED):
        yield value


def down_the_pages(path):
    """A PDF's words in the order in which they stand on its pages."""
    printed = subprocess.run(["mutool", "draw", "-q", "-F", "stext.json", path], capture_output=True).stdout
    text = []
    for page in json.loads(printed.decode(errors="replace"), strict=False)["pages"]:
        runs = [line for block in page["blocks"] for line in block.get("lines", [])]
        last = None
        for run in sorted(runs, key=lambda r: (round(r["y"] / 4), r["x"])):
            glued = last and round(last["y"] / 4) == round(run["y"] / 4) and run["x"] <= last["bbox"]["x"] + last["bbox"]["w"] + 1
            text.append(run["text"] if glued else " " + run["text"])
            last = run
    return "".join(text)


def source_text(path):
    if path.endswith(".pdf"):
        flow = subprocess.run(["mutool", "draw", "-q", "-F", "txt", path], capture_output=True).stdout.decode()
        return flow + "\n" + down_the_pages(path)  # as the file stores it, and as the eye finds it
    with open(path, encoding="utf-8", errors="replace") as f:
        text = f.read()
    if path.endswith(".html"):  # identifiers stand in the targets of links
        links = re.findall(r'href="([^"]*)"', text)
        text = html.unescape(re.sub(r"<[^>]*>", "", text)) + " " + " ".join(links)
    if path.endswith(".json"):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    return re.sub(r"</?\w+>|\]\([^)]*\)", "", text)


def stands_near(value, words, places):
    """Whether the words of the value occur in order, within a stretch not much longer than they are."""
    want = re.findall(r"\w+", value.lower())
    for start in places.get(want[0], []) if want else []:
        end = min(len(words), start + 2 * len(want) + OTHER_WORDS)
        rest = iter(words[start:end])
        if all(w in rest for w in want):
            return True
    return not want


def invented(job):
    binary, path = job
    tree = kloe.run(binary, path)
    text = source_text(path)
    folded, in_order = kloe.words(text), re.findall(r"\w+", text.lower())
    places = {}
    for i, word in enumerate(in_order):
        places.setdefault(word, []).append(i)
    faults = []
    for value in strings(tree):
        if kloe.words(value) not in folded and not stands_near(value, in_order, places):
            faults.append(f"{os.path.basename(path)}: {value[:120]!r} does not stand in the input")
    return faults


def main():
    binary, corpus = sys.argv[1:3]
    if not os.path.isdir(corpus):
        print(f"skipped: no corpus at {corpus}")
        sys.exit(77)
    paths = sorted(p for folder in ("plain", "layout", "html", "other", "pdf")
                   for p in glob.glob(os.path.join(corpus, folder, "*")))
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        results = list(pool.map(invented, [(binary, p) for p in paths]))
    for faults in results:
        print("".join(f"{fault}\n" for fault in faults[:5]), end="")
    failed = sum(bool(faults) for faults in results)
    print(f"{len(paths) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
