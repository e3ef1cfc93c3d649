#!/usr/bin/env python3
"""kloe's JSON for each report is what `kloe schema` says.   schema.py KLOE REPORT...   (77: no jsonschema)"""
import json
import os
import subprocess
import sys

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
    print(f"{len(trees) + 1 - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
