package io.gapwatch.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboards of stack/ in the strict decoder of Grafana's Go SDK: tools/dashboards of infra.
 */
class DashboardsIT {
  private static final String PROGRAM = "strict-dashboards";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @BeforeEach
  void check() {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
            .anyMatch(each -> Files.isExecutable(Path.of(each, PROGRAM))),
        PROGRAM + " is not on the PATH: infra/tools/dashboards/install");
  }

  @Test
  void itHasNothingAgainstThem() throws Exception {
    List<Path> files = new ArrayList<>();
    for (Dashboard each : Dashboard.all()) {
      files.add(written(each.name(), each.json()));
    }

    assertThat(faults(files)).isEmpty();
  }

  @Test
  void itFindsWhatTheSchemasMissAndTheOtherWayRound() throws Exception {
    List<Path> files =
        List.of(
            broken("key.json", "", "editble", "true"),
            broken("type.json", "", "title", "7"),
            broken("missing.json", "", "schemaVersion", ""),
            broken("month.json", "", "fiscalYearStartMonth", "13"),
            broken("panel.json", "/panels/0", "titel", "\"x\""),
            broken("kind.json", "/panels/0", "type", "\"sat\""),
            broken("option.json", "/panels/0/options", "colorMod", "\"value\""),
            broken("custom.json", "/panels/8/fieldConfig/defaults/custom", "drawStyl", "\"x\""),
            broken("query.json", "/panels/0/targets/0", "exprs", "\"up\""));
    // A wrong word of an enumeration is found by the schemas alone.
    Path loud = broken("loud.json", "/panels/0/options", "colorMode", "\"loud\"");

    List<String> faults = faults(Stream.concat(files.stream(), Stream.of(loud)).toList());

    for (Path file : files) {
      assertThat(faults).as("%s", file).anyMatch(line -> line.startsWith(file + ": "));
    }
    assertThat(faults).noneMatch(line -> line.startsWith(loud + ": "));
  }

  private Path broken(String name, String where, String key, String value) throws IOException {
    JsonNode json = Dashboard.all().get(0).json().deepCopy();
    ObjectNode object = (ObjectNode) json.at(where);
    if (value.isEmpty()) {
      object.remove(key);
    } else {
      object.set(key, new ObjectMapper().readTree(value));
    }
    return written(name, json);
  }

  private Path written(String name, JsonNode json) throws IOException {
    return Files.writeString(folder.resolve(name), json.toString());
  }

  private List<String> faults(List<Path> files) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(PROGRAM));
    files.forEach(file -> command.add(file.toString()));
    File told = folder.resolve("told").toFile();
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(told)
            .start()
            .waitFor();
    List<String> lines = Files.readAllLines(told.toPath());
    assertThat(code).as("%s", lines).isEqualTo(lines.isEmpty() ? 0 : 1);
    return lines;
  }
}
