#!/usr/bin/env python3
"""Reports with one small change: what kloe says must be right all the same, or differ with a diagnostic.

    mutations.py KLOE SAMPLES [--corpus DIR] [--seed N] [--count N] [--only KIND] [--show N] [--max-share SHARE]

Of each kind of change, as many as --count allows are made to the texts and Markdown of SAMPLES (and of the
corpus, if it is there), at places that the unchanged output proves to be read. An output is
  right    the same report, or just the touched value changed as the change says
  warned   it differs, and a diagnostic tells something that was not told before
  silent   a value is lost or changed without a word
  wrong    a grade, a date, a subject or a person is now another one, told or not
Exit status 1 where the share of silent and wrong is above --max-share, or a kind made no change at all.
"""
import argparse
import collections
import glob
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import unicodedata

STRANGE = "Life by the harbour"
LIGATURES = {"ffi": "\ufb03", "ff": "\ufb00", "fi": "\ufb01", "fl": "\ufb02"}
BULLET = re.compile(r"\s*(?:[-*•▪◼]|\(?\d{1,3}[.)])\s+\S")


def fold(text):
    return re.sub(r"[^a-z0-9]+", "", unicodedata.normalize("NFKC", text or "").lower())


def content(report):
    """What a report says, as one flat table; lists as counts of their texts."""
    table = {"kind": report["document"]["kind"], "framework": report["document"]["framework"],
             "subject": fold(report["subject"]["name"])}
    for key in ("start", "end", "published"):
        table[key] = report["inspection"][key]
    for person in report["people"]:
        table[f"person {fold(person['name'])}"] = person["role"]
    for judgement in report["judgements"]:
        group = fold(judgement["group"]) + fold(judgement["location"])
        table[f"judgement {group} {judgement['id'] or fold(judgement['aspect'])}"] = judgement["grade"]
    for standard in report["standards"]:
        table[f"standard {standard['number']} {fold(standard['title'])}"] = standard["grade"]
    for finding in report["findings"]:
        table[f"finding {finding['number']} {fold(finding['text'])}"] = True
    for item in report["recommendations"]:
        table[f"recommendation {fold(item['text'])}"] = True
    return table


def told(report):
    return collections.Counter((d["code"], d["message"]) for d in report["diagnostics"])


# ---- changes: each gives (what, new text, renamed label or None, added row's grade or None) --------------------

class Document:
    def __init__(self, path, text, report):
        self.path, self.text, self.report = path, text, report
        self.bytes = text.encode()
        self.markdown = path.endswith(".md")
        self.lines = text.split("\n")

    def span(self, at):
        """The characters of a place that counts in bytes."""
        start = len(self.bytes[:at["offset"]].decode(errors="ignore"))
        return start, start + len(self.bytes[at["offset"]:at["offset"] + at["length"]].decode(errors="ignore"))

    def replaced(self, start, end, words):
        return self.text[:start] + words + self.text[end:]

    def rows(self):
        """Judgements whose label and grade stand on one line with nothing else: (line, judgement)."""
        found = []
        for judgement in self.report["judgements"]:
            start, end = self.span(judgement["at"])
            number = self.text.count("\n", 0, start)
            line = self.lines[number]
            if "\n" not in self.text[start:end] and judgement["aspect"] in line and judgement["grade_text"] in line:
                rest = line.replace(judgement["aspect"], "", 1).replace(judgement["grade_text"], "", 1)
                if not re.search(r"[A-Za-z]", rest):
                    found.append((number, judgement))
        return found

    def neighbours(self):
        """Two rows with nothing but blank lines between them."""
        rows = self.rows()
        return [(a, b) for (a, _), (b, _) in zip(rows, rows[1:]) if a < b and not "".join(self.lines[a + 1:b]).strip()]

    def with_lines(self, change):
        lines = list(self.lines)
        change(lines)
        return "\n".join(lines)


def mistype(word, rng):
    i = rng.randrange(1, len(word) - 1)
    letter = rng.choice([c for c in "bcdgklmnprtvwz" if c != word[i].lower()])
    return word[:i] + letter + word[i + 1:]


