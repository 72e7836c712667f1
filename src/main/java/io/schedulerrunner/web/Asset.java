package io.schedulerrunner.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;

/** One file of the dashboard, as it is and compressed. Immutable. */
final class Asset {

  /**
   * Nothing from elsewhere, nothing inline, in nobody's frame (W3C, Content Security Policy Level
   * 3).
   */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String type;
  private final String tag;
  private final byte[] plain;
  private final byte[] compressed;

  private Asset(String type, byte[] plain) throws IOException {
    this.type = type;
    this.plain = plain;
    compressed = compress(plain);
    tag = tag(plain);
  }

  /** Reads a file that is known to be there. */
  static Asset read(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(Asset.class.getResourceAsStream("dashboard/" + name), name)) {
      return new Asset(type(name), in.readAllBytes());
    }
  }

  /** The file, compressed where the client can read that; 304 where it has it already. */
  Answer answer(WebRequest request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Cache-Control", "no-cache");
    headers.put("ETag", tag);
    headers.put("Vary", "Accept, Accept-Encoding");
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    headers.put("Cross-Origin-Resource-Policy", "same-origin");
    if (request.header("If-None-Match").orElse("").contains(tag)) {
      return new Answer(304, headers, Answer.Body.EMPTY);
    }
    headers.put("Content-Type", type);
    if (!acceptsGzip(request)) {
      return new Answer(200, headers, out -> out.write(plain));
    }
    headers.put("Content-Encoding", "gzip");
    return new Answer(200, headers, out -> out.write(compressed));
  }

  private static boolean acceptsGzip(WebRequest request) {
    String accepted = request.header("Accept-Encoding").orElse("").toLowerCase(Locale.ROOT);
    return accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  private static String type(String name) {
    String extension = name.substring(name.lastIndexOf('.') + 1);
    return switch (extension) {
      case "html" -> "text/html; charset=utf-8";
      case "css" -> "text/css; charset=utf-8";
      case "svg" -> "image/svg+xml";
      default -> "text/javascript; charset=utf-8";
    };
  }

  private static byte[] compress(byte[] plain) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(compressed)) {
      out.write(plain);
    }
    return compressed.toByteArray();
  }

  /** A weak one (RFC 9110, section 8.8.3): the same for both forms of the file. */
  private static String tag(byte[] plain) {
    CRC32C checksum = new CRC32C();
    checksum.update(plain);
    return "W/\"" + plain.length + "-" + Long.toHexString(checksum.getValue()) + "\"";
  }
}
