#include <kloe/kloe.h>

#define PCRE2_CODE_UNIT_WIDTH 8
#include <cjson/cJSON.h>
#include <libxml/parser.h>
#include <pcre2.h>
#include <stdio.h>

const char *kloe_version(void) { return KLOE_VERSION_TEXT; }

const char *kloe_libraries(char *out, size_t size) {
    char pcre[64] = "?";
    pcre2_config(PCRE2_CONFIG_VERSION, pcre);
    int xml = LIBXML_VERSION;
    snprintf(out, size, "libxml2 %d.%d.%d, pcre2 %s, cJSON %s", xml / 10000, xml / 100 % 100,
             xml % 100, pcre, cJSON_Version());
    return out;
}
