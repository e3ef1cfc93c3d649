#!/bin/bash
# Builds kloe from the repository that the action stands in, and puts it on the path of later steps.
set -euo pipefail
root=$(cd "$(dirname "$0")/../../.." && pwd)
build=${RUNNER_TEMP:-/tmp}/kloe-build
command -v sudo >/dev/null && as_root=sudo || as_root=
$as_root apt-get update -q
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends gcc libc6-dev cmake \
    ninja-build pkg-config libxml2-dev libpcre2-dev libcjson-dev nettle-dev mupdf-tools
cmake -S "$root" -B "$build" -G Ninja -DBUILD_TESTING=OFF
cmake --build "$build"
echo "$build" >>"${GITHUB_PATH:-/dev/null}"
