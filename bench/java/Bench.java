import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures the image's files against the floors of this machine, in one run. Started by bench/run, with the folder of the
 * image as its first argument, {@code full}, {@code comparison} or {@code short} as its second and the file for the table as its third;
 * further ones name the groups to measure.
 */
final class Bench {
  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Rounds rounds = Rounds.named(arguments[1]);
    List<String> groups = List.of(arguments).subList(3, arguments.length);
    Table table = new Table();
    Path folder = Files.createTempDirectory("bench");
    try {
      Keys keys = Keys.make(folder);
      Image image = Image.prepare(Path.of(arguments[0]).toRealPath(), folder, keys);
      try (Endpoints endpoints = Endpoints.start(folder, keys)) {
        for (Group group : groups(image, endpoints, rounds)) {
          if (groups.isEmpty() || groups.contains(group.name())) {
            group.rows().into(table);
          }
        }
      }
      Files.writeString(Path.of(arguments[2]), table.markdown());
    } finally {
      delete(folder);
    }
  }

  /** Measures rows. */
  @FunctionalInterface
  interface Rows {
    void into(Table table) throws Exception;
  }

  private record Group(String name, Rows rows) {}

  private static List<Group> groups(Image image, Endpoints endpoints, Rounds rounds) {
    return List.of(
        new Group("cold", new ColdRows(image, endpoints, rounds)::into),
        new Group("memory", new MemoryRows(image, endpoints, rounds)::into),
        new Group("warm", new WarmRows(image, endpoints, rounds)::into));
  }

  private static void delete(Path folder) throws Exception {
    List<Path> all = new ArrayList<>();
    try (var files = Files.walk(folder)) {
      files.forEach(all::addFirst);
    }
    for (Path file : all) {
      Files.deleteIfExists(file);
    }
  }
}
