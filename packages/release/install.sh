#!/bin/sh
# Installs the command findlet of a release: `curl -fsSL ADDRESS/install.sh | sh`.
# FINDLET_VERSION: which one (0.1.0; default: the newest). FINDLET_FOLDER: where to (default: ~/.local/bin).
# FINDLET_RELEASES: where releases lie, for mirrors.
set -eu

releases="${FINDLET_RELEASES:-https://github.com/findlet/findlet/releases}"
folder="${FINDLET_FOLDER:-$HOME/.local/bin}"

fail() {
    echo "install.sh: $1" >&2
    exit 1
}

fetch() {
    curl --fail --silent --show-error --location "$1" || fail "$1 can't be fetched"
}

case "$(uname -s)-$(uname -m)" in
    Linux-x86_64) triple=x86_64-unknown-linux-musl ;;
    Linux-aarch64 | Linux-arm64) triple=aarch64-unknown-linux-musl ;;
    Darwin-x86_64) triple=x86_64-apple-darwin ;;
    Darwin-arm64) triple=aarch64-apple-darwin ;;
    *) fail "no release has a program for $(uname -s) on $(uname -m); compile it with \`cargo install findlet\`" ;;
esac

if [ -n "${FINDLET_VERSION:-}" ]; then
    from="$releases/download/v$FINDLET_VERSION"
else
    from="$releases/latest/download"
fi

place="$(mktemp -d)"
trap 'rm -rf "$place"' EXIT
fetch "$from/SHA256SUMS" >"$place/SHA256SUMS"
archive="$(sed -n "s/^[0-9a-f]*  \(findlet-.*-$triple\.tar\.gz\)\$/\1/p" "$place/SHA256SUMS")"
[ -n "$archive" ] || fail "$from/SHA256SUMS names no archive for $triple"
fetch "$from/$archive" >"$place/$archive"
(
    cd "$place"
    grep "  $archive\$" SHA256SUMS >one
    if command -v sha256sum >/dev/null; then sha256sum --check --quiet one; else shasum -a 256 --check --quiet one; fi
) || fail "$archive is not what SHA256SUMS says; nothing was installed"
tar -xzf "$place/$archive" -C "$place"
mkdir -p "$folder"
mv "$place/${archive%.tar.gz}/findlet" "$folder/findlet"
echo "$("$folder/findlet" --version) is in $folder"
case ":$PATH:" in *":$folder:"*) ;; *) echo "note: $folder is not on the PATH" ;; esac
