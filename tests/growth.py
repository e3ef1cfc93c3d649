#!/usr/bin/env python3
"""Reading takes time in proportion to the input: hostile shapes at n, 2n and 4n, in instructions.

    growth.py KLOE [--only SHAPE]

Instructions are valgrind's, so that nothing depends on the machine's load; what the least report takes is
taken off. Four times the input may take MOST times as many; a square would take sixteen times. Skipped
where valgrind is not installed.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

BYTES = 4000
TIMES = (1, 2, 4)
MOST = 5
SECONDS = 300

TITLE = "Inspection of Marlhaven local authority children's services\n\nInspection dates: 4 to 8 March 2019\n\n"
SCHOOL = "Marlhaven School\n\nInspection report: Marlhaven School, 4 to 5 March 2019\n\n"
REVIEW = ("Review of health services for Children Looked After and Safeguarding in Marlhaven\n\n"
          "Date of review: 4 March 2019\n\n")
STANDARDS = ("Review of compliance\n\nMarlhaven Home\n\nSummary of our findings for the essential standards of "
             "quality and safety\n\n")


def fill(unit, n):
    return (unit * (n // len(unit) + 1))[:n]


def count_up(form, n):
    parts, size = [], 0
    while size < n:
        parts.append(form.format(len(parts) + 1))
        size += len(parts[-1])
    return "".join(parts)


def shapes():
    """Name and a function of a number of bytes."""
    def repeated(name, head, unit, tail=""):
        return name, lambda n: head + fill(unit, n) + tail

    def whole(name, head, unit, tail):
        return name, lambda n: head + unit * (n // len(unit)) + tail

    yield repeated("rated-labels.txt", TITLE, "Overall effectiveness\nGood\nSafe: Good\nCaring Good\n")
    yield repeated("rated-lines.txt", SCHOOL, "Overall effectiveness: Good\n")
    yield repeated("grades.txt", STANDARDS, "Good\n\n")
    yield repeated("grades-and-words.txt", SCHOOL, "Safe      Good\n\nQuality of teaching      Outstanding\n\n")
    yield repeated("labels.txt", TITLE, "Lead inspector:\nTeam inspectors:\nUnique reference number:\n")
    yield repeated("labels-and-values.txt", TITLE, "Lead inspector: Orla Penfold\nVisited by: Neil Ashby\nReference: SC123456\n")
    yield repeated("unknown-labels.txt", REVIEW, "The keeper: Orla Penfold\nThe day: 4 May 2019\n")
    yield repeated("ruled.md", "# " + TITLE, "  --- ---\n  a   b\n\n")
    yield repeated("ruled-edges.txt", TITLE, "\n  ----------\n  A   B\n  --- ---\n  a   b\n\n  c   d\n")
    yield repeated("grid.txt", TITLE, "+---+---+\n| a | b |\n")
    yield repeated("marks-apart.txt", TITLE, "•\n•\n\nThe work.\nThe plans.\n")
    yield repeated("marks-alone.md", "# " + TITLE, "•\n\n")
    yield repeated("html-tables.md", "# " + TITLE, "<table><tr><td>a\n")
    yield repeated("marks-on-letters.txt", TITLE, "e\u0301\u0323\u0301\u0301 a\u0302")
    yield repeated("encoded-twice.txt", TITLE, "â€™Ã©â€")
    yield repeated("footnotes.txt", TITLE + "The work1 and the plans.*\n\n", "1\n\n\n1 The work.\n\n* Then\n\n")
    yield repeated("footnotes.html", "<h1>" + TITLE + "</h1>", "<p><a id=a href=#b>1</a></p><p id=b><a href=#a><b><i>1</a>")
    yield repeated("footnotes.md", "# " + TITLE, "[\\[1\\]](#fn1) <sup>[^1] [1](#fn1\n[^1]: ")
    yield repeated("footnote-marks.txt", TITLE + "The work1\n\n", "1\n\n")
    yield repeated("numbers.txt", "", "4, 5, 6, ")
    yield repeated("numbers-in-table.md", STANDARDS + "| Safe | ", "4, 5, 6, ", " |\n")
    yield repeated("brackets.txt", SCHOOL + "Overall effectiveness      ", "( ")
    yield repeated("grade-word-and-spaces.txt", SCHOOL + "Overall effectiveness requires", " ", "improvement\n")
    yield repeated("prose.txt", "News from Tarnbeck\n\n", "The inspectors of Ofsted came to the old hall in Tarnbeck and talked about the yard. ")
    yield repeated("mentions.txt", "News from Tarnbeck\n\n", "Ofsted said Tarnbeck Hall was rated by the CQC as good last May and must do more. ")
    yield repeated("unrated.txt", "News from Tarnbeck\n\n", "Ofsted saw a good many people of Tarnbeck who had been told to be good ")
    yield repeated("headings.md", "# " + TITLE, "## Recommendations\n\n## What needs to improve\n\n")
    yield repeated("headings.txt", TITLE, "Recommendations\n\nWhat needs to improve\n\n")
    yield "numbered.txt", lambda n: TITLE + "Recommendations\n\n" + count_up("{}. The council should act at once.\n\n", n)
    yield "numbered-decimals.txt", lambda n: REVIEW + "Recommendations\n\n" + count_up("1.{} The trust must act within 3 months.\n\n", n)
    yield repeated("bullets.md", "# " + TITLE + "## What needs to improve\n\n", "- the work of the teams\n")
    yield repeated("unmarked.txt", TITLE + "What needs to improve\n\n", "The work of the teams with children.\nThe quality of plans.\n")
    yield repeated("deep-list.html", "<h1>" + TITLE + "</h1><h2>What needs to improve</h2>", "<ul><li>the work of the teams")
    yield repeated("table.html", "<h1>" + SCHOOL + "</h1><table>", "<tr><td>Overall effectiveness</td><td>Good</td></tr>")
    yield repeated("names.txt", TITLE + "Lead inspector: ", "Orla Penfold, Neil Ashby, ")
    yield repeated("names-in-lines.txt", SCHOOL, "Orla Penfold\n\nNeil Ashby HMI\n\n")
    yield repeated("names-in-cells.md", "# " + SCHOOL, "Headteacher\tMr Leo Strand ")
    yield repeated("due-table.md", "# " + SCHOOL + "## Requirements\n\n| Requirement | Due date |\n|---|---|\n",
                   "| The registered person must keep records. (Regulation 12 (1)) | 4 May 2019 |\n")
    yield repeated("due-lines.txt", SCHOOL + "Requirement      Due date\n", "The registered person must act.      4 May 2019\n")
    yield repeated("breaches.txt", STANDARDS, "Personal care\nRegulation 12 HSCA (RA) Regulations 2014 Safe care and treatment\n")
    yield repeated("grid.txt", "Overall rating for this trust\nRatings\n\n         Safe      Effective    Caring\n", "Surgery  Good      Good         Good\n")
    yield repeated("dates.txt", TITLE, "4 to 8 March 2019, 9 May and ")
    yield repeated("days.txt", TITLE + "Inspection dates: ", "1 2 3 ")
    yield repeated("capitals.txt", TITLE, "A")
    yield repeated("columns.txt", TITLE, "the left side of the page goes on        the right side of it goes on\n")
    yield repeated("pages.txt", TITLE, "Marlhaven report\n\nSome words on a page.\n\f")
    yield whole("record-ratings.json", '{"locationId": "1-3000000001", "name": "A", "currentRatings": {"overall": {"reportDate": "2020-02-03", "keyQuestionRatings": [{}',
                ', {"name": "Safe", "rating": "Good", "reportDate": "2020-01-02"}, {"rating": "Good"}', "]}}}")
    yield whole("record-sets.json", '{"locationId": "1-3000000001", "name": "A", "assessment": [{}',
                ', {"assessmentPlanPublishedDateTime": "2024-05-06", "ratings": {"asgRatings": [{"name": "B", "rating": "Good"}]}}', "]}")
    yield whole("records.json", "[{}", ', {"locationId": "1-3000000001", "name": "A", "reports": []}', "]")
    yield repeated("bodies.txt", REVIEW + "Recommendations\n\n", "The Tarnbeck NHS Trust and Marlhaven Council must act. ")


def instructions(binary, *arguments):
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "-q", "-f", "json", *arguments],
                          capture_output=True, text=True, timeout=SECONDS)
    return int(re.search(r"Collected *: (\d+)", done.stderr).group(1))


def kloe_json(sha, recommendations, judgements):
    """A report as kloe writes it."""
    return json.dumps({
        "schema": "kloe.report/1", "source": {"path": "x", "format": "text", "encoding": "UTF-8", "sha256": sha * 64},
        "document": {"kind": "inspection-report", "framework": "ofsted-sif"}, "subject": {"name": "A"},
        "recommendations": [{"kind": "recommendation", "text": text} for text in recommendations],
        "judgements": [{"aspect": a, "grade": "good", "grade_text": "Good", "scale": "four-point", "rank": 2, "of": 4} for a in judgements]})


def pairs():
    """Name and a function of a number of bytes that gives two reports."""
    def told(name, text, aspect="aspect {}"):
        def make(n, which):
            count = n // 60
            return kloe_json("ab"[which], [text.format(i, i % 7, "all " * which) for i in range(count)], [aspect.format(i + which) for i in range(count)])
        return name, make

    yield told("compare-alike", "Ensure that {2}plans are reviewed each month.", "aspect")
    yield told("compare-numbered", "Ensure that {2}plan {0} is reviewed by team {1} each month.")
    yield told("compare-names", "Team {1} should review {2}plan {0}.", "the experience of children in place {}")


def measure_pair(binary, folder, name, make):
    costs = []
    for times in TIMES:
        paths = [os.path.join(folder, f"{name}.{which}") for which in range(2)]
        for which, path in enumerate(paths):
            with open(path, "w") as f:
                f.write(make(BYTES * times, which))
        costs.append(instructions(binary, "compare", *paths))
    return costs


def measure(binary, folder, name, make):
    path = os.path.join(folder, name)
    costs = []
    for times in TIMES:
        with open(path, "w") as f:
            f.write(make(BYTES * times))
        costs.append(instructions(binary, path))
    return costs


def check_budget(binary, folder):
    """A family of very many patterns spends the budget of a long text: told, and what was read stands."""
    rules = [{"pattern": f"q{i}x(?<value>y)", "is": "identifier", "role": "plot", "in": "report"} for i in range(1500)]
    family = {"id": "slow", "name": "Visits to gardens", "years": "2020", "regulators": ["ofsted"], "reference": "Made up.",
              "detect": {"title": [{"pattern": "visit to the gardens of", "weight": 0.8}]},
              "subject": {"type": "garden", "patterns": ["visit to the gardens of (?<subject>.+)"]}, "captures": rules, "promises": {"subject.name": "always", "judgements": "never"}}
    families, path = os.path.join(folder, "families"), os.path.join(folder, "garden.txt")
    os.mkdir(families)
    with open(os.path.join(families, "slow.json"), "w") as f:
        json.dump(family, f)
    with open(path, "w") as f:
        f.write("Visit to the gardens of Lower Wick\n\n" + "Quick words about worms.\n\n" * 2000)
    done = subprocess.run([binary, "-q", "--framework-dir", families, "--framework", "slow", "-f", "json", path],
                          capture_output=True, text=True, timeout=SECONDS)
    report = json.loads(done.stdout) if done.stdout else {"subject": {"name": None}, "diagnostics": []}
    good = report["subject"]["name"] and "budget-spent" in {d["code"] for d in report["diagnostics"]}
    print("ok budget" if good else f"FAIL budget: {report['diagnostics']}, {done.stderr[:300]}")
    return not good


def main():
    binary = sys.argv[1]
    only = sys.argv[sys.argv.index("--only") + 1] if "--only" in sys.argv else ""
    if not shutil.which("valgrind"):
        print("skipped: no valgrind here")
        sys.exit(77)
    failed = 0
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        start = measure(binary, folder, "start.txt", lambda n: "a report\n")[0]
        wanted = [(measure, *shape) for shape in shapes()] + [(measure_pair, *shape) for shape in pairs()]
        wanted = [(how, name, make) for how, name, make in wanted if only in name]
        for (_, name, _), costs in zip(wanted, pool.map(lambda s: s[0](binary, folder, *s[1:]), wanted)):
            one, two, four = ((cost - start) / 1e6 for cost in costs)
            steep = four > MOST * one
            failed += steep
            print(f"{'FAIL' if steep else 'ok'} {name}: {one:.1f}, {two:.1f}, {four:.1f} million instructions")
        failed += check_budget(binary, folder)
    print(f"{len(wanted) + 1 - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
