#!/usr/bin/env python3
"""Small changes to reports: what does not matter changes nothing, what does is told.

    mutations.py [--bin KLOE] [FILE-OR-FOLDER...] [--seed N] [--count N] [--only KIND] [--show N] [--max-share SHARE]

Only evidence is touched that kloe reads in the unchanged report, found by its `at`. A mutant is right (the same content,
or an unknown row that is told), warned (content differs, with a diagnostic that is new), silent (it differs without
one) or wrong (a grade, date, person or subject became another one, warned or not).
"""
import argparse
import collections
import json
import os
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import kloe_tests as kloe

LEAST = 300  # mutants in all; fewer prove nothing
BATCH = 1000  # files read by one process
ROW = "Life by the harbour"
HEADING = re.compile(r"recommend|improve|action|must|should|priorit|requirement", re.I)
Change = collections.namedtuple("Change", "kind path text note adds")


class Report:
    """A document, its lines, and the evidence in it by characters."""

    def __init__(self, path, text, tree):
        self.path, self.text, self.tree = path, text, tree
        self.markdown = path.endswith(".md")
        self.data = text.encode()
        self.vocabulary = set(re.findall(r"[^\W\d_]+", text.lower()))
        self.rows = sorted({self.span(j["at"]): j for j in tree["judgements"] if j["at"]}.items(), key=lambda r: r[0])
        self.said = {self.span(i["at"]): kloe.words(i["text"]) for k in ("findings", "recommendations") for i in tree[k] if i["at"]}
        self.prose = list(self.said)

    def span(self, at):
        start = len(self.data[:at["offset"]].decode(errors="replace"))
        return start, start + len(self.data[at["offset"]:at["offset"] + at["length"]].decode(errors="replace"))

    def says(self, span, start, end):
        """Whether the words around are the item's own, not those of a running foot in its midst."""
        return kloe.words(self.text[max(span[0], start - 12):min(span[1], end + 12)]) in self.said[span]

    def line(self, place):
        end = self.text.find("\n", place)
        return self.text.rfind("\n", 0, place) + 1, len(self.text) if end < 0 else end

    def evidence(self):
        return [span for span, _ in self.rows] + self.prose + [self.span(p["at"]) for p in self.tree["people"] if p["at"]]

    def find(self, words, start, end):
        """Where these words stand, whatever the white space between them."""
        found = re.search(r"\s+".join(map(re.escape, words.split())), self.text[start:end]) if words else None
        return (start + found.start(), start + found.end()) if found else None

    def labels(self):
        """Labels that begin their line and are no part of a sentence, each with its judgement's place."""
        for (start, end), j in self.rows:
            place = self.find(j["aspect"], start, end)
            if place and j["id"] and re.fullmatch(r"[\s|*_#\f-]*", self.text[self.line(place[0])[0]:place[0]]):
                if re.match(r"[*_]*(\s{2}|\s*\||\t|\s*\n|:|$)", self.text[place[1]:]):
                    yield place, (start, end), j

    def pairs(self):
        """Neighbouring rows of one line each, with the grade on it, and nothing between them."""
        labelled = {span for _, span, _ in self.labels()}
        for (a, ja), (b, jb) in zip(self.rows, self.rows[1:]):
            first, second = self.line(a[0]), self.line(b[0])
            alone = first[1] < b[0] and a[1] <= first[1] and b[1] <= second[1] and {a, b} <= labelled
            if alone and not self.text[first[1]:second[0]].strip() and ja["group"] == jb["group"]:
                yield first, second


def edit(text, start, end, new):
    return text[:start] + new + text[end:]


def mistyped(rng, report, start, end):
    """One letter changed of a word that thereby is none; None where there is no word to change."""
    found = [m for m in re.finditer(r"[^\W\d_]{4,}", report.text[start:end])]
    rng.shuffle(found)
    for m in found:
        at = start + m.start() + rng.randrange(1, len(m[0]))
        letter = rng.choice([c for c in "bkvxz" if c != report.text[at].lower()])
        text = edit(report.text, at, at + 1, letter)
        word = text[start + m.start():start + m.end()]
        if word.lower() not in report.vocabulary:
            return text, f"{m[0]} -> {word}"
    return None


