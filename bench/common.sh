# shellcheck shell=bash
# What bench/run and bench/compare share; the working directory is the repository.

JAVA_HOME=$(.mvn/find-jdk)
export JAVA_HOME

image() { # REPOSITORY FOLDER: builds a source tree and assembles the image's files from it
  (
    cd "$1"
    ./mvnw -B -ntp -q -Dlaunch package
    deploy/image-root "$2" target/launch/app >/dev/null
  )
}

measure() { # IMAGE MODE TABLE [GROUP...]
  "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xmx1g -Dbench.sources=bench/java bench/java/Bench.java "$1/app" "${@:2}"
}

say_what_is_absent() {
  local tool
  for tool in nginx wrk; do
    PATH=$PATH:/usr/sbin command -v "$tool" >/dev/null || echo "$tool is not installed: some figures are missing or less telling (Debian: apt-get install $tool)"
  done
  if PATH=$PATH:/usr/sbin command -v nginx >/dev/null && [[ ! -e /usr/lib/nginx/modules/ngx_http_echo_module.so ]]; then
    echo "nginx has no echo module: no endpoints of 100 ms (Debian: apt-get install libnginx-mod-http-echo)"
  fi
}
