package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The packaged program, started as cron does: a process of its own with hardly any environment.
 *
 * @param folder the working folder
 * @param variables what the environment holds beside PATH and HOME
 * @param launcher what the command line begins with, before java
 */
record Program(Path folder, Map<String, String> variables, List<String> launcher) {
  private static final Path JAR = Path.of("target", "gapwatch.jar").toAbsolutePath();
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  Program {
    variables = Map.copyOf(variables);
    launcher = List.copyOf(launcher);
  }

  static Program in(Path folder) {
    return new Program(folder, Map.of(), List.of());
  }

  /** The same with one more variable, or with another value of it. */
  Program with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Program(folder, more, launcher);
  }

  Program without(String variable) {
    Map<String, String> fewer = new HashMap<>(variables);
    fewer.remove(variable);
    return new Program(folder, fewer, launcher);
  }

  /** The same, started by a command that takes the rest as its arguments. */
  Program by(String... command) {
    return new Program(folder, variables, List.of(command));
  }

  Running start(String... arguments) {
    assertThat(JAR).as("the packaged program; run mvn package first").isRegularFile();
    try {
      Path temporary = Files.createDirectories(folder.resolve("tmp"));
      Path out = Files.createTempFile(temporary, "run", ".out");
      Path err = Files.createTempFile(temporary, "run", ".err");
      List<String> command = new ArrayList<>(launcher);
      command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      // As scripts/gapwatch does; a killed process leaves its native libraries in the folder.
      command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
      command.add("-Djava.io.tmpdir=" + temporary);
      command.addAll(program(arguments));
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().putAll(Map.of("PATH", "/usr/bin:/bin", "HOME", folder.toString()));
      builder.environment().putAll(variables);
      return new Running(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A run of another time is one on a machine whose clock shows it, see {@link At}. */
  private static List<String> program(String... arguments) throws IOException {
    List<String> given = new ArrayList<>(List.of(arguments));
    int now = given.indexOf("--now");
    if (now < 0 || !given.get(0).equals("run")) {
      given.addAll(0, List.of("-jar", JAR.toString()));
      return given;
    }
    given.remove(now);
    String time = given.remove(now);
    given.addAll(
        0,
        List.of("-cp", JAR + File.pathSeparator + classes(), At.class.getName(), "--now=" + time));
    return given;
  }

  private static Path classes() throws IOException {
    try {
      return Path.of(At.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
  }

  /** Runs it to its end. */
  Ending run(String... arguments) throws InterruptedException {
    return start(arguments).end(TIMEOUT);
  }

  @Override
  public String toString() {
    return "Program[" + folder + "]";
  }
}
