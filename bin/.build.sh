# Sourced after .jdk.sh: builds what runs, when the sources changed since the last time. Two commands at once build once.

target=$checkout/wildfly-config/target

sources_digest() {
  (
    cd "$checkout" || exit
    parts=(pom.xml .mvn sip-connector ddl ejb web ear wildfly-config)
    { git ls-files -z -co --exclude-standard -- "${parts[@]}" 2>/dev/null \
      || find "${parts[@]}" -type f -not -path '*/target/*' -print0; } \
      | grep -zv '/src/test/' | LC_ALL=C sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1
  )
}

is_built() { # the stamp of what $1 ("node", "tools") was built from says: from these sources
  [ "$(cat "$target/$1.built-from" 2>/dev/null)" = "$digest" ]
}

build_if_needed() { # $1: "node", everything bin/run starts, or "tools", what the other commands need
  [ -z "${SOURCES_ARE_BUILT:-}" ] || return 0 # bin/test says so to the commands its tests call
  local modules=wildfly-config/launcher digest
  [ "$1" = tools ] || modules=wildfly-config,wildfly-config/launcher
  digest=$(sources_digest)
  if is_built "$1" || is_built node; then return; fi
  need mvn maven
  mkdir -p "$target"
  (
    flock 9
    if is_built "$1"; then exit; fi
    echo "building Holdfast (the first time this also fetches what it is made of) ..." >&2
    cd "$checkout"
    if ! mvn -B -q -DskipTests -Dspotless.check.skip -Dcheckstyle.skip package -pl "$modules" -am >"$target/build.log" 2>&1 9>&-; then
      tail -40 "$target/build.log" >&2
      echo "the build failed, see $target/build.log" >&2
      exit 1
    fi
    echo "$digest" >"$target/$1.built-from"
  ) 9>"$target/.building"
}

tool() { # runs main class $1 with the other arguments, without a server
  local main=$1
  shift
  build_if_needed tools
  exec "$JAVA_HOME/bin/java" -Xmx256m --enable-native-access=ALL-UNNAMED \
    -cp "$checkout/wildfly-config/launcher/target/lib/*:$checkout/wildfly-config/launcher/target/holdfast-launcher.jar" "$main" "$@"
}
