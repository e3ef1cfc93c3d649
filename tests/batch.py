#!/usr/bin/env python3
"""Runs over many inputs: order, threads, bad inputs among good ones, shards, cache, signals.

    batch.py KLOE SAMPLES [--sanitized]
"""
import json
import fcntl
import os
import pty
import random
import re
import shutil
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import threading
import time

KLOE = os.path.abspath(sys.argv[1])
SAMPLES = os.path.abspath(sys.argv[2])
SANITIZED = "--sanitized" in sys.argv
passed = failed = 0


def check(good, what):
    global passed, failed
    passed += good
    failed += not good
    if not good:
        print("FAIL", what)


def kloe(*arguments, cwd=None, timeout=120, env=None, stdin=subprocess.DEVNULL, data=None):
    done = subprocess.run([KLOE, *arguments], cwd=cwd, capture_output=True, timeout=timeout, env=env, input=data,
                          **({} if data is not None else {"stdin": stdin}))
    return done


def lines(done):
    return [json.loads(line) for line in done.stdout.splitlines()]


def paths(done):
    return [line["source"]["path"] for line in lines(done)]


def fill(folder, count, name="report-{:04}.txt"):
    """Copies of the samples' texts, each a little different."""
    os.makedirs(folder, exist_ok=True)
    texts = sorted(f for f in os.listdir(SAMPLES) if f.endswith(".txt") and not f.startswith("news"))
    for i in range(count):
        with open(os.path.join(SAMPLES, texts[i % len(texts)]), encoding="utf-8") as f:
            text = f.read()
        with open(os.path.join(folder, name.format(i)), "w", encoding="utf-8") as f:
            f.write(f"{text}\nCopy {i}.\n")


def carries_what_is_known(scratch):
    """--meta with threads, and with a cache that knows the report already, or with other values."""
    folder, cache, table = (os.path.join(scratch, name) for name in ("known", "known-cache", "known.csv"))
    fill(folder, 40)
    names = sorted(os.listdir(folder))

    def write(team):
        with open(table, "w", newline="") as f:
            f.write("path,team\r\n" + "".join(f'known//{n},"{team}, {i}"\r\n' for i, n in enumerate(names) if i % 2))

    def teams(*more):
        done = kloe("-q", "-f", "ndjson", "--meta", table, *more, "known/", cwd=scratch)
        return [(line["meta"] or {}).get("team") for line in lines(done)]

    write("North")
    want = [f"North, {i}" if i % 2 else None for i in range(len(names))]
    check(teams("-j", "1") == want, "--meta is carried")
    check(teams("-j", "4") == want, "--meta is carried by threads")
    check(teams("--cache", cache) == want and teams("--cache", cache) == want, "--meta is carried through the cache")
    write("South")
    check(teams("--cache", cache) == [w and w.replace("North", "South") for w in want], "the cache keeps no old --meta")
    plain = lines(kloe("-q", "-f", "ndjson", "--cache", cache, "known", cwd=scratch))
    check(all(line["meta"] is None for line in plain), "the cache invents no --meta")


def walks_in_byte_order(scratch):
    folder = os.path.join(scratch, "order")
    for name in ("b.txt", "a/z.txt", "a-b/y.txt", "a/.hidden.txt", ".git/x.txt", "a/deep/er/w.txt", "é.txt", "Z.txt"):
        os.makedirs(os.path.join(folder, os.path.dirname(name)), exist_ok=True)
        with open(os.path.join(folder, name), "w") as f:
            f.write(f"A text called {name}.\n")
    os.symlink("..", os.path.join(folder, "a", "loop"))
    os.symlink("../b.txt", os.path.join(folder, "a", "again.txt"))
    got = paths(kloe("-q", "-f", "ndjson", ".", cwd=folder))
    # "b.txt" comes as the first of its names; the loop leads nowhere
    want = ["./Z.txt", "./a-b/y.txt", "./a/again.txt", "./a/deep/er/w.txt", "./a/z.txt", "./é.txt"]
    check(got == want, f"order: {got}")
    check(sorted(want, key=os.fsencode) == want, "the order wanted is the byte order")
    got = paths(kloe("-q", "-f", "ndjson", "b.txt", ".", "./b.txt", "a", cwd=folder))
    check(got == ["b.txt", "./Z.txt", "./a-b/y.txt", "./a/deep/er/w.txt", "./a/z.txt", "./é.txt"], f"twice: {got}")
    got = paths(kloe("-q", "-f", "ndjson", "--include", "*.txt", "--include", "*.md", "--exclude", "deep",
                     "--exclude", "a-b/*", ".", cwd=folder))
    check(got == ["./Z.txt", "./a/again.txt", "./a/z.txt", "./é.txt"], f"globs: {got}")
    got = paths(kloe("-q", "-f", "ndjson", "--files-from", "-", "-0", cwd=folder, data=b"b.txt\0a\0absent\0"))
    check(got == ["b.txt", "a/deep/er/w.txt", "a/z.txt"], f"list: {got}")


