#!/usr/bin/env python3
"""Every rendition of a report gives the same report, and every value stands where its `at` says.

    renditions.py KLOE REPORT.md...
"""
import os
import re
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import kloe_tests as kloe
import renditions as make

TEXTS = {"judgements": ("aspect", "grade_text"), "standards": ("title",), "findings": ("text",),
         "recommendations": ("text",), "next_steps": ("text",), "people": ("name",), "organisations": ("name",),
         "mentions": ("quote",)}
FIXED = {"Overall effectiveness", "Inspection outcome", "Overall outcome"}  # aspects of judgements that are sentences
EXACT = {"findings", "recommendations", "next_steps", "people", "organisations", "mentions"}


def misplaced(tree, data, furniture):
    """Values that cannot be read back from the stretch of input that their `at` names."""
    data = kloe.decode(data, tree)
    lines = data.replace(b"\r\n", b"\n ").replace(b"\r", b"\n")  # same length, one mark a line
    faults = []

    def in_order(want, found):
        """Whether the words of one occur in the other, furniture or another cell between them aside."""
        rest = iter(re.findall(r"\w+", found.lower()))
        return all(word in rest for word in re.findall(r"\w+", want.lower()))

    def check(name, at, values, exact):
        if at is None:
            faults.append(f"{name}: has no place")
            return
        span = data[at["offset"]:at["offset"] + at["length"]].decode(errors="replace")
        found = kloe.words(span)
        for value in values:
            want = kloe.words(value)
            if not (found == want if exact else want in found or in_order(value, span)):
                faults.append(f"{name}: {value[:70]!r} is not what stands at its place: {span[:90]!r}")
        line = lines[:at["offset"]].count(b"\n") + 1
        if line != at["line"]:
            faults.append(f"{name}: line {at['line']}, not {line}")

    for key, fields in TEXTS.items():
        for i, item in enumerate(tree[key]):
            check(f"{key}[{i}]", item["at"], [item[f] for f in fields if item[f] not in FIXED], key in EXACT and not furniture)
    if tree["subject"]["name"]:
        check("subject", tree["subject"]["at"], [tree["subject"]["name"]], not furniture)
    return faults


NEW_NAME = "Upper Wick and Netherton"


def named_otherwise(value):
    """The essence of a report whose place has another name."""
    if isinstance(value, str):
        return value.replace(named_otherwise.name, NEW_NAME)
    if isinstance(value, list):
        return [named_otherwise(v) for v in value]
    if isinstance(value, dict):
        return {k: named_otherwise(v) for k, v in value.items()}
    return value


def changes(binary, markdown, want):
    """What changes with the document, and nothing else: another name, other rows first."""
    named_otherwise.name = want["subject"].split()[0] if want["subject"] else ""
    if named_otherwise.name in ("London", "Royal", "The", "City", ""):
        named_otherwise.name = want["subject"].split()[-1] if want["subject"] else "?"
    for form in (lambda t: t, make.as_text, make.as_layout, make.as_html):
        ending = ".html" if form is make.as_html else ".md" if form not in (make.as_text, make.as_layout) else ".txt"
        yield ("another name", ending, form(make.other_name(markdown, named_otherwise.name, NEW_NAME)),
               named_otherwise(want), lambda essence: essence)
        in_any_order = lambda essence: {**essence, "judgements": sorted(essence["judgements"], key=str)}
        yield "rows reversed", ending, form(make.reversed_rows(markdown)), in_any_order(want), in_any_order


def run_bytes(binary, ending, content):
    with tempfile.NamedTemporaryFile(suffix=ending) as f:
        f.write(content)
        f.flush()
        return kloe.run(binary, f.name)


def main():
    binary, faults, runs = sys.argv[1], 0, 0
    for report in sys.argv[2:]:
        with open(report, "rb") as f:
            data = f.read()
        original = kloe.run(binary, report)
        want = kloe.essence(original)
        cases = [("as it is", os.path.splitext(report)[1], data)] + make.renditions(data.decode())
        for name, ending, content in cases:
            tree = run_bytes(binary, ending, content)
            lines = kloe.differences(want, kloe.essence(tree))
            lines += misplaced(tree, content, "pages" in name)
            runs += 1
            faults += bool(lines)
            for line in lines[:12]:
                print(f"{os.path.basename(report)}, {name}: {line}")
        for name, ending, content, expected, order in changes(binary, data.decode(), want):
            lines = kloe.differences(expected, order(kloe.essence(run_bytes(binary, ending, content.encode()))))
            runs += 1
            faults += bool(lines)
            for line in lines[:12]:
                print(f"{os.path.basename(report)}, {name} ({ending}): {line}")
    print(f"{runs - faults} passed, {faults} failed")
    sys.exit(faults > 0)


main()
