#!/usr/bin/env python3
"""Converters that break off, lie, hang, or look around: none is believed, none lives on, none finds what it does not need.

    converter.py KLOE [--sanitized]
"""
import json
import os
import signal
import subprocess
import sys
import tempfile
import time

import memory

KLOE = os.path.abspath(sys.argv[1])
SANITIZED = "--sanitized" in sys.argv
passed = failed = 0


def check(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print("FAIL", what)


class Tools:
    """A folder with a mutool that is a script; $GOOD is what a good one says, $HALF the first half of it."""

    def __init__(self, scratch):
        self.scratch = scratch
        self.pdf = os.path.join(scratch, "report.pdf")
        with open(self.pdf, "wb") as f:
            f.write(b"%PDF-1.4\n")
        memory.pdf_tools(scratch)
        self.good = os.path.join(scratch, "stext.json")
        self.half = os.path.join(scratch, "half.json")
        with open(self.good, "rb") as f, open(self.half, "wb") as g:
            text = f.read()
            g.write(text[:text.index(b',{"blocks"') + 200])

    def write(self, script, name="mutool", first="#!/bin/sh"):
        path = os.path.join(self.scratch, name)
        with open(path, "w") as f:
            f.write(f"{first}\nGOOD='{self.good}' HALF='{self.half}' HERE='{self.scratch}'\n{script}\n")
        os.chmod(path, 0o755)

    def run(self, script, *more, env=None, **options):
        self.write(script)
        env = dict({"PATH": f"{self.scratch}:/usr/bin:/bin"}, **(env or {}))
        began = time.monotonic()
        done = subprocess.run([KLOE, "-f", "json", "--timeout", "2", *more, self.pdf], capture_output=True, timeout=60, env=env, **options)
        done.seconds = time.monotonic() - began
        done.report = json.loads(done.stdout) if done.stdout else None
        done.codes = [d["code"] for d in done.report["diagnostics"]] if done.report else []
        return done


def is_not_believed(tools):
    good = tools.run('cat "$GOOD"')
    want = good.report["judgements"]
    check(good.returncode == 0 and len(want) == 2 and "pdf-damaged" not in good.codes, f"a good converter: {good.stderr}")
    refused = {
        "dies after half": 'cat "$HALF"; kill -9 $$',
        "dies after all": 'cat "$GOOD"; kill -SEGV $$',
        "dies when its output is closed": 'cat "$GOOD"; exec >&- 2>&-; kill -TERM $$',
        "dies at once": "kill -9 $$",
        "hangs": 'cat "$GOOD"; sleep 100',
        "hangs with its output closed": 'cat "$GOOD"; exec >&- 2>&-; sleep 100',
        "hangs in another": 'cat "$GOOD"; sleep 100 & exit 0',
        "says nothing": "exit 0",
        "fails and says nothing": "exit 1",
        "writes bytes": "head -c 3000 /dev/urandom",
        "writes zeros": "head -c 3000 /dev/zero",
    }
    for name, script in refused.items():
        done = tools.run(script)
        check(done.returncode == 4 and not done.stdout and tools.pdf.encode() in done.stderr, f"{name}: {done.returncode} {done.stderr}")
        check(done.seconds < 10, f"{name}: {done.seconds:.1f} seconds")
    warned = {
        "exits 1 after half": 'cat "$HALF"; exit 1',
        "exits 1 after all": 'cat "$GOOD"; exit 1',
        "exits 0 after half": 'cat "$HALF"',
        "closes its output after half": 'cat "$HALF"; exec >&-',
        "complains and exits 1": 'cat "$GOOD"; echo no >&2; exit 1',
    }
    for name, script in warned.items():
        done = tools.run(script)
        check(done.returncode == 0 and "pdf-damaged" in done.codes, f"{name}: {done.returncode} {done.stderr}")
    for name, script in {"writes slowly": 'head -c 500 "$GOOD"; sleep 0.5; tail -c +501 "$GOOD"', "complains": 'cat "$GOOD"; head -c 100000 /dev/zero >&2',
                         "reads nothing": 'exec <&-; cat "$GOOD"', "has no output but that": 'cat "$GOOD"; exec >&-; sleep 0.3'}.items():
        done = tools.run(script)
        check(done.returncode == 0 and done.report["judgements"] == want and "pdf-damaged" not in done.codes, f"{name}: {done.returncode} {done.stderr}")
    # whose parent ignores the end of children
    ignoring = tools.run('cat "$HALF"; kill -9 $$', preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
    check(ignoring.returncode == 4, f"SIGCHLD ignored: {ignoring.returncode}")
    ignoring = tools.run('cat "$GOOD"', preexec_fn=lambda: signal.signal(signal.SIGCHLD, signal.SIG_IGN))
    check(ignoring.returncode == 0, f"SIGCHLD ignored, good: {ignoring.returncode} {ignoring.stderr}")


def is_found_in_path(tools):
    tools.write('cat "$GOOD"', first="#!/nowhere/sh")
    tools.write('echo A text of another converter.', name="pdftotext")
    done = subprocess.run([KLOE, "-f", "json", tools.pdf], capture_output=True, env={"PATH": tools.scratch})
    check(done.returncode == 0, f"one that cannot be started is passed over: {done.stderr}")
    os.unlink(os.path.join(tools.scratch, "pdftotext"))
    with open(os.path.join(tools.scratch, "mutool"), "wb") as f:
        f.write(b"\x7fno program\n")
    done = subprocess.run([KLOE, tools.pdf], capture_output=True, env={"PATH": tools.scratch})
    check(done.returncode == 4 and b"cannot be started" in done.stderr, f"no program: {done.returncode} {done.stderr}")
    os.unlink(os.path.join(tools.scratch, "mutool"))
    for path in ("", ":", ":::", "/nowhere", "x" * 5000, tools.scratch):
        done = subprocess.run([KLOE, tools.pdf], capture_output=True, env={"PATH": path}, cwd=tools.scratch)
        check(done.returncode == 4 and b"a converter is needed" in done.stderr, f"PATH={path[:20]}: {done.stderr}")


def has_what_it_needs_alone(tools):
    """The converter tells what it has in the text of the page."""
    seen = os.path.join(tools.scratch, "seen")
    script = ('env > "$HERE/seen"; ls /proc/self/fd | tr "\\n" " " >> "$HERE/seen"; echo >> "$HERE/seen"; ulimit -v >> "$HERE/seen"; ulimit -c >> "$HERE/seen"; '
              'grep -E "Sig(Blk|Ign)" /proc/self/status >> "$HERE/seen"; grep -E "NoNewPrivs|Seccomp:" /proc/self/status >> "$HERE/seen"; cat "$GOOD"')
    secret = os.open("/etc/passwd", os.O_RDONLY)
    done = tools.run(script, env={"SECRET": "told", "LANG": "C.UTF-8", "LD_LIBRARY_PATH": "/nowhere"}, pass_fds=[secret])
    with open(seen) as f:
        text = f.read()
    check(done.returncode == 0, f"what it has: {done.stderr}")
    check("SECRET" not in text and "LD_LIBRARY" not in text and "LANG=C.UTF-8" in text, f"its environment: {text}")
    check("\n0 1 2 3 \n" in text, f"its descriptors, and that of the folder: {text}")
    check("\n2097152\n0\n" in text, f"its limits: {text}")
    check("SigBlk:\t0000000000000000" in text and "SigIgn:\t0000000000000000" in text, f"its signals: {text}")
    check("NoNewPrivs:\t1" in text, f"its privileges: {text}")
    if "Seccomp:\t2" in text:
        done = tools.run("exec 2>&1; python3 -c 'import socket; socket.socket()' > \"$HERE/seen\" 2>&1; cat \"$GOOD\"")
        with open(seen) as f:
            text = f.read()
        check("Operation not permitted" in text or "not found" in text, f"the network: {text}")
    # closed standard descriptors of kloe's own
    for closed in ((0,), (0, 2), (2,)):
        done = tools.run('cat > /dev/null; cat "$GOOD"', preexec_fn=lambda c=closed: [os.close(fd) for fd in c])
        check(done.returncode == 0 and len(done.report["judgements"]) == 2, f"closed {closed}: {done.returncode} {done.stderr}")




def dies_with_its_parent(tools):
    mark = os.path.join(tools.scratch, "mark")
    for ending in (signal.SIGKILL, signal.SIGTERM, signal.SIGINT):
        if os.path.exists(mark):
            os.unlink(mark)
        tools.write('echo $$ > "$HERE/mark.new"; mv "$HERE/mark.new" "$HERE/mark"; exec sleep 300')
        process = subprocess.Popen([KLOE, tools.pdf], env={"PATH": f"{tools.scratch}:/usr/bin:/bin"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while not os.path.exists(mark):
            time.sleep(0.01)
        process.send_signal(ending)
        process.wait(timeout=20)
        with open(mark) as f:
            pid = f.read().strip()
        for _ in range(100):
            state = open(f"/proc/{pid}/stat").read().split()[2] if os.path.exists(f"/proc/{pid}/stat") else "gone"
            if state in ("gone", "Z", "X"):
                break
            time.sleep(0.02)
        check(state in ("gone", "Z", "X"), f"{ending.name}: the converter lives on ({state})")
        check(process.returncode == -ending, f"{ending.name}: status {process.returncode}")


def main():
    with tempfile.TemporaryDirectory() as scratch:
        tools = Tools(scratch)
        for test in (is_not_believed, is_found_in_path, has_what_it_needs_alone, dies_with_its_parent):
            test(tools)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
