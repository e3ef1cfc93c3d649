"""What the tests share: running kloe, and reading its values back from the input."""
import json
import re
import subprocess
import sys
import unicodedata

SHAPES = {
    "judgements": ("group", "aspect", "grade", "grade_text", "rank", "of", "overall"),
    "standards": ("scheme", "number", "title", "official_title", "regulation", "findings"),
    "findings": ("number", "standard", "section", "text"),
    "recommendations": ("number", "kind", "modality", "text", "timescale", "addressees", "sources"),
    "next_steps": ("text", "timescale", "addressees"),
    "people": ("role", "role_text", "name"),
    "organisations": ("role", "role_text", "name"),
    "mentions": ("type", "regulator", "subject", "grade", "year", "quote", "addressees"),
    "diagnostics": ("severity", "code"),
}


def run(binary, *arguments, stdin=None):
    """kloe's JSON for one input; fails the test run when there is none."""
    done = subprocess.run([binary, "-q", "-f", "json", *arguments], input=stdin, capture_output=True, timeout=120)
    if done.returncode != 0:
        sys.exit(f"kloe {' '.join(arguments)}: exit {done.returncode}: {done.stderr.decode(errors='replace')}")
    return json.loads(done.stdout)


def plain(value):
    """Quotation marks and dashes made alike, so that typography does not count."""
    if isinstance(value, str):
        value = value.translate(str.maketrans("‘’“”–—‐‑\u00a0", "''\"\"---- "))
        return re.sub(r"\s+", " ", value)
    if isinstance(value, list):
        return [plain(v) for v in value]
    if isinstance(value, dict):
        return {k: plain(v) for k, v in value.items()}
    return value


def essence(tree):
    """What a report says, without where it stands and how it was read."""
    out = {"kind": tree["document"]["kind"], "framework": tree["document"]["framework"],
           "title": tree["document"]["title"], "subject": tree["subject"]["name"],
           "dates": {k: tree["inspection"][k] for k in ("start", "end", "published", "previous")},
           "absent": tree["absent"]}
    for key, shape in SHAPES.items():
        out[key] = [{name: item[name] for name in shape} for item in tree[key]]
    return plain(out)


def differences(want, got, path=""):
    """Human-readable lines; empty when the two are equal."""
    if type(want) is not type(got):
        return [f"{path}: {got!r}, not {want!r}"]
    if isinstance(want, dict):
        return [line for key in want for line in differences(want[key], got.get(key), f"{path}.{key}")]
    if isinstance(want, list):
        lines = [] if len(want) == len(got) else [f"{path}: {len(got)} items, not {len(want)}"]
        for i, (w, g) in enumerate(zip(want, got)):
            lines += differences(w, g, f"{path}[{i}]")
        return lines
    return [] if want == got else [f"{path}: {got!r}, not {want!r}"]


def decode(data, tree):
    """The input as kloe decoded it, to UTF-8 bytes."""
    encoding = tree["source"]["encoding"].lower()
    for mark in (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff"):
        if data.startswith(mark):
            data = data[len(mark):]
            break
    return data.decode({"windows-1252": "cp1252"}.get(encoding, encoding), errors="replace").encode()


def words(text):
    """Letters and digits only: what is left when markup, marks and line ends do not count."""
    text = re.sub(r"<!--.*?-->", " ", text, flags=re.S)
    text = re.sub(r"<[a-zA-Z/][^>]*>", "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    text = re.sub(r"&[a-z]+;|&#\w+;", "", text)
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).lower()
