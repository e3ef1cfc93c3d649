#!/usr/bin/env python3
"""kloe's JSON for each report is what `kloe schema` says.   schema.py KLOE REPORT...   (77: no jsonschema)"""
import copy
import glob
import json
import os
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "support"))
import kloe_tests as kloe

try:
    import jsonschema
except ImportError:
    print("skipped: Python's jsonschema is not installed (Debian: python3-jsonschema)")
    sys.exit(77)


def comparisons(binary, paths):
    """Each report beside the next one, and the folder beside itself, against `kloe schema compare`."""
    schema = json.loads(subprocess.run([binary, "schema", "compare"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator, trees = jsonschema.Draft202012Validator(schema), []
    folder = os.path.dirname(paths[0])
    for pair in [*zip(paths, paths[1:]), (folder, folder), (folder, paths[0])]:
        tree = json.loads(subprocess.run([binary, "compare", "-q", "-f", "json", *pair], capture_output=True).stdout)
        trees += tree if isinstance(tree, list) else [tree]
    faults = [fault for tree in trees for fault in validator.iter_errors(tree)]
    for fault in faults[:5]:
        print(f"compare: {'/'.join(map(str, fault.path))}: {fault.message[:200]}")
    if not list(validator.iter_errors({**trees[0], "schema": "kloe.compare/0"})):
        print("the schema of comparisons takes anything")
        return 1
    print(f"{len(trees)} comparisons, {len(faults)} faults")
    return len(faults) > 0


ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BROKEN = [("unknown key", lambda p: p.update(fieldz=[])), ("unknown kind", lambda p: p["fields"][0].update({"is": "persn"})),
          ("no pattern", lambda p: p["detect"]["title"][0].pop("pattern")), ("weight", lambda p: p["detect"]["title"][0].update(weight=2)),
          ("opens", lambda p: p["sections"][0].update(opens="nothing")), ("no detect", lambda p: p.pop("detect")),
          ("role", lambda p: p["fields"].append({"label": "x", "is": "person"})), ("promise", lambda p: p["promises"].update(people="often"))]


def documented():
    """The JSON of docs/adding-a-framework.md that is a file of a folder of families."""
    text = open(os.path.join(ROOT, "docs", "adding-a-framework.md"), encoding="utf-8").read()
    for block in re.findall(r"^```[a-z-]+\n(\{.*?)^```", text, re.M | re.S):
        tree = json.loads(block)
        if {"detect", "scales", "source"} & set(tree):
            yield tree


def refuses(binary, tree):
    """Whether kloe takes the profile for none."""
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "x.json"), "w", encoding="utf-8") as f:
            json.dump(tree, f)
        done = subprocess.run([binary, "-q", "--framework-dir", folder, "--framework", tree["id"], "-"], input=b"x", capture_output=True)
    return done.returncode not in (0, 4)


def profiles(binary):
    """All that is bundled, and what the documentation has, against `kloe schema profile`; both refuse the same faults."""
    schema = json.loads(subprocess.run([binary, "schema", "profile"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator, failed = jsonschema.Draft202012Validator(schema), 0
    paths = [p for part in ("frameworks/*", "frameworks/parts/*", "standards/*", "scales") for p in glob.glob(os.path.join(ROOT, "data", part + ".json"))]
    trees = [json.load(open(p, encoding="utf-8")) for p in paths] + list(documented())
    for tree in trees:
        for fault in list(validator.iter_errors(tree))[:3]:
            print(f"{tree.get('id', 'scales')}: {'/'.join(map(str, fault.path))}: {fault.message[:200]}")
            failed += 1
    whole = next(t for t in documented() if "detect" in t)
    if refuses(binary, whole):
        print("kloe refuses the documentation's profile")
        failed += 1
    for name, change in BROKEN:
        tree = copy.deepcopy(whole)
        change(tree)
        if not list(validator.iter_errors(tree)) or not refuses(binary, tree):
            print(f"{name}: the schema or kloe takes it")
            failed += 1
    print(f"{len(trees)} profiles, {failed} faults")
    return failed > 0


def main():
    binary, failed = sys.argv[1], 0
    schema = json.loads(subprocess.run([binary, "schema"], capture_output=True, check=True).stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    trees = [kloe.run(binary, path) for path in sys.argv[2:]]
    trees += [kloe.run(binary, "--framework", "cqc-slac", path) for path in sys.argv[2:]]
    for tree in trees:
        faults = list(validator.iter_errors(tree))
        failed += bool(faults)
        for fault in faults[:5]:
            print(f"{tree['source']['path']}: {'/'.join(map(str, fault.path))}: {fault.message[:200]}")
    if not list(validator.iter_errors({**trees[0], "schema": "kloe.report/0"})):
        print("the schema takes anything")
        failed += 1
    failed += comparisons(binary, sys.argv[2:])
    failed += profiles(binary)
    print(f"{len(trees) + 1 - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
