package io.schedulerrunner.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads endpoints one by one. Those of a large request are read on all processors: nothing is
 * called before the last of them has been.
 */
final class EndpointsReader {

  /** From so many on. */
  static final int MANY = 1000;

  /** So many are read by one processor at a time. */
  private static final int PIECE = 250;

  private final Optional<Fields> defaults;
  private final EndpointReader.Surroundings around;

  EndpointsReader(Optional<Fields> defaults, EndpointReader.Surroundings around) {
    this.defaults = defaults;
    this.around = around;
  }

  /** Reads them all, in their order; what is wrong with them is noted in {@code reading}. */
  List<EndpointReader.Read> read(List<Value> items, Reading reading) {
    // What the others read of defaults and variables is noted as it is read.
    if (items.size() < MANY || defaults.isPresent() || !reading.isDivisible()) {
      return read(items, 0, items.size(), reading);
    }
    List<Piece> pieces =
        IntStream.rangeClosed(0, (items.size() - 1) / PIECE)
            .parallel()
            .mapToObj(piece -> piece(items, piece * PIECE, reading.part()))
            .toList();
    pieces.forEach(piece -> reading.add(piece.reading()));
    return pieces.stream().flatMap(piece -> piece.endpoints().stream()).toList();
  }

  /** What one processor has read. */
  private record Piece(Reading reading, List<EndpointReader.Read> endpoints) {}

  private Piece piece(List<Value> items, int from, Reading own) {
    return new Piece(own, read(items, from, Math.min(from + PIECE, items.size()), own));
  }

  private List<EndpointReader.Read> read(List<Value> items, int from, int to, Reading reading) {
    List<EndpointReader.Read> endpoints = new ArrayList<>(to - from);
    for (int i = from; i < to; i++) {
      endpoints.add(EndpointReader.read(items.get(i).in(reading), i + 1, defaults, around));
    }
    return endpoints;
  }
}