def words_in(document, start, end, words):
    """Places of the longer of the words between start and end."""
    for word in set(re.findall(r"[A-Za-z]{5,}", words)):
        for match in re.finditer(re.escape(word), document.text[start:end]):
            yield start + match.start(), start + match.end(), word


def label_letters(document, rng):
    for judgement in document.report["judgements"]:
        start, end = document.span(judgement["at"])
        for a, b, word in words_in(document, start, end, judgement["aspect"]):
            if word in judgement["grade_text"]:
                continue
            wrong = mistype(word, rng)
            yield (f"{word} -> {wrong}", document.replaced(a, b, wrong),
                   (judgement, judgement["aspect"].replace(word, wrong)), None)


def grade_letters(document, rng):
    for _, judgement in document.rows():
        start, end = document.span(judgement["at"])
        i = document.text.rfind(judgement["grade_text"], start, end)
        word = max(judgement["grade_text"].split(), key=len)
        a = document.text.find(word, i)
        wrong = mistype(word, rng)
        yield f"{word} -> {wrong}", document.replaced(a, a + len(word), wrong), None, None


def headings(document, rng):
    items = document.report["recommendations"]
    if not items or not items[0]["at"]:
        return
    number = document.text.count("\n", 0, document.span(items[0]["at"])[0]) - 1
    while number > 0 and (not document.lines[number].strip() or document.lines[number].rstrip()[-1] in ".:;,"):
        number -= 1
    line = document.lines[number]
    alone = document.markdown or not document.lines[number - 1].strip()
    heading = re.match(r"[#\s*]*[A-Z][a-z]", line) and not re.search(r"\S {3,}\S|^\W*(?:Within|Immediately)", line)
    if number > 0 and alone and heading and len(line) < 90:
        mark = re.match(r"\W*", line)[0]
        yield f"{line.strip()} -> Matters for the harbour", document.with_lines(
            lambda lines: lines.__setitem__(number, mark + "Matters for the harbour")), None, None


def strange_rows(document, rng):
    for number, judgement in document.rows():
        aspect = judgement["aspect"]
        if len(aspect) < len(STRANGE):
            continue
        row = document.lines[number].replace(aspect, STRANGE.ljust(len(aspect)), 1)
        row = re.sub(r"^(\s*)\d[\d.]*\s", r"\1", row)
        blank = [""] if number + 1 < len(document.lines) and not document.lines[number + 1].strip() else []
        yield f"row {row.strip()[:60]}", document.with_lines(
            lambda lines: lines.__setitem__(slice(number, number), [row, *blank])), None, judgement["grade"]


def blanks_dropped(document, rng):
    for number in range(1, len(document.lines) - 1):
        before, line, after = document.lines[number - 1:number + 2]
        if not document.markdown and not line.strip() and BULLET.match(after) and before.rstrip().endswith("."):
            yield f"line {number + 1} dropped", document.with_lines(lambda lines: lines.pop(number)), None, None


def blanks_added(document, rng):
    for number in range(1, len(document.lines)):
        before, line = document.lines[number - 1:number + 1]
        if BULLET.match(line) and before.rstrip().endswith((".", ";")):
            yield f"blank above line {number + 1}", document.with_lines(lambda lines: lines.insert(number, "")), None, None


def text_lines(document):
    """Lines of findings and recommendations, but for their last."""
    for item in document.report["findings"] + document.report["recommendations"]:
        start, end = document.span(item["at"])
        first, last = document.text.count("\n", 0, start), document.text.count("\n", 0, end)
        for number in range(first, last):
            yield number