def what_it_writes_is_not_read(scratch):
    folder = os.path.join(scratch, "written")
    fill(folder, 3)
    for _ in range(2):
        done = kloe("-j2", "-f", "ndjson", "-o", "out.ndjson", "--junit", "junit.xml", "--cache", "cache", ".", cwd=folder)
        with open(os.path.join(folder, "out.ndjson")) as f:
            check(len(f.readlines()) == 3 and b"3 read: 3 reports" in done.stderr, f"own files: {done.stderr[-200:]}")
    done = kloe("-f", "json", "-o", "report-0000.txt", "report-0000.txt", cwd=folder)
    check(done.returncode == 0 and b"kloe.report/1" in open(os.path.join(folder, "report-0000.txt"), "rb").read(),
          "a file cannot be replaced by what it says")


def threads_change_nothing(scratch):
    folder = os.path.join(scratch, "good")
    fill(folder, 60)
    for form in ("ndjson", "json", "csv", "markdown", "summary"):
        one = kloe("-j1", "-f", form, folder)
        for jobs in ("2", "7"):
            many = kloe("-j", jobs, "-f", form, folder)
            check(many.stdout == one.stdout and many.stderr == one.stderr and many.returncode == 0,
                  f"{form}: -j{jobs} prints something else than -j1")


def shards_make_up_the_whole(scratch):
    folder = os.path.join(scratch, "good")
    whole = kloe("-q", "-f", "ndjson", folder).stdout.splitlines()
    parts = [kloe("-q", "-f", "ndjson", "--shard", f"{k}/5", folder).stdout.splitlines() for k in range(1, 6)]
    check(sorted(sum(parts, [])) == sorted(whole), "five shards are not the whole")
    check(sum(bool(part) for part in parts) >= 4, "the shards are of very different size")


def record(number, **more):
    link = f"link-{number}"
    return {"locationId": f"1-{3000000000 + number}", "providerId": "1-3999999999", "registrationStatus": "Registered", "name": f"House {number}",
            "currentRatings": {"overall": {"rating": "Good" if number % 3 else "Inadequate", "reportDate": "2020-02-03", "reportLinkId": link,
                                           "keyQuestionRatings": [{"name": "Safe", "rating": "Good", "reportDate": "2020-02-03"}]}},
            "reports": [{"linkId": link, "firstVisitDate": "2020-01-02"}], **more}


