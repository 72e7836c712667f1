import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The endpoints that are called: an nginx of our own on free ports of this machine, else a server in this process. */
final class Endpoints implements Closeable {
  private static final Pattern RATE = Pattern.compile("Requests/sec: *([0-9.]+)");
  private static final Pattern CALLS = Pattern.compile("([0-9]+) requests in");
  private static final Pattern TIMES =
      Pattern.compile("([0-9]+)m([0-9.]+)s ([0-9]+)m([0-9.]+)s\\s*\\z");

  private final Closeable server;
  private final Optional<ProcessHandle> nginx;
  private final int port;
  private final int tlsPort;

  private Endpoints(Closeable server, Optional<ProcessHandle> nginx, int port, int tlsPort) {
    this.server = server;
    this.nginx = nginx;
    this.port = port;
    this.tlsPort = tlsPort;
  }

  /** Whether a program is installed. */
  static boolean has(String program) {
    return List.of("/usr/bin/", "/usr/sbin/", "/usr/local/bin/").stream()
        .anyMatch(folder -> Files.isExecutable(Path.of(folder + program)));
  }

  /** Whether there can be endpoints that take their time. */
  static boolean hasDelays() {
    return !has("nginx") || Files.exists(Path.of("/usr/lib/nginx/modules/ngx_http_echo_module.so"));
  }

  static Endpoints start(Path folder, Keys keys) throws Exception {
    int port = freePort();
    int tlsPort = freePort();
    if (!has("nginx")) {
      return new Endpoints(OwnServer.start(keys, port, tlsPort), Optional.empty(), port, tlsPort);
    }
    Path configuration = folder.resolve("nginx.conf");
    String delays = hasDelays() ? "location /slow { echo_sleep 0.1; echo ok; }" : "";
    Files.writeString(
        configuration,
        """
        %s
        daemon off; master_process on; worker_processes 2; worker_rlimit_nofile 20000;
        error_log %s/nginx.log crit; pid %s/nginx.pid;
        events { worker_connections 8000; }
        http {
          access_log off; keepalive_requests 1000000000; keepalive_timeout 300s; default_type application/json;
          client_body_temp_path %s/body; proxy_temp_path %s/proxy; fastcgi_temp_path %s/fastcgi;
          uwsgi_temp_path %s/uwsgi; scgi_temp_path %s/scgi;
          server {
            listen 127.0.0.1:%d backlog=8192;
            location / { return 200 '{"ok": true, "items": [1, 2.5, null, "text"]}'; }
            %s
          }
          server {
            listen 127.0.0.1:%d ssl backlog=8192; ssl_certificate %s; ssl_certificate_key %s;
            location / { return 200 '{"ok": true, "items": [1, 2.5, null, "text"]}'; }
          }
        }
        """
            .formatted(
                hasDelays() ? "load_module /usr/lib/nginx/modules/ngx_http_echo_module.so;" : "",
                folder, folder, folder, folder, folder, folder, folder, port, delays, tlsPort,
                keys.certificate(), keys.key()));
    Process nginx =
        new ProcessBuilder("nginx", "-p", folder.toString(), "-c", configuration.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("nginx.out").toFile())
            .start();
    Endpoints endpoints = new Endpoints(() -> stop(nginx), Optional.of(nginx.toHandle()), port, tlsPort);
    Runtime.getRuntime().addShutdownHook(new Thread(nginx::destroy));
    for (int i = 0; !endpoints.answers(); i++) {
      if (i == 200 || nginx.waitFor(20, TimeUnit.MILLISECONDS)) {
        throw new IOException("nginx: " + Files.readString(folder.resolve("nginx.out")));
      }
    }
    return endpoints;
  }

  private boolean answers() {
    try (Client client = client()) {
      return client.send("GET", "/", new byte[0]).status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  Client client() throws IOException {
    return new Client(port);
  }

  String plain() {
    return "http://127.0.0.1:" + port + "/";
  }

  String slow() {
    return plain() + "slow";
  }

  String secure() {
    return "https://localhost:" + tlsPort + "/";
  }

  /** The body of an {@code /execute} that calls a URL so many times. */
  static String body(String url, int calls, int workers) {
    String endpoint = "{\"url\":\"" + url + "\",\"method\":\"GET\"},";
    StringBuilder body = new StringBuilder("{\"max_workers\":" + workers + ",\"endpoints\":[");
    body.repeat(endpoint, calls).setLength(body.length() - 1);
    return body.append("]}").toString();
  }

  /** Whether there is a limit to compare with. */
  static boolean hasLimit() {
    return has("wrk") && has("nginx");
  }

  /**
   * What wrk reached.
   *
   * @param rate calls a second
   * @param micros processor time of a call, on both sides together
   */
  record Limit(double rate, double micros) {
    static final Limit NONE = new Limit(0, 0);
  }

  /** Calls as fast as wrk can, for so long. */
  Limit wrk(int connections, int seconds) throws Exception {
    // The shell's "times" tells the processor time of what it ran.
    String script = "wrk -t2 -c" + connections + " -d" + seconds + "s " + plain() + "; times";
    Process wrk = new ProcessBuilder("bash", "-c", script).redirectErrorStream(true).start();
    long before = processorMicros();
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(wrk.getInputStream(), StandardCharsets.UTF_8))) {
      String text = String.join("\n", output.lines().toList());
      Matcher rate = RATE.matcher(text);
      Matcher calls = CALLS.matcher(text);
      Matcher times = TIMES.matcher(text);
      if (!rate.find() || !calls.find() || !times.find()) {
        throw new IOException(text);
      }
      double own = 0;
      for (int group = 1; group < 5; group += 2) {
        own += 60 * Double.parseDouble(times.group(group)) + Double.parseDouble(times.group(group + 1));
      }
      double micros = own * 1e6 + processorMicros() - before;
      return new Limit(Double.parseDouble(rate.group(1)), micros / Double.parseDouble(calls.group(1)));
    }
  }

  /** Processor time of nginx so far, in microseconds, to a hundredth of a second; 0 without nginx. */
  long processorMicros() throws IOException {
    long micros = 0;
    for (ProcessHandle worker : nginx.stream().flatMap(ProcessHandle::children).toList()) {
      micros += Jvm.processorMicros(worker.pid());
    }
    return micros;
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void stop(Process nginx) {
    nginx.destroy();
    nginx.onExit().join();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
