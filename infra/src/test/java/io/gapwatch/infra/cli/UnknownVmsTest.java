package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.tenancy.OracleStandIn;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnknownVmsTest {

  @Test
  void aVmOfTheSameNameThatIsNotTheStacksIsTold(@TempDir Path folder) throws IOException {
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      oracle.answers.put("/20160918/compartments?", "[]");
      oracle.answers.put(
          "/20160918/instances",
          "[%s, %s, %s]"
              .formatted(
                  vm("gapwatch-dev", "ocid1.instance.oc1..own"),
                  vm("gapwatch-dev", "ocid1.instance.oc1..lost"),
                  vm("gapwatch-prod", "ocid1.instance.oc1..prod")));

      List<String> lines = ask(oracle);
      assertThat(lines).hasSize(1);
      assertThat(lines.get(0)).contains("gapwatch-dev", "ocid1.instance.oc1..lost", "terminate it");

      oracle.answers.put("/20160918/instances", "503");
      assertThat(ask(oracle))
          .hasSize(1)
          .allMatch(line -> line.startsWith("Whether a lost answer left a second VM is not known"));
    }
  }

  private static List<String> ask(OracleStandIn oracle) {
    return new UnknownVms(() -> Tenancy.of(oracle.environment()), "dev")
        .lines("{\"vm\":\"ocid1.instance.oc1..own\"}");
  }

  private static String vm(String name, String id) {
    return """
        {"displayName": "%s", "id": "%s", "shape": "VM.Standard.A1.Flex",
         "lifecycleState": "RUNNING", "shapeConfig": {"ocpus": 1, "memoryInGBs": 6}}\
        """
        .formatted(name, id);
  }
}