def records_are_inputs_each(scratch):
    folder = os.path.join(scratch, "registers")
    os.makedirs(folder)
    every = [record(i) for i in range(300)]
    for name, text in (("array.json", json.dumps(every, indent=1)), ("compact.json", json.dumps(every, separators=(",", ":"))),
                       ("lines.ndjson", "".join(json.dumps(r) + "\n" for r in every))):
        path = os.path.join(folder, name)
        with open(path, "w") as f:
            f.write(text)
        one = kloe("-j1", "-f", "ndjson", name, cwd=folder)
        with open(path) as f:
            piped = kloe("-f", "ndjson", "-", stdin=f)
        got = lines(one)
        check([r["subject"]["name"] for r in got] == [r["name"] for r in every] and one.returncode == 0, f"{name}: {one.stderr[-200:]}")
        check([r["source"]["record"] for r in got] == list(range(1, 301)), f"{name}: not numbered")
        check(kloe("-j4", "-f", "ndjson", name, cwd=folder).stdout == one.stdout, f"{name}: threads change it")
        check(piped.stdout == one.stdout.replace(f'"{name}"'.encode(), b'"-"'), f"{name}: another text from standard input")
        data = text.encode()
        check(all(json.loads(data[r["source"]["offset"]:][:r["source"]["bytes"]])["name"] == r["subject"]["name"] for r in got),
              f"{name}: records are not where they are said to be")
        parts = [kloe("-q", "-f", "ndjson", "--shard", f"{k}/3", name, cwd=folder).stdout.splitlines() for k in (1, 2, 3)]
        check(sorted(sum(parts, [])) == sorted(one.stdout.splitlines()) and all(len(p) > 60 for p in parts), f"{name}: three shards are not the whole")
        check(len(json.loads(kloe("-q", "-f", "json", name, cwd=folder).stdout)) == 300, f"{name}: no array")
    cache = os.path.join(scratch, "register-cache")
    for _ in range(2):
        kept = kloe("-f", "ndjson", "--cache", cache, "compact.json", cwd=folder)
        check(kept.stdout == kloe("-f", "ndjson", "compact.json", cwd=folder).stdout, "records from the cache differ")
    done = kloe("--fail-on", "overall:inadequate", "--junit", "junit.xml", "--annotate", "github", "lines.ndjson", cwd=folder)
    check(done.returncode == 1 and b"kloe: lines.ndjson#1:1: matches --fail-on" in done.stderr and b"::error file=lines.ndjson,title" in done.stderr,
          f"the gate of records: {done.stderr[:200]}")
    with open(os.path.join(folder, "junit.xml")) as f:
        check(f.read().count("<testcase") == 300, "JUnit: not a test case a record")


def a_bad_record_costs_itself(scratch):
    path = os.path.join(scratch, "bad.ndjson")
    with open(path, "w") as f:
        for i in range(90):
            f.write({10: "no record\n", 20: json.dumps(record(i))[:99] + "\n", 30: json.dumps(record(i, note="x" * 50000)) + "\n"}.get(i, json.dumps(record(i)) + "\n"))
    for jobs in ("-j1", "-j3"):
        done = kloe(jobs, "-f", "ndjson", "--max-bytes", "20K", path)
        got = {r["source"]["record"]: r["subject"]["name"] for r in lines(done)}
        check(done.returncode == 3 and got == {i + 1: f"House {i}" for i in range(90) if i not in (10, 20, 30)}, f"{jobs}: bad records: {done.stderr[-200:]}")
        said = [line.split(b": ")[1].rsplit(b"#", 1)[-1] for line in done.stderr.splitlines()[:3]]
        check(said == [b"11", b"21", b"31"], f"{jobs}: bad records are not named: {done.stderr[:300]}")


