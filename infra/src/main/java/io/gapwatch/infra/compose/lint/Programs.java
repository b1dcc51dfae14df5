package io.gapwatch.infra.compose.lint;

import io.gapwatch.infra.compose.Finding;
import io.gapwatch.infra.compose.Finding.Weight;
import io.gapwatch.infra.compose.Place;
import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Asks promtool and amtool, which know PromQL and every value of their version.
 *
 * @param path the folders where they may be, as in the environment
 */
public record Programs(String path) {
  private static final Duration TIMEOUT = Duration.ofMinutes(1);
  private static final Pattern LINE = Pattern.compile("line (\\d+)");
  private static final Pattern VERSION = Pattern.compile("version (\\d+\\.\\d+)");

  List<Finding> findings(Setup setup) {
    List<Finding> found = new ArrayList<>();
    Optional<Path> promtool = program("promtool");
    Optional<Path> amtool = program("amtool");
    for (Path file : setup.prometheus().keySet()) {
      ask(promtool, "promtool", file, List.of("check", "config", "--syntax-only"), found);
    }
    for (Path file : setup.rules().keySet()) {
      ask(promtool, "promtool", file, List.of("check", "rules"), found);
    }
    for (Path file : setup.alertmanager().keySet()) {
      ask(amtool, "amtool", file, List.of("check-config"), found);
    }
    return found;
  }

  private static void ask(
      Optional<Path> program, String name, Path file, List<String> how, List<Finding> found) {
    if (program.isEmpty()) {
      found.add(
          new Finding(
              new Place(file, 1),
              Weight.NOTE,
              "not-asked",
              name,
              "it is not on the PATH, so its own checks of this file are missing",
              "install it, and run this again"));
      return;
    }
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    command.addAll(how);
    command.add(file.toString());
    Ended ended = run(command);
    if (ended.code() != 0) {
      Matcher line = LINE.matcher(ended.output());
      String why =
          ended
              .output()
              .lines()
              .map(String::strip)
              .filter(
                  text ->
                      text.contains("FAILED") || text.contains("error") || text.contains("line "))
              .filter(text -> !text.contains("failed to validate"))
              .reduce((first, last) -> last)
              .orElse(ended.output().strip());
      found.add(
          new Finding(
              new Place(file, line.find() ? Integer.parseInt(line.group(1)) : 1),
              Weight.PROBLEM,
              name,
              String.valueOf(file.getFileName()),
              "%s %s refuses it: %s".formatted(name, version(program.get()), why),
              "correct it, or run a version that takes it"));
    }
  }

  private static String version(Path program) {
    Matcher version = VERSION.matcher(run(List.of(program.toString(), "--version")).output());
    return version.find() ? version.group(1) : "of an unknown version";
  }

  private static Ended run(List<String> command) {
    try {
      return Ended.of(new ProcessBuilder(command).redirectErrorStream(true), "", TIMEOUT);
    } catch (IOException e) {
      throw new InfraException("could not run %s: is it a program?".formatted(command.get(0)), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InfraException("interrupted while %s ran".formatted(command.get(0)), e);
    }
  }

  private Optional<Path> program(String name) {
    return Stream.of(path.split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
