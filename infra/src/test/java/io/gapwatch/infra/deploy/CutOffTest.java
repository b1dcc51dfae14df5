package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CutOffTest {
  @Test
  void whatWasBeingMadeIsToldWithTheWayOut() {
    List<CutOff> cutOff =
        CutOff.of(
            Map.of(
                "pending_operations",
                List.of(
                    operation("creating", "oci:Core/instance:Instance", "watcher"),
                    operation("deleting", "oci:Core/vcn:Vcn", "vcn"))));

    assertThat(cutOff.get(0).words())
        .startsWith(
            "A command was cut off while it made watcher (oci:Core/instance:Instance): Oracle may"
                + " have made it, and this stack does not know it.")
        .endsWith("pulumi refresh --clear-pending-creates");
    assertThat(cutOff.get(1).words())
        .isEqualTo(
            "A command was cut off while deleting vcn (oci:Core/vcn:Vcn): whether Oracle has done"
                + " that, pulumi refresh finds out.");
  }

  @Test
  void aStateWithoutAnySaysNothing() {
    assertThat(CutOff.of(Map.of())).isEmpty();
    assertThat(CutOff.of(Map.of("pending_operations", List.of()))).isEmpty();
  }

  private static Map<String, Object> operation(String doing, String type, String name) {
    String urn = "urn:pulumi:dev::gapwatch::gapwatch:infra:Watcher$%s::%s".formatted(type, name);
    return Map.of("type", doing, "resource", Map.of("urn", urn, "type", type));
  }
}
