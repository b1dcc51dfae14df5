package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettlingTest {
  private static final String NEW_NAME =
      "Post \"https://x-management.kms.eu-frankfurt-1.oraclecloud.com/20180608/keys\": dial tcp:"
          + " lookup x-management.kms.eu-frankfurt-1.oraclecloud.com: no such host";

  private final List<Duration> pauses = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private int ups;

  @Test
  void aNewVaultsAddressIsWaitedFor() {
    Changes changes = up(3, NEW_NAME);

    assertThat(changes.isNone()).isTrue();
    assertThat(ups).isEqualTo(4);
    assertThat(pauses).hasSize(3).containsOnly(Duration.ofSeconds(30));
    assertThat(told).hasSize(3).allMatch(line -> line.contains("is not known everywhere yet"));
  }

  @Test
  void otherFailuresAndAnAddressThatNeverComesEndIt() {
    assertThatThrownBy(() -> up(1, "dial tcp: lookup iaas.eu-x-1.oraclecloud.com: no such host"))
        .isInstanceOf(DeploymentFailedException.class);
    assertThat(pauses).isEmpty();

    ups = 0;
    assertThatThrownBy(() -> up(99, NEW_NAME)).isInstanceOf(DeploymentFailedException.class);
    assertThat(ups).isEqualTo(10);
  }

  @Test
  void aFailureTellsItsReasonItsWayAndWhetherAnythingIsKept() {
    String nothing =
        "Diagnostics:\n  error: boom\n  error: update failed\nResources:\n    + 1 created\n";
    assertThat(new DeploymentFailedException("up", nothing, new IllegalStateException()))
        .hasMessage("up failed: boom");

    String some = " +  oci:Core:Vcn vcn created (0.1s)\n" + nothing;
    assertThat(new DeploymentFailedException("up", some, new IllegalStateException()))
        .hasMessage(
            "up failed: boom%nWhat was done is kept; the same command continues from there."
                .formatted());

    String way = "  error: no key\n  To do: make one\n  error: update failed\n";
    assertThat(new DeploymentFailedException("up", way, new IllegalStateException()))
        .hasMessage("up failed: no key%nTo do: make one".formatted());
  }

  private Changes up(int failures, String output) {
    return new Settling(pauses::add, told::add)
        .up(
            () -> {
              ups++;
              if (ups <= failures) {
                throw new DeploymentFailedException("up", output, new IllegalStateException());
              }
              return new Changes(Map.of("same", 1));
            });
  }
}
