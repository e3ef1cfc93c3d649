#!/usr/bin/env python3
"""What the documentation says is true.   documentation.py KLOE ROOT

Console examples are run in data/samples and print what they show; options, diagnostics, profile keys and
values are named where they should be, and nothing is named that does not exist; the example of
adding-a-framework.md is followed.
"""
import glob
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

BINARY, ROOT = os.path.abspath(sys.argv[1]), sys.argv[2]
faults, checks = [], 0


def read(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as f:
        return f.read()


def check(right, fault):
    global checks
    checks += 1
    if not right:
        faults.append(fault)


def kloe(*arguments, cwd=None):
    return subprocess.run([BINARY, *arguments], capture_output=True, text=True, cwd=cwd, timeout=60)


TOOLS = ("jq", "sqlite3", "duckdb", "parallel")


def console_examples():
    """Examples of recipes.md and scaling.md run beside a copy of the samples, `reports`; the others in data/samples."""
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(BINARY, os.path.join(folder, "kloe"))
        beside = os.path.join(folder, "beside")
        shutil.copytree(os.path.join(ROOT, "data", "samples"), os.path.join(beside, "reports"))
        env = {**os.environ, "PATH": f"{folder}:/usr/bin:/bin", "LC_ALL": "C", "HOME": folder,
               "KLOE_ROOT": os.path.abspath(ROOT)}
        for page in ["README.md"] + sorted(glob.glob("docs/**/*.md", root_dir=ROOT, recursive=True)):
            for block in re.findall(r"```console\n(.*?)```", read(page), re.S):
                for example in re.split(r"^\$ ", block, flags=re.M)[1:]:
                    command, _, shown = example.partition("\n")
                    absent = [t for t in TOOLS if re.search(rf"\b{t}\b", command) and not shutil.which(t)]
                    if absent:
                        print(f"skipped: no {absent[0]} here for '{command[:60]}...'")
                        continue
                    done = subprocess.run(["sh", "-c", command], capture_output=True, text=True, env=env, timeout=60,
                                          cwd=beside if page in ("docs/recipes.md", "docs/scaling.md") else
                                          os.path.join(ROOT, "data", "samples"))
                    check(done.stdout + done.stderr == shown, f"{page}: '{command}' prints:\n{done.stdout}{done.stderr}")


def options():
    table = {m for m in re.findall(r"--[a-z][a-z-]*", kloe("--help").stdout)}
    manual = {m.replace("\\", "") for m in re.findall(r"\\-\\-[a-z][a-z\\-]*", read("docs", "kloe.1"))}
    check(table == manual, f"options of --help and kloe.1 differ: {table ^ manual}")
    source = {"--" + m for m in re.findall(r'^    \{(?:\'.\'|[A-Z_]+), "([a-z-]+)"', read("src", "cli", "options.c"), re.M)}
    check(table == source, f"options of --help and options.c differ: {table ^ source}")


def completions():
    """Each shell's script has each option, and is no nonsense to the shell, where that is installed."""
    names = set(re.findall(r"--([a-z][a-z-]*)", kloe("--help").stdout))
    for shell in ("bash", "zsh", "fish"):
        script = kloe("completion", shell).stdout
        told = set(re.findall(r"(?:--| -l )([a-z][a-z-]*)", script))
        check(names <= told, f"completion {shell} lacks {names - told}")
        if shutil.which(shell):
            done = subprocess.run([shell, "-n"], input=script, capture_output=True, text=True, timeout=60)
            check(done.returncode == 0, f"completion {shell}: {done.stderr}")
    longest = max(len(line) for line in kloe("--help").stdout.splitlines())
    check(longest <= 80, f"--help has a line of {longest} characters")


def diagnostics():
    schema = json.loads(kloe("schema").stdout)
    codes = schema["properties"]["diagnostics"]["items"]["properties"]["code"]["enum"]
    source = read("src", "analyse", "analysis.c")
    check(codes == re.findall(r'= \{"([a-z-]+)",', source), "diagnostics of the schema and of analysis.c differ")
    rows = re.findall(r"^\| `([a-z-]+)` \| (warning|info) \|", read("docs", "json.md"), re.M)
    check([r[0] for r in rows] == codes, "diagnostics of docs/json.md and of the schema differ")
    for key in schema["properties"]:
        check(f"`{key}`" in read("docs", "json.md"), f"docs/json.md does not name {key}")


def comparisons():
    """What the schema of comparisons says is in compare.md."""
    schema, page = json.loads(kloe("schema", "compare").stdout), read("docs", "compare.md")
    graded = schema["properties"]["judgements"]["items"]["properties"]
    told = schema["properties"]["recommendations"]["items"]["properties"]["change"]["enum"]
    codes = schema["properties"]["warnings"]["items"]["properties"]["code"]["enum"]
    for word in [*schema["properties"], *graded["change"]["enum"], *filter(None, graded["why"]["enum"]), *told, *codes]:
        check(f"`{word}`" in page, f"docs/compare.md does not name {word}")
    source = "".join(read("src", "compare", name) for name in ("cautions.c", "change.c", "judgement_changes.c", "standard_changes.c"))
    for word in [*codes, *filter(None, graded["why"]["enum"])]:
        check(f'"{word}"' in source, f"the schema of comparisons names {word}, the source does not")


def profile_language():
    page = read("docs", "adding-a-framework.md")
    source = read("src", "framework", "profile.c") + read("src", "framework", "record_rules.c")
    for array in re.findall(r"const keys\[\] = \{(.*?)\}", source, re.S):
        for key in re.findall(r'"([a-z_]+)"', array):
            check(re.search(rf"`(?:[a-z]+\.)?{key}`|\.{key}`", page), f"adding-a-framework.md does not name the key {key}")
    for array in re.findall(r"const (?:kinds|words)\[\] = \{(.*?)\}", source, re.S):
        for word in re.findall(r'"([a-z-]+)"', array):
            check(f"`{word}`" in page, f"adding-a-framework.md does not name the value {word}")


def worked_example():
    page = read("docs", "adding-a-framework.md")
    report, profile, summary = (re.search(rf"```{kind}\n(.*?)```", page, re.S)[1] for kind in ("text", "json", "summary"))
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(os.path.join(folder, "harbours"))
        with open(os.path.join(folder, "harbours", "harbour-visit.json"), "w", encoding="utf-8") as f:
            f.write(profile)
        with open(os.path.join(folder, "report.txt"), "w", encoding="utf-8") as f:
            f.write(report)
        done = kloe("--framework-dir", "harbours", "report.txt", cwd=folder)
        check(done.stdout == summary, f"the example of adding-a-framework.md gives:\n{done.stdout}{done.stderr}")


def own_scales():
    """The examples of scales and catalogues of one's own in adding-a-framework.md, beside a profile and in it."""
    page = read("docs", "adding-a-framework.md")
    block = lambda kind: re.search(rf"```{kind}\n(.*?)```", page, re.S)[1]
    lights = {"scales.json": "scales", "lamp-standards.json": "catalogue", "lighthouse.json": "own-profile"}
    for files, report, summary in ((lights, "own-report", "own-summary"), ({"ferry-care.json": "inside-profile"}, "inside-report", "inside-summary")):
        with tempfile.TemporaryDirectory() as folder:
            os.mkdir(os.path.join(folder, "own"))
            for name, kind in files.items():
                with open(os.path.join(folder, "own", name), "w", encoding="utf-8") as f:
                    f.write(block(kind))
            with open(os.path.join(folder, "report.txt"), "w", encoding="utf-8") as f:
                f.write(block(report))
            done = kloe("--framework-dir", "own", "report.txt", cwd=folder)
            check(done.stdout == block(summary), f"{report} of adding-a-framework.md gives:\n{done.stdout}{done.stderr}")


def explain_example():
    """The second example of adding-a-framework.md: the report is explained, the profile changed, the report read."""
    page = read("docs", "adding-a-framework.md")
    block = lambda kind: re.search(rf"```{kind}\n(.*?)```", page, re.S)[1]
    profile, changed = block("json"), block("json")
    for old, new in re.findall(r"^-(.*)\n\+(.*)$", block("diff"), re.M):
        check(changed.count(old) == 1, f"adding-a-framework.md changes what its profile has not once: {old}")
        changed = changed.replace(old, new)
    with tempfile.TemporaryDirectory() as folder:
        for name, text in (("harbours", profile), ("changed", changed)):
            os.mkdir(os.path.join(folder, name))
            with open(os.path.join(folder, name, "harbour-visit.json"), "w", encoding="utf-8") as f:
                f.write(text)
        with open(os.path.join(folder, "second.txt"), "w", encoding="utf-8") as f:
            f.write(block("second-report"))
        explained = kloe("--framework-dir", "harbours", "explain", "second.txt", cwd=folder).stdout
        check("\n" + block("explain") in explained, f"the report of adding-a-framework.md is explained:\n{explained}")
        number = re.search(r"explain second.txt (\d+)", page)[1]
        told = kloe("--framework-dir", "harbours", "explain", "second.txt", number, cwd=folder).stdout
        check(told == block("explain-line"), f"line {number} of adding-a-framework.md is explained:\n{told}")
        summary = kloe("--framework-dir", "changed", "second.txt", cwd=folder).stdout
        check(summary == block("second-summary"), f"the changed profile of adding-a-framework.md gives:\n{summary}")
        again = kloe("--framework-dir", "changed", "explain", "second.txt", cwd=folder).stdout
        check("What nobody took" not in again, f"the changed profile of adding-a-framework.md leaves:\n{again}")


def explain_json():
    """docs/explain.md names every key and word of explain's JSON."""
    page, tree = read("docs", "explain.md"), json.loads(kloe("explain", "-f", "json", os.path.join(ROOT, "data", "samples", "ofsted-ilacs-tarnbeck.md")).stdout)
    keys = set(tree) | set(tree["families"][0]) | set(tree["families"][0]["signs"][0]) | set(tree["lines"][0])
    keys |= set(tree["lines"][0]["taken"][0]) | set(tree["missing"][0]) | {"key", "why"}
    for key in keys:
        check(f"`{key}`" in page, f"docs/explain.md does not name {key}")


def family_pages():
    for line in kloe("frameworks").stdout.splitlines():
        family = line.split()[0]
        page = os.path.join(ROOT, "docs", "frameworks", family + ".md")
        check(os.path.exists(page), f"docs/frameworks lacks {family}")
        told = os.path.exists(page) and read(page).split("\n\n")[1].startswith("Not measured")
        check(told == (" not measured " in line), f"docs/frameworks/{family}.md and kloe frameworks differ on whether it is measured")


def links():
    for page in ["README.md"] + sorted(glob.glob("docs/**/*.md", root_dir=ROOT, recursive=True)):
        for target in re.findall(r"\]\(([^):#]+)\)", read(page)):
            check(os.path.exists(os.path.join(ROOT, os.path.dirname(page), target)), f"{page}: no {target}")


for part in (console_examples, options, completions, diagnostics, comparisons, profile_language, worked_example, own_scales, explain_example, explain_json, family_pages, links):
    part()
for fault in faults:
    print(fault)
print(f"{checks - len(faults)} passed, {len(faults)} failed")
sys.exit(bool(faults))
