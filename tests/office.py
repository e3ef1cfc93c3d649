#!/usr/bin/env python3
"""Office documents: what their elements mean, and archives that lie.

    office.py KLOE
"""
import json
import os
import struct
import subprocess
import sys
import tempfile
import zipfile
import zlib

KLOE = os.path.abspath(sys.argv[1])
passed = failed = 0
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="mc"'
OPEN = ('xmlns:office="o" xmlns:style="s" xmlns:text="t" xmlns:table="b" xmlns:draw="d" xmlns:svg="v"')
ODT_KIND = b"application/vnd.oasis.opendocument.text"


def check(good, what):
    global passed, failed
    passed += bool(good)
    failed += not good
    if not good:
        print(f"FAIL {what}")


def archive(path, members, **options):
    with zipfile.ZipFile(path, "w", options.get("method", zipfile.ZIP_DEFLATED)) as z:
        for name, content in members.items():
            z.writestr(name, content)
    return path


def docx(path, body, styles="", numbering="", **options):
    return archive(path, {
        "[Content_Types].xml": "<Types/>", "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?>\n<w:document {W}><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>", "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>"}, **options)


def odt(path, body, head="", styles=""):
    return archive(path, {
        "mimetype": ODT_KIND, "styles.xml": f"<office:document-styles {OPEN}>{styles}</office:document-styles>",
        "content.xml": f"<office:document-content {OPEN}><office:automatic-styles>{head}</office:automatic-styles><office:body><office:text>{body}"
                       "</office:text></office:body></office:document-content>"})


def run(path, *arguments):
    return subprocess.run([KLOE, *arguments, path], capture_output=True, timeout=60, check=False)


def blocks(path):
    """(kind, words) of each line that explain lists: "heading", "item", "row 1" with the cell."""
    done = run(path, "-f", "json", "explain")
    if done.returncode:
        return done.stderr.decode()
    return [(line["kind"] + (f" {line['cell']}" if line.get("cell") else ""), line["text"]) for line in json.loads(done.stdout)["lines"]]


def p(text, properties="", run=""):
    return f'<w:p>{properties and f"<w:pPr>{properties}</w:pPr>"}<w:r>{run and f"<w:rPr>{run}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def item(text, number=1, level=0):
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


STYLES = ('<w:style w:type="paragraph" w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="Mine"><w:name w:val="Mine"/><w:basedOn w:val="berschrift2"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="Outlined"><w:name w:val="Other"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
          '<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>'
          '<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="N"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
          '<w:style w:type="paragraph" w:styleId="Round"><w:name w:val="R"/><w:basedOn w:val="Round"/></w:style>')


def level(index, form, text, start=1):
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'


NUMBERING = (f'<w:abstractNum w:abstractNumId="0">{level(0, "bullet", "•")}{level(1, "bullet", "o")}</w:abstractNum>'
             f'<w:abstractNum w:abstractNumId="1">{level(0, "decimal", "%1.")}{level(1, "lowerLetter", "%2)")}</w:abstractNum>'
             '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
             '<w:num w:numId="3"><w:abstractNumId w:val="1"/></w:num>'
             '<w:num w:numId="4"><w:abstractNumId w:val="1"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>')


