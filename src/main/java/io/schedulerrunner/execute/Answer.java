package io.schedulerrunner.execute;

import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;

/**
 * An HTTP response as it came in, or the part of it that did.
 *
 * @param complete whether the whole body arrived, kept or not
 */
record Answer(int status, HttpFields headers, ReceivedBody body, boolean complete) {

  /** The value of a header that has one. */
  Optional<String> header(HttpHeader name) {
    return Optional.ofNullable(headers.get(name));
  }
}
