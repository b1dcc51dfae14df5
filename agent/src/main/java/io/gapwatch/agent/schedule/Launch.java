package io.gapwatch.agent.schedule;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How cron starts the program. Cron provides almost no environment, so everything is explicit;
 * every path is absolute.
 *
 * @param launcher the script that starts the program
 * @param config the configuration
 * @param state the state folder; output goes to its {@code logs}
 * @param statedState the state folder for the command line, if it is not the configured one
 * @param home the home folder of the user
 * @param path the folders of PATH
 */
record Launch(
    Path launcher,
    Path config,
    Path state,
    Optional<Path> statedState,
    Path home,
    List<String> path) {
  private static final List<String> STANDARD =
      List.of("/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin");

  public Launch {
    launcher = launcher.toAbsolutePath().normalize();
    config = config.toAbsolutePath().normalize();
    state = state.toAbsolutePath().normalize();
    statedState = statedState.map(folder -> folder.toAbsolutePath().normalize());
    Set<String> folders =
        new LinkedHashSet<>(path.stream().filter(f -> f.startsWith("/")).toList());
    folders.addAll(STANDARD);
    path = List.copyOf(folders);
  }

  public Path logs() {
    return state.resolve("logs");
  }

  /**
   * The shell command of one crontab line.
   *
   * @param name the name of the log
   * @param call the arguments
   */
  String command(String name, String call) {
    String environment =
        "/usr/bin/env HOME=%s PATH=%s"
            .formatted(ShellWord.quote(home.toString()), ShellWord.quote(String.join(":", path)));
    // In a crontab, an unescaped percent sign ends the command.
    return (environment + " /bin/sh -c '" + script(name, call).replace("'", "'\\''") + "'")
        .replace("%", "\\%");
  }

  /** A log that cannot be written, as on a full disk, must not prevent the job from running. */
  private String script(String name, String call) {
    return "umask 077; mkdir -p %s; log=%s-$(date -u +%%F).log; touch \"$log\" || log=/dev/null; "
            .formatted(word(logs()), word(logs().resolve(name)))
        + "exec %s %s --config %s%s >>\"$log\" 2>&1"
            .formatted(
                word(launcher),
                call,
                word(config),
                statedState.map(folder -> " --state " + word(folder)).orElse(""));
  }

  private static String word(Path path) {
    return ShellWord.quote(path.toString());
  }
}
