package io.gapwatch.agent.documents;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The pages that people read, and the configurations that ship. */
final class Documents {
  static final Path ROOT = Path.of("").toAbsolutePath().resolveSibling("").normalize();

  private Documents() {}

  static String read(String page) {
    try {
      return Files.readString(ROOT.resolve(page), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages, and all configurations in {@code config/}, by their paths in the repository. */
  static List<String> all() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> configs = Files.list(ROOT.resolve("config"));
        Stream<Path> here = Files.list(ROOT)) {
      return Stream.of(docs, configs, here)
          .flatMap(paths -> paths)
          .filter(path -> path.toString().matches(".*\\.(md|yaml)"))
          .map(path -> ROOT.relativize(path).toString())
          .filter(path -> !path.equals("Pulumi.yaml"))
          .sorted()
          .toList();
    }
  }
}
