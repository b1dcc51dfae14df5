package io.gapwatch.infra.stack;

import static io.gapwatch.infra.config.SettingsFixture.COMPARTMENT;
import static io.gapwatch.infra.config.SettingsFixture.TENANCY;
import static io.gapwatch.infra.config.SettingsFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.release.ReleaseArchive;
import io.gapwatch.infra.release.ReleaseSignature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GapwatchStackTest {
  private static final String SHA = "ab".repeat(32);
  private static final String SSH_RULE = "ssh-from-198.51.100.7/32";

  private final Recorder recorder = new Recorder();

  @AfterEach
  void cleanUp() {
    PulumiTest.cleanup();
  }

  @Test
  void theStackIsThisListOfResources() {
    declare(settings("budgetEmail", "me@example.org")).throwOnError();

    assertThat(recorder.names())
        .containsExactly(
            "PUSHOVER_TOKEN",
            "budget",
            "budget-alert",
            "internet",
            "key",
            "manifest",
            "packet-rules",
            "read-secrets",
            "release-" + SHA.substring(0, 12),
            "release-address",
            "releases",
            "routes",
            "subnet",
            "vault",
            "vcn",
            "watcher",
            "watcher-group",
            "watchers");
  }

  @Test
  void theSubnetHasItsOwnListWhichKeepsPathMtuDiscoveryAndNoSsh() {
    declare(settings()).throwOnError();

    assertThat(recorder.inputs("subnet").get("securityListIds"))
        .isEqualTo(List.of("packet-rules-id"));
    assertThat(recorder.inputs("packet-rules").get("ingressSecurityRules"))
        .asString()
        .contains("icmpOptions={code=4.0, type=3.0}")
        .doesNotContain("protocol=6");
    assertThat(recorder.names()).noneMatch(name -> name.startsWith("ssh-from"));
  }

  @Test
  void sshIsOpenToTheStatedAddressOnly() {
    declare(settings("sshFrom", "[\"198.51.100.7/32\"]")).throwOnError();

    assertThat(recorder.inputs(SSH_RULE))
        .contains(
            entry("source", "198.51.100.7/32"),
            entry("direction", "INGRESS"),
            entry("protocol", "6"),
            entry("tcpOptions", Map.of("destinationPortRange", Map.of("min", 22.0, "max", 22.0))));
  }

  @Test
  void theVmIsHardened() {
    declare(settings()).throwOnError();

    assertThat(recorder.inputs("watcher"))
        .contains(
            entry("instanceOptions", Map.of("areLegacyImdsEndpointsDisabled", true)),
            entry("isPvEncryptionInTransitEnabled", true),
            entry("shape", "VM.Standard.A1.Flex"),
            entry("shapeConfig", Map.of("ocpus", 1.0, "memoryInGbs", 6.0)),
            entry("availabilityDomain", "Uocm:PHX-AD-1"));
  }

  @Test
  void onlyThisVmMayReadOnlyThisVault() {
    declare(settings()).throwOnError();

    assertThat(recorder.inputs("read-secrets").get("statements"))
        .isEqualTo(
            List.of(
                "Allow dynamic-group id watchers-id to read secret-bundles in compartment id "
                    + COMPARTMENT
                    + " where all {target.vault.id = 'vault-id',"
                    + " request.principal.id = 'watcher-id'}"));
    assertThat(recorder.inputs("watchers"))
        .contains(
            entry("compartmentId", TENANCY),
            entry("matchingRule", "all {instance.compartment.id = '" + COMPARTMENT + "'}"));
  }

  @Test
  void aRootCompartmentIsCalledTenancy() {
    declare(settings("compartmentId", "")).throwOnError();

    assertThat(recorder.inputs("read-secrets").get("statements"))
        .asString()
        .contains("read secret-bundles in tenancy where");
  }

  @Test
  void keyAndVaultAreOfTheFreeKindAndTheSecretsContentHasNoName() {
    declare(settings()).throwOnError();

    assertThat(recorder.inputs("vault")).containsEntry("vaultType", "DEFAULT");
    assertThat(recorder.inputs("key")).containsEntry("protectionMode", "SOFTWARE");
    assertThat(recorder.inputs("PUSHOVER_TOKEN").get("secretContent"))
        .isEqualTo(Map.of("contentType", "BASE64", "content", "aHVudGVyMg=="));
  }

  @Test
  void theReleaseIsNamedByItsContentAndItsAddressEndsAtAStatedTime() {
    declare(settings("releaseUrlExpires", "2036-01-01T00:00:00Z")).throwOnError();

    assertThat(recorder.inputs("release-" + SHA.substring(0, 12)))
        .containsEntry("object", "releases/gapwatch-" + SHA + ".tar.gz");
    assertThat(recorder.inputs("manifest").get("content"))
        .asString()
        .contains(SHA, "\"made\": \"2026-01-01T00:00:00Z\", \"signature\": \"c2ln\"");
    assertThat(recorder.inputs("release-address"))
        .containsEntry("timeExpires", "2036-01-01T00:00:00Z");
  }

  @Test
  void userDataIsTheSameWhateverTheStackHolds() {
    declare(settings()).throwOnError();
    Map<?, ?> one = metadata(recorder);
    PulumiTest.cleanup();
    Recorder second = new Recorder();
    Settings other = settings("sshPublicKey", "ssh-ed25519 AAAA", "ocpus", "2");
    declare(second, other, "cd".repeat(32)).throwOnError();
    Map<?, ?> two = metadata(second);

    assertThat(two.get("user_data")).isEqualTo(one.get("user_data"));
    assertThat(text(String.valueOf(one.get("user_data"))))
        .startsWith("#cloud-config")
        .doesNotContain("vault-id");
    assertThat(one.get("gapwatch_manifest"))
        .isEqualTo("https://objects.example/p/token/n/ns/b/bucket/o/manifest.json");
    assertThat(one.get("gapwatch_vault")).isEqualTo("vault-id");
    assertThat(metadata(recorder, "extendedMetadata"))
        .isEqualTo(
            Map.of(
                "gapwatch_current_manifest",
                one.get("gapwatch_manifest"),
                "gapwatch_current_vault",
                "vault-id"));
    assertThat(one.toString().length()).isLessThan(32_000);
  }

  @Test
  void theContainersGetTheLargestFreeVmAndOpenNoPort() {
    declare(settings("stack", "true")).throwOnError();

    assertThat(recorder.inputs("watcher"))
        .containsEntry("shapeConfig", Map.of("ocpus", 2.0, "memoryInGbs", 12.0));
    assertThat(MonthlyCost.of(settings("stack", "true")).total()).isZero();
    assertThat(recorder.inputs("packet-rules").get("ingressSecurityRules"))
        .asString()
        .doesNotContain("protocol=6");
    assertThat(recorder.names()).noneMatch(name -> name.startsWith("ssh-from"));
  }

  @Test
  void theStatusPageIsReadByAllListedByNobodyAndWrittenByTheAgentAlone() {
    TestResult result = declare(settings("statusPage", "true"));
    result.throwOnError();

    assertThat(recorder.inputs("page"))
        .contains(entry("name", "gapwatch-dev-page"), entry("accessType", "ObjectReadWithoutList"));
    assertThat(recorder.inputs("page-address"))
        .contains(entry("accessType", "AnyObjectWrite"), entry("bucket", "gapwatch-dev-page"));
    assertThat(recorder.inputs("GAPWATCH_PAGE_URL").get("secretContent"))
        .asString()
        .contains(
            Base64.getEncoder()
                .encodeToString(
                    "https://objects.example/p/token/n/ns/b/bucket/o/"
                        .getBytes(StandardCharsets.UTF_8)));
    assertThat(PulumiTest.extractValue(result.output("statusPage", String.class)))
        .contains("https://objects.example/n/ns/b/bucket/o/index.html")
        .doesNotContain("token");
    assertThat(recorder.inputs("releases")).containsEntry("accessType", "NoPublicAccess");
  }

  @Test
  void aDomainThatTheRegionLacksIsSaid() {
    TestResult result = declare(settings("availabilityDomain", "3"));

    assertThat(result.exceptions().toString()).contains("the region has 2 availability domains");
  }

  @Test
  void beyondAlwaysFreeNothingIsDeclared() {
    TestResult result = declare(settings("ocpus", "4"));

    assertThat(result.exceptions().toString()).contains("the stack goes beyond Always Free");
    assertThat(recorder.names()).isEmpty();
  }

  private TestResult declare(Settings settings) {
    return declare(recorder, settings, SHA);
  }

  private static TestResult declare(Recorder recorder, Settings settings, String sha256) {
    Map<String, Secret> secrets = Map.of("PUSHOVER_TOKEN", new Secret("hunter2"));
    ReleaseArchive archive =
        new ReleaseArchive(
            "target/release/x.tar.gz",
            sha256,
            new ReleaseSignature("2026-01-01T00:00:00Z", "c2ln", "MCow"));
    return PulumiTest.withMocks(recorder)
        .withOptions(TestOptions.builder().projectName("gapwatch").stackName("dev").build())
        .runTest(
            context ->
                new GapwatchStack("dev", settings, secrets, archive, Optional.empty())
                    .declare()
                    .forEach(context::export));
  }

  private static Map<?, ?> metadata(Recorder recorder) {
    return metadata(recorder, "metadata");
  }

  private static Map<?, ?> metadata(Recorder recorder, String input) {
    return Optional.ofNullable(recorder.inputs("watcher").get(input))
        .map(value -> (Map<?, ?>) value)
        .orElseThrow();
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }
}
