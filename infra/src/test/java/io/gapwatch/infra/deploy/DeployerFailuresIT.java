package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong with a stack under the real engine, in words that a new user understands. */
class DeployerFailuresIT {
  private final Site site;

  DeployerFailuresIT(@TempDir Path folder) throws IOException {
    site = Site.open(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void anUpThatFailedHalfWayGoesOnWhereItWas() {
    site.cloud.outages().breakCreating("oci:Core/subnet:Subnet");
    assertThat(site.failure()).contains("500-InternalError");
    long before = site.cloud.count();
    assertThat(before).isPositive();
    site.cloud.outages().repair();

    Changes changes = site.deployer().up();

    assertThat(changes.of("create")).isPositive();
    assertThat(changes.counts()).doesNotContainKeys("delete", "replace");
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void aShapeBeyondAlwaysFreeIsRefusedUntilItIsAllowed() {
    site.deployer().set("ocpus", "4");

    assertThat(site.failure()).contains("the stack goes beyond Always Free");

    assertThat(site.cloud.count()).isZero();
  }

  /** The provider's words, what is said of them, and what to do. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "can not create client, bad configuration: did not find a proper configuration for tenancy"
            + "|there are no OCI credentials|make an API key in the console",
        "401-NotAuthenticated, The required information to complete authentication was not"
            + " provided|Oracle refuses the API key (401-NotAuthenticated)|compare user, tenancy,"
            + " fingerprint",
        "404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found."
            + "|there is no ocid1.tenancy.|pulumi config set tenancyId OCID",
        "Get \"https://identity.eu-x-1.oci.oraclecloud.com/\": dial tcp: lookup identity: no such"
            + " host|an address of Oracle is unknown here|the region in ~/.oci/config",
      })
  void theFirstFailuresOfANewUserAreACauseAndAWay(String words, String cause, String way) {
    site.cloud.outages().refuseQuestions(words);

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, () -> site.deployer().up());

    assertThat(failure).isNotNull();
    assertThat(String.valueOf(failure.getMessage())).hasLineCount(2);
    assertThat(failure)
        .hasMessageStartingWith("up failed: " + cause)
        .hasMessageContaining("\nTo do: ");
    assertThat(failure).hasMessageContaining(way);
    assertThat(failure.output()).doesNotContain("\tat ", "Exception");
    assertThat(site.cloud.count()).isZero();
  }

  /** The provider's words come below a heading, and decide whether a hunt goes on. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "503-ServiceUnavailable, The service is unavailable.|SERVER_ERROR",
        "429-TooManyRequests, Too many requests for the user|RATE_LIMIT",
        "Get \"https://identity.example.com/\": read: connection reset by peer|UNREACHABLE",
        "401-NotAuthenticated, Date 'Thu' is not within allowed clock skew. Current 'Fri'|CLOCK",
        "401-NotAuthenticated, The required information was not provided|ACCOUNT",
        "404-NotAuthorizedOrNotFound, Authorization failed or requested resource not found.|ACCOUNT",
      })
  void whyTheFirstQuestionFailedIsKnown(String words, LaunchFailure reason) {
    site.cloud
        .outages()
        .refuseQuestions(
            "1 error occurred:\n\t* %s\nSuggestion: Please retry\n\n".formatted(words));

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, () -> site.deployer().up());

    assertThat(failure).isNotNull();
    assertThat(LaunchFailure.in(failure.output())).as(failure.output()).isEqualTo(reason);
    assertThat(String.valueOf(failure.getMessage())).hasLineCount(2);
  }

  @Test
  void aCompartmentThatIsNotThereIsToldBeforeAnythingIsMade() {
    site.cloud.outages().hideCompartment(SettingsFixture.COMPARTMENT);

    assertThat(site.failure())
        .contains(
            "error: there is no %s for this user (404-NotAuthorizedOrNotFound)"
                .formatted(SettingsFixture.COMPARTMENT),
            "To do: compare it with the console and ~/.oci/config: pulumi config set"
                + " compartmentId");

    assertThat(site.cloud.count()).isZero();
  }

  @Test
  void aConfigurationThatTheEngineRefusesIsTold() {
    site.deployer().set("ocpus", "many");

    assertThat(site.failure()).contains("'ocpus' must be of type 'integer'");

    assertThat(String.join("\n", site.printed)).contains("'ocpus' must be of type 'integer'");
  }
}
