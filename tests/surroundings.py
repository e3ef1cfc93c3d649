#!/usr/bin/env python3
"""What surrounds a run: closed descriptors, signals that are ignored or come twice, no room, a cache that others wrote.

    surroundings.py KLOE SAMPLES [--sanitized]
"""
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

KLOE = os.path.abspath(sys.argv[1])
SAMPLES = os.path.abspath(sys.argv[2])
REPORT = os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.txt")
OTHER = os.path.join(SAMPLES, "cqc-slac-castlebridge.txt")
passed = failed = 0


def check(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("FAIL", what)


def kloe(*arguments, **options):
    return subprocess.run([KLOE, *arguments], **{"capture_output": True, "timeout": 120, "stdin": subprocess.DEVNULL, **options})


def closing(*descriptors):
    return lambda: [os.close(fd) for fd in descriptors]


def ignoring(number):
    return lambda: signal.signal(number, signal.SIG_IGN)


def many(scratch, count=200):
    folder = os.path.join(scratch, "many")
    if not os.path.isdir(folder):
        os.mkdir(folder)
        for i in range(count):
            shutil.copy(REPORT if i % 2 else OTHER, os.path.join(folder, f"{i:04}.txt"))
    return folder


def closed_descriptors_are_no_files(scratch):
    good = kloe("-f", "json", REPORT).stdout
    out = os.path.join(scratch, "closed.json")
    for closed in ((0,), (1,), (2,), (0, 1), (1, 2), (0, 2), (0, 1, 2)):
        done = kloe("-f", "json", "-o", out, REPORT, "absent.txt", preexec_fn=closing(*closed), capture_output=False)
        with open(out, "rb") as f:
            text = f.read()
        check(done.returncode == 3 and json.loads(text)[0] == json.loads(good), f"-o with {closed} closed: {done.returncode}")
        done = kloe("-f", "json", REPORT, preexec_fn=closing(*closed))
        check(done.returncode == (2 if 1 in closed else 0) and done.stdout == (b"" if 1 in closed else good), f"{closed} closed: {done.returncode}")
        if 1 in closed and 2 not in closed:
            check(b"standard output: cannot be written" in done.stderr, f"{closed} closed: {done.stderr}")
        if 0 in closed:
            check(kloe("-", preexec_fn=closing(*closed)).returncode == 4, f"- with {closed} closed")
        for word in ("--help", "--version", "schema", "frameworks"):
            check(kloe(word, preexec_fn=closing(*closed)).returncode == (2 if 1 in closed else 0), f"{word} with {closed} closed")
    full = open("/dev/full", "wb")
    for command in (["-f", "json", REPORT], ["-f", "ndjson", many(scratch)], ["--help"], ["frameworks"], ["explain", REPORT]):
        done = kloe(*command, capture_output=False, stdout=full, stderr=subprocess.PIPE)
        check(done.returncode == 2 and b"cannot be written: No space" in done.stderr, f"{command[0]} to a full device: {done.returncode} {done.stderr[-200:]}")


def what_the_parent_ignores_is_ignored(scratch):
    folder = many(scratch)
    whole = kloe("-q", "-f", "ndjson", folder).stdout
    for number in (signal.SIGHUP, signal.SIGINT):
        process = subprocess.Popen([KLOE, "-q", "-j2", "-f", "ndjson", folder], stdout=subprocess.PIPE, preexec_fn=ignoring(number))
        time.sleep(0.1)
        for _ in range(3):
            process.send_signal(number)
        got = process.communicate(timeout=60)[0]
        check(process.returncode == 0 and got == whole, f"{number.name} that is ignored: {process.returncode}")


def pipes_that_break(scratch):
    folder, out = many(scratch), os.path.join(scratch, "pipe.ndjson")
    whole = kloe("-q", "-f", "ndjson", folder).stdout

    def broken():
        read, write = os.pipe()
        os.close(read)
        return write

    done = kloe("-v", "-f", "ndjson", "-o", out, folder, capture_output=False, stderr=broken())
    with open(out, "rb") as f:
        check(done.returncode == 0 and f.read() == whole, f"messages that nobody reads: {done.returncode}")
    # Python starts its children with SIGPIPE ignored unless it is told not to
    done = kloe("-q", "-f", "ndjson", folder, capture_output=False, stdout=broken(), stderr=subprocess.PIPE)
    check(done.returncode == -signal.SIGPIPE and not done.stderr, f"output that nobody reads: {done.returncode} {done.stderr}")
    done = kloe("-q", "-f", "ndjson", folder, capture_output=False, stdout=broken(), stderr=subprocess.PIPE, restore_signals=False)
    check(done.returncode == 2, f"output that nobody reads, SIGPIPE ignored: {done.returncode} {done.stderr}")
    left = [n for n in os.listdir(scratch) if "kloe" in n]
    check(not left, f"pipes: left behind: {left}")


def no_room(scratch):
    out, cache = os.path.join(scratch, "large.json"), os.path.join(scratch, "small-cache")

    def small():
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))

    with open(out, "w") as f:
        f.write("as before")
    done = kloe("-f", "json", "-o", out, REPORT, preexec_fn=small)
    with open(out) as f:
        check(done.returncode == 2 and b"cannot be written: File too large" in done.stderr and f.read() == "as before", f"no room for -o: {done}")
    good = kloe("-f", "json", REPORT)
    done = kloe("-f", "json", "--cache", cache, REPORT, preexec_fn=small)
    check(done.returncode == 0 and done.stdout == good.stdout and b"cannot be written" in done.stderr, f"no room for the cache: {done.returncode} {done.stderr}")
    check(not [f for _, _, names in os.walk(cache) for f in names], "no room for the cache: left behind")
    rules = ["--fail-on", "doubt", "--fail-on", "warning", "--fail-on", "good"]
    folder = many(scratch)
    want = kloe("-q", "-f", "ndjson", *rules, folder)
    check(want.returncode == 1, "the gate")
    done = kloe("-q", "-f", "ndjson", *rules, folder, preexec_fn=small)
    check(done.returncode == 2 and b"no room" in done.stderr, f"no room for the gate's lines: {done.returncode} {done.stderr[-200:]}")
    done = kloe("-q", "-f", "ndjson", "--junit", os.path.join(scratch, "j.xml"), folder, preexec_fn=small)
    check(done.returncode == 2 and not os.path.exists(os.path.join(scratch, "j.xml")), f"no room for --junit: {done.returncode} {done.stderr[-200:]}")
    for place in ("/nowhere", "/proc", "/dev/null", ""):
        done = kloe("-q", "-f", "ndjson", *rules, folder, env=dict(os.environ, TMPDIR=place))
        check((done.returncode, done.stdout, done.stderr) == (1, want.stdout, want.stderr), f"TMPDIR={place}")
    left = [n for n in os.listdir(scratch) if "kloe" in n]
    check(not left, f"no room: left behind: {left}")