def a_register_does_not_grow(scratch):
    """The most memory that it has taken by the time that all is printed."""
    peaks = []
    for count in (1000, 20000):
        process = subprocess.Popen([KLOE, "-q", "-j2", "-f", "ndjson", "-"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        writer = threading.Thread(target=lambda: [process.stdin.write(json.dumps(record(i)).encode() + b"\n") for i in range(count)] and process.stdin.flush())
        writer.start()
        printed = sum(1 for _ in zip(range(count), process.stdout))
        with open(f"/proc/{process.pid}/status") as f:
            peaks.append(int(re.search(r"VmHWM:\s+(\d+)", f.read())[1]))
        writer.join()
        process.stdin.close()
        check(process.wait() == 0 and printed == count, f"a register of {count}")
    if not SANITIZED:
        check(peaks[1] <= peaks[0] * 1.15, f"memory grows with a register: {peaks} KiB for 1000 and 20000 records")


def encrypted_pdf(path):
    plain = os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.pdf")
    done = subprocess.run(["mutool", "clean", "-E", "aes-256", "-U", "secret", "-O", "secret", plain, path],
                          capture_output=True)
    return done.returncode == 0


def bad_ones_cost_only_themselves(scratch):
    folder = os.path.join(scratch, "mixed")
    fill(folder, 50)
    with open(os.path.join(folder, "empty.txt"), "w"):
        pass
    with open(os.path.join(folder, "truncated.html"), "w") as f:
        f.write("<!DOCTYPE html><html><head><title>Ins")
    bad = {"empty.txt", "fifo", "dangling.txt", "unreadable.txt", "zeros.txt", "gone.txt"}
    if shutil.which("mutool") and encrypted_pdf(os.path.join(folder, "encrypted.pdf")):
        bad.add("encrypted.pdf")
    with open(os.path.join(folder, "zeros.txt"), "wb") as f:
        f.truncate(200 << 20)
    os.symlink("/proc/self/mem", os.path.join(folder, "unreadable.txt"))  # root reads whatever has no permission
    os.mkfifo(os.path.join(folder, "fifo"))
    os.symlink("nowhere", os.path.join(folder, "dangling.txt"))
    with open(os.path.join(folder, "utf-16.txt"), "w", encoding="utf-16") as f:
        f.write("No report, but a text.\n")
    gone = os.path.join(folder, "gone.txt")
    with open(gone, "w") as f:
        f.write("This file is removed while the run goes on.\n")
    # A converter that removes it, so that this happens after the folder was listed.
    tools = os.path.join(scratch, "tools")
    os.makedirs(tools)
    with open(os.path.join(tools, "mutool"), "w") as f:
        f.write(f"#!/bin/sh\nrm -f '{gone}'\nexec /usr/bin/mutool \"$@\"\n")
    os.chmod(os.path.join(tools, "mutool"), 0o755)
    shutil.copy(os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.pdf"), os.path.join(folder, "a-first.pdf"))
    env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}")
    done = kloe("-j1", "-f", "ndjson", folder, env=env)
    out = lines(done)
    reports = [o for o in out if o["document"]["kind"] == "inspection-report"]
    said = done.stderr.decode()
    check(done.returncode == 3, f"bad inputs: exit status {done.returncode}")
    with_pdf = os.path.exists("/usr/bin/mutool")
    check(len(reports) == 50 + with_pdf, f"bad inputs: {len(reports)} reports")
    check({os.path.basename(o["source"]["path"]) for o in out} - {f"report-{i:04}.txt" for i in range(50)}
          == {"truncated.html", "utf-16.txt"} | ({"a-first.pdf"} if with_pdf else set()), "bad inputs: others")
    for name in bad - (set() if with_pdf else {"gone.txt"}):
        check(any(f"/{name}: " in line and len(line.split(f"/{name}: ", 1)[1]) > 7 for line in said.splitlines()),
              f"{name} is not named with a reason")
    both = kloe("-j4", "-f", "ndjson", folder)
    check([o["source"]["path"] for o in lines(both) if o["document"]["kind"] == "inspection-report"] ==
          [o["source"]["path"] for o in reports], "bad inputs: -j4 gives other reports")


def what_is_no_document_is_skipped(scratch):
    folder = os.path.join(scratch, "saved")
    fill(folder, 2)
    binaries = {"logo.png": b"\x89PNG\r\n\x1a\n", "photo": b"\xff\xd8\xff\xe0",
                "font.woff": bytes(range(32)) * 8, "x.tar": b"a.txt".ljust(257, b"\0") + b"ustar\0"}
    meant = {"scan.pdf": b"\x89PNG\r\n\x1a\n", "old.doc": b"\xd0\xcf\x11\xe0", "packed.bz2": b"BZh9", "letter": b"{\\rtf1 }"}
    for name, content in {**binaries, **meant}.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(content)
    done = kloe("-f", "ndjson", "--junit", os.path.join(scratch, "saved.xml"), folder)
    said = done.stderr.decode()
    check(done.returncode == 3 and len(lines(done)) == 2 and "2 read" in said and "4 not read" in said, f"binaries: {said}")
    check("kloe: 4 files that are no documents were skipped" in said, f"binaries are not counted: {said}")
    check(not any(name in said for name in binaries) and all(name in said for name in meant), f"binaries: named wrongly: {said}")
    with open(os.path.join(scratch, "saved.xml")) as f:
        check('tests="6"' in f.read(), "binaries are test cases")
    check(b"photo: is a picture" in kloe("-v", folder).stderr, "binaries: -v does not name them")
    check(b"skipped" not in kloe("-q", folder).stderr, "binaries: -q counts them")
    for name in binaries:
        check(kloe(os.path.join(folder, name)).returncode == 4, f"{name}: given by name, it is no failure")
    for name in [*meant, "report-0000.txt", "report-0001.txt"]:
        os.remove(os.path.join(folder, name))
    done = kloe(folder)
    check(done.returncode == 4 and b"holds no file to read" in done.stderr, f"binaries alone: {done}")


def cache_serves_and_is_not_trusted(scratch):
    folder, cache = os.path.join(scratch, "good"), os.path.join(scratch, "cache")
    plain = kloe("-f", "json", folder)
    for run in ("first", "second"):
        done = kloe("-f", "json", "--cache", cache, folder)
        check((done.stdout, done.stderr) == (plain.stdout, plain.stderr), f"cache: the {run} run prints something else")
    entries = [os.path.join(d, f) for d, _, names in os.walk(cache) for f in names]
    check(len(entries) == 60, f"cache: {len(entries)} entries")
    for form in ("csv", "markdown", "summary"):
        cached, fresh = kloe("-f", form, "--cache", cache, folder), kloe("-f", form, folder)
        check((cached.stdout, cached.stderr) == (fresh.stdout, fresh.stderr), f"cache: {form} differs")
    for entry in entries:
        with open(entry, "r+b") as f:
            data = bytearray(f.read())
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            f.seek(0)
            f.write(data)
    done = kloe("-f", "json", "--cache", cache, folder)
    check((done.stdout, done.stderr) == (plain.stdout, plain.stderr), "cache: damaged entries are trusted")
    for entry in entries[::3]:
        os.truncate(entry, random.randrange(100))
    many = [subprocess.Popen([KLOE, "-f", "json", "--cache", cache, folder], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL) for _ in range(3)]
    for process in many:
        check(process.communicate()[0] == plain.stdout, "cache: processes that share it disturb each other")
    other = kloe("-f", "json", "--framework", "ofsted-school", "--cache", cache, os.path.join(folder, "report-0000.txt"))
    check(b'"framework":\t"ofsted-school"' in other.stdout, "cache: options do not count")
    done = kloe("--cache", os.path.join(folder, "report-0000.txt"), folder)
    check(done.returncode == 2, "cache: a file is taken for a folder")


def signals_end_it_cleanly(scratch):
    folder, cache = os.path.join(scratch, "many"), os.path.join(scratch, "cache-of-signals")
    out = os.path.join(scratch, "out.ndjson")
    fill(folder, 300)
    whole = kloe("-q", "-f", "ndjson", folder).stdout
    began = time.monotonic()
    kloe("-q", "-f", "ndjson", folder)
    seconds = time.monotonic() - began
    for i in range(20):
        process = subprocess.Popen([KLOE, "-q", "-f", "ndjson", "--cache", cache, folder], stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE)
        time.sleep(random.random() * seconds)
        process.send_signal(signal.SIGTERM)
        got, said = process.communicate(timeout=60)
        check(process.returncode in (0, -signal.SIGTERM), f"SIGTERM: status {process.returncode} {said}")
        check(got == b"" or (got.endswith(b"\n") and whole.startswith(got)), "SIGTERM: the output ends within a line")
        process = subprocess.Popen([KLOE, "-q", "-f", "json", "-o", out, folder], stderr=subprocess.PIPE)
        time.sleep(random.random() * seconds)
        process.terminate()
        process.communicate(timeout=60)
        if os.path.exists(out):
            with open(out) as f:
                check(len(json.load(f)) == 300, "SIGTERM: a part of -o FILE")
            os.unlink(out)
        left = [n for n in os.listdir(scratch) if "out.ndjson" in n]
        check(not left, f"SIGTERM: left behind: {left}")
    done = kloe("-q", "-f", "ndjson", "--cache", cache, folder)
    check(done.stdout == whole, "SIGTERM: the cache does not serve")


def a_closed_pipe_is_no_fault(scratch):
    folder = os.path.join(scratch, "many")
    process = subprocess.Popen([KLOE, "-f", "ndjson", folder], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    first = process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read().decode()
    process.wait(timeout=60)
    check(first.endswith(b"\n") and "cannot be written" not in said, f"closed pipe: {said[:200]}")


def converters_end_with_us(scratch):
    tools = os.path.join(scratch, "slow")
    os.makedirs(tools)
    mark = os.path.join(scratch, "started")
    with open(os.path.join(tools, "mutool"), "w") as f:
        f.write(f"#!/bin/sh\necho $$ > '{mark}'\nexec sleep 300\n")
    os.chmod(os.path.join(tools, "mutool"), 0o755)
    env = dict(os.environ, PATH=f"{tools}:{os.environ['PATH']}")
    process = subprocess.Popen([KLOE, os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.pdf")], env=env,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while not os.path.exists(mark) or not os.path.getsize(mark):
        time.sleep(0.01)
    process.terminate()
    process.wait(timeout=30)
    with open(mark) as f:
        pid = int(f.read())
    check(not os.path.exists(f"/proc/{pid}/stat"), "SIGTERM: a converter lives on")
    # one that hangs holds up neither the others nor, for longer than its time, the end
    folder = os.path.join(scratch, "hang")
    fill(folder, 20)
    shutil.copy(os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.pdf"), os.path.join(folder, "a.pdf"))
    done = kloe("-j2", "--timeout", "1", "-f", "ndjson", folder, env=env)
    check(done.returncode == 3 and len(lines(done)) == 20 and b"more than 1 seconds" in done.stderr, "a hanging converter")


def at_terminal(columns, *arguments, **env):
    """What it prints where standard output is a terminal."""
    pid, end = pty.fork()
    if pid == 0:
        fcntl.ioctl(1, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        os.chdir(SAMPLES)
        os.execve(KLOE, [KLOE, "--progress", "never", "--color", "never", *arguments], {**os.environ, **env})
    text = b""
    while True:
        try:
            piece = os.read(end, 65536)
        except OSError:
            piece = b""
        if not piece:
            break
        text += piece
    os.waitpid(pid, 0)
    os.close(end)
    return text.decode().replace("\r\n", "\n").splitlines()


def terminal_shows_lines(scratch):
    """Several inputs are a line each, in its width; -v and one alone are pages."""
    names = ["ofsted-ilacs-tarnbeck.md", "news-harbour-school.txt", "ofsted-ilacs-wexmoor.txt"]
    for columns, env in ((80, {}), (110, {}), (200, {"COLUMNS": "90"})):
        told = at_terminal(columns, *names, **env)
        width = int(env.get("COLUMNS", columns))
        check(len(told) == len(names) + 2 and told[0].startswith("Body ") and told[-1].startswith("kloe: 3 read"), f"lines at a terminal: {told}")
        check(all(len(line) <= width for line in told[:-1]), f"lines at a terminal of {width}: {told}")
        check("Inadequate" in told[1] and "no report" in told[2] and "2023-12-08" in told[3], f"lines at a terminal: {told}")
    check("==> news-harbour-school.txt <==" in at_terminal(80, "-v", *names), "-v at a terminal shows pages")
    check("Judgements" in at_terminal(80, names[0]), "one input at a terminal is a page")


def nothing_grows(scratch):
    """Memory and descriptors. Sanitizers keep what is freed, so there only descriptors count."""
    peaks = []
    text = os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.txt")
    for count in (10, 100, 1000):
        folder = os.path.join(scratch, f"grow-{count}")
        os.makedirs(folder)
        for i in range(count):
            shutil.copy(text, os.path.join(folder, f"{i:04}.txt"))
        process = subprocess.Popen(["sh", "-c", 'ulimit -n 24; exec "$@"', "sh", KLOE, "-q", "-j2", "-f", "ndjson",
                                    folder], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        check(status == 0 and not said, f"{count} with few descriptors: {said[:200]}")
        peaks.append(usage.ru_maxrss)
    if not SANITIZED:
        check(max(peaks) <= min(peaks) * 1.1, f"memory grows: {peaks} KiB for 10, 100 and 1000")


def main():
    random.seed(6)
    with tempfile.TemporaryDirectory() as scratch:
        for test in (carries_what_is_known, terminal_shows_lines, walks_in_byte_order, what_it_writes_is_not_read, threads_change_nothing, shards_make_up_the_whole,
                     records_are_inputs_each, a_bad_record_costs_itself, a_register_does_not_grow,
                     bad_ones_cost_only_themselves, what_is_no_document_is_skipped, cache_serves_and_is_not_trusted, signals_end_it_cleanly,
                     a_closed_pipe_is_no_fault, converters_end_with_us, nothing_grows):
            test(scratch)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
