"""Turns a Markdown report into other renditions of the same document.

The reader is only as clever as needed: headings, paragraphs, tab-separated rows, page breaks, lines
that begin with a number. It is written apart from kloe's own reader, so that the two check each other.
"""
import html
import re
import textwrap
import unicodedata


def blocks(markdown):
    """(kind, value): heading text, paragraph text, or a row's cells."""
    out = []
    paragraph = []

    def flush():
        if paragraph:
            out.append(("paragraph", " ".join(paragraph)))
            paragraph.clear()

    for line in markdown.split("\n"):
        if not line.strip():
            flush()
        elif line.startswith("#"):
            flush()
            out.append(("heading", (len(line) - len(line.lstrip("#")), line.lstrip("# "))))
        elif "\t" in line:
            flush()
            out.append(("row", line.split("\t")))
        elif re.fullmatch(r"-{3,}", line.strip()):
            flush()
            out.append(("break", None))
        elif re.match(r"\d+\. |[-*] ", line):
            flush()
            paragraph.append(line)
        else:
            paragraph.append(line)
    flush()
    return out


def bare(text):
    """Without Markdown's and HTML's marks."""
    text = re.sub(r"</?(b|sup|i|em)>", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(?<!\w)\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?!\w)", "", text).strip()


def cell_lines(cell):
    return [bare(part) for part in re.split(r" {2,}", cell.strip()) if bare(part)]


def as_text(markdown, width=80, gap=1):
    """Plain text with a blank line between blocks, each cell a paragraph of its own."""
    out = []
    for kind, value in blocks(markdown):
        if kind == "row":
            for cell in value:
                out += ["\n".join(cell_lines(cell))] if cell.strip() else []
        elif kind != "break":
            text = bare(value[1] if kind == "heading" else value)
            out.append(textwrap.fill(text, width, break_long_words=False, break_on_hyphens=False))
    return ("\n" * (gap + 1)).join(out) + "\n"


def as_layout(markdown, width=80, left=40):
    """Text in columns, as pdftotext -layout writes tables."""
    out, table = [], []

    def flush():
        if table:
            out.append("\n".join(table))
            table.clear()

    for kind, value in blocks(markdown):
        if kind == "row":
            labels = [line for part in cell_lines(value[0]) for line in textwrap.wrap(part, left - 4)]
            values = [line for cell in value[1:] for part in cell_lines(cell)
                      for line in textwrap.wrap(part, width - left)]
            for i in range(max(len(labels), len(values))):
                label = labels[i] if i < len(labels) else ""
                table.append(f"{label:<{left}}{values[i] if i < len(values) else ''}".rstrip())
            continue
        flush()
        if kind != "break":
            text = bare(value[1] if kind == "heading" else value)
            number = re.match(r"(\d+\.) (.*)", text, re.S)
            indent = " " * 6 if number else ""
            text = f"{number[1]:<6}{number[2]}" if number else text
            out.append(textwrap.fill(text, width, subsequent_indent=indent, break_long_words=False,
                                     break_on_hyphens=False))
    flush()
    return "\n\n".join(out) + "\n"


