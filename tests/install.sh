#!/bin/sh
# The installed tree works: program, and a client of the library found by pkg-config.
#     install.sh BUILD CC REPORT
set -eu
prefix=$(mktemp -d)
trap 'rm -rf "$prefix"' EXIT
cmake --install "$1" --prefix "$prefix/first" > "$prefix/log"
mv "$prefix/first" "$prefix/moved"
prefix_pc=$(dirname "$(find "$prefix/moved" -name kloe.pc)")
cat > "$prefix/client.c" <<'C'
#include <kloe/kloe.h>
#include <stdio.h>
int main(int argc, char **argv) {
    kloe_engine *engine;
    kloe_report *report;
    kloe_error error;
    if (argc != 2 || kloe_engine_new(NULL, &engine, &error) != KLOE_OK ||
        kloe_read_file(engine, argv[1], NULL, &report, &error) != KLOE_OK)
        return 1;
    puts(report->subject);
    kloe_report_free(report);
    kloe_engine_free(engine);
    return 0;
}
C
flags=$(PKG_CONFIG_PATH="$prefix_pc" pkg-config --cflags --libs kloe)
sanitize=
grep -q '^KLOE_SANITIZE:BOOL=ON' "$1/CMakeCache.txt" && sanitize=-fsanitize=address,undefined
# shellcheck disable=SC2086
"$2" $sanitize "$prefix/client.c" $flags -o "$prefix/client"
[ "$("$prefix/client" "$3")" = "$("$prefix/moved/bin/kloe" "$3" | head -n 1)" ]
"$prefix/moved/bin/kloe" schema | cmp - "$prefix/moved/share/kloe/schema/kloe-report.schema.json"
echo "1 passed, 0 failed"
