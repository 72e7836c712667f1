package io.schedulerrunner.repository;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of the working copy, without what is built, fetched or private. */
final class RepositoryFiles {

  private static final Path ROOT = Path.of("").toAbsolutePath();
  private static final Set<String> FOREIGN =
      Set.of(".git", ".idea", ".settings", ".vscode", "data", "node_modules", "target");

  private RepositoryFiles() {}

  static List<Path> all() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return FOREIGN.contains(folder.getFileName().toString())
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && !FOREIGN.contains(file.getFileName().toString())) {
              files.add(ROOT.relativize(file));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files;
  }

  /** Scripts, whatever their names, by their first line. */
  static List<Path> shellScripts() throws IOException {
    List<Path> scripts = new ArrayList<>();
    for (Path file : all()) {
      String start = text(file).lines().findFirst().orElse("");
      if (start.startsWith("#!") && start.endsWith("sh")) {
        scripts.add(file);
      }
    }
    return scripts;
  }

  /** Read byte by byte, so that images do not matter. */
  static String text(Path file) throws IOException {
    return Files.readString(file, ISO_8859_1);
  }
}
