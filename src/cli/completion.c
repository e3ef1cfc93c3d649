#include "completion.h"

#include "options.h"

#include <string.h>

static const char commands[] = "compare completion explain frameworks help schema";

static void put_values(FILE *out, const struct option_row *o) {
    for (size_t i = 0; o->values && o->values[i]; i++)
        fprintf(out, "%s%s", i ? " " : "", o->values[i]);
}

static bool takes_folder(const struct option_row *o) {
    return o->argument && strcmp(o->argument, "DIR") == 0;
}

static bool has_letter(const struct option_row *o) { return o->letter < 256; }

/* ---- bash ------------------------------------------------------------------------------------ */

/* "-f|--format) COMPREPLY=(...) ;;" */
static void put_bash_case(FILE *out, const struct option_row *o) {
    if (!o->argument || (!o->values && !takes_folder(o)))
        return;
    fputs("    ", out);
    if (has_letter(o))
        fprintf(out, "-%c|", o->letter);
    fprintf(out, "--%s) COMPREPLY=($(compgen %s", o->name, o->values ? "-W '" : "-d");
    put_values(out, o);
    fprintf(out, "%s -- \"$cur\")); return ;;\n", o->values ? "'" : "");
}

static void put_bash(FILE *out) {
    fputs("# bash: source <(kloe completion bash)\n_kloe() {\n"
          "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]}\n"
          "  COMPREPLY=()\n  case $prev in\n",
          out);
    for (size_t i = 0; i < options_count(); i++)
        put_bash_case(out, options_at(i));
    fputs("    --framework|frameworks) COMPREPLY=($(compgen -W "
          "\"$(kloe frameworks 2>/dev/null | cut -d ' ' -f 1)\" -- \"$cur\")); return ;;\n"
          "    completion) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$cur\")); return ;;\n"
          "  esac\n  if [[ $cur == -* ]]; then\n    COMPREPLY=($(compgen -W '",
          out);
    for (size_t i = 0; i < options_count(); i++)
        fprintf(out, "%s--%s", i ? " " : "", options_at(i)->name);
    fprintf(out,
            "' -- \"$cur\"))\n  elif ((COMP_CWORD == 1)); then\n"
            "    COMPREPLY=($(compgen -W '%s' -- \"$cur\") $(compgen -f -- \"$cur\"))\n  fi\n}\n"
            "complete -o filenames -o bashdefault -o default -F _kloe kloe\n",
            commands);
}

/* ---- zsh ---------------------------------------------------------------------------------------
 */

/* In a single-quoted specification of _arguments. */
static void put_zsh_words(FILE *out, const char *s) {
    for (; *s; s++) {
        if (strchr("[]:\\", *s))
            fputc('\\', out);
        fputs(*s == '\'' ? "'\\''" : (char[]){*s, '\0'}, out);
    }
}

static void put_zsh_option(FILE *out, const struct option_row *o) {
    fputs("  '", out);
    if (has_letter(o))
        fprintf(out, "(-%c --%s)'{-%c,--%s}'[", o->letter, o->name, o->letter, o->name);
    else
        fprintf(out, "*--%s[", o->name);
    put_zsh_words(out, o->help);
    fputc(']', out);
    if (o->argument) {
        fprintf(out, ":%s:", o->argument);
        if (o->values)
            fputc('(', out);
        put_values(out, o);
        fputs(o->values                           ? ")"
              : strcmp(o->name, "framework") == 0 ? "->family"
              : takes_folder(o)                   ? "_files -/"
              : strncmp(o->argument, "FILE", 4)   ? ""
                                                  : "_files",
              out);
    }
    fputs("' \\\n", out);
}

static void put_zsh(FILE *out) {
    fputs("#compdef kloe\n# zsh: kloe completion zsh > a file _kloe in a folder of $fpath\n"
          "_kloe() {\n  local state\n  _arguments -s \\\n",
          out);
    for (size_t i = 0; i < options_count(); i++)
        put_zsh_option(out, options_at(i));
    fprintf(out,
            "  '1:command or path:->first' '*:path:_files'\n  case $state in\n"
            "    family) compadd ${(f)\"$(kloe frameworks 2>/dev/null | cut -d ' ' -f 1)\"} ;;\n"
            "    first) compadd %s; _files ;;\n  esac\n}\ncompdef _kloe kloe\n",
            commands);
}

/* ---- fish --------------------------------------------------------------------------------------
 */

static void put_fish_words(FILE *out, const char *s) {
    for (; *s; s++) {
        if (*s == '\'' || *s == '\\')
            fputc('\\', out);
        fputc(*s, out);
    }
}

static void put_fish_option(FILE *out, const struct option_row *o) {
    fputs("complete -c kloe", out);
    if (has_letter(o))
        fprintf(out, " -s %c", o->letter);
    fprintf(out, " -l %s", o->name);
    if (o->argument)
        fputs(o->values ? " -x -a '" : " -r", out);
    put_values(out, o);
    if (o->argument && o->values)
        fputc('\'', out);
    if (strcmp(o->name, "framework") == 0)
        fputs(" -f -a '(kloe frameworks 2>/dev/null | string split -f 1 \" \")'", out);
    fputs(" -d '", out);
    put_fish_words(out, o->help);
    fputs("'\n", out);
}

static void put_fish(FILE *out) {
    fputs("# fish: kloe completion fish > ~/.config/fish/completions/kloe.fish\n", out);
    for (size_t i = 0; i < options_count(); i++)
        put_fish_option(out, options_at(i));
    fprintf(out, "complete -c kloe -n __fish_is_first_arg -a '%s'\n", commands);
}

void completion_put(const char *shell, FILE *out) {
    if (strcmp(shell, "bash") == 0)
        put_bash(out);
    else if (strcmp(shell, "zsh") == 0)
        put_zsh(out);
    else
        put_fish(out);
}
