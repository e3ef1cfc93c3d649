#!/usr/bin/env python3
"""Makes the fuzzers' seeds of the samples: a folder for each target.

    seeds.py KLOE SAMPLES OUT
"""
import gzip
import os
import shutil
import subprocess
import sys

KLOE, SAMPLES, OUT = sys.argv[1:]
DATA = os.path.dirname(os.path.abspath(SAMPLES))
PAGE = ('{"blocks":[{"type":"text","lines":[{"wmode":0,"bbox":{"x":70,"y":60,"w":200,"h":12},"font":{"name":"A","weight":"bold","size":12},'
        '"x":70,"y":70,"text":"Inspection report"},{"bbox":{"x":300,"y":60,"w":50,"h":12},"font":{"size":12},"y":70,"text":"Good"}]}]}')
WORDS = ('<!DOCTYPE html><html><body><doc><page width="595" height="842"><flow><block><line><word xMin="70" yMin="60" xMax="90" yMax="72">Good'
         '</word><word xMin="92" yMin="60" xMax="99" yMax="72">&amp;</word></line></block></flow></page></doc></body></html>')


def put(target, name, data):
    folder = os.path.join(OUT, target)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, name), "wb") as f:
        f.write(data)


def converted(command):
    if shutil.which(command[0]) is None:
        return b""
    return subprocess.run(command, capture_output=True).stdout


def main():
    targets = {".txt": "text", ".md": "markdown", ".html": "html", ".json": "record"}
    for name in sorted(os.listdir(SAMPLES)):
        with open(os.path.join(SAMPLES, name), "rb") as f:
            data = f.read()
        target = targets.get(os.path.splitext(name)[1])
        if not target:
            continue
        put(target, name, data[:8000])
        put("container", name + ".gz", gzip.compress(data[:2000], mtime=0))
        put("read", name, bytes([list(targets).index(os.path.splitext(name)[1]) + 1]) + data[:8000])
        if len(data) < 3000:
            put("cache", name + ".json", subprocess.run([KLOE, "-q", "-f", "ndjson", os.path.join(SAMPLES, name)], capture_output=True).stdout)
    put("container", "page.mhtml", b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=\"b\"\n\n--b\nContent-Type: text/html\n"
        b"Content-Transfer-Encoding: quoted-printable\n\n<p class=3D\"x\">Good=\n</p>\n--b--\n")
    put("container", "base64.mhtml", b"From: x\nMIME-Version: 1.0\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+R29vZDwvcD4=\n")
    for folder in ("frameworks", "frameworks/parts"):
        for name in sorted(os.listdir(os.path.join(DATA, folder))):
            if name.endswith(".json"):
                with open(os.path.join(DATA, folder, name), "rb") as f:
                    data = f.read()
                if len(data) < 20000:
                    put("profile", name, data)
    put("placed", "stext", b'1{"file":"x","pages":[' + ",".join([PAGE] * 3).encode() + b"]}")
    put("placed", "words", b"0" + WORDS.encode())
    pdf = os.path.join(SAMPLES, "ofsted-ilacs-wexmoor.pdf")
    for name, command in (("mutool", ["mutool", "draw", "-q", "-F", "stext.json", pdf, "1"]), ("pdftotext", ["pdftotext", "-q", "-l", "1", "-bbox-layout", pdf, "-"])):
        said = converted(command)
        if said:
            put("placed", name, b"1" + said)


main()
