# Sourced by the commands of this directory: finds a JDK 25 (or newer) and exports JAVA_HOME, or says what to install.

jdk_version() { # of the JDK in directory $1; nothing when there is none
  if [ -x "$1/bin/javac" ]; then
    "$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p'
  fi
}

find_jdk() {
  local candidate version
  for candidate in "${JAVA_HOME:-}" "$(readlink -f "$(command -v javac || true)" | sed 's:/bin/javac$::')" \
      /usr/lib/jvm/* /opt/*jdk* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/*; do
    [ -n "$candidate" ] || continue
    version=$(jdk_version "$candidate")
    if [ "${version:-0}" -ge 25 ]; then
      export JAVA_HOME=$candidate
      return
    fi
  done
  echo "Holdfast needs a JDK 25: install one (Debian, Ubuntu: openjdk-25-jdk or temurin-25-jdk; RHEL: java-25-openjdk-devel) or set JAVA_HOME" >&2
  exit 2
}

need() { # command $1, else say what to install
  command -v "$1" >/dev/null || { echo "Holdfast needs $1: install the package $2" >&2; exit 2; }
}

checkout=$(cd "$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")/.." && pwd)
find_jdk
