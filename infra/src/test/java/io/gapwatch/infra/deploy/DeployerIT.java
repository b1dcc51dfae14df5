package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.cloud.Answers;
import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The life of a stack under the real engine: every step that an operator takes, and its mishaps.
 */
class DeployerIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";
  private static final String SECRET = "oci:Vault/secret:Secret";
  private static final String OBJECT = "oci:ObjectStorage/storageObject:StorageObject";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Site site;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(
        Site.onThePath("pulumi").isPresent(),
        "pulumi is not on the PATH: infra/tools/pulumi/install");
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void aPreviewChangesNothingAndUpDoesWhatItSaid() throws IOException {
    Changes preview = site.deployer().preview();
    assertThat(site.cloud.count()).isZero();

    assertThat(site.deployer().up()).isEqualTo(preview);

    assertThat(site.deployer().output("address")).contains("192.0.2.10");
    assertThat(site.deployer().output("secretId_PUSHOVER_USER")).isPresent();
    assertThat(site.manifestUrl()).endsWith("/manifest.json");
    assertThat(Files.readAllLines(folder.resolve("bin/pulumi-resource-oci.folders")))
        .containsOnly(site.root.resolve("infra").toRealPath().toString());
  }

  @Test
  void aSecondUpHasNothingToDoAlsoAfterARebuildOfTheSameContent() throws IOException {
    site.deployer().up();
    assertThat(site.deployer().up().isNone()).isTrue();

    site.release("first");

    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void noSecretIsInTheStateOrInWhatIsPrinted() throws IOException {
    site.deployer().up();

    String inBase64 =
        Base64.getEncoder().encodeToString(Site.HUNTER2.getBytes(StandardCharsets.UTF_8));
    assertThat(site.state()).contains("MOTHERDUCK_TOKEN").doesNotContain("hunter2", inBase64);
    assertThat(site.state()).doesNotContain(site.manifestUrl());
    assertThat(String.join("\n", site.printed)).doesNotContain("hunter2", inBase64);
  }

  @Test
  void aChangedDopplerValueIsOneNewVersionAndNothingElse() {
    site.deployer().up();
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "rotated");

    Changes changes = site.deployer().up();

    assertThat(changes.of("update")).isEqualTo(1);
    assertThat(changes.counts()).containsOnlyKeys("update", "same");
    assertThat(version("MOTHERDUCK_TOKEN")).isEqualTo("2");
    assertThat(version("PUSHOVER_TOKEN")).isEqualTo("1");
  }

  @Test
  void aRotationIsOfOneSecretAndOfNothingElse() {
    site.deployer().up();
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "rotated");
    site.doppler.secrets.put("PUSHOVER_TOKEN", "later");

    Changes changes = site.deployer().rotate("MOTHERDUCK_TOKEN");

    assertThat(changes.of("update")).isEqualTo(1);
    assertThat(version("MOTHERDUCK_TOKEN")).isEqualTo("2");
    assertThat(version("PUSHOVER_TOKEN")).isEqualTo("1");
    assertThat(site.deployer().rotate("MOTHERDUCK_TOKEN").of("update")).isZero();
  }

  @Test
  void aMissingDopplerValueIsAnErrorThatChangesNothing() {
    site.deployer().up();
    int before = site.cloud.writes();
    site.doppler.secrets.remove("PUSHOVER_TOKEN");
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", "");

    assertThat(failure())
        .contains("secrets are missing or empty: MOTHERDUCK_TOKEN, PUSHOVER_TOKEN");

    assertThat(site.cloud.writes()).isEqualTo(before);
    site.doppler.secrets.put("PUSHOVER_TOKEN", "hunter2-token");
    site.doppler.secrets.put("MOTHERDUCK_TOKEN", Site.HUNTER2);
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void aNewReleaseReachesTheSameVm() throws IOException {
    site.deployer().up();
    String vm = site.watcherId();
    site.release("second");

    site.deployer().up();

    assertThat(site.watcherId()).isEqualTo(vm);
    String sha256 = site.deployer().output("releaseSha256").orElseThrow();
    assertThat(site.cloud.all(OBJECT))
        .extracting(object -> object.get("object"))
        .containsExactlyInAnyOrder("releases/gapwatch-" + sha256 + ".tar.gz", "manifest.json");
    assertThat(site.cloud.all(OBJECT).toString()).contains("\"sha256\": \"" + sha256 + "\"");
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void aRenewedReleaseAddressKeepsTheVmInThePreviewToo() {
    site.deployer().up();
    String vm = site.watcherId();
    String before = site.manifestUrl();
    site.deployer().set("releaseUrlExpires", "2037-01-01T00:00:00Z");

    Changes preview = site.deployer().preview();
    assertThat(preview.of("replace")).isEqualTo(1);
    assertThat(preview.of("update")).isEqualTo(1);

    assertThat(site.deployer().up()).isEqualTo(preview);

    assertThat(site.watcherId()).isEqualTo(vm);
    assertThat(site.manifestUrl()).endsWith("/manifest.json").isNotEqualTo(before);
    assertThat(site.cloud.only("oci:ObjectStorage/preauthrequest:Preauthrequest"))
        .containsEntry("timeExpires", "2037-01-01T00:00:00Z");
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void changedSettingsKeepTheVm() {
    site.deployer().up();
    String vm = site.watcherId();
    site.deployer().set("ocpus", "2");
    site.deployer().set("memoryGbs", "12");
    site.deployer().set("sshPublicKey", "ssh-ed25519 AAAA");
    site.deployer().set("availabilityDomain", "2");
    site.deployer().set("sshFrom[0]", "198.51.100.7/32");
    site.cloud.publishImage("image-2");

    Changes changes = site.deployer().up();

    assertThat(changes.counts()).containsOnlyKeys("update", "create", "same");
    assertThat(changes.of("update")).isEqualTo(1);
    assertThat(changes.of("create")).isEqualTo(1);
    assertThat(site.watcherId()).isEqualTo(vm);
    assertThat(site.cloud.only(INSTANCE))
        .containsEntry("shapeConfig", Map.of("ocpus", 2.0, "memoryInGbs", 12.0));
    assertThat(site.cloud.only(INSTANCE).toString()).contains("image-1").doesNotContain("image-2");
  }

  @Test
  void aShapeBeyondAlwaysFreeIsRefusedUntilItIsAllowed() {
    site.deployer().set("ocpus", "4");

    assertThat(failure()).contains("the stack goes beyond Always Free");

    assertThat(site.cloud.count()).isZero();
  }

  @Test
  void withoutCapacityInOneDomainTheNextOneIsTaken() {
    site.cloud.exhaust(Answers.FIRST_DOMAIN);

    assertThat(failure()).contains("500-InternalError, Out of host capacity.");
    assertThat(site.cloud.all(INSTANCE)).isEmpty();

    site.deployer().set("availabilityDomain", "2");
    site.deployer().up();

    assertThat(site.cloud.only(INSTANCE))
        .containsEntry("availabilityDomain", Answers.SECOND_DOMAIN);
  }

  @Test
  void aHuntAsksOnceATryAlsoWhereItIsTooMuchAndGoesOnToTheDomainWithAHost() throws IOException {
    site.close();
    site = new Site(Files.createDirectories(folder.resolve("hunt")), Hunt.ENVIRONMENT);
    site.cloud.refuseAsTooOften(1);
    site.cloud.exhaust(Answers.SECOND_DOMAIN);
    Hunt.Launch launch =
        domain -> {
          site.deployer().set("availabilityDomain", Integer.toString(domain));
          site.deployer().up();
        };
    Hunt.Progress progress =
        new Hunt.Progress(site.printed::add, InstantSource.fixed(Instant.EPOCH), site.printed::add);
    AccountView nobody = (output, asked) -> new AccountView.Verdict(false, "nobody was asked");

    int domain = new Hunt(launch, nobody, time -> {}, new Random(1), progress).run(1);

    assertThat(domain).isEqualTo(1);
    assertThat(site.cloud.launches()).isEqualTo(3);
    assertThat(site.printed)
        .contains("Domain 1: too many requests.", "Domain 3: the region has no such domain.");
  }

  @Test
  void anUpThatFailedHalfWayGoesOnWhereItWas() {
    site.cloud.breakCreating("oci:Core/subnet:Subnet");
    assertThat(failure()).contains("500-InternalError");
    long before = site.cloud.count();
    assertThat(before).isPositive();
    site.cloud.repair();

    Changes changes = site.deployer().up();

    assertThat(changes.of("create")).isPositive();
    assertThat(changes.counts()).doesNotContainKeys("delete", "replace");
    assertThat(site.deployer().up().isNone()).isTrue();
  }

  @Test
  void aSecretThatWasTakenOutKeepsItsNameForAWhile() {
    site.deployer().up();
    site.deployer().set("secrets[0]", "MOTHERDUCK_TOKEN");
    assertThat(site.deployer().up().of("delete")).isEqualTo(3);

    site.deployer().set("secrets[1]", "PUSHOVER_USER");

    assertThat(failure()).contains("400-InvalidParameter, name already exists");
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
    site.cloud.refuseQuestions(words);

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
    site.cloud.refuseQuestions(
        "1 error occurred:\n\t* %s\nSuggestion: Please retry\n\n".formatted(words));

    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, () -> site.deployer().up());

    assertThat(failure).isNotNull();
    assertThat(LaunchFailure.in(failure.output())).as(failure.output()).isEqualTo(reason);
    assertThat(String.valueOf(failure.getMessage())).hasLineCount(2);
  }

  @Test
  void aCompartmentThatIsNotThereIsToldBeforeAnythingIsMade() {
    site.cloud.hideCompartment(SettingsFixture.COMPARTMENT);

    assertThat(failure())
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

    assertThat(failure()).contains("'ocpus' must be of type 'integer'");

    assertThat(String.join("\n", site.printed)).contains("'ocpus' must be of type 'integer'");
  }

  @Test
  void destroyLeavesNothingAndALaterUpWorksAlthoughNamesLinger() {
    site.deployer().up();

    site.deployer().destroy();
    assertThat(site.cloud.count()).isZero();

    site.deployer().up();
    assertThat(site.cloud.all(SECRET)).hasSize(4);
  }

  private String failure() {
    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, () -> site.deployer().up());
    assertThat(failure).isNotNull();
    return failure.output();
  }

  private Object version(String secret) {
    return site.cloud.all(SECRET).stream()
        .filter(each -> secret.equals(each.get("secretName")))
        .findFirst()
        .orElseThrow()
        .getOrDefault("currentVersionNumber", "none");
  }
}
