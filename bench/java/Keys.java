import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A certificate for localhost and a trust store that knows it besides all the usual authorities, so that reading the store
 * costs what it costs in production.
 */
record Keys(Path store, Path certificate, Path key, Path trust) {
  static final String PASSWORD = "changeit";

  static Keys make(Path folder) throws Exception {
    Path store = folder.resolve("key.p12");
    Path certificate = folder.resolve("endpoint.crt");
    Path trust = folder.resolve("trust.store");
    keytool("-genkeypair", "-alias", "endpoint", "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=dns:localhost",
        "-storetype", "PKCS12", "-keystore", store.toString());
    keytool("-exportcert", "-rfc", "-alias", "endpoint", "-keystore", store.toString(), "-file", certificate.toString());
    Files.copy(Path.of(System.getProperty("java.home"), "lib/security/cacerts"), trust);
    trust.toFile().setWritable(true);
    keytool("-importcert", "-noprompt", "-alias", "endpoint", "-file", certificate.toString(), "-keystore", trust.toString());
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream file = Files.newInputStream(store)) {
      keys.load(file, PASSWORD.toCharArray());
    }
    byte[] encoded = keys.getKey("endpoint", PASSWORD.toCharArray()).getEncoded();
    String pem = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(encoded);
    Path key = folder.resolve("endpoint.key");
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----\n" + pem + "\n-----END PRIVATE KEY-----\n");
    return new Keys(store, certificate, key, trust);
  }

  private static void keytool(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storepass", PASSWORD));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("keytool: " + output);
    }
  }
}
