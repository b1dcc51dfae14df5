package io.gapwatch.infra.tenancy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenancyTest {
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
  void aSignedQuestionIsAnswered() {
    Tenancy.HomeRegion home = tenancy().homeRegion();

    assertThat(home).isEqualTo(new Tenancy.HomeRegion("eu-frankfurt-1", true));
  }

  @Test
  void aKeyThatTheAccountDoesNotKnowIsSaidInOneLine() throws IOException {
    oracle.forgetKey();

    assertThatThrownBy(() -> tenancy().homeRegion())
        .isInstanceOf(RefusedException.class)
        .hasMessageStartingWith(
            "OCI's identity service answered 401-NotAuthenticated: the API key is refused; compare")
        .hasMessageNotContaining("\n");
  }

  @Test
  void theVmsOfAllCompartmentsAreCounted() {
    oracle.answers.put(
        "/20160918/instances?limit=100&compartmentId=ocid1.compartment.oc1..c",
        """
        [{"displayName": "web", "id": "i1", "shape": "VM.Standard.A1.Flex", "lifecycleState": "STOPPED",
          "shapeConfig": {"ocpus": 2, "memoryInGBs": 12}},
         {"displayName": "old", "id": "i2", "shape": "VM.Standard.A1.Flex", "lifecycleState": "TERMINATED"},
         {"displayName": "micro", "id": "i3", "shape": "VM.Standard.E2.1.Micro", "lifecycleState": "RUNNING"}]
        """);

    assertThat(tenancy().a1Vms())
        .containsExactly(new Tenancy.Vm("web", "i1", "VM.Standard.A1.Flex", 2, 12));
  }

  @Test
  void aLimitOfADomainIsAskedWithItsName() {
    assertThat(tenancy().left("standard-a1-core-count", Optional.of("Uocm:AD-1")).available())
        .hasValue(12);

    assertThat(oracle.asked)
        .containsExactly(
            "/20190729/services/compute/limits/standard-a1-core-count/resourceAvailability?compartmentId="
                + OracleStandIn.TENANCY
                + "&availabilityDomain=Uocm%3AAD-1");
  }

  @Test
  void anAnswerWithoutAWordIsNoEmptyList() {
    oracle.answers.put("/20160918/instances", " ");

    assertThatThrownBy(() -> tenancy().a1Vms())
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("answered without a word, which is not JSON; is a proxy in between?");
  }

  @Test
  void aCompartmentThatCannotBeSeenIsNotThere() {
    oracle.answers.put("/20160918/compartments/ocid1.compartment.oc1..other", "404");

    assertThat(tenancy().sees("ocid1.compartment.oc1..c")).isTrue();
    assertThat(tenancy().sees("ocid1.compartment.oc1..other")).isFalse();
  }

  @Test
  void whatIsWrongWithTheCredentialsIsSaidWithoutALineOfThem() throws IOException {
    Path file = folder.resolve("oci-config");
    Map<String, String> nothing = new HashMap<>(oracle.environment());
    nothing.put("OCI_CONFIG_FILE", "/nowhere/config");
    assertThatThrownBy(() -> Tenancy.of(nothing))
        .isInstanceOf(InfraException.class)
        .hasMessageStartingWith(
            "there are no OCI credentials: no /nowhere/config; make an API key");

    Map<String, String> profile = new HashMap<>(oracle.environment());
    profile.put("OCI_CONFIG_FILE_PROFILE", "OTHER");
    assertThatThrownBy(() -> Tenancy.of(profile))
        .hasMessageContaining("has no profile OTHER; OCI_CONFIG_FILE_PROFILE names another");

    String good = Files.readString(file);
    Files.writeString(file, good + "hunter2\n");
    assertThatThrownBy(this::tenancy)
        .hasMessageContaining("has a line that is neither [PROFILE] nor key=value; make an API key")
        .hasMessageNotContaining("hunter2");

    Files.writeString(file, "\uFEFF" + good);
    assertThatThrownBy(this::tenancy)
        .hasMessage(
            "%s begins with a byte order mark, which hides its first line; remove the mark: sed -i '1s/^\\xef\\xbb\\xbf//' %1$s"
                .formatted(file));
    Files.write(file, good.getBytes(StandardCharsets.UTF_16LE));
    assertThatThrownBy(this::tenancy).hasMessage(file + " is no text in UTF-8; save it as UTF-8");
    Files.writeString(file, good.replace("\n", "\r\n"));
    assertThat(tenancy().homeRegion().isOurs()).isTrue();

    Files.writeString(file, good.replaceAll("fingerprint=.*\n", ""));
    assertThatThrownBy(this::tenancy).hasMessageContaining("lacks fingerprint; make an API key");

    Files.writeString(file, good);
    Files.writeString(folder.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nhunter2\n");
    assertThatThrownBy(() -> tenancy().homeRegion())
        .hasMessageStartingWith("the OCI key cannot sign: it is damaged")
        .hasMessageNotContaining("hunter2");

    Files.delete(folder.resolve("key.pem"));
    assertThatThrownBy(this::tenancy)
        .hasMessageContaining("key.pem cannot be read; correct key_file in " + file);
  }

  @Test
  void whatAFileLeftOnAVariableIsTold() {
    Map<String, String> environment = new HashMap<>(oracle.environment());
    environment.put("OCI_REGION", "eu-frankfurt-1\r\n");

    assertThatThrownBy(() -> Tenancy.of(environment).homeRegion())
        .isInstanceOf(InfraException.class)
        .hasMessage(
            "OCI_REGION begins or ends with a blank, a line end or a byte order mark; export it"
                + " without");
  }

  @Test
  void aSecretIsKnownByItsVersionAndItsTimes() {
    oracle.answers.put(
        "/20180608/secrets/s1",
        "{\"currentVersionNumber\": 3, \"timeCreated\": \"2026-01-01T00:00:00Z\"}");
    oracle.answers.put(
        "/20180608/secrets/s1/version/3", "{\"timeCreated\": \"2026-11-01T00:00:00.123Z\"}");

    assertThat(tenancy().secret("s1"))
        .isEqualTo(
            new Tenancy.SecretState(
                3,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-11-01T00:00:00.123Z")));
  }

  @Test
  void theAddressesAreThoseOfTheRegionsRealm() throws IOException {
    Credentials credentials = Credentials.find(oracle.environment());

    assertThat(Service.COMPUTE.address(credentials, Map.of()))
        .hasToString("https://iaas.eu-frankfurt-1.oraclecloud.com");
    assertThat(Service.LIMITS.address(credentials, Map.of()))
        .hasToString("https://limits.eu-frankfurt-1.oci.oraclecloud.com");

    Map<String, String> gov = new HashMap<>(oracle.environment());
    gov.put("OCI_REGION", "us-gov-ashburn-1");
    assertThat(Service.COMPUTE.address(Credentials.find(gov), Map.of()))
        .hasToString("https://iaas.us-gov-ashburn-1.oraclegovcloud.com");
  }

  private Tenancy tenancy() {
    return Tenancy.of(oracle.environment());
  }
}
