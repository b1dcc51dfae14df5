package io.gapwatch.agent.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DashboardsTest {
  @Test
  void nothingIsWrongWithThem() {
    assertThat(Dashboard.all()).hasSize(3);
    for (Dashboard each : Dashboard.all()) {
      assertThat(each.faults()).as(each.name()).isEmpty();
      assertThat(each.json().path("uid").asText() + ".json").isEqualTo(each.name());
    }
  }

  @Test
  void theirDataSourceAndFolderAreProvisioned() throws IOException {
    Path provisioning = Path.of("../stack/grafana/provisioning");
    assertThat(Files.readString(provisioning.resolve("datasources/prometheus.yml")))
        .contains("uid: prometheus\n    type: prometheus\n");
    String compose = Files.readString(Path.of("../stack/compose.yaml"));
    assertThat(Files.readString(provisioning.resolve("dashboards/gapwatch.yaml")))
        .contains("path: /etc/grafana/dashboards}");
    assertThat(compose).contains("- ./grafana/dashboards:/etc/grafana/dashboards:ro");
  }

  /** The faults that were tried on Grafana's own models; each must be found. */
  @ParameterizedTest
  @CsvSource({
    "'', editble, true",
    "'', title, 7",
    "'', schemaVersion, null",
    "/panels/0, titel, '\"x\"'",
    "/panels/0, type, '\"sat\"'",
    "/panels/0, id, 2",
    "/panels/0/gridPos, w, 40",
    "/panels/0/options, colorMod, '\"value\"'",
    "/panels/0/options, colorMode, '\"loud\"'",
    "/panels/8/options/legend, placement, '\"left\"'",
    "/panels/8/fieldConfig/defaults/custom, drawStyle, '\"dots\"'",
    "/panels/0/fieldConfig/defaults/thresholds, mode, '\"relative\"'",
    "/panels/0/targets/0, exprs, '\"up\"'",
    "/panels/0/targets/0/datasource, uid, '\"prom\"'",
  })
  void aFaultIsFound(String where, String key, String value) throws IOException {
    Dashboard gapwatch = Dashboard.all().get(0);
    JsonNode broken = gapwatch.json().deepCopy();
    ((ObjectNode) broken.at(where)).set(key, new ObjectMapper().readTree(value));
    if (value.equals("null")) {
      ((ObjectNode) broken.at(where)).remove(key);
    }

    assertThat(new Dashboard("broken", broken).faults()).isNotEmpty();
  }

  @Test
  void noRuleAndNoPanelAsksForANumberOfTheAgentThatItDoesNotExport() throws IOException {
    Set<String> exported = Metrics.documented();
    assertThat(exported).hasSizeGreaterThan(100);

    Set<String> asked =
        Metrics.asked().stream()
            .filter(name -> name.startsWith("gapwatch_"))
            .collect(Collectors.toSet());

    assertThat(asked).hasSizeGreaterThan(15);
    assertThat(exported).containsAll(asked);
  }
}
