package io.gapwatch.infra.release;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The archive for people, of the agent as it is built beside this module: unpacked and installed
 * for a user whose home is empty, used, and removed again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InstallArchiveIT {
  /** A row each hour until an hour ago, but for one; in UTC, whatever the zone of the machine. */
  private static final String OWN_TABLE =
      """
      class Make {
        public static void main(String[] file) throws Exception {
          Class.forName("org.duckdb.DuckDBDriver");
          try (var own = java.sql.DriverManager.getConnection("jdbc:duckdb:" + file[0]);
              var statement = own.createStatement()) {
            statement.execute("CREATE TABLE events AS SELECT range AS id,"
                + " make_timestamp(epoch_us(now())) - to_hours(1000 - range) AS created_at"
                + " FROM range(1000) WHERE range <> 500");
          }
        }
      }
      """;

  /** Types into a shell on a terminal once it is ready, and shows what is seen there. */
  private static final String TERMINAL =
      """
      import os, pty, signal, sys
      signal.alarm(120)
      shell, started = pty.fork()
      if shell == 0:
          os.execvp(sys.argv[2], sys.argv[2:])
      seen, typed = b'', False
      while True:
          try:
              more = os.read(started, 65536)
          except OSError:
              break
          if not more:
              break
          seen += more
          if not typed and b'READY' in seen:
              typed = True
              os.write(started, sys.argv[1].encode() + b'\\nexit\\n')
      os.waitpid(shell, 0)
      sys.stdout.buffer.write(seen)
      """;

  private final Path folder;
  private final Path home;
  private final Path work;

  InstallArchiveIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    this.home = Files.createDirectory(folder.resolve("home"));
    this.work = Files.createDirectory(folder.resolve("work"));
  }

  @BeforeAll
  void install() throws Exception {
    Path clone = Path.of("..").toRealPath();
    assumeTrue(
        Files.exists(clone.resolve("agent/target/gapwatch.jar")), "the agent is not packaged");
    Path archive = folder.resolve("gapwatch.tar.gz");
    new InstallArchive(clone, here()).pack(archive);
    succeeded(run("tar", "-xzf", archive.toString(), "-C", folder.toString()));

    assertThat(succeeded(run(folder.resolve("gapwatch/install").toString())))
        .contains("installed: gapwatch ", "next: gapwatch init");

    Files.writeString(work.resolve("Make.java"), OWN_TABLE);
    succeeded(
        run(
            "java",
            "-cp",
            home.resolve(".local/lib/gapwatch/lib/duckdb/duckdb_jdbc.jar").toString(),
            "Make.java",
            "own.duckdb"));
  }

  /** Nothing that it made is left behind, so that this user's home is as empty as before. */
  @AfterAll
  void uninstall() throws Exception {
    if (Files.exists(home.resolve(".local/bin/gapwatch"))) {
      succeeded(run(folder.resolve("gapwatch/install").toString(), "--uninstall"));
      try (Stream<Path> left = Files.list(home)) {
        assertThat(left.filter(file -> file.endsWith(".local"))).isEmpty();
      }
    }
  }

  @Test
  void itSaysWhatItIs() throws Exception {
    assertThat(succeeded(run("gapwatch", "version"))).startsWith("gapwatch ");
    assertThat(succeeded(run("gapwatch", "--help")))
        .contains("init", "doctor", "Start here")
        .doesNotContain("java.");
    assertThat(run("gapwatch").said()).contains("init", "doctor", "Start here");
  }

  @Test
  void anOwnTableIsWatchedAtOnce() throws Exception {
    Ran init = run("gapwatch", "init", "own.duckdb");
    assertThat(init.said()).contains("events", "gapwatch.yaml");

    Ran check = run("gapwatch", "check");

    assertThat(check.said()).contains("events 500: 1 row missing", "HEALTH CHECK FAILED");
    assertThat(check.code()).isEqualTo(1);
    assertThat(run("gapwatch", "check", "--format", "json").said())
        .contains("\"status\" : \"critical\"");
  }

  @ParameterizedTest
  @CsvSource({
    "bash, calib, calibrate",
    "bash, incidents esc, incidents escalate",
    "zsh, calib, calibrate",
    "zsh, incidents esc, incidents escalate",
  })
  void theTabulatorCompletes(String shell, String typed, String command) throws Exception {
    needs(shell, "python3");
    List<String> start = new ArrayList<>(List.of("python3", "-c", TERMINAL));
    start.add("gapwatch " + typed + "\t--help");
    start.addAll(shell.equals("zsh") ? zsh() : bash());

    String seen = succeeded(run(start.toArray(String[]::new)));

    assertThat(seen).contains("Usage: gapwatch " + command);
  }

  private List<String> bash() throws IOException {
    Path loader = Path.of("/usr/share/bash-completion/bash_completion");
    assumeTrue(Files.exists(loader), "completion was not tested: bash-completion is missing");
    Path start = work.resolve("bashrc");
    Files.writeString(start, ". " + loader + "\nPS1='READY> '\n");
    return List.of("bash", "--rcfile", start.toString(), "-i");
  }

  private List<String> zsh() throws IOException {
    Files.writeString(
        home.resolve(".zshrc"),
        """
        fpath=(~/.local/share/zsh/site-functions $fpath)
        autoload -U compinit && compinit -u -d %s
        PS1='READY> '
        """
            .formatted(work.resolve("zcompdump")));
    return List.of("zsh", "-o", "NO_GLOBAL_RCS", "-i");
  }

  @Test
  void theManualCanBeRead() throws Exception {
    needs("man");

    // Where programs are on the PATH, man looks for pages beside them.
    Ran man = run("MANWIDTH=80", "man", "--warnings", "-P", "cat", "gapwatch");

    assertThat(succeeded(man))
        .contains("GAPWATCH(1)", "NAME", "gapwatch init")
        .doesNotContain("warning:");
    assertThat(man.said().lines().filter(line -> line.length() > 80)).isEmpty();
  }

  private void needs(String... programs) throws Exception {
    for (String program : programs) {
      assumeTrue(
          run("sh", "-c", "command -v " + program).code() == 0,
          () -> "not tested: " + program + " is missing");
    }
  }

  private static Platform here() {
    return System.getProperty("os.arch").equals("aarch64")
        ? Platform.LINUX_ARM64
        : Platform.LINUX_X86_64;
  }

  private record Ran(int code, String said) {}

  private static String succeeded(Ran ran) {
    assertThat(ran.code()).as(ran.said()).isZero();
    return ran.said();
  }

  /** As this user, who has nothing but the installed program and what Debian brings. */
  private Ran run(String... command) throws Exception {
    List<String> found = new ArrayList<>(List.of("env")); // by this user's PATH, not by ours
    found.addAll(List.of(command));
    ProcessBuilder builder = new ProcessBuilder(found).directory(work.toFile());
    builder.environment().clear();
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME",
                home.toString(),
                "PATH",
                "%s/.local/bin:%s/bin:/usr/local/bin:/usr/bin:/bin"
                    .formatted(home, System.getProperty("java.home")),
                "LANG",
                "C.UTF-8",
                "NO_COLOR",
                "1",
                "TERM",
                "xterm"));
    builder.redirectErrorStream(true);
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Ran(process.waitFor(), said);
  }
}