def word_elements(folder):
    path = os.path.join(folder, "a.docx")

    def shows(what, body, want):
        got = blocks(docx(path, body, STYLES, NUMBERING))
        check(got == want, f"docx, {what}: {got}")

    shows("headings", p("Two", '<w:pStyle w:val="berschrift2"/>') + p("Based", '<w:pStyle w:val="Mine"/>') + p("Three", '<w:pStyle w:val="Outlined"/>')
          + p("Direct", '<w:outlineLvl w:val="0"/>') + p("Body", '<w:outlineLvl w:val="9"/>') + p("Round", '<w:pStyle w:val="Round"/>'),
          [("heading", "Two"), ("heading", "Based"), ("heading", "Three"), ("heading", "Direct"), ("paragraph", "Body"), ("paragraph", "Round")])
    shows("contents, moved, deleted and hidden words, and what is there twice",
          p("A line\t3", '<w:pStyle w:val="TOC1"/>') + f"<w:moveFrom>{p('Gone')}</w:moveFrom>" + p("Hidden", run="<w:vanish/>") + p("Shown", run='<w:vanish w:val="0"/>')
          + '<w:p><w:del><w:r><w:delText>no</w:delText></w:r></w:del><w:ins><w:r><w:t>yes</w:t></w:r></w:ins><w:r><w:instrText>PAGE</w:instrText></w:r></w:p>'
          + f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>{p('Box')}</w:txbxContent></mc:Choice>"
            f"<mc:Fallback><w:txbxContent>{p('Box')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Behind</w:t></w:r></w:p>",
          [("paragraph", "Shown"), ("paragraph", "yes"), ("paragraph", "Box"), ("paragraph", "Behind")])
    shows("tabs, breaks, references and pieces of words",
          '<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>Rea</w:t></w:r><w:r><w:t>d:</w:t><w:tab/><w:t>3&amp;4 &#x2013; caf</w:t></w:r><w:r><w:t>é</w:t></w:r></w:p>',
          [("paragraph", "Read: 3&4 – café")])
    shows("a table with merged cells",
          '<w:tbl><w:tr><w:trPr><w:tblHeader/></w:trPr>' + "".join(f"<w:tc>{p(t)}</w:tc>" for t in ("Who", "What", "When")) + "</w:tr>"
          f'<w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>{p("Board")}</w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>{p("Plan")}</w:tc></w:tr>'
          f'<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc>{p("Act")}{p("now")}</w:tc><w:tc>{p("May")}</w:tc></w:tr>'
          f'<w:tr><w:tc>{p("Other")}</w:tc><w:tc><w:p/></w:tc><w:tc>{p("June")}</w:tc></w:tr></w:tbl>',
          [("row 1", "Who"), ("row 2", "What"), ("row 3", "When"), ("row 1", "Board"), ("row 1", "Board"), ("row 2", "Plan"), ("row 2", "Act"), ("row 2", "now"),
           ("row 3", "May"), ("row 1", "Other"), ("row 3", "June")])


def numbers(path):
    """Of the findings that the document has."""
    done = run(path, "-q", "-f", "json", "--framework", "cqc-slac")
    return [(f["number"], f["text"]) for f in json.loads(done.stdout)["findings"]] if done.returncode == 0 else done.stderr.decode()


def word_lists(folder):
    path = os.path.join(folder, "numbers.docx")
    heading = p("Outcome 1 Involving users", '<w:outlineLvl w:val="0"/>')
    docx(path, heading + item("First.", 2) + item("Second.", 2) + item("Inner.", 2, 1) + item("Third, by another list of its kind.", 3) + item("A bullet.", 1)
         + p("Fourth, by its style.", '<w:pStyle w:val="Numbered"/>') + heading + item("Begins again.", 4) + item("Eighth.", 4), STYLES, NUMBERING)
    got = [number for number, _ in numbers(path)]
    check(got == ["1", "2", "3", "4", "7", "8"], f"docx, numbers: {numbers(path)}")
    got = blocks(docx(path, item("In a list.", 1) + item("In none.", 0) + item("In one that is not known.", 99), STYLES, NUMBERING))
    check(got == [("item", "In a list."), ("paragraph", "In none."), ("paragraph", "In one that is not known.")], f"docx, lists: {got}")