def paged(text, lines=40, head="Report on an inspection", foot="Confidential until published"):
    """The text on pages with running head, foot and page number."""
    rows = text.split("\n")
    lines = min(lines, max(len(rows) // 3, 5))
    pages = [rows[i:i + lines] for i in range(0, len(rows), lines)]
    return "\f".join("\n".join([f"{head}", *page, "", foot, f"Page {n} of {len(pages)}", ""])
                     for n, page in enumerate(pages, 1))


def placed_pages(text, lines=45):
    """The lines of each page of a text in columns: (line, column, words) for all that stands apart."""
    rows = text.split("\n")
    for first in range(0, len(rows), lines):
        yield [(n, m.start(), m[0]) for n, row in enumerate(rows[first:first + lines])
               for m in re.finditer(r"\S+(?: {1,2}\S+)*", row)]


def as_mutool_html(text):
    """As `mutool draw -F html` places lines, in points."""
    out = ["<!DOCTYPE html>\n<html>\n<head>\n<style>\np{position:absolute;white-space:pre;margin:0}\n</style>\n</head>\n<body>"]
    for page, places in enumerate(placed_pages(text), 1):
        out.append(f'<div id="page{page}" style="width:700.0pt;height:841.9pt">')
        out += [f'<p style="top:{60 + 14.4 * line:.1f}pt;left:{72 + 7 * column:.1f}pt;line-height:12.0pt">'
                f'<span style="font-family:Tahoma,sans-serif;font-size:12.0pt">{html.escape(words, quote=False)}</span></p>'
                for line, column, words in places]
        out.append("</div>")
    return "\n".join([*out, "</body>", "</html>", ""])


def as_pdftohtml(text):
    """As `pdftohtml -c` places them, in pixels; a font's class is defined on the first page alone."""
    out = ['<!DOCTYPE html>\n<html lang="">\n<head>\n<title>report</title>\n</head>\n<body>']
    for page, places in enumerate(placed_pages(text), 1):
        fonts = ".ft10{font-size:18px;font-family:ABCDEE+Tahoma;color:#000000;}\n" if page == 1 else ""
        out.append(f'<!-- Page {page} -->\n<a name="{page}"></a>\n<style type="text/css">\n<!--\n\tp {{margin: 0;}}\t{fonts}-->\n'
                   f'</style>\n<div id="page{page}-div" style="position:relative;width:1050px;height:1262px;">')
        out += [f'<p style="position:absolute;top:{90 + 22 * line}px;left:{108 + 10 * column}px;white-space:nowrap" class="ft{page}0">'
                f'{html.escape(words, quote=False).replace(" ", "&#160;")}&#160;</p>' for line, column, words in places]
        out.append("</div>")
    return "\n".join([*out, "</body>", "</html>", ""])


def inline(text):
    text = html.escape(re.sub(r"</?(b|i|em)>", "", text), quote=False)
    text = re.sub(r"&lt;(/?sup)&gt;", r"<\1>", text)
    text = re.sub(r"\[([^\]]*)\]\(([^)]*)\)", r'<a href="\2">\1</a>', text)
    return re.sub(r"(?<!\w)\*{1,2}(?=\S)|(?<=\S)\*{1,2}(?!\w)", "", text).strip()


def as_html(markdown, ordered=False, definitions=False):
    """A page with navigation, scripts and hidden parts around the report."""
    out, rows, items, bullets = [], [], [], []

    def flush():
        if bullets:
            out.append("<ul>" + "".join(f"<li>{text}</li>" for text in bullets) + "</ul>")
        bullets.clear()
        if rows and definitions:
            out.append("<dl>" + "".join(
                f"<dt>{row[0]}</dt>" + "".join(f"<dd>{cell}</dd>" for cell in row[1:]) for row in rows) + "</dl>")
        elif rows:
            out.append("<table><tbody>" + "".join(
                "<tr>" + "".join(f"<td><p>{cell}</p></td>" for cell in row) + "</tr>\n" for row in rows) + "</table>")
        if items:
            out.append(f'<ol start="{items[0][0]}">' + "".join(f"<li>{text}</li>" for _, text in items) + "</ol>")
        rows.clear()
        items.clear()

    for kind, value in blocks(markdown):
        number = re.match(r"(\d+)\. (.*)", value, re.S) if kind == "paragraph" else None
        if kind == "row":
            rows.append(["<br>".join(inline(part) for part in re.split(r" {2,}", cell.strip())) for cell in value])
            continue
        if kind == "paragraph" and value.startswith("- "):
            if items:  # a list inside the numbered item
                items[-1] = (items[-1][0], items[-1][1] + f"<ul><li>{inline(value[2:])}</li></ul>")
            else:
                bullets.append(inline(value[2:]))
            continue
        if number and ordered:
            items.append((number[1], inline(number[2])))
            continue
        flush()
        if kind == "heading":
            out.append(f"<h{value[0]}>{inline(value[1])}</h{value[0]}>")
        elif kind == "paragraph":
            out.append(f"<p>{inline(value)}</p>")
    flush()
    return ('<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>A page</title>'
            "<style>p { color: red }</style><script>var grade = 'Outstanding';</script></head><body>"
            "<nav><ul><li><a href='#'>Recommendations</a></li><li>Next steps</li></ul></nav>"
            '<div hidden>Outcome 1 Hidden</div><div style="display:none"><p>1. A hidden finding.</p></div>'
            "<main>" + "\n".join(out) + "</main><footer>Recommendations</footer></body></html>\n")


def rewrapped(markdown, width):
    """Markdown with its paragraphs wrapped at another width."""
    out = []
    for kind, value in blocks(markdown):
        if kind == "heading":
            out.append("#" * value[0] + " " + value[1])
        elif kind == "row":
            if out and out[-1].startswith("\t"):
                out[-1] += "\n" + "\t".join(value)
            else:
                out.append("\t".join(value) if out and "\t" in out[-1] else "\t".join(value))
        elif kind == "paragraph":
            out.append(textwrap.fill(value, width, break_long_words=False, break_on_hyphens=False))
        else:
            out.append("---")
    return "\n\n".join(out) + "\n"


def curly(text):
    text = re.sub(r"(?<=\w)'|'(?=s\b)", "’", text)
    return re.sub(r"(?<!\S)'", "‘", text)


def ligatures(text):
    for letters, one in (("ffi", "ﬃ"), ("ff", "ﬀ"), ("fi", "ﬁ"), ("fl", "ﬂ")):
        text = text.replace(letters, one)
    return text


def renditions(markdown):
    """Name, file ending and bytes of every rendition; each must give the same report."""
    def md(name, text):
        return name, ".md", text.encode()

    def txt(name, text):
        return name, ".txt", text.encode()

    def page(name, text):
        return name, ".html", text.encode()

    text = as_text(markdown)
    return [
        md("markdown, 60 columns", rewrapped(markdown, 60)),
        md("markdown, 120 columns", rewrapped(markdown, 120)),
        md("markdown, CRLF", markdown.replace("\n", "\r\n")),
        md("markdown, curly quotes", curly(markdown)),
        md("markdown, straight quotes", markdown.translate(str.maketrans("‘’“”", "''\"\""))),
        md("markdown, no-break spaces", re.sub(r"(?<=\w) (?=\w)", "\u00a0", markdown)),
        md("markdown, all spaces no-break", re.sub(r"(?<=\S) (?=\S)", "\u00a0", markdown)),
        md("markdown, numbers escaped", re.sub(r"(?m)^(\d+)\. ", r"\1\\. ", markdown)),
        md("markdown, attributes", re.sub(r"(?m)^(#.*)$", r"\1 {#part .unnumbered}", markdown)),
        md("markdown, extra blank lines", markdown.replace("\n\n", "\n\n\n\n")),
        md("markdown, byte order mark", "\ufeff" + markdown),
        txt("text, 80 columns", text),
        txt("text, 60 columns", as_text(markdown, 60)),
        txt("text, 120 columns", as_text(markdown, 120)),
        txt("text, one line a paragraph", as_text(markdown, 100000)),
        txt("text, extra blank lines", as_text(markdown, 80, 3)),
        txt("text, CRLF", text.replace("\n", "\r\n")),
        txt("text, pages", paged(text)),
        txt("text, short pages", paged(text, 23)),
        txt("layout", as_layout(markdown)),
        txt("layout, 120 columns", as_layout(markdown, 120, 60)),
        txt("layout, pages", paged(as_layout(markdown), 46)),
        txt("text, lines end in NEL", text.replace("\n", "\x85")),
        txt("text, line separators", text.replace("\n", "\u2028")),
        txt("text, vertical tabs", text.replace("\n", "\x0b")),
        txt("text, ligatures", ligatures(text)),
        txt("text, decomposed letters", unicodedata.normalize("NFD", text)),
        ("text, UTF-16", ".txt", text.encode("utf-16")),
        ("text, windows-1252", ".txt", text.encode("cp1252", errors="ignore")),
        page("html", as_html(markdown)),
        page("html, positions in points", as_mutool_html(as_layout(markdown))),
        page("html, positions in pixels", as_pdftohtml(as_layout(markdown))),
        page("html, ordered lists", as_html(markdown, ordered=True)),
        page("html, definition lists", as_html(markdown, definitions=True)),
        ("html, windows-1252 declared as UTF-8", ".html", as_html(markdown).encode("cp1252", errors="ignore")),
    ]


def other_name(text, name, new):
    return text.replace(name, new)


def reversed_rows(markdown):
    """Tables of three rows and more (not those of labels and values) from the last row to the first."""
    out, table = [], []

    def flush():
        grades = re.compile(r"outstanding|good|adequate|inadequate|requires improvement", re.I)
        head = [row for row in table if not grades.search(row.split("\t")[-1])]
        out.extend(head + [row for row in reversed(table) if row not in head] if len(head) < 2 else table)
        table.clear()

    for line in markdown.split("\n"):
        if "\t" in line:
            table.append(line)
            continue
        flush()
        out.append(line)
    flush()
    return "\n".join(out)
