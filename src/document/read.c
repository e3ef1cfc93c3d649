#include "document/read.h"

#include "document/readers.h"
#include "document/source.h"

kloe_status document_read(struct arena *a, const struct source *source, struct document *out,
                          kloe_error *error) {
    document_open(a, source, out);
    switch (source->format) {
    case KLOE_FORMAT_HTML:
        return read_html(out, error);
    case KLOE_FORMAT_MARKDOWN:
        return read_markdown(out, error);
    case KLOE_FORMAT_DOCX:
    case KLOE_FORMAT_ODT:
        return read_office(out, error);
    case KLOE_FORMAT_JSON:
        return read_json(out, error);
    default:
        read_text(out);
        return KLOE_OK;
    }
}