def open_lists(folder):
    path = os.path.join(folder, "numbers.odt")
    styles = "".join(f'<text:list-style style:name="{name}">{"".join(levels)}</text:list-style>' for name, levels in {
        "L1": ['<text:list-level-style-bullet text:level="1"/>'],
        "L3": ['<text:list-level-style-number text:level="1" style:num-format="1"/>'],
        "L2": ['<text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/>', '<text:list-level-style-bullet text:level="2"/>']}.items())

    def listed(style, *items, more=""):
        return f'<text:list text:style-name="{style}" {more}>' + "".join(f"<text:list-item><text:p>{i}</text:p></text:list-item>" for i in items) + "</text:list>"

    heading = '<text:h text:outline-level="1">Outcome 1 Involving users</text:h>'
    inner = "Fourth.</text:p><text:list><text:list-item><text:p>Inner.</text:p></text:list-item></text:list><text:p>Its end."
    odt(path, heading + listed("L2", "Third.", inner) + listed("L1", "A bullet.") + listed("L2", "Fifth.", more='text:continue-numbering="true"')
        + heading + '<text:list text:style-name="L3"><text:list-item text:start-value="6"><text:p>Sixth.</text:p></text:list-item></text:list>', styles)
    got = [number for number, _ in numbers(path)]
    check(got == ["3", "4", "5", "6"], f"odt, numbers: {numbers(path)}")


def open_elements(folder):
    path = os.path.join(folder, "a.odt")
    head = ('<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/></text:list-style>'
            '<text:list-style style:name="L2"><text:list-level-style-number text:level="1" style:num-format="1" text:start-value="3"/></text:list-style>'
            '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Title"/>'
            '<style:style style:name="P2" style:family="paragraph" style:parent-style-name="Contents_20_1"/>')

    def shows(what, body, want):
        got = blocks(odt(path, body, head, '<style:style style:name="Title"/><style:style style:name="Contents_20_1"/>'))
        check(got == want, f"odt, {what}: {got}")

    shows("headings and text", '<text:p text:style-name="P1">Name</text:p><text:h text:outline-level="2">Two</text:h><text:p>a<text:s text:c="2"/>b<text:tab/>'
          '<text:span>c</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>note</text:p></text:note-body></text:note></text:p>',
          [("heading", "Name"), ("heading", "Two"), ("paragraph", "a b c")])
    shows("what is no text", '<text:tracked-changes><text:p>old</text:p></text:tracked-changes><text:table-of-content><text:p>Two 3</text:p></text:table-of-content>'
          '<text:p text:style-name="P2">Two 3</text:p><text:p>new<office:annotation><text:p>why?</text:p></office:annotation></text:p>'
          '<text:p>One<draw:frame><svg:title>a picture</svg:title><draw:text-box><text:p>Box</text:p></draw:text-box></draw:frame></text:p>',
          [("paragraph", "new"), ("paragraph", "One"), ("paragraph", "Box")])
    shows("a table", '<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell><table:table-cell>'
          '<text:p>When</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row><table:table-cell table:number-rows-spanned="2">'
          '<text:p>Board</text:p></table:table-cell><table:table-cell><text:p>May</text:p></table:table-cell></table:table-row><table:table-row>'
          '<table:covered-table-cell><text:p/></table:covered-table-cell><table:table-cell><text:p>June</text:p></table:table-cell></table:table-row></table:table>',
          [("row 1", "Who"), ("row 2", "When"), ("row 1", "Board"), ("row 1", "Board"), ("row 2", "May"), ("row 2", "June")])


def values_stand_where_they_say(folder):
    """`at` counts in the member that holds the text."""
    table = "".join(f"<w:tr><w:tc>{p(a)}</w:tc><w:tc>{p(g)}</w:tc></w:tr>" for a, g in
                    (("Overall effectiveness", "Good"), ("The experiences and progress of children in care", "Outstanding"), ("Fostering &amp; adoption", "Good")))
    path = docx(os.path.join(folder, "at.docx"), p("Inspection of Norland children’s services", '<w:outlineLvl w:val="0"/>') + p("Inspection dates: 4 March 2024 to 15 March 2024")
                + f"<w:tbl>{table}</w:tbl>")
    tree = json.loads(run(path, "-q", "-f", "json").stdout)
    with zipfile.ZipFile(path) as z:
        text = z.read("word/document.xml")
    check(tree["source"]["format"] == "docx" and len(tree["judgements"]) >= 2, f"at: {tree['source']}, {tree['judgements']}")
    for j in tree["judgements"]:
        at = j["at"]
        words = text[at["offset"]:at["offset"] + at["length"]].decode()
        check(j["grade_text"] in words, f"at: {j['grade_text']} is not in {words!r}")
    at = tree["subject"]["at"]
    check(text[at["offset"]:at["offset"] + at["length"]] == b"Norland", "at: the subject's place")


