package io.schedulerrunner.schedule;

import io.schedulerrunner.config.EndpointSet;
import io.schedulerrunner.config.EndpointSource;
import java.util.Optional;

/** The timetable in force; expressions are read again only where endpoints have changed. */
final class Timetables {

  private final EndpointSource endpoints;
  private volatile Optional<Timetable> latest = Optional.empty();

  Timetables(EndpointSource endpoints) {
    this.endpoints = endpoints;
  }

  Timetable current() {
    EndpointSet set = endpoints.current();
    Timetable timetable =
        latest.filter(known -> known.set().equals(set)).orElseGet(() -> Timetable.of(set));
    latest = Optional.of(timetable);
    return timetable;
  }
}
