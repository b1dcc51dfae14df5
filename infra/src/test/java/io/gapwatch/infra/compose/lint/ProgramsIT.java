package io.gapwatch.infra.compose.lint;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.compose.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Debian's promtool and amtool say besides. */
class ProgramsIT {
  private static final Programs DEBIAN = new Programs("/usr/bin");

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theyTakeOurOwnStack() {
    assertThat(Lint.of(Path.of("../stack"), Map.of(), DEBIAN).findings()).isEmpty();
  }

  @Test
  void whatTheyRefuseIsToldWithTheirVersionAndTheLine() throws IOException {
    Files.writeString(
        folder.resolve("rules.yml"),
        "groups:\n  - name: a\n    rules:\n      - alert: A\n        expr: sum(up\n");
    Files.writeString(
        folder.resolve("alertmanager.yml"),
        "route: {receiver: a}\nreceivers:\n  - name: a\n    slack_configs: [{chanel: b}]\n");

    List<Finding> findings = Lint.of(folder, Map.of(), DEBIAN).findings();

    assertThat(findings).extracting(Finding::rule).containsExactly("amtool", "promtool");
    assertThat(findings.get(0).what()).contains("amtool 0.", "chanel");
    assertThat(findings.get(1).what()).contains("promtool 2.", "parse error");
  }
}