def entry(name, content, place, **lies):
    """A local header with its bytes, and the directory's entry for it."""
    packed = lies.get("packed", zlib.compress(content)[2:-4])
    size, crc, flags, method = (lies.get(k, v) for k, v in (("size", len(content)), ("crc", zlib.crc32(content)), ("flags", 0), ("method", 8)))
    shape = (20, flags, method, 0, 0, crc, lies.get("packed_size", len(packed)), size, len(name))
    local = b"PK\3\4" + struct.pack("<5H3I2H", *shape, 0) + lies.get("local_name", name) + packed
    return local, b"PK\1\2" + struct.pack("<6H3I5H2I", 20, *shape, 0, 0, 0, 0, 0, lies.get("offset", place)) + name


def made(path, members, comment=b"", **lies):
    """An archive byte by byte; members are (name, content, lies)."""
    body = directory = b""
    for name, content, more in members:
        local, listed = entry(name, content, len(body), **more)
        body, directory = body + local, directory + listed
    end = struct.pack("<4H2IH", 0, 0, lies.get("count", len(members)), lies.get("count", len(members)), lies.get("directory", len(directory)),
                      lies.get("from", len(body)), len(comment))
    with open(path, "wb") as f:
        f.write(body + directory + b"PK\5\6" + end + comment)
    return path


def hostile_archives(folder):
    text = f"<w:document {W}><w:body>{p('Words')}</w:body></w:document>".encode()
    name, other = b"word/document.xml", b"word/styles.xml"
    path = os.path.join(folder, "x.docx")
    bomb = zlib.compressobj(9, zlib.DEFLATED, -15)
    zeros = b"".join(bomb.compress(b" " * (1 << 20)) for _ in range(200)) + bomb.flush()
    nested = b"<w:p>" * 100000
    laughs = b'<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + text.replace(b"Words", b"&b;")
    cases = [
        ("whole", [(name, text, {})], {}, None), ("with a comment", [(name, text, {})], {"comment": b"PK\5\6" * 9}, None),
        ("stored", [(name, text, {"method": 0, "packed": text})], {}, None), ("named otherwise", [(b"word/document2.xml", text, {})], {}, None),
        ("no directory", [(name, text, {})], {"directory": 0}, "damaged"), ("a count that is too high", [(name, text, {})], {"count": 2}, "damaged"),
        ("64 bits", [(name, text, {})], {"count": 0xffff}, "64 bits"), ("a member of 64 bits", [(name, text, {"size": 0xffffffff})], {}, "64 bits"),
        ("a directory elsewhere", [(name, text, {})], {"from": 0xfffffff0}, "damaged"), ("a member elsewhere", [(name, text, {"offset": 0xfffffff0})], {}, "damaged"),
        ("too small a size", [(name, text, {"size": 10})], {}, "damaged"), ("too great a size", [(name, text, {"size": 10000})], {}, "damaged"),
        ("other bytes", [(name, text, {"crc": 1})], {}, "damaged"), ("packed size beyond the end", [(name, text, {"packed_size": 1 << 30})], {}, "damaged"),
        ("another name at its place", [(name, text, {"local_name": b"word/documenX.xml"})], {}, "damaged"),
        ("encrypted", [(name, text, {"flags": 1})], {}, "is encrypted"), ("another method", [(name, text, {"method": 14})], {}, "method"),
        ("two of one name", [(name, text, {}), (name, text.replace(b"Words", b"Other"), {})], {}, "share"),
        ("overlapping members", [(name, text, {}), (other, text, {"offset": 40})], {}, "share"),
        ("a bomb", [(name, b"", {"packed": zeros, "size": 200 << 20})], {}, "--max-bytes"), ("a bomb that lies", [(name, b"", {"packed": zeros, "size": 1000})], {}, "damaged"),
        ("two bombs", [(name, text, {}), (other, b"", {"packed": zeros, "size": 200 << 20})], {}, "--max-bytes"),
        ("no XML", [(name, b"Words", {})], {}, "damaged"), ("half of it", [(name, text[:-20], {})], {}, "damaged"), ("nothing", [(name, b"", {})], {}, None),
        ("deep elements", [(name, text.replace(b"<w:p>", nested), {})], {}, "damaged"), ("entities", [(name, laughs, {})], {}, "damaged"),
        ("attributes", [(name, text.replace(b"<w:p>", b"<w:p %s>" % b" ".join(b'a%d="1"' % i for i in range(100000))), {})], {}, "attributes"),
        ("damaged styles", [(name, text, {}), (other, b"<w:styles", {})], {}, None),
    ]
    for what, members, lies, want in cases:
        done = run(made(path, members, lies.pop("comment", b""), **lies), "-f", "ndjson")
        said = done.stderr.decode()
        if want:
            check(done.returncode == 4 and want in said and said.startswith(f"kloe: {path}: "), f"{what}: {done.returncode}, {said}")
        elif what != "nothing":
            check(done.returncode == 0 and blocks(path) == [("paragraph", "Words")], f"{what}: {done.returncode}, {said}")
        else:
            check(done.returncode in (0, 4) and said.count("\n") <= 1, f"{what}: {said}")
    for i in range(len(text) + 120):  # cut anywhere, it is refused
        with open(made(path, [(name, text, {})]), "rb") as f:
            whole = f.read()
        if i % 7 == 0 and i < len(whole):
            with open(path, "wb") as f:
                f.write(whole[:-i - 1])
            check(run(path).returncode == 4, f"cut by {i + 1} bytes")


