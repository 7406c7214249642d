# Sourced, not run: sets java_home to an installed JDK 25, or to nothing. Used by bin/rebeam where
# the tree has no image of its own, by ./rebeam in a checkout and by .ci/run.
# shellcheck shell=sh disable=SC2034
looked_for_jvm="JAVA_HOME (${JAVA_HOME:-not set}), java on the PATH ($(command -v java || echo none)), \
/usr/lib/jvm/*, /usr/libexec/java_home and $HOME/.sdkman/candidates/java/*"

find_jvm() {
  on_path=$(readlink -f "$(command -v java)" 2>/dev/null)
  on_mac=$(/usr/libexec/java_home -v 25 2>/dev/null)
  for java_home in "${JAVA_HOME-}" "${on_path%/bin/java}" /usr/lib/jvm/* "$on_mac" \
    "$HOME"/.sdkman/candidates/java/*; do
    [ -x "$java_home/bin/$1" ] && grep -q '^JAVA_VERSION="25' "$java_home/release" 2>/dev/null &&
      return
  done
  java_home=
}
