package io.gapwatch.agent;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A program among the tests' classes, for a process of its own. */
public final class OwnProcess {
  private OwnProcess() {}

  /** The command that starts it, with options of Java. */
  public static List<String> command(Class<?> program, List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
