#!/usr/bin/env python3
"""Every allocation of a run fails once, in kloe, its libraries and libc: the run must say so, or print what it prints else.

    memory.py KLOE SHIM SAMPLES [--stride N] [--only WORD]

Silent or wrong (status 0 and another output), a signal, no word on standard error, and more than some seconds are faults.
What is done before the first input is the same for all, and goes through once.
"""
import argparse
import gzip
import io
import os
import shutil
import subprocess
import sys
import tempfile
import zipfile

SECONDS = 10
TEXT = """SC900321

Registered provider: Larkrise Care Limited

Full inspection

Inspected under the social care common inspection framework

Information about this children's home

It cares for up to four children, and for a "small" café.

Inspection dates: 3 and 4 June 2024

Overall experiences and progress of children and young people: requires improvement to be good

The effectiveness of leaders and managers: good

What does the children's home need to do to improve?

Recommendations

- The registered person should ensure that care plans are kept up to date, as "agreed", by all staff.
- The registered person should ensure that the café's records are checked.
"""
HTML = """<!DOCTYPE html><html><head><title>Larkrise</title></head><body><h1>Larkrise: inspection &amp; report</h1>
<p>Inspected and rated: 4 March 2019</p><table><tr><th>Overall</th><td>Good</td></tr><tr><td>Safe</td><td>Requires improvement</td></tr></table>
<h2>Action the provider must take</h2><ul><li>Ensure that records are <a href="#x">kept</a>.<li>Ensure staff are trained.</ul></body></html>
"""
RECORD = ('{"locationId": "1-3000000001", "providerId": "1-3999999999", "registrationStatus": "Registered", "name": "House %d",'
          ' "currentRatings": {"overall": {"rating": "Good", "reportDate": "2020-02-03", "reportLinkId": "x",'
          ' "keyQuestionRatings": [{"name": "Safe", "rating": "Good", "reportDate": "2020-02-03"}]}},'
          ' "reports": [{"linkId": "x", "firstVisitDate": "2020-01-02"}]}\n')


def line(text, y):
    return ('{"wmode":0,"bbox":{"x":70,"y":%d,"w":200,"h":12},"font":{"name":"A","family":"sans-serif","weight":"normal","style":"normal","size":12},'
            '"x":70,"y":%d,"text":"%s"}' % (y, y + 10, text))


def pdf_tools(folder):
    """A converter that says what the text says, at once."""
    lines = [line(t.replace('"', ''), 60 + 18 * i) for i, t in enumerate(TEXT.splitlines()) if t]
    pages = ['{"blocks":[{"type":"text","lines":[%s]}]}' % ",".join(part) for part in (lines[:10], lines[10:])]
    with open(os.path.join(folder, "stext.json"), "w") as f:
        f.write('{"file":"x","pages":[%s]}' % ",".join(pages))
    with open(os.path.join(folder, "mutool"), "w") as f:
        f.write(f"#!/bin/sh\nexec /bin/cat '{folder}/stext.json'\n")
    os.chmod(os.path.join(folder, "mutool"), 0o755)


