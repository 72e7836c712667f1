package io.schedulerrunner.testing;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What came over OTLP, as text. */
public final class OtlpText {

  private OtlpText() {}

  /** An id as a log line has it. */
  public static String hex(ByteString id) {
    return HexFormat.of().formatHex(id.toByteArray());
  }

  /** Attributes by their names. */
  public static Map<String, String> attributes(List<KeyValue> all) {
    Map<String, String> attributes = new HashMap<>();
    all.forEach(attribute -> attributes.put(attribute.getKey(), text(attribute.getValue())));
    return attributes;
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }
}
