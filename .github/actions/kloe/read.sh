#!/bin/bash
# The action's main step: results into a file, marks for the files, a summary for the step.
set -euo pipefail
read -r -d '' -a paths <<<"$KLOE_PATHS" || true
read -r -d '' -a rules <<<"${KLOE_FAIL_ON:-}" || true
cache=${KLOE_CACHE:-$(mktemp -d)} # the summary below reads nothing anew
once=(--annotate github)
[ -z "${KLOE_JUNIT:-}" ] || once+=(--junit "$KLOE_JUNIT")
for rule in "${rules[@]}"; do once+=(--fail-on "$rule"); done

status=0
kloe "${once[@]}" --cache "$cache" -f "${KLOE_FORMAT:-ndjson}" -o "$KLOE_OUTPUT" -- "${paths[@]}" || status=$?
if [ "$status" != 2 ] && [ "$status" != 4 ]; then
    kloe -qq --cache "$cache" -f markdown -- "${paths[@]}" >>"${GITHUB_STEP_SUMMARY:-/dev/null}" || true
fi
exit "$status"