def label_letter(rng, r):
    return (mistyped(rng, r, *place) for place, _, _ in r.labels())


def grade_letter(rng, r):
    if len(r.rows) > 1:
        for place, (_, end), j in r.labels():
            grade = r.find(j["grade_text"], place[1], end)
            yield grade and mistyped(rng, r, *grade)


def title_letter(rng, r):
    for person in r.tree["people"]:
        if person["at"] and person["role_text"]:
            name = r.span(person["at"])[0]
            label = r.find(person["role_text"], r.line(name)[0], name)
            yield label and mistyped(rng, r, *label)
    at = r.tree["inspection"]["at"]
    start = r.span(at)[0] if at else 0
    line = r.line(start)[0]
    if re.search(r":[\s*_|]*$", r.text[line:start]):
        yield mistyped(rng, r, line, start)


def other_names(rng, r, first, middle, last, column):
    """Ways to print a name, each with the name that is meant."""
    inner = " ".join([first, *middle])
    for between in ("de", "van der", "von", "ap", "de la", "Mac", "St"):
        yield f"{inner} {between} {last}", f"{inner} {between} {last}"
    for whole in (f"{inner} O'{last}", f"{inner} O’{last}", f"{inner} {last}-Reed", f"{inner}-Mae {last}", f"{inner} J {last}",
                  f"{inner} J. {last}", f"{inner} Mc{last}", f"{inner} d'{last}", f"{inner} Élodie {last}", f"Ó{first.lower()} {last}"):
        yield whole, whole
    for front in ("Dr", "Mrs", "Mr.", "Ms", "Prof", "Professor", "Sir", "Dame"):
        yield f"{front} {inner} {last}", f"{inner} {last}"
    for behind in (" OBE", ", OBE", " QPM", " HMI", ", HMI", " CBE, QPM", " BA MA", " BSc (Hons)"):
        yield f"{inner} {last}{behind}", f"{inner} {last}"
    yield f"{inner}\n{' ' * column}{last}", f"{inner} {last}"


def name(rng, r):
    for person in r.tree["people"]:
        start, end = r.span(person["at"]) if person["at"] else (0, 0)
        if len(person["name"].split()) < 2 or r.text[start:end] != person["name"]:
            continue
        first, *middle, last = person["name"].split()
        line = r.line(start)[0]
        in_row = "|" in r.text[line:start] or "\t" in r.text[line:start]
        column = start - line if re.search(r"\S {2,}$", r.text[line:start]) else 0
        for shown, meant in other_names(rng, r, first, middle, last, column):
            if "\n" not in shown or not (in_row or r.markdown):
                yield re.sub(r"\s+".join(map(re.escape, person["name"].split())), lambda _: shown, r.text), f"{person['name']} -> {shown}", (person["name"], meant)


def heading(rng, r):
    starts = [r.span(i["at"])[0] for i in r.tree["recommendations"] if i["at"]]
    end = r.line(min(starts))[0] if starts else 0
    for _ in range(3):
        end = len(r.text[:end].rstrip())
        start = r.line(end)[0] if end else 0
        line = r.text[start:end]
        if re.fullmatch(r"[#*\s]*[A-Z][^.]{4,79}", line) and HEADING.search(line):
            words = re.search(r"[A-Za-z].*?(?=[*:]*$)", line)
            yield edit(r.text, start + words.start(), start + words.end(), "Points to take away"), line.strip()
            return
        end = start


def unknown_row(rng, r):
    places = {span: place for place, span, _ in r.labels()}
    for first, second in r.pairs():
        for span, j in r.rows:
            grade = span in places and first[0] <= span[0] < first[1] and r.find(j["grade_text"], places[span][1], first[1])
            if not grade or len(places[span]) != 2:
                continue
            start, end = places[span]
            gap = r.text[end:grade[0]]
            pad = max(2, grade[0] - start - len(ROW)) if re.fullmatch(r" {2,}", gap) else 0
            row = r.text[first[0]:start] + ROW + (" " * pad or gap) + r.text[grade[0]:first[1]]
            yield edit(r.text, second[0], second[0], row + r.text[first[1]:second[0]]), row.strip(), j["grade"]


