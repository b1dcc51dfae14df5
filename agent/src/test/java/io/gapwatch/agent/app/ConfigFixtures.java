package io.gapwatch.agent.app;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Configuration files, good ones and those named after their mistake. */
public final class ConfigFixtures {
  public static final Path FOLDER = Path.of("src", "test", "resources", "config").toAbsolutePath();
  private static final String STRUCTURAL = "# The schema rejects it too.";

  private ConfigFixtures() {}

  static Stream<Path> good() throws IOException {
    return in("good").stream();
  }

  static Stream<Path> mistakes() throws IOException {
    return in("mistakes").stream();
  }

  static Stream<Path> structuralMistakes() throws IOException {
    return mistakes().filter(ConfigFixtures::isStructural);
  }

  private static boolean isStructural(Path file) {
    try {
      byte[] mark = STRUCTURAL.getBytes(StandardCharsets.UTF_8);
      byte[] text = Files.readAllBytes(file);
      return text.length > mark.length && Arrays.equals(text, 0, mark.length, mark, 0, mark.length);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> in(String name) throws IOException {
    try (Stream<Path> files = Files.list(FOLDER.resolve(name))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  static Configs configs() {
    return new Configs(new Environment(Map.of(), Clock.systemUTC(), FOLDER));
  }

  public static Config load(Path file) {
    return configs().load(Optional.of(file), Optional.empty());
  }
}