def a_second_signal_ends_it_at_once(scratch):
    out = os.path.join(scratch, "second.json")
    read, write = os.pipe()
    process = subprocess.Popen([KLOE, "-f", "json", "-o", out, "-"], stdin=read, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    process.terminate()
    time.sleep(0.3)
    began = time.monotonic()
    if process.poll() is None:
        process.terminate()
    process.wait(timeout=20)
    os.close(write)
    os.close(read)
    check(process.returncode == -signal.SIGTERM and time.monotonic() - began < 2, f"second SIGTERM: {process.returncode}")
    left = [n for n in os.listdir(scratch) if "kloe" in n or n == "second.json"]
    check(not left, f"second SIGTERM: left behind: {left}")


def kills_leave_nothing(scratch):
    folder, out, cache = many(scratch), os.path.join(scratch, "killed.ndjson"), os.path.join(scratch, "killed-cache")
    began = time.monotonic()
    whole = kloe("-q", "-f", "ndjson", folder).stdout
    seconds = time.monotonic() - began
    for _ in range(int(os.environ.get("KLOE_KILLS", "40"))):
        process = subprocess.Popen([KLOE, "-q", "-f", "ndjson", "-o", out, "--cache", cache, folder])
        time.sleep(random.random() * seconds)
        process.kill()
        process.wait()
        if os.path.exists(out):
            with open(out, "rb") as f:
                check(f.read() == whole, "kill -9: a part of -o FILE")
            os.unlink(out)
    left = [n for n in os.listdir(scratch) if "kloe" in n] + [f for _, _, names in os.walk(cache) for f in names if f.startswith(".")]
    check(not left, f"kill -9: left behind: {left}")
    check(kloe("-q", "-f", "ndjson", "--cache", cache, folder).stdout == whole, "kill -9: the cache does not serve")


def the_cache_is_ours(scratch):
    cache = os.path.join(scratch, "our-cache")

    def read(path=REPORT, form="json", *more):
        return kloe("-f", form, "--cache", cache, *more, path, timeout=10)

    def entry_of(path):
        shutil.rmtree(cache, ignore_errors=True)
        read(path)
        return [os.path.join(d, f) for d, _, names in os.walk(cache) for f in names][0]

    def write(path, report):
        text = json.dumps(report).encode()
        with open(path, "wb") as f:
            f.write(hashlib.sha256(text).hexdigest().encode() + b"\n" + text)
        os.chmod(path, 0o600)

    good = kloe("-f", "json", REPORT).stdout
    with open(entry_of(OTHER), "rb") as f:
        other = f.read()
    entry = entry_of(REPORT)
    with open(entry, "rb") as f:
        ours = f.read()
    report = json.loads(ours.split(b"\n", 1)[1])
    check(os.stat(entry).st_mode & 0o777 == 0o600, "an entry's mode")

    report["subject"]["name"] = "Forged"
    write(entry, report)
    check(b"Forged" in read().stdout, "the test can forge an entry")
    elsewhere = os.path.join(scratch, "elsewhere")
    write(elsewhere, report)

    def link():
        os.unlink(entry)
        os.symlink(elsewhere, entry)

    def pipe():
        os.unlink(entry)
        os.mkfifo(entry)

    def folder():
        os.unlink(entry)
        os.mkdir(entry)

    def group():
        os.chmod(entry, 0o660)

    def anyone():
        os.chmod(entry, 0o606)

    def owner():
        if os.geteuid() == 0:
            os.chown(entry, 12345, -1)
        else:
            os.unlink(entry)

    def another():
        with open(entry, "wb") as f:
            f.write(other)

    def whole_folder():
        os.rename(os.path.dirname(entry), os.path.join(scratch, "moved"))
        os.symlink(os.path.join(scratch, "moved"), os.path.dirname(entry))

    for change in (link, pipe, folder, group, anyone, owner, another, whole_folder):
        shutil.rmtree(os.path.dirname(entry), ignore_errors=True)
        os.makedirs(os.path.dirname(entry))
        write(entry, report)
        change()
        done = read()
        check(done.stdout == good and done.returncode == 0, f"cache: {change.__name__} is followed")
    os.unlink(os.path.dirname(entry))
    shutil.rmtree(cache)
    os.mkdir(cache)
    os.chmod(cache, 0o777)
    check(read().returncode == 2, "cache: a folder that anyone may write to")
    shutil.rmtree(cache)
    entry = entry_of(REPORT)
    with open(elsewhere, "rb") as f:
        check(b"Forged" in f.read(), "cache: a link is written through")

    for place, value in (("subject", "\x1b]0;x\x07"), ("subject", "a\x9bb"), ("diagnostics", "\x1b[31m"), ("code", "a\rb"), ("title", "\x7f")):
        report = json.loads(ours.split(b"\n", 1)[1])
        if place == "subject":
            report["subject"]["name"] = value
        elif place == "title":
            report["document"]["title"] = value
        else:
            report["diagnostics"] = [{"severity": "warning", "code": value if place == "code" else "value-missing", "message": value, "at": None}]
        write(entry, report)
        for form in ("summary", "csv", "markdown"):
            done = read(REPORT, form, "-v")
            text = (done.stdout + done.stderr).decode()
            check(not any((c < " " and c not in "\n\t\r") or "\x7f" <= c < "\xa0" for c in text) and "a\rb" not in text, f"cache: {value!r} in {place} reaches the terminal as {form}")


def it_has_no_network(scratch):
    """Of a kloe that reads, and waits for more."""
    process = subprocess.Popen([KLOE, "-v", "-"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    process.stdin.write(b"Inspection")
    process.stdin.flush()
    status = {}
    for _ in range(200):
        with open(f"/proc/{process.pid}/status") as f:
            status = dict(line.split(":", 1) for line in f if ":" in line)
        if status.get("Seccomp", "0").strip() != "0":
            break
        time.sleep(0.02)
    said = process.communicate()[1].decode()
    check("seccomp" in said or (status["Seccomp"].strip() == "2" and status["NoNewPrivs"].strip() == "1"),
          f"the network: {status.get('Seccomp')}, {status.get('NoNewPrivs')}, {said}")


def main():
    random.seed(7)
    with tempfile.TemporaryDirectory() as scratch:
        for test in (closed_descriptors_are_no_files, what_the_parent_ignores_is_ignored, pipes_that_break, no_room, a_second_signal_ends_it_at_once,
                     kills_leave_nothing, the_cache_is_ours, it_has_no_network):
            test(scratch)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