def swap_rows(rng, r):
    for (a, b), (c, d) in r.pairs():
        yield r.text[:a] + r.text[c:d] + r.text[b:c] + r.text[a:b] + r.text[d:], r.text[a:b].strip()


def form_feed(rng, r):
    return [] if r.markdown else ((edit(r.text, c, c, "\f"), r.text[c:d].strip()) for _, (c, d) in r.pairs())


def blank_lines(r):
    """Blank lines beside evidence, and what follows them; none inside a row."""
    for m in re.finditer(r"(?<=\n)[ \t]*\n(?=[ \t]*(\S[^\n]*))", r.text):
        near = any(abs(m.end() - a) < 100 or a <= m.start() <= b for a, b in r.evidence())
        if near and not any(a < m.start() < b for (a, b), _ in r.rows):
            yield m


def drop_blank(rng, r):
    """Where the next line says by itself that it begins an item or a row."""
    seconds = {second[0] for _, second in r.pairs()}
    starts = {r.line(a)[0] for a, _ in r.prose}
    for m in blank_lines(r):
        item = m.end() in starts and re.match(r"([-*•]|\d+\.)\s", m[1]) and r.text[:m.start()].rstrip(" \n")[-1:] in (".", ";", ":")
        if (m.end() in seconds and not r.markdown) or item:
            yield edit(r.text, m.start(), m.end(), ""), "before " + m[1]


def add_blank(rng, r):
    return ((edit(r.text, m.start(), m.start(), "\n"), "before " + m[1]) for m in blank_lines(r))


def glue(rng, r):
    for a, b in r.prose:
        for m in re.finditer(r"(?<=[a-z,;])[ ]*\n[ ]*(?=[a-z])", r.text[a:b]):
            if r.says((a, b), a + m.start(), a + m.end()):
                yield edit(r.text, a + m.start(), a + m.end(), " "), r.text[max(a, a + m.start() - 30):a + m.end() + 30]


def split(rng, r):
    for a, b in r.prose:
        places = [a + m.start() for m in re.finditer(r"(?<=[a-z]) (?=[a-z]{3})", r.text[a:b]) if r.says((a, b), a + m.start(), a + m.end())]
        if places and not re.search(r"\S {3,}\S", r.text[a:b]) and "\n|" not in r.text[a:b] and not r.text[slice(*r.line(a))].lstrip().startswith(("|", "#")):
            at = rng.choice(places)
            indent = re.match(r"[ ]*", r.text[r.line(at)[0]:])[0]
            yield edit(r.text, at, at + 1, "\n" + indent), r.text[max(a, at - 30):at + 30]


def ligatures(rng, r):
    for a, b in r.evidence():
        new = r.text[a:b].replace("fi", "ﬁ").replace("ff", "ﬀ").replace("fl", "ﬂ")
        if new != r.text[a:b]:
            yield edit(r.text, a, b, new), new


def full_stop(rng, r):
    return ((edit(r.text, end, end, "."), r.text[start:end] + ".") for (start, end), _, _ in r.labels()
            if not r.text[end:].lstrip("*_").startswith(":"))


def no_break(rng, r):
    for a, b in r.evidence():
        joined = lambda m: "\u00a0" if (a, b) not in r.said or r.says((a, b), a + m.start(), a + m.end()) else " "
        new = re.sub(r"(?<=\w) (?=\w)", joined, r.text[a:b])
        if new != r.text[a:b]:
            yield edit(r.text, a, b, new), new


def apostrophes(rng, r):
    for old, new in (("'", "’"), ("’", "'")):
        text = re.sub(rf"(?<=\w){old}(?=\w|\s)", new, r.text)
        if text != r.text:
            yield text, f"{old} -> {new} throughout"


def trailing(rng, r):
    yield re.sub(r"(?<=\S)\n", "  \n", r.text), "two spaces behind every line"


def crlf(rng, r):
    if "\r" not in r.text:
        yield r.text.replace("\n", "\r\n"), "throughout"


