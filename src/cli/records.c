#define _POSIX_C_SOURCE 200809L
#include "records.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FIRST_READ = 4096, ROOM = 256 * 1024, HEAD_MAX = 64 * 1024, KEY_MAX = 64 };

/* How a value ends, or does not. */
enum ending { ENDS, CUT_AT_LINE, CUT_AT_END };

/* A value that was gone through. */
struct scan {
    enum ending ending;
    size_t length; /* of its bytes that are at hand */
    size_t depth;
    bool quoted, escaped;
    bool lines;   /* it has several */
    bool dropped; /* it is longer than a record can be, and its bytes were let go */
};

struct records {
    int fd;
    char *bytes; /* of the file; those from `at` to `n` are still to be looked at */
    size_t at, n, room, max;
    size_t place;     /* of the first of the bytes in the file */
    size_t number;    /* of records so far */
    bool many, array; /* array: in brackets, which have to be closed */
    bool wrapped;     /* ... and those stand in an object, whose other members are passed over */
    bool by_line;     /* each record is a line, so that a broken one ends with it */
    bool done;
    bool held; /* the first record was gone through to see whether there are others */
    struct scan first;
    size_t first_offset;
    int failed; /* errno of the first failure; 0: none */
};

/* ---- bytes -------------------------------------------------------------------------------- */

static bool grow(struct records *r) {
    size_t room = r->room ? r->room * 2 : FIRST_READ;
    room = room < ROOM && r->room ? ROOM : room;
    char *bytes = realloc(r->bytes, room);
    if (!bytes) {
        r->failed = ENOMEM;
        return false;
    }
    r->bytes = bytes;
    r->room = room;
    return true;
}

/* Adds further bytes of the file behind the unread ones; false at its end. */
static bool more(struct records *r) {
    if (r->at) {
        memmove(r->bytes, r->bytes + r->at, r->n - r->at);
        r->place += r->at;
        r->n -= r->at;
        r->at = 0;
    }
    if (r->failed || (r->n == r->room && !grow(r)))
        return false;
    ssize_t got;
    do
        got = read(r->fd, r->bytes + r->n, r->room - r->n);
    while (got < 0 && errno == EINTR);
    r->failed = got < 0 ? errno : 0;
    r->n += got > 0 ? (size_t)got : 0;
    return got > 0;
}

/* The byte so many behind the next one; -1 behind the end. */
static int byte_at(struct records *r, size_t ahead) {
    while (r->at + ahead >= r->n)
        if (!more(r))
            return -1;
    return (unsigned char)r->bytes[r->at + ahead];
}

