package io.schedulerrunner.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Endpoints in a file that is looked at whenever they are asked for, and read again when it has
 * changed. A version that cannot be used is logged once and the last good one stays in force.
 * Thread-safe: while one thread reads, the others go on with what is in force.
 */
final class EndpointFile implements EndpointSource {

  private static final Logger LOG = LoggerFactory.getLogger(EndpointFile.class);

  private final Path path;
  private final Supplier<EndpointSet> reader;
  private final Logger log;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Version inForce;

  /** What tells one state of a file from another; its key changes where a mount is swapped. */
  private record Stamp(long size, FileTime modified, Optional<Object> key) {}

  /**
   * What was read.
   *
   * @param problem why a newer version than these endpoints was refused
   */
  private record Version(Optional<Stamp> stamp, EndpointSet endpoints, Optional<String> problem) {
    Version(Optional<Stamp> stamp, EndpointSet endpoints) {
      this(stamp, endpoints, Optional.empty());
    }
  }

  /**
   * Reads the file for the first time.
   *
   * @throws ConfigurationException if it cannot be used
   */
  EndpointFile(Path path, Supplier<EndpointSet> reader) {
    this(path, reader, LOG);
  }

  EndpointFile(Path path, Supplier<EndpointSet> reader, Logger log) {
    this.path = path;
    this.log = log;
    this.reader = reader;
    this.inForce = new Version(stamp(), reader.get());
  }

  @Override
  public EndpointSet current() {
    if (!stamp().equals(inForce.stamp()) && reading.tryLock()) {
      Runnable news;
      try {
        news = readAgain();
      } finally {
        reading.unlock();
      }
      news.run();
    }
    return inForce.endpoints();
  }

  @Override
  public Optional<String> problem() {
    current();
    return inForce.problem();
  }

  /**
   * Puts what the file holds now in force, and answers what is to be logged about it afterwards:
   * the log hides the secrets of what is in force, and so asks for it with every line.
   */
  private Runnable readAgain() {
    Optional<Stamp> stamp = stamp();
    try {
      EndpointSet endpoints = reader.get();
      inForce = new Version(stamp, endpoints);
      return () -> {
        endpoints.warnings().forEach(log::warn);
        log.info("{} has changed: {} endpoints now", path, endpoints.endpoints().size());
      };
    } catch (ConfigurationException e) {
      inForce =
          new Version(
              stamp,
              inForce.endpoints(),
              Optional.of(path.getFileName() + " was refused: " + e.getMessage()));
      return () ->
          log.error(
              "{} has changed and cannot be used; the last good version stays in force:\n{}",
              path,
              e.getMessage());
    }
  }

  private Optional<Stamp> stamp() {
    try {
      BasicFileAttributes now = Files.readAttributes(path, BasicFileAttributes.class);
      return Optional.of(
          new Stamp(now.size(), now.lastModifiedTime(), Optional.ofNullable(now.fileKey())));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
