/* Run by the build: writes the files of data/ as a C file, their bytes and, of JSON, the tree that
 * cJSON makes of it, so that the program parses none of it.
 *
 *     embed OUT ROOT FILE...     (files below ROOT, in byte order of their names)
 */
#include <cjson/cJSON.h>
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 4096, BYTES_A_LINE = 32 };

static void give_up(const char *name, const char *why) {
    fprintf(stderr, "embed: %s: %s\n", name, why);
    exit(EXIT_FAILURE);
}

/* The file's bytes, and a NUL. */
static char *read_file(const char *path, size_t *size) {
    FILE *f = fopen(path, "rb");
    if (!f || fseek(f, 0, SEEK_END) != 0)
        give_up(path, "cannot be read");
    long n = ftell(f);
    char *bytes = n < 0 ? NULL : calloc((size_t)n + 1, 1);
    rewind(f);
    if (!bytes || fread(bytes, 1, (size_t)n, f) != (size_t)n)
        give_up(path, "cannot be read");
    fclose(f);
    *size = (size_t)n;
    return bytes;
}

static void write_bytes(FILE *out, size_t file, const char *bytes, size_t size) {
    fprintf(out, "static const unsigned char file_%zu[] = {", file);
    for (size_t i = 0; i < size; i++)
        fprintf(out, "%s%u,", i % BYTES_A_LINE ? "" : "\n    ", (unsigned)(unsigned char)bytes[i]);
    fprintf(out, "0};\n");
}

/* As a literal; what could mean more than itself is written as its number. */
static void write_string(FILE *out, const char *field, const char *s) {
    if (!s)
        return;
    fprintf(out, ".%s = (char *)\"", field);
    for (; *s; s++)
        if (isalnum((unsigned char)*s) || strchr(" _-.,:;()[]{}|+*/", *s))
            fputc(*s, out);
        else
            fprintf(out, "\\%03o", (unsigned)(unsigned char)*s);
    fprintf(out, "\", ");
}

/* Keys that occur twice are an error, as they are in a folder's profile. */
static void check_keys(const char *name, const cJSON *node) {
    for (const cJSON *a = node->child; a; a = a->next) {
        check_keys(name, a);
        for (const cJSON *b = node->child; cJSON_IsObject(node) && b != a; b = b->next)
            if (strcmp(a->string, b->string) == 0)
                give_up(name, "has a key twice");
    }
}

static size_t count_nodes(const cJSON *node) {
    size_t count = 1;
    for (const cJSON *child = node->child; child; child = child->next)
        count += count_nodes(child);
    return count;
}

/* The node and all below it, which stand behind it: `number` is its place in the file's array. */
static void write_node(FILE *out, size_t file, const cJSON *node, size_t number) {
    fprintf(out, "    {.type = %d, ", node->type);
    if (node->next)
        fprintf(out, ".next = (cJSON *)&tree_%zu[%zu], ", file, number + count_nodes(node));
    if (node->child)
        fprintf(out, ".child = (cJSON *)&tree_%zu[%zu], ", file, number + 1);
    if (cJSON_IsNumber(node))
        fprintf(out, ".valueint = %d, .valuedouble = %.17g, ", node->valueint, node->valuedouble);
    write_string(out, "valuestring", node->valuestring);
    write_string(out, "string", node->string);
    fprintf(out, "},\n");
    number++;
    for (const cJSON *child = node->child; child; number += count_nodes(child), child = child->next)
        write_node(out, file, child, number);
}

/* False of what is read as bytes alone. */
static bool has_tree(const char *name) {
    size_t n = strlen(name);
    return n > 5 && strcmp(name + n - 5, ".json") == 0 && strncmp(name, "schema/", 7) != 0;
}

static void write_tree(FILE *out, size_t file, const char *name, const char *bytes, size_t size) {
    cJSON *tree = cJSON_ParseWithLengthOpts(bytes, size + 1, NULL, true);
    if (!tree)
        give_up(name, "is no valid JSON");
    check_keys(name, tree);
    fprintf(out, "static const cJSON tree_%zu[%zu] = {\n", file, count_nodes(tree));
    write_node(out, file, tree, 0);
    fprintf(out, "};\n");
    cJSON_Delete(tree);
}

/* Its bytes and tree; adds its line to the table of files. */
static void write_file(FILE *out, FILE *table, const char *root, const char *name, size_t file) {
    char path[PATH_BYTES];
    size_t size;
    if ((size_t)snprintf(path, sizeof path, "%s/%s", root, name) >= sizeof path)
        give_up(name, "has too long a path");
    char *bytes = read_file(path, &size);
    write_bytes(out, file, bytes, size);
    fprintf(table, "    {\"%s\", (const char *)file_%zu, %zu, ", name, file, size);
    if (has_tree(name)) {
        write_tree(out, file, name, bytes, size);
        fprintf(table, "tree_%zu},\n", file);
    } else {
        fprintf(table, "NULL},\n");
    }
    free(bytes);
}

static void copy(FILE *to, FILE *from) {
    rewind(from);
    for (int c; (c = fgetc(from)) != EOF;)
        fputc(c, to);
    fclose(from);
}

int main(int argc, char **argv) {
    FILE *out = argc > 2 ? fopen(argv[1], "w") : NULL, *table = tmpfile();
    if (!out || !table)
        give_up(argc > 2 ? argv[1] : "OUT", "cannot be written");
    fprintf(out, "/* Written by src/framework/embed from data/. */\n"
                 "#include \"framework/embedded.h\"\n\n#include <cjson/cJSON.h>\n\n");
    for (int i = 3; i < argc; i++)
        write_file(out, table, argv[2], argv[i], (size_t)(i - 3));
    fprintf(out, "const struct embedded_file embedded_files[] = {\n");
    copy(out, table);
    fprintf(out, "};\nconst size_t embedded_count = %d;\n", argc - 3);
    if (fclose(out) != 0)
        give_up(argv[1], "cannot be written");
    return EXIT_SUCCESS;
}
