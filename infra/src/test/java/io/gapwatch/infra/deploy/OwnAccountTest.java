package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.Machine;
import io.gapwatch.infra.deploy.AccountView.Verdict;
import io.gapwatch.infra.tenancy.OracleStandIn;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnAccountTest {
  private static final String REGIONAL =
      "400-LimitExceeded, The following service limits were exceeded:"
          + " standard-a1-memory-regional-count, standard-a1-core-regional-count. Request a service"
          + " limit increase.";
  private static final String LIMITS = "/20190729/services/compute/limits/";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private OracleStandIn oracle;

  @BeforeEach
  void start() throws IOException {
    oracle = new OracleStandIn(folder);
  }

  @AfterEach
  void stop() {
    oracle.close();
  }

  @Test
  void aLimitWithRoomAndNoVmIsDoubted() {
    assertThat(asked(REGIONAL))
        .isEqualTo(
            new Verdict(false, "the account's limits have room, and its A1 VMs do not fill them"));
  }

  @Test
  void aLimitThatTheLimitsServiceSaysIsUsedUpIsReal() {
    oracle.answers.put(
        LIMITS + "standard-a1-core-regional-count", "{\"used\": 2, \"available\": 0}");

    assertThat(asked(REGIONAL))
        .isEqualTo(
            new Verdict(
                true, "standard-a1-core-regional-count has 0 left of what it allows, 2 are used"));
  }

  @Test
  void aVmThatFillsTheAccountIsAProofWhateverTheLimitsServiceSays() {
    oracle.answers.put(
        "/20160918/instances",
        """
        [{"displayName": "web", "shape": "VM.Standard.A1.Flex", "lifecycleState": "RUNNING",
          "shapeConfig": {"ocpus": 2, "memoryInGBs": 6}}]
        """);

    assertThat(asked(REGIONAL).real()).isTrue();
    assertThat(asked(REGIONAL).words()).contains("web");
  }

  @Test
  void aLimitOfADomainIsThatOfTheDomainThatWasAsked() {
    asked("The following service limits were exceeded: standard-a1-core-count");

    assertThat(oracle.asked).anyMatch(path -> path.endsWith("&availabilityDomain=Uocm%3AAD-2"));
  }

  @Test
  void whoCannotBeAskedProvesNothing() throws IOException {
    oracle.forgetKey();

    assertThat(asked(REGIONAL).real()).isFalse();
    assertThat(asked(REGIONAL).words()).startsWith("the account could not be asked: ");
  }

  private Verdict asked(String output) {
    return new OwnAccount(() -> Tenancy.of(oracle.environment()), new Machine(1, 1, 6, 50, "24.04"))
        .limit(output, 2);
  }
}