def lines_split(document, rng):
    for number in text_lines(document):
        line = document.lines[number]
        at = line.find(" ", max(50, len(line) // 2))
        rest = line[at + 1:]
        if len(line) < 70 or at < 0 or not re.match(r"[a-z]{2}", rest) or "   " in line.strip():
            continue
        indent = re.match(r"\s*", document.lines[number + 1])[0]
        yield f"line {number + 1} split", document.with_lines(
            lambda lines: lines.__setitem__(slice(number, number + 1), [line[:at], indent + rest])), None, None


def lines_glued(document, rng):
    for number in text_lines(document):
        line, after = document.lines[number:number + 2]
        if not line.strip() or not re.match(r"\s*[a-z]{2}", after) or "   " in line.strip() or "   " in after.strip():
            continue
        yield f"lines {number + 1} and {number + 2} glued", document.with_lines(
            lambda lines: lines.__setitem__(slice(number, number + 2), [line + " " + after.strip()])), None, None


def rows_swapped(document, rng):
    for a, b in document.neighbours():
        def swap(lines, a=a, b=b):
            lines[a], lines[b] = lines[b], lines[a]
        yield f"rows {a + 1} and {b + 1}", document.with_lines(swap), None, None


def page_ends(document, rng):
    for a, b in document.neighbours():
        if not document.markdown:
            yield f"page ends above line {b + 1}", document.with_lines(
                lambda lines: lines.__setitem__(b, "\f" + lines[b])), None, None


def ligatures(document, rng):
    for letters, one in LIGATURES.items():
        places = [m.start() for m in re.finditer(letters, document.text)]
        if places:
            yield f"{letters} -> {one}", document.text.replace(letters, one), None, None


def full_stops(document, rng):
    for number, judgement in document.rows():
        row = document.lines[number].replace(judgement["aspect"], judgement["aspect"] + ".", 1)
        row = row.replace(".  ", ". ", 1) if "   " in row else row
        yield f"{judgement['aspect'][:40]}.", document.with_lines(lambda lines: lines.__setitem__(number, row)), None, None


def title_labels(document, rng):
    for number, line in enumerate(document.lines[:40]):
        label = re.match(r"[\s*]*([A-Z][A-Za-z ]{5,28}?):", line)
        words = label and [w for w in re.findall(r"[A-Za-z]{5,}", label[1])]
        if words and re.search(r"\d{4}|[A-Z][a-z]+ [A-Z][a-z]+", line[label.end():]):
            word = max(words, key=len)
            wrong = mistype(word, rng)
            yield f"{label[1]}: {word} -> {wrong}", document.with_lines(
                lambda lines: lines.__setitem__(number, line.replace(word, wrong, 1))), None, None


def typography(document, rng):
    yield "CR LF", document.text.replace("\n", "\r\n"), None, None
    if not document.markdown:
        yield "white space at line ends", document.text.replace("\n", "  \n"), None, None
    yield "no-break spaces", re.sub(r"(?<=[a-z]) (?=of\b|and\b)", "\u00a0", document.text), None, None
    yield "apostrophes", document.text.replace("\u2019", "'") if "\u2019" in document.text else document.text.replace(
        "'", "\u2019"), None, None


KINDS = {"label-letter": label_letters, "grade-letter": grade_letters, "heading-renamed": headings, "row-added": strange_rows,
         "blank-dropped": blanks_dropped, "blank-added": blanks_added, "line-split": lines_split, "lines-glued": lines_glued,
         "rows-swapped": rows_swapped, "page-end": page_ends, "ligatures": ligatures, "full-stop": full_stops,
         "title-label": title_labels, "typography": typography}

# ---- verdicts ---------------------------------------------------------------------------------------------------

IS_ONE = ("subject", "start", "end", "published")


def differences(before, after, change):
    """(what differs, whether a value is now a wrong one)."""
    _, _, renamed, added = change
    lost, wrong = [], False
    after = dict(after)
    if renamed:
        judgement, label = renamed
        group = fold(judgement["group"]) + fold(judgement["location"])
        old = f"judgement {group} {judgement['id'] or fold(judgement['aspect'])}"
        new = f"judgement {group} {fold(label)}"
        if not judgement["id"] and new in after and old not in after:
            after[old] = after.pop(new)
    if added:
        row = [key for key in after if key.endswith(" " + fold(STRANGE))]
        if len(row) == 1 and after[row[0]] == added:
            after.pop(row[0])
        else:
            lost.append(f"the added row is {[after[r] for r in row]}")
    for key in before.keys() | after.keys():
        old, new = before.get(key), after.get(key)
        if old == new:
            continue
        lost.append(f"{key[:60]}: {old} -> {new}")
        if old is not None and new is not None and (key in IS_ONE or key.startswith("judgement ")) and new != "":
            wrong = True
        if old is None and key.startswith("person "):
            wrong = True
    return lost, wrong


def verdict(document, change, report):
    lost, wrong = differences(content(document.report), content(report), change)
    new = told(report) - told(document.report)
    if not lost:
        return "right", lost
    if wrong:
        return "wrong", lost
    return ("warned" if new else "silent"), lost


# ---- running ----------------------------------------------------------------------------------------------------

def read_all(binary, paths):
    """By path, the reports; kloe reads them in one process."""
    done = subprocess.run([binary, "-q", "-f", "ndjson", "--files-from", "-"], input="\n".join(paths), capture_output=True, text=True)
    if done.returncode not in (0, 3):
        sys.exit(f"{binary}: exit {done.returncode}: {done.stderr[-300:]}")
    return {r["source"]["path"]: r for r in map(json.loads, done.stdout.splitlines())}


def documents(binary, samples, corpus):
    paths = sorted(glob.glob(os.path.join(samples, "*.txt")) + glob.glob(os.path.join(samples, "*.md")))
    if corpus:
        for pattern in ("plain/*.txt", "layout/*.txt", "other/*.txt", "other/*.md"):
            paths += sorted(glob.glob(os.path.join(corpus, pattern)))
    for path, report in read_all(binary, paths).items():
        with open(path, encoding="utf-8", newline="") as f:
            text = f.read()
        if report["source"]["encoding"] == "UTF-8" and report["document"]["kind"] == "inspection-report" and "\r" not in text:
            yield Document(path, text, report)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("kloe")
    parser.add_argument("samples")
    parser.add_argument("--corpus")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1500)
    parser.add_argument("--only", default="")
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--max-share", type=float, default=1.0)
    o = parser.parse_args()
    kinds = {k: make for k, make in KINDS.items() if k.startswith(o.only)}
    corpus = o.corpus if o.corpus and os.path.isdir(o.corpus) else None
    read = list(documents(o.kloe, o.samples, corpus))
    tally = {kind: collections.Counter() for kind in kinds}
    shown = collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        made = {}
        for kind, make in kinds.items():
            rng = random.Random(f"{o.seed} {kind}")
            all_changes = [(d, c) for d in read for c in make(d, rng) if c[1] != d.text]
            rng.shuffle(all_changes)
            for document, change in all_changes[:max(1, o.count // len(kinds))]:
                path = os.path.join(folder, f"{len(made)}{os.path.splitext(document.path)[1]}")
                with open(path, "w", encoding="utf-8", newline="") as f:
                    f.write(change[1])
                made[path] = (kind, document, change)
        for path, report in read_all(o.kloe, list(made)).items():
            kind, document, change = made[path]
            result, lost = verdict(document, change, report)
            tally[kind][result] += 1
            if result in ("silent", "wrong") and shown[kind] < o.show:
                shown[kind] += 1
                print(f"{result}: {kind}: {os.path.basename(os.path.dirname(document.path))}/{os.path.basename(document.path)}: {change[0]}")
                print("    " + "; ".join(lost[:3]))
    print(f"{'kind':18}{'count':>7}{'right':>7}{'warned':>8}{'silent':>8}{'wrong':>7}")
    total = collections.Counter()
    for kind, counts in tally.items():
        total += counts
        print(f"{kind:18}{sum(counts.values()):7}{counts['right']:7}{counts['warned']:8}{counts['silent']:8}{counts['wrong']:7}")
    n, bad = sum(total.values()), total["silent"] + total["wrong"]
    print(f"silent or wrong: {bad} of {n}, a share of {bad / max(n, 1):.4f}")
    print(f"{n - bad} passed, {bad} failed")
    empty = [kind for kind, counts in tally.items() if not counts]
    if empty:
        sys.exit(f"no change was made of the kinds {', '.join(empty)}")
    sys.exit(1 if bad > o.max_share * n else 0)


if __name__ == "__main__":
    main()
