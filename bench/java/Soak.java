import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the service under load and through faults, and says what became of it. Started by bench/soak with {@code full} or
 * {@code short}, and the names of the faults to try. Ends with 1 where the service broke; slow answers are told, not judged.
 */
final class Soak {
  private Soak() {}

  /** One thing that goes wrong. */
  @FunctionalInterface
  interface Fault {
    /** Tries it, says what happened, and throws where the service did not cope. */
    String happen(Path folder, Extent extent) throws Exception;
  }

  /** How much of it. */
  record Extent(int clients, int seconds, int idle, int slow, int patience) {
    static final Extent FULL = new Extent(200, 60, 10_000, 1_000, 180);
    static final Extent SHORT = new Extent(40, 5, 1_000, 100, 120);
  }

  public static void main(String[] arguments) throws Exception {
    Extent extent = arguments[0].equals("short") ? Extent.SHORT : Extent.FULL;
    List<String> chosen = List.of(arguments).subList(1, arguments.length);
    Path folder = Files.createTempDirectory("soak");
    List<String> broken = new ArrayList<>();
    System.out.println("| what | what came of it |");
    System.out.println("|---|---|");
    try {
      for (Map.Entry<String, Fault> fault : faults().entrySet()) {
        if (chosen.isEmpty() || chosen.contains(fault.getKey())) {
          System.out.printf("| `%s` | %s |%n", fault.getKey(), outcome(fault, folder, extent, broken));
        }
      }
    } finally {
      delete(folder);
    }
    broken.forEach(System.err::println);
    System.exit(broken.isEmpty() ? 0 : 1);
  }

  private static String outcome(
      Map.Entry<String, Fault> fault, Path folder, Extent extent, List<String> broken) {
    try {
      return fault.getValue().happen(folder.resolve(fault.getKey()), extent);
    } catch (Exception | AssertionError e) {
      broken.add(fault.getKey() + ": " + e);
      return "**broken**: " + String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
  }

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("load", LoadFaults::load);
    faults.put("too-many-runs", LoadFaults::tooManyRuns);
    faults.put("memory", LoadFaults::memory);
    faults.put("idle", ConnectionFaults::idle);
    faults.put("slow-loris", ConnectionFaults::slowLoris);
    faults.put("descriptors", ConnectionFaults::descriptors);
    faults.put("dns", WorldFaults::dns);
    faults.put("clock", WorldFaults::clock);
    return faults;
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