def double_space(rng, r):
    """As viewers copy text; where too few lines are wrapped, nothing tells such a text from one of short paragraphs."""
    wrapped = re.findall(r"[^\n]\n[ ]*[a-z]", r.text)
    if not r.markdown and len(wrapped) * 4 > len(re.findall(r"\S[^\n]*", r.text)) and len(wrapped) > 10:
        yield re.sub(r"(?<=\S)[ ]*\n", "\n\n", r.text), "throughout"


KINDS = {"label-letter": label_letter, "grade-letter": grade_letter, "title-letter": title_letter, "name": name, "heading": heading,
         "unknown-row": unknown_row, "drop-blank": drop_blank, "add-blank": add_blank, "glue": glue, "split": split,
         "swap-rows": swap_rows, "form-feed": form_feed, "ligatures": ligatures, "full-stop": full_stop,
         "no-break": no_break, "apostrophes": apostrophes, "trailing": trailing, "crlf": crlf,
         "double-space": double_space}


def content(tree):
    """What the report says, counted; letters and digits only. Aspects with an id are known by it."""
    fold = lambda v: kloe.words(v) if v else v
    out = [("kind", "", tree["document"]["kind"]), ("framework", "", tree["document"]["framework"]),
           ("subject", "", fold(tree["subject"]["name"]))]
    out += [(key, "", tree["inspection"][key]) for key in ("start", "end", "published")]
    out += [("previous", "", str(v)) for v in tree["inspection"]["previous"]]
    out += [("person", p["role"], fold(p["name"])) for p in tree["people"]]
    out += [("judgement", (fold(j["group"]), fold(j["location"]), j["id"] or "?" + kloe.words(j["aspect"])), j["grade"])
            for j in tree["judgements"]]
    out += [("standard", s["scheme"], (s["number"], fold(s["title"]))) for s in tree["standards"]]
    out += [("finding", f["number"], fold(f["text"])) for f in tree["findings"]]
    out += [("recommendation", "", fold(r["text"])) for r in tree["recommendations"]]
    return collections.Counter(out)


def became_another(lost, new):
    """Whether a value of which there is one stands with another content, or under another aspect."""
    single = ("kind", "framework", "subject", "start", "end", "published", "person", "judgement")
    was = {(kind, key) for kind, key, value in lost if kind in single and value}
    if any((kind, key) in was and value for kind, key, value in new):
        return True
    kept = {(key[2], value) for kind, key, value in lost if kind == "judgement"}  # under another group, with its grade
    return any(kind == "judgement" and not key[2].startswith("?") and (key[2], value) not in kept for kind, key, value in new)


def verdict(report, change, tree):
    """Right, warned, silent or wrong; and what differs."""
    was, now = content(report.tree), content(tree)
    if change.kind == "name":
        old, new = map(kloe.words, change.adds)
        was = collections.Counter({(k, key, new if k == "person" and v == old else v): n for (k, key, v), n in was.items()})
        change = change._replace(adds=None)
    lost, new = was - now, now - was
    codes = lambda t: collections.Counter(d["code"] for d in t["diagnostics"])
    told = bool(codes(tree) - codes(report.tree))
    text = f"lost {list(lost)[:2]}, new {list(new)[:2]}" + (", told" if told else "")
    if change.adds:
        row = [k for k in new if k[0] == "judgement" and k[1][2] == "?" + kloe.words(ROW) and k[2] == change.adds]
        if row and told and not lost and sum(new.values()) == 1:
            return "right", text
        new = new - collections.Counter(row)
        if not row:
            lost = lost + collections.Counter([("judgement", ROW, change.adds)])
            text = "row not taken; " + text
    elif change.kind == "label-letter" and told and len(lost) == len(new) == 1:
        (a, b), = zip(lost, new)
        if a[0] == b[0] == "judgement" and a[2] == b[2] and b[1][2].startswith("?"):
            return "right", text  # an unknown label with its own grade
    if became_another(lost, new):
        return "wrong", text
    if not lost and not new and not change.adds:
        return "right", text
    return ("warned" if told else "silent"), text


