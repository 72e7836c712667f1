package io.schedulerrunner.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate, and the authority that signed it, made with the JDK's own keytool.
 *
 * @param key the server's certificate and key
 * @param authority what a client trusts
 */
public record Certificates(KeyStore key, KeyStore authority) {

  private static final String PASSWORD = "not-a-real-secret";
  private static final List<byte[]> SIGNER = new ArrayList<>();

  /** A certificate for an address, valid from a date on (keytool's -startdate). */
  public static Certificates signed(String address, String start, int days)
      throws IOException, GeneralSecurityException, InterruptedException {
    Path folder = Files.createTempDirectory("certificates");
    Path file = Files.write(folder.resolve("store.p12"), signer());
    keytool(
        file,
        "server",
        "-dname",
        "CN=server",
        "-ext",
        "san=ip:" + address,
        "-startdate",
        start,
        "-validity",
        Integer.toString(days),
        "-signer",
        "authority");
    KeyStore both = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      both.load(in, PASSWORD.toCharArray());
    }
    Files.delete(file);
    Files.delete(folder);
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("authority", both.getCertificate("authority"));
    both.deleteEntry("authority");
    return new Certificates(both, authority);
  }

  /** One authority signs all. */
  private static synchronized byte[] signer() throws IOException, InterruptedException {
    if (SIGNER.isEmpty()) {
      Path folder = Files.createTempDirectory("authority");
      Path file = folder.resolve("store.p12");
      keytool(file, "authority", "-dname", "CN=authority", "-ext", "bc:c", "-startdate", "-60d");
      SIGNER.add(Files.readAllBytes(file));
      Files.delete(file);
      Files.delete(folder);
    }
    return SIGNER.getFirst();
  }

  private static void keytool(Path file, String alias, String... options)
      throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias));
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }

  /** What a server that has the key uses. */
  public SSLContext server() throws GeneralSecurityException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(key, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }
}
