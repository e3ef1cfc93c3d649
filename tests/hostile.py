#!/usr/bin/env python3
"""Inputs made to hurt, each with a limit on time and memory.

    hostile.py KLOE [--sanitized]      sanitizers take more of both

An input passes when kloe ends in time, in the memory allowed, with an exit status that it documents, and
prints either a whole JSON document or a message that names the file.
"""
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time

SECONDS = 20
MEMORY = 3 << 30


def inputs():
    """Name, bytes, and whether it must be readable (None: either will do)."""
    word = b"word "
    yield "empty", b"", False
    yield "one-byte", b"x", True
    yield "tags-alone.html", b"<!DOCTYPE html><p><b></b><div style='top:1px'></div>" * 3, None
    yield "nuls", b"\0" * 100000, False
    yield "some-nuls", b"Title\0of a report\n\n" * 50, None
    yield "invalid-utf8", b"Title \xff\xfe\x80 of \xc3( a report \xe2\x82\n" * 2000, None
    yield "utf16", ("Outcome 1 Rights\n\n1. A finding.\n" * 500).encode("utf-16"), True
    yield "utf16-odd-length", "Outcome 1 Rights\n".encode("utf-16") + b"\x41", True
    yield "utf16-lone-surrogate", b"\xff\xfe" + b"\x00\xd8A\x00" * 3000, None
    yield "line-of-50-mb", word * (10 << 20), True
    yield "lines-of-50-mb", b"a\n" * (25 << 20), None
    yield "million-headings.md", b"# a\n" * 1000000, True
    yield "million-numbers", b"".join(b"%d. text\n" % (i % 1000) for i in range(1000000)), True
    yield "million-pages", b"1\n\f" * 1000000, True
    yield "million-bullets.md", b"- a\n" * 1000000, True
    yield "brackets.md", b"# a\n" + b"[" * 2000000, True
    yield "links.md", b"# a\n" + b"[a](" * 500000, True
    yield "emphasis.md", b"# a\n" + b"* _ ** " * 500000, True
    yield "stars.md", b"# a\n" + b"*" * 2000000, True
    yield "tags.md", b"# a\n" + b"<a " * 500000, True
    yield "quotes.md", b"# a\n" + b"> " * 1000000 + b"\n" + b">" * 1000000, True
    yield "pipes.md", b"# a\n|" + b"a|" * 1000000, True
    yield "tabs", b"a\t" * 1000000, True
    yield "json-deep.json", b'{"a":' + b"[" * 100000 + b"]" * 100000 + b"}", False
    yield "json-wide.json", b'{"a":[' + b"1," * 3000000 + b"1]}", False
    yield "json-cut.json", b'{"locationId": "1-123456", "name": "Oak', False
    yield "json-escapes.json", b'{"name":"' + b"\\u00e9\\n\\\\" * 300000 + b'"}', True
    yield "json-record.json", b'{"locationId":"1-12345","assessment":[' + b'{"asgRatings":[{"name":"Safe","rating":"Good"}]},' * 20000 + b"{}]}", True
    yield "records-cut.json", b'[{"locationId":"1-12345","name":"Oak"},{"locationId":"1-1', None
    yield "records-open.json", b'[{"a":"' + b"\\\\" * 2000000, False
    yield "records-deep.json", b'[{"a":' + b"[" * 3000000, False
    yield "records-garbage.json", b"[{}" + b" x, ]{" * 2000, None
    yield "records-empty.ndjson", b"{}\n" * 2000, None
    yield "records-blank.json", b"[" + b" " * 5000000 + b"{}]", None
    yield "record-rows.json", (b'{"locationId":"1-12345","name":"Oak","currentRatings":{"overall":{"keyQuestionRatings":['
                               + b'{"name":"Safe","rating":"Good"},{"rating":"Good"},' * 8000 + b"{}]}}}"), True
    yield "record-doubled-keys.json", b'{"locationId":"1-12345","name":"Oak","historicRatings":{"a":1' + b',"reportDate":"2019-02-03"' * 100000 + b"}}", True
    yield "record-dates.json", (b'{"locationId":"1-12345","name":"Oak","historicRatings":[{}'
                                + b"".join(b',{"reportDate":"%d-%02d-%02d"}' % (1900 + i // 336, 1 + i // 28 % 12, 1 + i % 28) for i in range(90000)) + b"]}"), True
    yield "two-columns", b"".join(b"%-60s   %s\n" % (b"words on the left side of the page, line after line", b"words on the right side of the page, line after line") for _ in range(100000)), True
    yield "grid", b"Overall rating for this trust\nRatings for A\n\n" + b"         Safe      Effective    Caring\n" + b"Surgery  Requires  Good         Good\n" * 50000, True
    yield "breaches", b"Overall rating for this service\n\nEnforcement actions\n\n" + b"Personal care\nRegulation 12 HSCA (RA) Regulations 2014 Safe care and treatment\n" * 50000, True
    yield "inspections", b"Overall rating for this service\n\nGood\n\n" + b"".join(b"%d May %d\n\nWords.\n\n" % (1 + i % 28, 1900 + i // 28 % 299) for i in range(20000)), True
    yield "links.html", b"<html><body><p>Overall: Good</p>" + b'<a href="/location/1-12345">x</a>' * 200000, True
    yield "columns", (b"a" + b" " * 20) * 200000 + b"\n" + (b"b" + b" " * 20) * 200000, True
    yield "row-of-many-lines", b"label      value\n" + b"           more\n" * 500000, True
    yield "nested-div.html", b"<html><body>" + b"<div>" * 400000 + b"text", True
    yield "nested-table.html", b"<table><tr><td>" * 100000 + b"text", True
    yield "nested-list.html", b"<ul><li>" * 200000 + b"text", True
    yield "misplaced-ends.html", b"<div>" * 400000 + b"</b></i></span>" * 400000, None
    yield "open-comment.html", b"<html><body><p>text</p><!-- " + word * 1000000, True
    yield "open-tag.html", b"<html><body><p>text</p><a href='" + word * 1000000, None
    yield "open-script.html", b"<html><body><p>text</p><script>" + word * 1000000, True
    yield "attributes.html", b"<p " + b"".join(b"a%d=1 " % i for i in range(300000)) + b">text</p>", False
    yield "entities.html", b"<p>" + b"&amp;&#8217;&nbsp;&bogus;&" * 200000, True
    yield "spans.html", b"<table><tr>" + b"<td rowspan=60000>a</td>" * 3000 + b"</tr>" + b"<tr><td>b</td></tr>" * 50, None
    yield "nuls.html", b"<html><body><p>a\0b</p>\0<p>c</p></body></html>", True
    yield "recommendations.md", (b"## Report on the outcome of the integrated inspection of safeguarding and "
                                 b"looked after children's services in X\n\n## Recommendations\n\n"
                                 + b"The Trust must act.\n\n" * 100000), True
    yield "contents.md", (b"## Report on the outcome of the integrated inspection of safeguarding and "
                          b"looked after children's services in X\n\n" + b"## Recommendations\n\n" * 200000), True
    yield "addressees.md", (b"## Report on the outcome of the integrated inspection of safeguarding and "
                            b"looked after children's services in X\n\n## Recommendations\n\n"
                            + b"The A and B " * 100000 + b" must act.\n"), True
    yield "articles.txt", (b"Report on the outcome of the integrated inspection of safeguarding and looked after "
                           b"children's services in X\n\nProvider services included: A Trust\n\n"
                           + b"the " * 1000000), True
    yield "label-values.txt", (b"Report on the outcome of the integrated inspection of safeguarding and looked after "
                               b"children's services in X\n\nProvider services included: " + b"A Trust, " * 300000), True


def limit(memory):
    def set_limits():
        if memory:
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    return set_limits


def judge(done, path, must_read):
    message = done.stderr.decode(errors="replace")
    if done.returncode not in (0, 3, 4):
        return f"exit {done.returncode}: {message[-400:]}"
    if must_read is not None and must_read != (done.returncode == 0):
        return f"exit {done.returncode}, {'should' if must_read else 'should not'} be readable: {message[:200]}"
    if done.returncode != 4 or done.stdout:
        json.loads(done.stdout)
    if done.returncode and (os.path.basename(path) not in message or done.stdout not in (b"", b"[]\n") and done.returncode == 4):
        return f"no message that names the file, or half a document: {message[:200]!r}"
    return None


def attempt(command, path, must_read, sanitized, **options):
    begun = time.monotonic()
    try:
        done = subprocess.run(command, capture_output=True, timeout=SECONDS * (6 if sanitized else 1),
                              preexec_fn=limit(0 if sanitized else MEMORY), **options)
        return judge(done, path, must_read), time.monotonic() - begun
    except subprocess.TimeoutExpired:
        return "took too long", time.monotonic() - begun
    except ValueError as error:
        return f"no whole JSON document: {error}", time.monotonic() - begun


def pairs():
    """Name and two reports, as kloe writes them, to be compared."""
    def report(sha, **parts):
        return json.dumps({"schema": "kloe.report/1", "source": {"path": "x", "format": "text", "encoding": "UTF-8", "sha256": sha * 64},
                           "document": {"kind": "inspection-report", "framework": "ofsted-sif"}, "subject": {"name": "A"}, **parts})

    def told(texts):
        return {"recommendations": [{"kind": "recommendation", "text": text} for text in texts]}

    def graded(aspects):
        return {"judgements": [{"aspect": a, "grade": "good", "grade_text": "Good", "scale": "four-point", "rank": 2147483000, "of": 4} for a in aspects]}

    words = [" ".join(f"w{i * k % 997}" for k in range(900)) for i in range(400)]
    yield "recommendations alike", report("a", **told(["Review all plans."] * 5000)), report("b", **told(["Review the plans of all."] * 5000))
    yield "recommendations of many words", report("a", **told(words)), report("b", **told(w + " " + w for w in words))
    yield "one recommendation", report("a", **told(["a " * 500000])), report("b", **told(["a b " * 250000]))
    yield "judgements alike", report("a", **graded(["Safe"] * 20000)), report("b", **graded(["Safe"] * 20000))
    yield "labels", report("a", **graded(f"a {i}" for i in range(10000))), report("b", **{"diagnostics": [
        {"severity": "warning", "code": "judgement-without-grade", "message": f"a {i}"} for i in range(10000)]})
    yield "words that are none", report("a", **told(["", " ", "...", "\u2019"]), **graded(["", "-"])), report("b", **told(["", "!"]), **graded(["", "&"]))
    yield "no report", report("a"), '{"schema": "kloe.report/1"}'
    yield "types", report("a"), report("b", judgements={"a": 1}, people=[1, [], None], subject=[], inspection=7)


def attempt_pair(binary, folder, old, new, sanitized, form):
    paths = [os.path.join(folder, name) for name in ("old.json", "new.json")]
    for path, text in zip(paths, (old, new)):
        with open(path, "w") as f:
            f.write(text)
    fault, seconds = attempt([binary, "compare", "-q", "-f", form, *paths], paths[1], None, sanitized)
    return (fault if form == "json" or not fault or "JSON" not in fault else None), seconds


def main():
    binary, sanitized, failed, count = sys.argv[1], "--sanitized" in sys.argv, 0, 0

    def report(name, fault, seconds):
        nonlocal failed, count
        count += 1
        failed += fault is not None
        if fault or seconds > 1:
            print(f"{'FAIL' if fault else 'ok'} {name}: {fault or ''} ({seconds:.1f} s)")

    with tempfile.TemporaryDirectory() as folder:
        for name, data, must_read in inputs():
            path = os.path.join(folder, name)
            with open(path, "wb") as f:
                f.write(data)
            report(name, *attempt([binary, "-q", "-f", "json", path], path, must_read, sanitized))
            if len(data) < 4 << 20:
                fault, seconds = attempt([binary, "-q", path], path, None, sanitized)
                report(name + ", summary", None if fault and "JSON" in fault else fault, seconds)
            report(name + ", explained", *attempt([binary, "-q", "explain", "-f", "json", path], path, must_read, sanitized))
            os.unlink(path)
        for name, old, new in pairs():
            for form in ("json",) if sanitized else ("json", "summary", "markdown", "html"):
                report(f"compare: {name}, {form}", *attempt_pair(binary, folder, old, new, sanitized, form))
        empty = os.path.join(folder, "empty")
        os.mkdir(empty)
        report("a folder", *attempt([binary, empty], empty, False, sanitized))
        fifo = os.path.join(folder, "fifo")
        os.mkfifo(fifo)
        writer = subprocess.Popen(["sh", "-c", f"printf 'a report' > {fifo}"])
        report("a FIFO", *attempt([binary, "-f", "json", fifo], fifo, True, sanitized))
        writer.wait()
        secret = os.path.join(folder, "secret.txt")
        with open(secret, "w") as f:
            f.write("a report")
        os.chmod(secret, 0)
        user = {"user": 65534} if os.geteuid() == 0 else {}  # root reads everything
        reachable = shutil.copy(binary, os.path.join(folder, "kloe"))
        os.chmod(folder, 0o755)
        report("an unreadable file", *attempt([reachable, secret], secret, False, sanitized, **user))
    print(f"{count - failed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
