package io.gapwatch.infra.cli;

import io.gapwatch.infra.Gapctl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The operator's command line in a process of its own, as in a terminal.
 *
 * @param root the clone
 * @param scratch for what it prints
 * @param environment goes over this process's own
 */
public record GapctlProcess(Path root, Path scratch, Map<String, String> environment) {

  /** What a command came to. */
  public record Ended(int code, String out, String err) {}

  /** Runs a command with nothing to read, to its end. */
  public Ended run(String... arguments) throws IOException, InterruptedException {
    return typing("", List.of(), arguments);
  }

  /**
   * Runs a command to its end.
   *
   * @param input what is typed
   * @param wrapper what starts the command
   */
  public Ended typing(String input, List<String> wrapper, String... arguments)
      throws IOException, InterruptedException {
    Path in = Files.writeString(scratch.resolve("in"), input);
    Process process = builder(wrapper, arguments).redirectInput(in.toFile()).start();
    int code = process.waitFor();
    return new Ended(code, Files.readString(out()), Files.readString(err()));
  }

  /** Starts a command that ends only when it is told to; a terminal's Ctrl-C would reach it. */
  public Process start(String... arguments) throws IOException {
    // A build that runs in the background ignores Ctrl-C, and so would what it starts.
    return builder(List.of("setsid", "env", "--default-signal=INT"), arguments).start();
  }

  /** Does what a terminal does at Ctrl-C: tells the command and all that it started. */
  public static void pressCtrlC(Process started) throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-INT", "--", "-" + started.pid()).inheritIO().start().waitFor();
  }

  /** Where it prints. */
  public Path out() {
    return scratch.resolve("out");
  }

  private Path err() {
    return scratch.resolve("err");
  }

  private ProcessBuilder builder(List<String> wrapper, String... arguments) {
    List<String> java =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dgapwatch.root=" + root,
            "-cp",
            System.getProperty("java.class.path"),
            Gapctl.class.getName());
    List<String> command = new ArrayList<>(wrapper);
    command.addAll(java);
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    return builder.redirectOutput(out().toFile()).redirectError(err().toFile());
  }
}
