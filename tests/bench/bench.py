#!/usr/bin/env python3
"""Speed as ratios against peers on the same bytes in the same run: machines are noisy, ratios less so.

    bench.py KLOE SAMPLES [--corpus CORPUS] [REPORT...]      further reports are measured like the sample

Prints the median of interleaved runs: kloe for one report from process start to exit, beside a process
that does nothing; kloe over 1,000 copies in one process beside ripgrep over the same files; and a text
1, 10 and 100 times as long. With a corpus (folders pdf/ and plain/): kloe over all its PDFs, in one
process and in a process each, beside the converter alone; kloe over its texts in one process, beside ripgrep; one thread and
two over all of it; PDFs with an empty cache and with a full one. At last many small reports, in one process
and in one each.
"""
import glob
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

GRADES = "outstanding|good|requires improvement|inadequate"
ROUNDS = 15


def seconds(command):
    begun = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def medians(commands, rounds=ROUNDS):
    """The commands take turns, so that a slow moment hits them alike."""
    times = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(seconds(command))
    return {name: statistics.median(values) for name, values in times.items()}


def one_report(binary, report):
    t = medians({"kloe": [binary, "-f", "json", report], "true": ["true"], "version": [binary, "--version"]}, 60)
    print(f"one report ({os.path.basename(report)}): {t['kloe'] * 1e3:.2f} ms; kloe --version {t['version'] * 1e3:.2f} ms; "
          f"'true' {t['true'] * 1e3:.2f} ms; ratio to 'true' {t['kloe'] / t['true']:.1f}")


def many_reports(binary, report, folder):
    paths = []
    for i in range(1000):
        paths.append(os.path.join(folder, f"{i:04}{os.path.splitext(report)[1]}"))
        shutil.copy(report, paths[-1])
    commands = {"kloe": [binary, "-q", "-j1", "-f", "json", *paths]}
    if shutil.which("rg"):
        commands["rg"] = ["rg", "-j1", "-c", "-i", GRADES, *paths]
    t = medians(commands, 5)
    print(f"1,000 copies in one run: {t['kloe'] * 1e3:.0f} ms, {1000 / t['kloe']:.0f} a second"
          + (f"; ratio to rg -j1 -c -i '{GRADES}': {t['kloe'] / t['rg']:.1f}" if "rg" in t else ""))


def growth(binary, report, folder):
    with open(report, "rb") as f:
        data = f.read()
    paths = {}
    for times in (1, 10, 100):
        paths[times] = os.path.join(folder, f"times-{times}.txt")
        with open(paths[times], "wb") as f:
            f.write(data * times)
    t = medians({str(n): [binary, "-q", "-f", "json", path] for n, path in paths.items()}, 9)
    base = medians({"start": [binary, "--version"]}, 9)["start"]
    work = {n: max(s - base, 1e-9) for n, s in t.items()}
    print("a text 1, 10, 100 times as long: " + ", ".join(f"{s * 1e3:.1f} ms" for s in t.values())
          + f"; without start-up ratios 1 : {work['10'] / work['1']:.1f} : {work['100'] / work['1']:.1f}")


def each(command, paths):
    """A process for each path, one after the other."""
    begun = time.perf_counter()
    for path in paths:
        subprocess.run([*command, path], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begun


def corpus(binary, folder):
    pdfs = sorted(glob.glob(os.path.join(folder, "pdf", "*")))
    converter = ["mutool", "draw", "-q", "-F", "stext.json"] if shutil.which("mutool") else ["pdftotext", "-q"]
    runs = []
    for _ in range(7):
        runs.append((seconds([binary, "-q", "-j1", "-f", "json", *pdfs]), each([binary, "-q", "-f", "json"], pdfs), each(converter, pdfs)))
    together, apart, theirs = (statistics.median(column) for column in zip(*runs))
    print(f"{len(pdfs)} PDFs: {' '.join(converter)} alone {theirs:.2f} s; one kloe {together:.2f} s, ratio {together / theirs:.2f};"
          f" a kloe each {apart:.2f} s, ratio {apart / theirs:.2f}")
    texts = sorted(glob.glob(os.path.join(folder, "plain", "*")))
    t = medians({"kloe": [binary, "-q", "-j1", "-f", "json", *texts], "rg": ["rg", "-j1", "-c", "-i", GRADES, *texts]}, 9)
    size = sum(os.path.getsize(path) for path in texts) / 1e6
    print(f"{len(texts)} texts ({size:.1f} MB) in one process: {t['kloe'] * 1e3:.0f} ms; ratio to rg {t['kloe'] / t['rg']:.1f}")


def workers(binary, folder):
    t = medians({f"-j{n}": [binary, "-q", f"-j{n}", "-f", "ndjson", folder] for n in (1, 2)}, 7)
    print(f"{folder} as a folder: -j1 {t['-j1']:.2f} s, -j2 {t['-j2']:.2f} s, ratio {t['-j1'] / t['-j2']:.2f}")


def cached(binary, folder, scratch):
    """PDFs read for the first time, and from the cache; -j1 and -j2."""
    pdfs = os.path.join(folder, "pdf")
    for jobs in ("-j1", "-j2"):
        first, second = [], []
        for i in range(5):
            cache = os.path.join(scratch, f"cache{jobs}{i}")
            first.append(seconds([binary, "-q", jobs, "--cache", cache, "-f", "ndjson", pdfs]))
            second.append(seconds([binary, "-q", jobs, "--cache", cache, "-f", "ndjson", pdfs]))
        first, second = statistics.median(first), statistics.median(second)
        print(f"PDFs with --cache, {jobs}: first {first:.2f} s, second {second * 1e3:.0f} ms, ratio {first / second:.0f}")


def archive(binary, samples, scratch, count=5000):
    """Small reports: one process for all, and one for each."""
    folder = os.path.join(scratch, "archive")
    os.mkdir(folder)
    texts = sorted(glob.glob(os.path.join(samples, "*.txt")))
    for i in range(count):
        shutil.copy(texts[i % len(texts)], os.path.join(folder, f"{i:06}.txt"))
    paths = sorted(glob.glob(os.path.join(folder, "*")))
    together = statistics.median(seconds([binary, "-q", "-f", "ndjson", folder]) for _ in range(3))
    apart = each([binary, "-q", "-f", "ndjson"], paths[:500]) * count / 500
    print(f"{count} small reports: one kloe {count / together:.0f} a second, a kloe each {count / apart:.0f} a second, "
          f"ratio {apart / together:.1f}")


def main():
    binary, samples = sys.argv[1:3]
    if "--corpus" in sys.argv:
        at = sys.argv.index("--corpus")
        corpus(binary, sys.argv[at + 1])
        workers(binary, sys.argv[at + 1])
        with tempfile.TemporaryDirectory() as scratch:
            cached(binary, sys.argv[at + 1], scratch)
        del sys.argv[at:at + 2]
    reports = sys.argv[3:] or [os.path.join(samples, "cqc-slac-northmere.md")]
    with tempfile.TemporaryDirectory() as scratch:
        archive(binary, samples, scratch)
    for report in reports:
        with tempfile.TemporaryDirectory() as folder:
            one_report(binary, report)
            many_reports(binary, report, folder)
            growth(binary, report, folder)


main()
