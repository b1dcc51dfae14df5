package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Of a screen that the engine prints, the line that helps. */
class DeploymentFailedExceptionTest {
  private static final String ENGINE =
      """
      Diagnostics:
        pulumi:pulumi:Stack (gapwatch-dev):
          error: an unhandled error occurred: Pulumi program exited with non-zero exit code: 32
          error: %s

      Resources:
          1 errored
      """;

  @Test
  void aReasonComesWithItsWay() {
    assertThat(failure("no key\n    To do: make one"))
        .hasMessage("up failed: no key%nTo do: make one".formatted());
  }

  @Test
  void aListIsPartOfTheReason() {
    assertThat(
            failure(
                """
                the stack's configuration is invalid:
                      - gapwatch:ocpus should be a whole number, found "two"
                      - gapwatch:secrets should be a list
                    To do: pulumi config set KEY VALUE\
                """))
        .hasMessage(
            """
            up failed: the stack's configuration is invalid: - gapwatch:ocpus should be a whole number, found "two" - gapwatch:secrets should be a list
            To do: pulumi config set KEY VALUE\
            """);
  }

  @Test
  void aWordOfOracleThatIsKnownIsExplained() {
    assertThat(failure("401-NotAuthenticated, The required information"))
        .hasMessageStartingWith("up failed: Oracle refuses the API key (401-NotAuthenticated)")
        .hasMessageContaining("To do: compare user, tenancy");
  }

  @Test
  void aWordOfTheEngineThatIsKnownIsExplained() {
    assertThat(
            failure("getting stack configuration: get stack secrets manager: incorrect passphrase"))
        .hasMessage(
            "up failed: incorrect passphrase%nTo do: export PULUMI_CONFIG_PASSPHRASE=… with the one that made the stack"
                .formatted());
    assertThat(failure("the stack is currently locked by 1 lock(s). Either wait for the other"))
        .hasMessageContaining("To do: wait for it; if none is running, pulumi cancel");
  }

  @Test
  void aNameThatIsNotOraclesHasNothingToDoWithTheRegion() {
    String get = "could not reach: Get \"https://%s/x\": dial tcp: lookup %1$s: no such host";
    assertThat(failure(get.formatted("api.pulumi.example")))
        .hasMessageContaining("a name on the network is unknown here (no such host)")
        .hasMessageNotContaining("region");
    assertThat(failure(get.formatted("iaas.eu-x-1.oraclecloud.com")))
        .hasMessageContaining("and the region in ~/.oci/config");
  }

  @Test
  void aLimitThatIsReportedIsNotYetBelieved() {
    assertThat(failure("400-LimitExceeded, service limits were exceeded: standard-a1-core-count"))
        .hasMessageContaining("which it also says wrongly while hosts are scarce")
        .hasMessageContaining("To do: see whether anything has it: scripts/gapctl doctor");
  }

  @Test
  void belowAHeadingIsTheReason() {
    assertThat(
            failure(
                "1 error occurred:\n    * creating urn:pulumi:dev: 1 error occurred:\n"
                    + "    * 400-InvalidParameter, strange\n    Suggestion: retry"))
        .hasMessage("up failed: 400-InvalidParameter, strange");
  }

  @Test
  void anEmptyHeadingIsNoReason() {
    assertThat(failure("1 error occurred:")).hasMessage("up failed");
  }

  private static DeploymentFailedException failure(String error) {
    return new DeploymentFailedException(
        "up", ENGINE.formatted(error), new IllegalStateException("the engine ended"));
  }
}
