package io.schedulerrunner.cron.importer;

import java.math.BigDecimal;

/** Numbers, read from text. */
final class Quantity {

  private Quantity() {}

  /**
   * A number that is not negative.
   *
   * @param what it is, for the message
   * @throws ImportException where it is not one
   */
  static BigDecimal of(String what, String text) {
    if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
      throw new ImportException("%s is not a number: %s".formatted(what, text));
    }
    BigDecimal number = new BigDecimal(text).stripTrailingZeros();
    return number.scale() < 0 ? number.setScale(0) : number;
  }
}
