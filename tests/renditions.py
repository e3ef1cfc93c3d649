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
            check(f"{key}[{i}]", item["at"], [item[f] for f in fields], key in EXACT and not furniture)
    if tree["subject"]["name"]:
        check("subject", tree["subject"]["at"], [tree["subject"]["name"]], not furniture)
    return faults


def main():
    binary, faults, runs = sys.argv[1], 0, 0
    for report in sys.argv[2:]:
        with open(report, "rb") as f:
            data = f.read()
        original = kloe.run(binary, report)
        want = kloe.essence(original)
        cases = [("as it is", os.path.splitext(report)[1], data)] + make.renditions(data.decode())
        for name, ending, content in cases:
            with tempfile.NamedTemporaryFile(suffix=ending) as f:
                f.write(content)
                f.flush()
                tree = kloe.run(binary, f.name)
            lines = kloe.differences(want, kloe.essence(tree))
            lines += misplaced(tree, content, "pages" in name)
            runs += 1
            faults += bool(lines)
            for line in lines[:12]:
                print(f"{os.path.basename(report)}, {name}: {line}")
    print(f"{runs - faults} passed, {faults} failed")
    sys.exit(faults > 0)


main()