static bool is_blank(int c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/* How far ahead the next byte is that is no white space. */
static size_t behind_blanks(struct records *r, size_t ahead) {
    while (ahead < r->max && is_blank(byte_at(r, ahead)))
        ahead++;
    return ahead;
}

/* Goes to it, and gives it. */
static int next_byte(struct records *r) {
    int c;
    while (is_blank(c = byte_at(r, 0)))
        r->at++;
    return c;
}

/* ---- values ------------------------------------------------------------------------------- */

/* What is neither in brackets nor in quotes is nobody's: to the next sign, or the line's end. */
static bool ends_garbage(const struct records *r, int c) {
    return r->array ? strchr(",]{", c) != NULL : c == '\n';
}

/* Takes a byte of the value; true behind its last one. */
static bool take_byte(struct scan *s, char c) {
    if (s->quoted) {
        s->quoted = s->escaped || c != '"';
        s->escaped = !s->escaped && c == '\\';
    } else if (c == '"') {
        s->quoted = true;
    } else if (c == '{' || c == '[') {
        s->depth++;
    } else if (c == '}' || c == ']') {
        s->depth -= s->depth > 0;
    } else {
        return false;
    }
    return !s->quoted && !s->depth;
}

/* Goes through the value that begins so far ahead. */
static struct scan scan_value(struct records *r, size_t ahead) {
    struct scan s = {.ending = CUT_AT_END};
    int c = byte_at(r, ahead);
    bool nested = c == '{' || c == '[' || c == '"';
    while ((c = byte_at(r, ahead + s.length)) >= 0) {
        if (!nested && ends_garbage(r, c))
            break;
        s.lines |= c == '\n';
        if (c == '\n' && (s.quoted || r->by_line)) {
            s.ending = CUT_AT_LINE;
            return s;
        }
        s.length++;
        if (nested && take_byte(&s, (char)c)) {
            s.ending = ENDS;
            return s;
        }
        if (s.length > r->max) {
            r->at += ahead + s.length;
            s.length = ahead = 0;
            s.dropped = true;
        }
    }
    return s;
}

/* ---- opening ------------------------------------------------------------------------------ */

/* The byte order mark. */
static size_t mark_length(struct records *r) {
    static const unsigned char mark[] = {0xEF, 0xBB, 0xBF};
    for (size_t i = 0; i < sizeof mark; i++)
        if (byte_at(r, i) != mark[i])
            return 0;
    return sizeof mark;
}

/* "{...} {...": the first record is gone through and kept. */
static void look_behind_first(struct records *r, size_t ahead) {
    r->first_offset = ahead;
    r->first = scan_value(r, ahead);
    if (r->first.dropped)
        ahead = 0;
    size_t end = ahead + r->first.length, next = behind_blanks(r, end);
    r->many = r->first.ending != CUT_AT_END && byte_at(r, next) == '{';
    if (!r->many)
        return;
    r->by_line = !r->first.lines && memchr(r->bytes + r->at + end, '\n', next - end);
    r->at += ahead;
    r->held = true;
}

/* ---- an array within an object ------------------------------------------------------------ */

/* How members of an object are called that hold many records: "locations": [{...}, {...}]. */
static bool holds_records(const char *key) {
    static const char *const keys[] = {"locations", "providers", "services", "records",
                                       "results",   "items",     "data",     "value",
                                       "rows",      "entries",   NULL};
    size_t i = 0;
    while (keys[i] && strcmp(key, keys[i]) != 0)
        i++;
    return keys[i] != NULL;
}

/* Members that only a record itself has. */
static bool is_of_record(const char *key) {
    size_t n = strlen(key);
    return strcmp(key, "name") == 0 || (n > 2 && strcmp(key + n - 2, "Id") == 0);
}

/* How far ahead the value ends that begins there; 0 where that is too far. */
static size_t behind_value(struct records *r, size_t ahead) {
    struct scan s = {0};
    int c = byte_at(r, ahead);
    bool nested = c == '{' || c == '[' || c == '"';
    for (size_t end = ahead; end < ahead + HEAD_MAX && (c = byte_at(r, end)) >= 0; end++) {
        if (!nested && (c == ',' || c == '}' || c == ']'))
            return end;
        if (nested && take_byte(&s, (char)c))
            return end + 1;
    }
    return 0;
}

/* The key of the member that begins there, and how far ahead its value does; 0 where none begins.
 */
static size_t member_value(struct records *r, size_t ahead, char key[KEY_MAX]) {
    size_t n = 0;
    int c;
    if (byte_at(r, ahead) != '"')
        return 0;
    for (ahead++; n + 1 < KEY_MAX && (c = byte_at(r, ahead)) >= 0 && c != '"'; ahead++)
        key[n++] = (char)c;
    key[n] = '\0';
    c = byte_at(r, ahead);
    ahead = behind_blanks(r, ahead + 1);
    return c == '"' && byte_at(r, ahead) == ':' ? behind_blanks(r, ahead + 1) : 0;
}

/* Goes to the next member of an object; false at its end. */
static bool next_member(struct records *r, size_t *at, size_t value) {
    size_t end = behind_value(r, value);
    *at = end ? behind_blanks(r, end) : 0;
    if (!end || byte_at(r, *at) != ',')
        return false;
    *at = behind_blanks(r, *at + 1);
    return true;
}

/* Whether the object that begins there says whose record it is. */
static bool is_record(struct records *r, size_t ahead) {
    char key[KEY_MAX];
    for (size_t at = behind_blanks(r, ahead + 1), value; at < ahead + HEAD_MAX;) {
        value = member_value(r, at, key);
        if (!value || is_of_record(key))
            return value > 0;
        if (!next_member(r, &at, value))
            return false;
    }
    return false;
}

/* Where the first record stands of an object's member that holds many; 0 where there is none. The
 * arrays of a record are its own. */
static size_t first_wrapped(struct records *r, size_t ahead, bool in_head) {
    char key[KEY_MAX];
    for (size_t at = behind_blanks(r, ahead), value; at < ahead + HEAD_MAX;) {
        value = member_value(r, at, key);
        if (!value || (in_head && is_of_record(key)))
            return 0;
        size_t inner = byte_at(r, value) == '[' ? behind_blanks(r, value + 1) : 0;
        if (inner && byte_at(r, inner) == '{')
            return holds_records(key) && is_record(r, inner) ? inner : 0;
        if (!next_member(r, &at, value))
            return 0;
    }
    return 0;
}

/* Behind an array in an object: to the next one; false at the object's end. */
static bool next_array(struct records *r) {
    r->at++;
    size_t at = behind_blanks(r, 0);
    size_t first = byte_at(r, at) == ',' ? first_wrapped(r, at + 1, false) : 0;
    r->at += first;
    return first > 0;
}

/* What stands behind the last array of an object is passed over to its end. */
static bool leave_object(struct records *r) {
    struct scan s = {.depth = 1};
    int c;
    while ((c = byte_at(r, 0)) >= 0) {
        r->at++;
        if (take_byte(&s, (char)c))
            return true;
    }
    return false;
}

/* ---- looking ------------------------------------------------------------------------------ */

static void look(struct records *r) {
    size_t first = behind_blanks(r, mark_length(r));
    int c = byte_at(r, first);
    size_t wrapped = c == '{' ? first_wrapped(r, first + 1, true) : 0;
    if (wrapped) {
        r->many = r->array = r->wrapped = true;
        r->at += wrapped;
    } else if (c == '{') {
        look_behind_first(r, first);
    } else if (c == '[' && byte_at(r, behind_blanks(r, first + 1)) == '{') {
        r->many = r->array = true;
        r->at += first + 1;
    }
}

struct records *records_open(const char *path, size_t max) {
    struct records *r = calloc(1, sizeof *r);
    if (!r)
        return NULL;
    r->max = max;
    r->fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (r->fd >= 0)
        look(r);
    int why = r->fd < 0 ? errno : r->failed;
    if (!why)
        return r;
    records_close(r);
    errno = why;
    return NULL;
}

bool records_are_many(const struct records *r) { return r->many; }

void records_close(struct records *r) {
    if (!r)
        return;
    if (r->fd > STDIN_FILENO)
        close(r->fd);
    free(r->bytes);
    free(r);
}

/* ---- one after the other ------------------------------------------------------------------ */

/* What is wrong at the end; false where nothing is. */
static bool end(struct records *r, int next, struct record *out) {
    r->done = true;
    bool left = !r->wrapped || next < 0 || leave_object(r);
    r->at += next == ']' && !r->wrapped;
    if (r->failed)
        out->problem = "the file could not be read to its end";
    else if (next < 0 && r->array)
        out->problem = "the file ends before its array does";
    else if (!left)
        out->problem = "the file ends before its object does";
    else if (next_byte(r) >= 0)
        out->problem = r->wrapped ? "the file goes on behind the end of its object"
                                  : "the file goes on behind the end of its array";
    out->number = r->number + 1;
    out->offset = r->place + r->at;
    return out->problem != NULL;
}

static const char *problem_of(const struct scan *s, int first) {
    if (s->dropped)
        return "is larger than a record may be; --max-bytes raises the limit";
    if (first != '{')
        return "is no JSON object";
    if (s->ending == CUT_AT_LINE)
        return "is no valid JSON: its line ends before it does";
    return s->ending == CUT_AT_END ? "is no valid JSON: the file ends before it does" : NULL;
}

static void copy(struct records *r, size_t size, struct record *out) {
    out->bytes = malloc(size + 1);
    if (out->bytes)
        memcpy(out->bytes, r->bytes + r->at, size);
    else
        out->problem = "no memory to read it";
    out->size = size;
}

bool records_next(struct records *r, struct record *out) {
    *out = (struct record){0};
    if (r->done)
        return false;
    int first = '{';
    if (!r->held)
        while ((first = next_byte(r)) == ',' && r->array)
            r->at++;
    if (first == ']' && r->wrapped && next_array(r))
        first = '{';
    if (first < 0 || (first == ']' && r->array))
        return end(r, first, out);
    out->number = ++r->number;
    out->offset = r->held ? r->first_offset : r->place + r->at;
    struct scan s = r->held ? r->first : scan_value(r, 0);
    r->held = false;
    out->problem = problem_of(&s, first);
    if (!out->problem)
        copy(r, s.length, out);
    r->at += s.length;
    return true;
}

char *records_rest(struct records *r, size_t *size) {
    while (!r->first.dropped && r->n - r->at <= r->max && more(r))
        ;
    errno = r->failed;
    if (r->failed)
        return NULL;
    *size = r->first.dropped ? r->max + 1 : r->n - r->at;
    char *bytes = r->bytes ? r->bytes : malloc(1);
    r->bytes = NULL;
    return bytes;
}
