package io.schedulerrunner.execute;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MimeTypes;

/** Received bytes read as text. */
final class BodyText {

  /** What Java puts in place of bytes that are not in a charset; it may also have been sent. */
  private static final char REPLACEMENT = '\uFFFD';

  private BodyText() {}

  /**
   * The body as text, in the charset that the answer names, else UTF-8; nothing where its bytes are
   * not in that charset. The last character of a body that was cut is dropped if the cut went
   * through it.
   */
  static Optional<String> of(Answer answer) {
    Charset charset = charset(answer);
    return utf8(answer.body(), charset).or(() -> decoded(answer, charset));
  }

  /** The short way, with a third of the memory, for what is whole and right. */
  private static Optional<String> utf8(ReceivedBody body, Charset charset) {
    return Optional.of(charset)
        .filter(StandardCharsets.UTF_8::equals)
        .map(body::text)
        .filter(text -> text.indexOf(REPLACEMENT) < 0)
        .map(BodyText::withoutMark);
  }

  private static Optional<String> decoded(Answer answer, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = answer.body().kept();
    CharBuffer chars =
        CharBuffer.allocate(
            (int) Math.ceil(bytes.remaining() * (double) decoder.maxCharsPerByte()));
    boolean whole = answer.complete() && !answer.body().overflowed();
    CoderResult result = decoder.decode(bytes, chars, whole);
    return result.isError() ? Optional.empty() : Optional.of(withoutMark(chars.flip().toString()));
  }

  /** A byte order mark is no part of a text (RFC 3629, section 6), and would spoil JSON. */
  private static String withoutMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static Charset charset(Answer answer) {
    Optional<String> named =
        answer.header(HttpHeader.CONTENT_TYPE).map(MimeTypes::getCharsetFromContentType);
    try {
      return named.map(Charset::forName).filter(Charset::canEncode).orElse(StandardCharsets.UTF_8);
    } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
      return StandardCharsets.UTF_8;
    }
  }
}
