package io.schedulerrunner.testing;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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
  private static final Path KEPT = Path.of("target", "certificates");
  private static final Duration KEPT_FOR = Duration.ofHours(12);
  private static final List<byte[]> SIGNER = new ArrayList<>();

  /** Makes a key store. */
  private interface Making {
    void into(Path file) throws IOException, InterruptedException;
  }

  /** A certificate for an address, valid from a date on (keytool's -startdate). */
  public static Certificates signed(String address, String start, int days)
      throws IOException, GeneralSecurityException, InterruptedException {
    byte[] signer = signer();
    Path folder = KEPT.resolve(Integer.toHexString(Arrays.hashCode(signer)));
    String name = String.join("_", address, start, Integer.toString(days));
    byte[] signed =
        kept(folder, name, file -> sign(Files.write(file, signer), address, start, days));
    KeyStore both = KeyStore.getInstance("PKCS12");
    both.load(new ByteArrayInputStream(signed), PASSWORD.toCharArray());
    KeyStore authority = KeyStore.getInstance("PKCS12");
    authority.load(null, null);
    authority.setCertificateEntry("authority", both.getCertificate("authority"));
    both.deleteEntry("authority");
    return new Certificates(both, authority);
  }

  private static void sign(Path file, String address, String start, int days)
      throws IOException, InterruptedException {
    List<String> options = new ArrayList<>(List.of("-dname", "CN=server"));
    options.addAll(List.of("-ext", "san=ip:" + address, "-signer", "authority"));
    options.addAll(List.of("-startdate", start, "-validity", Integer.toString(days)));
    keytool(file, "server", options);
  }

  /** One authority signs all. */
  private static synchronized byte[] signer() throws IOException, InterruptedException {
    if (SIGNER.isEmpty()) {
      SIGNER.add(kept(KEPT, "authority", Certificates::authority));
    }
    return SIGNER.getFirst();
  }

  private static void authority(Path file) throws IOException, InterruptedException {
    keytool(
        file, "authority", List.of("-dname", "CN=authority", "-ext", "bc:c", "-startdate", "-60d"));
  }

  /** Keytool takes a second, which mutation tests would spend in each of their many processes. */
  private static byte[] kept(Path folder, String name, Making making)
      throws IOException, InterruptedException {
    Path kept = folder.resolve(name + ".p12");
    if (!isFresh(kept)) {
      Files.createDirectories(folder);
      Path own = Files.createTempDirectory(folder, name);
      Path made = own.resolve("store.p12");
      making.into(made);
      Files.move(made, kept, StandardCopyOption.ATOMIC_MOVE);
      Files.delete(own);
    }
    return Files.readAllBytes(kept);
  }

  private static boolean isFresh(Path file) throws IOException {
    long oldest = System.currentTimeMillis() - KEPT_FOR.toMillis();
    return Files.exists(file) && Files.getLastModifiedTime(file).toMillis() > oldest;
  }

  private static void keytool(Path file, String alias, List<String> options)
      throws IOException, InterruptedException {
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command = new ArrayList<>(List.of(keytool, "-genkeypair", "-alias", alias));
    command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
    command.addAll(List.of("-keyalg", "EC", "-storetype", "PKCS12", "-storepass", PASSWORD));
    command.addAll(List.of("-keystore", file.toString()));
    command.addAll(options);
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
