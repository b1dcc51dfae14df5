package io.gapwatch.infra;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that a test runs if this machine has them. */
public final class OnPath {
  private OnPath() {}

  /** Where a program is. */
  public static Optional<Path> find(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  public static boolean has(String program) {
    return find(program).isPresent();
  }
}