def read(binary, paths):
    """kloe's output for each path, by the path."""
    trees = {}
    for i in range(0, len(paths), BATCH):
        listed = "".join(p + "\n" for p in paths[i:i + BATCH]).encode()
        done = subprocess.run([binary, "-q", "-f", "ndjson", "--files-from", "-"], input=listed, capture_output=True, timeout=600)
        if done.returncode < 0:
            sys.exit(f"kloe died of signal {-done.returncode}: {done.stderr[-500:].decode(errors='replace')}")
        for tree in map(json.loads, done.stdout.splitlines()):
            trees[tree["source"]["path"]] = tree
    return trees


def documents(places):
    for place in places:
        if not os.path.exists(place):
            print(f"skipped: nothing at {place}")
        elif os.path.isdir(place):
            for folder, folders, names in os.walk(place):
                folders.sort()
                yield from (os.path.join(folder, n) for n in sorted(names) if n.endswith((".txt", ".md")))
        else:
            yield place


def reports(binary, places):
    paths = list(documents(places))
    trees = read(binary, paths)
    for path in paths:
        with open(path, "rb") as f:
            data = f.read()
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        if path in trees and trees[path]["document"]["framework"] and not text.startswith("\ufeff"):
            yield Report(path, text, trees[path])


def changes(options):
    """At most the number asked for, as many of each kind as there are, in turn."""
    piles = {kind: [] for kind in KINDS if options.only in (None, kind)}
    for report in reports(options.bin, options.places):
        for kind, pile in piles.items():
            rng = random.Random(f"{options.seed} {kind} {os.path.basename(report.path)}")
            made = [m for m in KINDS[kind](rng, report) or [] if m]
            for text, note, *adds in rng.sample(made, min(len(made), options.each)):
                pile.append((report, Change(kind, report.path, text, note, adds[0] if adds else None)))
    for kind, pile in piles.items():
        random.Random(f"{options.seed} {kind}").shuffle(pile)
    room = options.count
    chosen = []
    for left, pile in zip(range(len(piles), 0, -1), sorted(piles.values(), key=len)):
        chosen += pile[:room // left]
        room -= min(len(pile), room // left)
    return chosen, piles


def judge(binary, chosen, show):
    table = collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for i, (report, change) in enumerate(chosen):
            paths.append(os.path.join(folder, f"{i}{os.path.splitext(report.path)[1]}"))
            with open(paths[-1], "wb") as f:
                f.write(change.text.encode())
        trees = read(binary, paths)
    for path, (report, change) in zip(paths, chosen):
        result, text = verdict(report, change, trees[path]) if path in trees else ("silent", "no output")
        table[change.kind][result] += 1
        if result in ("silent", "wrong") and show > 0:
            show -= 1
            note = " ".join(change.note.split())[:90]
            print(f"{result}: {change.kind}: {os.path.relpath(report.path)}: {note}: {text[:300]}")
    return table


def print_table(table):
    print(f"{'kind':14}{'count':>7}{'right':>7}{'warned':>7}{'silent':>7}{'wrong':>7}{'share':>8}")
    total = collections.Counter()
    for kind, row in [*table.items(), ("total", total)]:
        count, bad = sum(row.values()), row["silent"] + row["wrong"]
        print(f"{kind:14}{count:7}{row['right']:7}{row['warned']:7}{row['silent']:7}{row['wrong']:7}{bad / max(count, 1):8.3f}")
        if row is not total:
            total.update(row)
    return total


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--bin", default=os.path.join(here, "../build/kloe"))
    parser.add_argument("places", nargs="*", default=[os.path.join(here, "../data/samples"), os.path.join(here, "../../shared/corpus")])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=2000)
    parser.add_argument("--each", type=int, default=8, help="of a kind from one document, at most")
    parser.add_argument("--only", choices=KINDS)
    parser.add_argument("--show", type=int, default=0)
    parser.add_argument("--max-share", type=float, default=0.0)
    options = parser.parse_args()
    chosen, piles = changes(options)
    total = print_table(judge(options.bin, chosen, options.show))
    failed, count = total["silent"] + total["wrong"], sum(total.values())
    empty = [kind for kind, pile in piles.items() if not pile]
    vacuous = empty or (not options.only and count < LEAST)
    if vacuous:
        print(f"proves nothing: {count} mutants, none of {', '.join(empty) or 'no kind'}")
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(bool(vacuous or failed > options.max_share * max(count, 1)))


main()
