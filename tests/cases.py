#!/usr/bin/env python3
"""Golden cases: a folder each, with `command` (a shell line, run in the folder), its input, and `expected`
(what it prints, and its exit status).

    cases.py KLOE [--update] [CASE...]     --update writes `expected` anew: read the diff
"""
import difflib
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = os.path.join(HERE, "cases")


def outcome(binary, folder):
    with open(os.path.join(folder, "command")) as f:
        command = f.read()
    with tempfile.TemporaryDirectory() as scratch:
        os.symlink(os.path.abspath(binary), os.path.join(scratch, "kloe"))
        env = {"PATH": f"{scratch}:/usr/bin:/bin", "LC_ALL": "C", "TMP": scratch,
               "SAMPLES": os.path.join("..", "..", "..", "data", "samples")}
        for name in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
            if name in os.environ:
                env[name] = os.environ[name]
        done = subprocess.run(["sh", "-c", command], cwd=folder, env=env, capture_output=True, timeout=60,
                              stdin=subprocess.DEVNULL)
        text = done.stdout.decode("utf-8", "backslashreplace")
        if done.stderr:
            text += "--- standard error\n" + done.stderr.decode("utf-8", "backslashreplace").replace(scratch, "$TMP")
        return text + f"--- exit status {done.returncode}\n"


def main():
    arguments = sys.argv[2:]
    update = "--update" in arguments
    names = [a for a in arguments if a != "--update"] or sorted(os.listdir(CASES))
    failed = 0
    for name in names:
        folder = os.path.join(CASES, name)
        path = os.path.join(folder, "expected")
        got = outcome(sys.argv[1], folder)
        want = open(path, encoding="utf-8", newline="").read() if os.path.exists(path) else ""
        if update:
            with open(path, "w", encoding="utf-8", newline="") as f:
                f.write(got)
        elif got != want:
            failed += 1
            print(f"case {name}:")
            sys.stdout.writelines(list(difflib.unified_diff(want.splitlines(True), got.splitlines(True),
                                                            "expected", "printed"))[:60])
    print(f"{len(names) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
