package io.schedulerrunner.execute;

import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An object of which some fields are not known: who asks for these, or for all, is told so. */
final class GappedMap extends AbstractMap<String, Object> {

  private final Map<String, Object> known;
  private final Set<String> missing;
  private final String reason;

  /** With why the missing ones are not known. */
  GappedMap(Map<String, Object> known, Set<String> missing, String reason) {
    this.known = known;
    this.missing = missing;
    this.reason = reason;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    if (missing.contains(key)) {
      throw new ExpressionException(reason);
    }
    return known.get(key);
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return missing.contains(key) || known.containsKey(key);
  }

  @Override
  public Set<Map.Entry<String, Object>> entrySet() {
    throw new ExpressionException(reason);
  }
}
