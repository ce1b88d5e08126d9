#!/bin/bash
# Compares every file of this folder with manifest.sha256: nothing changed, nothing missing, nothing added.
# usage: bash check.sh [SHA-256 of the manifest, as written down when the folder was made]
# Exit 0: as made. 1: it is not, and why. Uses nothing from the folder itself but the list.
set -u
export LC_ALL=C
cd "$(dirname "${BASH_SOURCE[0]}")" || exit 1

refuse() {
  printf '✗ %s\n' "$1" >&2
  exit 1
}

[ -f manifest.sha256 ] || refuse 'manifest.sha256 is missing 缺少清单'
own=$(sha256sum <manifest.sha256 | cut -d ' ' -f 1)
expected=${1:-}
if [ -n "$expected" ] && [ "${expected,,}" != "$own" ]; then
  refuse "the manifest is another one: $own 清单不是原来那份"
fi
added=$(comm -13 <(cut -c 67- manifest.sha256 | sort) <(find . ! -type d ! -path ./manifest.sha256 | cut -c 3- | sort))
[ -z "$added" ] || refuse "not in the manifest 清单之外的文件:
$added"
wrong=$(sha256sum --check --strict --quiet manifest.sha256 2>&1) || refuse "changed or missing 被改动或缺失:
$wrong"
printf '✓ %s files as made 与制作时一致\n  manifest %s\n' "$(wc -l <manifest.sha256)" "$own"
[ -n "$expected" ] || printf '  compare these 64 characters with what was written down 请与另行记下的 64 个字符核对\n'
