#!/bin/sh
# Prints the folder of html5lib's tests of tree construction: hostile pages, and the trees that browsers make of them.
#
# Others wrote them, so they are not in the repository. Debian's package golang-golang-x-net-dev has WebKit's copy of them,
# under WebKit's licence (two clauses). This script downloads the package, installs nothing, and keeps the files below TARGET.
#
# usage: html5lib.sh TARGET
set -eu
package=golang-golang-x-net-dev
kept=$1/html5lib
if [ ! -d "$kept" ]; then
    fresh=$(mktemp -d "$1/html5lib.XXXXXX")
    trap 'rm -rf "$fresh"' EXIT
    cd "$fresh"
    get() {
        apt-get -q -o Acquire::Retries=0 -o Acquire::http::Timeout=20 "$@" >&2
    }
    # A system whose lists are empty or old can't name the package's file before it has got them.
    get download $package || { get update && get download $package; }
    dpkg-deb --extract ./*.deb .
    # Two tests may do this at once: the files of the first stay.
    mv -T usr/share/gocode/src/golang.org/x/net/html/testdata/webkit "$kept" || [ -d "$kept" ]
fi
echo "$kept"
