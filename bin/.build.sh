# Sourced after .jdk.sh: builds what runs, when the sources changed since the last time. Two commands at once build once.

sources_digest() {
  cd "$checkout" || exit
  local parts=(pom.xml .mvn sip-connector ddl ejb web ear wildfly-config)
  {
    git ls-files -z -co --exclude-standard -- "${parts[@]}" 2>/dev/null \
      || find "${parts[@]}" -type f -not -path '*/target/*' -print0
  } | grep -zv '/src/test/' | LC_ALL=C sort -z | xargs -0 sha256sum 2>/dev/null | sha256sum | cut -d' ' -f1
}

build_if_needed() {
  local stamp=$checkout/wildfly-config/target/built-from digest
  mkdir -p "$checkout/wildfly-config/target"
  exec 9>"$checkout/wildfly-config/target/.building"
  flock 9
  digest=$(sources_digest)
  if [ "$(cat "$stamp" 2>/dev/null)" != "$digest" ]; then
    need mvn maven
    echo "building Holdfast (the first time this also fetches what it is made of) ..."
    rm -f "$stamp"
    (cd "$checkout" && mvn -B -q -DskipTests -Dspotless.check.skip -Dcheckstyle.skip package -pl wildfly-config,wildfly-config/launcher,sip-connector/srctool -am 9>&-) \
      >"$checkout/wildfly-config/target/build.log" 2>&1 \
      || { tail -40 "$checkout/wildfly-config/target/build.log" >&2; echo "the build failed, see wildfly-config/target/build.log" >&2; exit 1; }
    echo "$digest" >"$stamp"
  fi
  exec 9>&-
}
