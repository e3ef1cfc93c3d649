#include "document/source.h"

#include "base/arena.h"
#include "base/error.h"
#include "document/container.h"
#include "document/convert.h"
#include "document/decode.h"
#include "document/sniff.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FIRST_READ = 256 * 1024 };

static kloe_status refuse(const char *path, kloe_error *error) {
    return error_set(error, KLOE_ERROR_READ, "%s: cannot be read: %s", path, strerror(errno));
}

static kloe_status too_large(const char *path, size_t max_bytes, kloe_error *error) {
    return error_set(error, KLOE_ERROR_LIMIT,
                     "%s: is larger than %zu bytes; --max-bytes raises the limit", path, max_bytes);
}

static kloe_status open_file(const char *path, size_t max_bytes, int *fd, size_t *expected,
                             kloe_error *error) {
    struct stat st;
    *expected = FIRST_READ;
    *fd = strcmp(path, "-") == 0 ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
    if (*fd < 0 || fstat(*fd, &st) != 0)
        return refuse(path, error);
    if (S_ISDIR(st.st_mode))
        return error_set(error, KLOE_ERROR_READ, "%s: is a folder", path);
    if (S_ISREG(st.st_mode) && st.st_size > 0)
        *expected = (size_t)st.st_size;
    if (S_ISREG(st.st_mode) && *expected > max_bytes)
        return too_large(path, max_bytes, error);
    return KLOE_OK;
}

static kloe_status read_all(int fd, const char *path, size_t expected, size_t max_bytes,
                            char **bytes, size_t *size, kloe_error *error) {
    size_t room = (expected < max_bytes ? expected : max_bytes) + 1; /* one more shows the end */
    size_t n = 0;
    char *buffer = malloc(room);
    while (buffer) {
        ssize_t got = read(fd, buffer + n, room - n);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0) {
            *bytes = buffer;
            *size = n;
            return got == 0 ? KLOE_OK : refuse(path, error);
        }
        n += (size_t)got;
        if (n > max_bytes) {
            *bytes = buffer;
            return too_large(path, max_bytes, error);
        }
        if (n == room) {
            room = room > max_bytes / 2 ? max_bytes + 1 : room * 2;
            char *bigger = realloc(buffer, room);
            if (!bigger)
                free(buffer);
            buffer = bigger;
        }
    }
    return error_set(error, KLOE_ERROR_MEMORY, "%s: no memory to read it", path);
}

kloe_status source_read(const char *path, size_t max_bytes, char **bytes, size_t *size,
                        kloe_error *error) {
    int fd;
    size_t expected;
    *bytes = NULL;
    *size = 0;
    kloe_status status = open_file(path, max_bytes, &fd, &expected, error);
    if (status == KLOE_OK)
        status = read_all(fd, path, expected, max_bytes, bytes, size, error);
    if (fd > STDIN_FILENO)
        close(fd);
    if (status != KLOE_OK) {
        free(*bytes);
        *bytes = NULL;
    }
    return status;
}

size_t source_max_bytes(const kloe_read_options *options) {
    size_t limit = options && options->max_bytes ? options->max_bytes : KLOE_DEFAULT_MAX_BYTES;
    return limit > KLOE_GREATEST_MAX_BYTES ? KLOE_GREATEST_MAX_BYTES : limit;
}

/* False where the bytes are no text. */
static bool take_text(struct arena *a, struct text bytes, struct source *out) {
    struct decoded text;
    if (!decode(a, bytes, &text))
        return false;
    out->text = text.text;
    out->encoding = text.encoding;
    out->mended = text.mended;
    return true;
}

static kloe_status open_pdf(struct arena *a, struct text given, struct text bytes,
                            const kloe_read_options *options, struct source *out,
                            kloe_error *error) {
    struct conversion_limits limits = {
        source_max_bytes(options), options->seconds > 0 ? options->seconds : KLOE_DEFAULT_SECONDS,
        options->cancel_fd};
    struct conversion *conversion;
    struct text text;
    kloe_status status = convert_start(a, out->path, bytes, &limits, &conversion, error);
    if (status != KLOE_OK)
        return status;
    kloe_sha256(given.s, given.n, out->sha256); /* while the converter runs */
    status = convert_finish(a, conversion, &text, &out->places, &out->damaged, error);
    out->text = text;
    out->encoding = "UTF-8";
    bool unknown = status == KLOE_OK && !out->places.count; /* and no format that we asked for */
    if (unknown && (sniff_container(out->path, text, error) != KLOE_OK || !take_text(a, text, out)))
        return error_set(error, KLOE_ERROR_FORMAT, "%s: the PDF converter gave no text", out->path);
    out->format = KLOE_FORMAT_PDF;
    return status;
}

static bool is_office(kloe_format format) {
    return format == KLOE_FORMAT_DOCX || format == KLOE_FORMAT_ODT;
}

/* Takes the text out of an office document, where any is meant. */
static kloe_status open_office(struct arena *a, struct text *bytes, kloe_format *format,
                               const kloe_read_options *options, struct source *out,
                               kloe_error *error) {
    kloe_format found = KLOE_FORMAT_AUTO;
    if (*format != KLOE_FORMAT_AUTO && !is_office(*format))
        return KLOE_OK;
    kloe_status status =
        office_open(a, out->path, source_max_bytes(options), bytes, &found, &out->parts, error);
    if (status == KLOE_OK && *format != KLOE_FORMAT_AUTO && *format != found)
        return error_set(error, KLOE_ERROR_FORMAT, "%s: is no office document of the kind given",
                         out->path);
    *format = found;
    return status;
}

kloe_status source_open(struct arena *a, const char *path, struct text bytes,
                        const kloe_read_options *options, struct source *out, kloe_error *error) {
    *out = (struct source){.path = arena_string(a, path, strlen(path)), .bytes = bytes.n};
    if (bytes.n == 0)
        return error_set(error, KLOE_ERROR_FORMAT, "%s: is empty", path);
    struct text given = bytes;
    kloe_status status = container_open(a, path, source_max_bytes(options), &bytes, error);
    if (status != KLOE_OK)
        return status;
    kloe_format format = options->format;
    status = open_office(a, &bytes, &format, options, out, error);
    if (status != KLOE_OK)
        return status;
    if (format == KLOE_FORMAT_PDF || (format == KLOE_FORMAT_AUTO && sniff_pdf(bytes)))
        return open_pdf(a, given, bytes, options, out, error);
    if (!is_office(format))
        status = sniff_container(path, bytes, error);
    if (status != KLOE_OK)
        return status;
    if (!take_text(a, bytes, out))
        return sniff_refuse(path, error);
    kloe_sha256(given.s, given.n, out->sha256);
    out->format = format == KLOE_FORMAT_AUTO ? sniff_text(path, out->text) : format;
    return KLOE_OK;
}
