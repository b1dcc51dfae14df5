package io.gapwatch.agent.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What any command creates is private, unless it is there to be looked at. */
class FileModesTest extends Installation {
  private static final List<String> COMMANDS =
      List.of(
          "run chain",
          "run dawn",
          "upkeep logs",
          "incidents silence freshness 2h --comment x --by me",
          "maintenance add 2h --jobs chain --comment x --by me",
          "run chain --now 2026-11-21T00:30:00Z --state replay",
          "run chain --now 2026-11-21T01:00:00Z",
          "doctor --offline",
          "forget --after 2026-12-01T00:00:00Z",
          "page --to public/deep",
          "backup backup.zip",
          "restore backup.zip --state other",
          "restore backup.zip --force");

  /** What was there before. */
  private static final List<String> OURS =
      List.of("gapwatch.yaml", "chain.duckdb", "apps", "metrics");

  private static final List<String> PUBLIC = List.of("www", "public");

  FileModesTest(@TempDir Path folder) {
    super(folder);
  }

  @BeforeEach
  void configure() throws IOException {
    Files.createDirectory(folder.resolve("metrics"));
    Files.createDirectory(folder.resolve("apps"));
    Path config = folder.resolve("gapwatch.yaml");
    Files.writeString(
        config,
        Files.readString(config).replace("    notify:", "    reports: {to: logs/runs}\n    notify:")
            + """
            upkeep:
              logs: {type: prune-logs, files: ["%s/*.log"], schedule: "0 4 * * *", notify: [phone]}
            summaries:
              dawn: {schedule: "30 0 * * *", since: 10h, jobs: [chain], notify: [phone]}
            metrics: {textfile: metrics/gapwatch.prom}
            page: {to: www/status, publish: "http://127.0.0.1:1/p/x/"}
            serve: {address: "https://status.example.org/"}
            """
                .formatted(folder.resolve("apps")));
  }

  @Test
  void privateUnlessPublic() throws IOException {
    for (String command : COMMANDS) {
      Ran ran = gapwatch(command.split(" "));
      assertThat(ran.code()).as("%s: %s", command, ran).isNotEqualTo(64);
    }
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.filter(any -> !OURS.contains(name(any))).toList()) {
        boolean open = PUBLIC.contains(name(one));
        assertModes(one, open ? "rwxr-xr-x" : "rwx------", open ? "rw-r--r--" : "rw-------");
      }
    }
    assertModes(folder.resolve("metrics/gapwatch.prom"), "", "rw-r--r--");
    assertThat(folder.resolve("backup.zip")).exists();
    assertThat(folder.resolve("replay")).exists();
    assertThat(folder.resolve("other")).exists();
    assertThat(folder.resolve("state")).isDirectoryRecursivelyContaining("glob:**/link-key");
    assertThat(folder.resolve("state")).isDirectoryRecursivelyContaining("glob:**/dawn-*.html");
    assertThat(folder.resolve("state")).isDirectoryRecursivelyContaining("glob:**/*.properties");
    assertThat(folder.resolve("logs")).isDirectoryRecursivelyContaining("glob:**/monitor_*.log");
    assertThat(folder.resolve("www")).isDirectoryRecursivelyContaining("glob:**/badges/all.svg");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }

  private static void assertModes(Path root, String folders, String files) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path one : all.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
            .as("%s", one)
            .isEqualTo(Files.isDirectory(one) ? folders : files);
      }
    }
  }
}
