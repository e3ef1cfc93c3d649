#define _POSIX_C_SOURCE 200809L /* strndup */
#include "junit.h"

#include <libxml/entities.h>
#include <stdlib.h>
#include <string.h>

bool junit_open(struct junit *j, const char *path) {
    *j = (struct junit){0};
    if (!path)
        return true;
    j->cases = output_temporary();
    if (!j->cases) {
        perror("kloe: --junit: no temporary file");
        return false;
    }
    if (output_open(&j->output, path))
        return true;
    fclose(j->cases);
    j->cases = NULL;
    return false;
}

/* The bytes of a character of UTF-8 that XML may hold, at most n; 0 where there is none. */
static size_t character(const unsigned char *s, size_t n) {
    if (*s < 0x80)
        return *s >= 0x20 || *s == '\t' || *s == '\n';
    size_t length = *s >= 0xF0 ? 4 : *s >= 0xE0 ? 3 : 2;
    if (*s < 0xC2 || *s > 0xF4 || length > n)
        return 0;
    for (size_t i = 1; i < length; i++)
        if ((s[i] & 0xC0) != 0x80)
            return 0;
    return length;
}

/* The first n bytes as XML; what that cannot hold becomes a question mark. */
static void put_escaped(struct junit *j, const char *text, size_t n) {
    char *valid = strndup(text, n);
    for (size_t i = 0, left = valid ? strlen(valid) : 0, length; left;
         i += length, left -= length) {
        length = character((unsigned char *)valid + i, left);
        if (!length)
            valid[i] = '?';
        length = length ? length : 1;
    }
    xmlChar *escaped = valid ? xmlEncodeSpecialChars(NULL, (const xmlChar *)valid) : NULL;
    j->failed |= escaped == NULL;
    fputs(escaped ? (char *)escaped : "", j->cases);
    xmlFree(escaped);
    free(valid);
}

/* `lines` say what was wrong, in the `element`; NULL where nothing was. */
static void put_case(struct junit *j, const char *path, const char *element, const char *lines) {
    fputs("  <testcase classname=\"kloe\" name=\"", j->cases);
    put_escaped(j, path, strlen(path));
    if (element) {
        fprintf(j->cases, "\">\n    <%s message=\"", element);
        put_escaped(j, lines, strcspn(lines, "\n"));
        fputs("\">", j->cases);
        put_escaped(j, lines, strlen(lines));
        fprintf(j->cases, "</%s>\n  </testcase>\n", element);
    } else {
        fputs("\"/>\n", j->cases);
    }
    j->count++;
}

void junit_put_read(struct junit *j, const char *path, const char *tripped) {
    if (!j->cases)
        return;
    put_case(j, path, *tripped ? "failure" : NULL, tripped);
    j->failures += *tripped != '\0';
}

void junit_put_unread(struct junit *j, const char *path, const char *problem) {
    if (!j->cases)
        return;
    put_case(j, path, "error", problem);
    j->errors++;
}

bool junit_close(struct junit *j, bool keep) {
    if (!j->cases)
        return true;
    FILE *out = j->output.file;
    fprintf(out,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<testsuite name=\"kloe\" tests=\"%zu\" failures=\"%zu\" errors=\"%zu\">\n",
            j->count, j->failures, j->errors);
    bool whole = output_append(out, j->cases) && !j->failed;
    if (!whole)
        fputs("kloe: --junit: no room or memory to write it\n", stderr);
    fputs("</testsuite>\n", out);
    fclose(j->cases);
    return output_close(&j->output, keep && whole) && whole;
}
