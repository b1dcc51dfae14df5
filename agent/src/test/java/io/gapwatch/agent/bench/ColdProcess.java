package io.gapwatch.agent.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Starts programs through {@code measure.py}, which asks the kernel what they took. */
final class ColdProcess {
  private final Path python;
  private final Path script;
  private final Path folder;

  ColdProcess(Path python, Path script, Path folder) {
    this.python = python;
    this.script = script;
    this.folder = folder;
  }

  /**
   * What one process took.
   *
   * @param wall seconds
   * @param cpu seconds, user and system
   * @param peak the most memory it held at a time, in MB
   */
  record Cost(double wall, double cpu, double peak) {}

  /** Runs it once. It must find everything healthy. */
  Cost run(Contender contender) throws IOException, InterruptedException {
    if (contender.forget().isPresent()) {
      delete(contender.forget().get());
    }
    Path result = folder.resolve("result.txt");
    Path output = folder.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(python.toString(), script.toString(), result.toString(), output.toString()));
    command.addAll(contender.command());
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    builder.environment().putAll(contender.environment());
    builder.start().waitFor();
    String[] figures = Files.readString(result).strip().split(" ", -1);
    if (!figures[3].equals("0")) {
      throw new IllegalStateException(contender.name() + " said " + Files.readString(output));
    }
    return new Cost(
        Double.parseDouble(figures[0]),
        Double.parseDouble(figures[1]),
        Double.parseDouble(figures[2]) * 1024 / 1e6);
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> all = Files.walk(folder)) {
        for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}
