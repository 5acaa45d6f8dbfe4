#!/bin/bash
# Stands on the PATH as `az` and as `gh`: hands its words to the test that plays them, and prints what that answers.
exec 3<>"/dev/tcp/127.0.0.1/$AZ_STAND_IN"
{ printf '%s\n' "$(($# + 1))"; printf '%s\0' "${0##*/}" "$@"; } >&3
IFS= read -r status <&3
IFS= read -r length <&3
head -c "$length" <&3
cat <&3 >&2
exit "$status"