def office(body, others):
    """An archive with the text as paragraphs: DOCX, or ODT where `others` have its kind."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, text in {**others, **body}.items():
            z.writestr(name, text)
    return out.getvalue()


def as_docx():
    text = "".join('<w:p>%s<w:r><w:t>%s</w:t></w:r></w:p>' % ('<w:pPr><w:pStyle w:val="L"/></w:pPr>' if t.startswith("- ") else "", t.lstrip("- "))
                   for t in TEXT.splitlines() if t)
    return office({"word/document.xml": f'<w:document xmlns:w="w">{text}</w:document>'}, {
        "word/styles.xml": '<w:styles xmlns:w="w"><w:style w:styleId="L"><w:name w:val="List"/><w:numPr><w:numId w:val="1"/></w:numPr></w:style></w:styles>',
        "word/numbering.xml": '<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>'
                              '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'})


def as_odt():
    text = "".join(f"<text:list><text:list-item><text:p>{t[2:]}</text:p></text:list-item></text:list>" if t.startswith("- ") else f"<text:p>{t}</text:p>"
                   for t in TEXT.splitlines() if t)
    return office({"content.xml": f'<office:text xmlns:office="o" xmlns:text="t">{text}</office:text>'},
                  {"mimetype": "application/vnd.oasis.opendocument.text"})


def inputs(folder, samples):
    word = HTML.replace("=", "=3D")
    made = {
        "old.txt": TEXT.replace("2024", "2022").replace("leaders and managers: good", "leaders and managers: inadequate").replace("are kept", "are always kept"), "text.txt": TEXT, "markdown.md": "# " + TEXT.split("\n", 1)[1], "page.html": HTML, "record.json": RECORD % 1,
        "records.ndjson": RECORD % 1 + RECORD % 2, "text.txt.gz": gzip.compress(TEXT.encode(), mtime=0), "report.pdf": b"%PDF-1.4\n", "report.docx": as_docx(), "report.odt": as_odt(),
        "page.mhtml": "From: <Saved>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n"
                      f"Content-Transfer-Encoding: quoted-printable\n\n{word}\n--b--\n",
        "windows.txt": TEXT.replace("e\u0301", "e").encode("windows-1252").replace(b"\"", b"\x93"),
    }
    for name, text in made.items():
        with open(os.path.join(folder, name), "wb") as f:
            f.write(text if isinstance(text, bytes) else text.encode())
    with open(os.path.join(folder, "known.csv"), "w") as f:
        f.write("path,team\ntext.txt,North\n")
    shutil.copy(os.path.join(samples, "cqc-slac-aldersea.html"), folder)
    return list(made)


def commands(names):
    writers = [["-f", "summary"], ["-f", "json"], ["-f", "ndjson"], ["-f", "markdown"]] + [["-f", "csv", "-t", t] for t in (
        "reports", "judgements", "standards", "findings", "recommendations")]
    for name in names:
        yield ["-f", "json", name]
    for writer in writers:
        yield [*writer, "text.txt"]
        yield [*writer, "cqc-slac-aldersea.html"]
    yield ["explain", "text.txt"]
    yield ["explain", "-f", "json", "text.txt"]
    yield ["-f", "csv", "--excel", "--meta", "known.csv", "text.txt"]
    yield ["--fail-on", "overall:inadequate", "--junit", "junit.xml", "--annotate", "github", "text.txt", "markdown.md", "-j1"]
    yield ["-f", "json", "--cache", "cache", "text.txt"]
    for form in ("summary", "json", "markdown", "html"):
        yield ["compare", "-f", form, "old.txt", "text.txt"]
    yield ["compare", "-f", "ndjson", "-j1", "--fail-on", "declined", "records.ndjson", "records.ndjson"]
    yield ["-f", "ndjson", "-o", "/dev/stdout", "--files-from", "list", "-j1"]


class Sweep:
    def __init__(self, options, folder):
        self.options, self.folder = options, folder
        self.count_file = os.path.join(folder, ".count")
        self.tried = 0
        self.faults = []

    def run(self, command, at):
        env = {"PATH": f"{self.folder}:/usr/bin:/bin", "LD_PRELOAD": self.options.shim, "KLOE_FAIL_AT": str(at), "KLOE_FAIL_COUNT": self.count_file}
        try:
            return subprocess.run([self.options.kloe, *command], cwd=self.folder, env=env, capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)
        except subprocess.TimeoutExpired:
            return None

    def count(self, command):
        self.run(command, -1)
        with open(self.count_file) as f:
            return int(f.read())

    def judge(self, command, at, good):
        done = self.run(command, at)
        self.tried += 1
        fault = ("hangs" if done is None else f"signal {-done.returncode}" if done.returncode < 0 else
                 "silent and wrong" if done.returncode == good.returncode and done.stdout != good.stdout else
                 "status without a word" if done.returncode != good.returncode and not done.stderr else None)
        if fault:
            self.faults.append((fault, command, at))
            print("FAULT", fault, " ".join(command), "allocation", at, flush=True)

    def sweep(self, command, first):
        good = self.run(command, -1)
        assert good and good.returncode == 0, (command, good)
        last = self.count(command)
        before = len(self.faults)
        for at in range(min(first, last), last, self.options.stride):
            self.judge(command, at, good)
        print(f"{len(self.faults) - before} of {(last - first) // self.options.stride}: {' '.join(command)}", flush=True)


def main():
    parser = argparse.ArgumentParser()
    for name in ("kloe", "shim", "samples"):
        parser.add_argument(name, type=os.path.abspath)
    parser.add_argument("--stride", type=int, default=1)
    parser.add_argument("--only", default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        pdf_tools(folder)
        names = inputs(folder, options.samples)
        with open(os.path.join(folder, "list"), "w") as f:
            f.write("text.txt\nmarkdown.md\n")
        sweep = Sweep(options, folder)
        start = max(sweep.count(["frameworks"]) - 20, 1)
        assert sweep.count(["-f", "json", "text.txt"]) > 100, "the shim counts nothing"
        for command in commands(names):
            if options.only in " ".join(command):
                sweep.sweep(command, start)
        if not options.only:
            sweep.options.stride = max(options.stride, 5)
            sweep.sweep(["frameworks"], 0)
    print(f"{sweep.tried} failures, {len(sweep.faults)} faults")
    sys.exit(bool(sweep.faults))


if __name__ == "__main__":
    main()
