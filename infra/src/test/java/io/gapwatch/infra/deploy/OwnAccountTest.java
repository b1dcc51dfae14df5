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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnAccountTest {
  private static final String REGIONAL =
      "400-LimitExceeded, The following service limits were exceeded:"
          + " standard-a1-memory-regional-count, standard-a1-core-regional-count. Request a service"
          + " limit increase.";
  private static final String COMPARTMENT = "ocid1.compartment.oc1..c";
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
  void aDomainThatHasNothingLeftIsNotTheRegion() {
    String core = "The following service limits were exceeded: standard-a1-core-count";
    String path = LIMITS + "standard-a1-core-count/resourceAvailability?compartmentId=";
    oracle.answers.put(
        path + OracleStandIn.TENANCY + "&availabilityDomain=Uocm%3AAD-2",
        "{\"used\": 0, \"available\": 0}");
    assertThat(asked(core).real()).isFalse();

    oracle.answers.put(
        path + OracleStandIn.TENANCY + "&availabilityDomain=Uocm%3AAD-1",
        "{\"used\": 2, \"available\": 0}");
    assertThat(asked(core))
        .isEqualTo(
            new Verdict(true, "standard-a1-core-count has 0 left of what it allows, 0 are used"));
  }

  @Test
  void aRefusalThatNamesNoLimitIsAskedOfThoseOfTheVm() {
    String quota = "400-QuotaExceeded, The request exceeds a quota of the tenancy";
    assertThat(asked(quota).real()).isFalse();

    oracle.answers.put(
        LIMITS + "standard-a1-memory-regional-count",
        "{\"used\": 0, \"available\": 0, \"effectiveQuotaValue\": 0}");
    assertThat(asked(quota).real()).isTrue();
  }

  @Test
  void aRefusalIsConfirmedByTheAccountOrNot() throws IOException {
    assertThat(account().standing()).isEqualTo(AccountView.Standing.OPEN);

    oracle.answers.put("/20160918/availabilityDomains", "503");
    assertThat(account().standing()).isEqualTo(AccountView.Standing.AWAY);

    oracle.answers.put("/20160918/availabilityDomains", "404");
    assertThat(account().standing()).isEqualTo(AccountView.Standing.REFUSED);

    oracle.forgetKey();
    assertThat(account().standing()).isEqualTo(AccountView.Standing.REFUSED);

    oracle.close();
    assertThat(account().standing()).isEqualTo(AccountView.Standing.AWAY);
  }

  @Test
  void whoCannotBeAskedProvesNothing() throws IOException {
    oracle.forgetKey();

    assertThat(asked(REGIONAL).real()).isFalse();
    assertThat(asked(REGIONAL).words()).startsWith("the limits service could not be asked: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"404", "503"})
  void aLimitsServiceThatDoesNotAnswerLeavesTheListOfVms(String status) {
    oracle.answers.put(LIMITS, status);
    assertThat(asked(REGIONAL).real()).isFalse();
    assertThat(asked(REGIONAL).words())
        .contains("the limits service could not be asked: OCI's limits service answered " + status);

    oracle.answers.put(
        "/20160918/instances",
        """
        [{"displayName": "web", "shape": "VM.Standard.A1.Flex", "lifecycleState": "RUNNING",
          "shapeConfig": {"ocpus": 2, "memoryInGBs": 12}}]
        """);
    assertThat(asked(REGIONAL)).isEqualTo(new Verdict(true, "web, web has 4 OCPU and 24 GB"));
  }

  @Test
  void aListOfVmsThatCannotBeHadProvesNothing() {
    oracle.answers.put("/20160918/instances", "500");

    assertThat(asked(REGIONAL).real()).isFalse();
    assertThat(asked(REGIONAL).words()).contains("the VMs could not be listed: ");
  }

  @Test
  void aLimitOfAnotherServiceIsAskedOfThatService() {
    String vcns = "400-LimitExceeded, The following service limits were exceeded: vcn-count.";
    oracle.answers.put(
        "/20190729/limitDefinitions",
        "[{\"name\": \"vcn-count\", \"serviceName\": \"vcn\", \"scopeType\": \"REGION\"}]");
    oracle.answers.put(
        "/20190729/services/vcn/limits/vcn-count/", "{\"used\": 2, \"available\": 0}");

    assertThat(asked(vcns))
        .isEqualTo(new Verdict(true, "vcn-count has 0 left of what it allows, 2 are used"));
    assertThat(oracle.asked).noneMatch(path -> path.contains("availabilityDomain="));

    oracle.answers.put(
        "/20190729/services/vcn/limits/vcn-count/", "{\"used\": 1, \"available\": 1}");
    assertThat(asked(vcns).real()).isFalse();
  }

  @Test
  void fullVmsProveNothingOfAnotherLimit() {
    oracle.answers.put(
        "/20160918/instances",
        """
        [{"displayName": "web", "shape": "VM.Standard.A1.Flex", "lifecycleState": "RUNNING",
          "shapeConfig": {"ocpus": 2, "memoryInGBs": 12}}]
        """);

    assertThat(asked("400-LimitExceeded, service limits were exceeded: vcn-count").real())
        .isFalse();
  }

  @Test
  void aQuotaIsThatOfTheCompartmentOfTheVm() {
    oracle.answers.put(
        LIMITS
            + "standard-a1-core-regional-count/resourceAvailability?compartmentId="
            + COMPARTMENT,
        "{\"used\": 1, \"available\": 2, \"effectiveQuotaValue\": 1.0}");

    assertThat(asked("400-QuotaExceeded, standard-a1-core-regional-count in policy 'ocid1.quota'"))
        .isEqualTo(
            new Verdict(true, "standard-a1-core-regional-count has a quota of 1, and 1 are used"));
  }

  private Verdict asked(String output) {
    return account().limit(output, 2);
  }

  private OwnAccount account() {
    return new OwnAccount(
        () -> Tenancy.of(oracle.environment()), new Machine(1, 1, 6, 50, "24.04"), COMPARTMENT);
  }
}
