#!/usr/bin/env python3
"""What reading costs, in instructions from start to exit, of a few bundled inputs: none may cost much more than was recorded.

    instructions.py KLOE SAMPLES COMPILER [--update]

tests/instructions.json has the figures, by what they depend on: compiler, libraries and processor. Elsewhere
they mean nothing, and the test is skipped, as where valgrind is not installed. A change that costs more than
MORE has a reason, which its commit says, and records the new figures with --update; so does one that saves.
"""
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor

MORE = 0.03
SECONDS = 100
FIGURES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "instructions.json")

# Name of a sample, and how often it is repeated to be a long text.
INPUTS = (("news-harbour-school.txt", 1), ("cqc-slac-castlebridge.txt", 1), ("ofsted-early-years-saltbarn.txt", 12),
          ("ofsted-area-send-brackwater.md", 1), ("cqc-key-questions-saltmarsh-trust.html", 1),
          ("cqc-key-questions-tern-house.json", 1))


def machine(binary, compiler):
    """What the figures depend on, beside kloe."""
    version = subprocess.run([binary, "--version"], capture_output=True, text=True, check=True).stdout
    libraries = re.search(r"\((.*)\)", version).group(1)
    with open("/proc/cpuinfo") as f:
        wide = "avx2" if re.search(r"\bavx2\b", f.read()) else "narrow"  # the C library has a memcpy for each
    return f"{compiler}; {' '.join(platform.libc_ver())}; {libraries}; {platform.machine()} {wide}"


def instructions(binary, folder, name):
    # The environment costs some too, and the path is printed.
    done = subprocess.run(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", binary, "-q", "-f", "json", name],
                          capture_output=True, text=True, timeout=SECONDS, cwd=folder, env={"PATH": os.environ["PATH"], "LC_ALL": "C"})
    return int(re.search(r"Collected *: (\d+)", done.stderr).group(1))


def measure(binary, samples):
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor(2) as pool:
        for name, times in INPUTS:
            with open(os.path.join(samples, name), encoding="utf-8") as sample, open(os.path.join(folder, name), "w", encoding="utf-8") as f:
                f.write(sample.read() * times)
        names = [name for name, _ in INPUTS]
        return dict(zip(names, pool.map(lambda name: instructions(binary, folder, name), names)))


def skip(why):
    print(f"skipped: {why}")
    sys.exit(77)


def main():
    binary, samples, compiler = os.path.abspath(sys.argv[1]), sys.argv[2], sys.argv[3]
    if not shutil.which("valgrind") or not os.path.exists("/proc/cpuinfo"):
        skip("no valgrind here")
    with open(FIGURES) as f:
        recorded = json.load(f)
    here = machine(binary, compiler)
    if here not in recorded and "--update" not in sys.argv:
        skip(f"no figures for {here}")
    found = measure(binary, samples)
    failed = 0
    for name, count in found.items():
        before = recorded.get(here, {}).get(name)
        dear = before is None or count > before * (1 + MORE)
        failed += dear
        share = "" if before is None else f", {100 * (count / before - 1):+.1f} %"
        print(f"{'FAIL' if dear else 'ok'} {name}: {count / 1e6:.2f} million instructions{share}")
    if "--update" in sys.argv:
        recorded[here] = found
        with open(FIGURES, "w") as f:
            json.dump(recorded, f, indent=2)
            f.write("\n")
        return
    print(f"{len(found) - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
