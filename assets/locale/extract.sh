#!/bin/sh
# extract.sh FILE: writes every message id marked in the sources to FILE (a .pot, the translators' template).
# Ids are marked words("…"), tr("…") or N_("…"); references name files without lines, so edits do not churn them.
set -eu
out=$1
case $out in /*) ;; *) out=$PWD/$out ;; esac
cd "$(dirname "$0")/../.."
find core app -name '*.cpp' -o -name '*.hpp' | LC_ALL=C sort |
  xgettext --files-from=- --language=C++ --from-code=UTF-8 --keyword --keyword=words --keyword=tr --keyword=N_ \
           --add-location=file --no-wrap --sort-by-file --package-name=divergence-lab --force-po --output="$out.part"
# The date would change with every run.
sed '/^"POT-Creation-Date:/d; s/charset=CHARSET/charset=UTF-8/' "$out.part" >"$out"
rm -f "$out.part"