def other_archives(folder):
    def says(path, want, *arguments, status=4):
        done = run(path, *arguments)
        check(done.returncode == status and want in done.stderr.decode(), f"{os.path.basename(path)} {arguments}: {done.returncode} {done.stderr.decode()}")

    says(archive(os.path.join(folder, "a.zip"), {"a.txt": "words"}), "is a ZIP archive; unpack it")
    says(archive(os.path.join(folder, "a.xlsx"), {"[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"}), "no DOCX or ODT")
    says(archive(os.path.join(folder, "a.ods"), {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"}), "no DOCX or ODT")
    says(archive(os.path.join(folder, "locked.odt"), {"mimetype": ODT_KIND, "content.xml": "garbage", "META-INF/manifest.xml": "<m:encryption-data/>"}), "is encrypted")
    word = docx(os.path.join(folder, "w.docx"), p("Words"))
    says(word, "no office document of the kind given", "--from", "odt")
    says(word, "", "--from", "docx", status=0)
    plain = os.path.join(folder, "plain.txt")
    with open(plain, "w", encoding="utf-8") as f:
        f.write("Words\n")
    says(plain, "no office document of the kind given", "--from", "docx")
    with open(word, "rb") as f:
        done = subprocess.run([KLOE, "-f", "json", "-"], input=f.read(), capture_output=True, check=False)
    check(done.returncode == 0 and json.loads(done.stdout)["source"]["format"] == "docx", "docx by standard input")


def main():
    with tempfile.TemporaryDirectory() as folder:
        archive(os.path.join(folder, "probe.docx"), {"word/document.xml": f"<w:document {W}/>"})
        if b"without zlib" in run(os.path.join(folder, "probe.docx")).stderr:
            print("skipped: built without zlib")
            sys.exit(77)
        for test in (word_elements, word_lists, open_elements, open_lists, values_stand_where_they_say, hostile_archives, other_archives):
            test(folder)
    print(f"{passed} passed, {failed} failed")
    sys.exit(failed > 0)


main()
