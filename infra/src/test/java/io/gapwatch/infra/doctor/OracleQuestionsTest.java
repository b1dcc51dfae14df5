package io.gapwatch.infra.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.config.SettingsFixture;
import io.gapwatch.infra.doctor.Result.Kind;
import io.gapwatch.infra.tenancy.OracleStandIn;
import io.gapwatch.infra.tenancy.Tenancy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OracleQuestionsTest {
  private static final String LIMITS = "/20190729/services/compute/limits/";
  private static final String REGIONS =
      "/20160918/tenancies/" + OracleStandIn.TENANCY + "/regionSubscriptions";

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
  void anAccountThatHasRoomIsWell() {
    assertThat(answers()).allMatch(result -> result.kind() == Kind.WELL);
    assertThat(answers().get(3).found()).isEqualTo("12 OCPU and 12 GB are left");
  }

  @Test
  void aKeyOfAnotherAccountIsTold() {
    assertThat(
            new OracleQuestions(settings("tenancyId", "ocid1.tenancy.oc1..other"), this::tenancy)
                .all()
                .get(0)
                .ask())
        .isEqualTo(
            Result.wrong(
                "the API key is of %s, and gapwatch:tenancyId is ocid1.tenancy.oc1..other"
                    .formatted(OracleStandIn.TENANCY),
                "pulumi config set tenancyId %s, or another profile: OCI_CONFIG_FILE_PROFILE"
                    .formatted(OracleStandIn.TENANCY)));
  }

  @Test
  void aRegionThatIsNotHomeIsTold() {
    oracle.answers.put(REGIONS, "[{\"regionName\": \"us-phoenix-1\", \"isHomeRegion\": true}]");

    assertThat(answers().get(1))
        .isEqualTo(
            Result.wrong(
                "eu-frankfurt-1 is not the home region, and Always Free VMs exist only there",
                "set region=us-phoenix-1 in ~/.oci/config"));
  }

  @Test
  void aCompartmentThatIsNotThereIsTold() {
    oracle.answers.put("/20160918/compartments/", "404");

    assertThat(answers().get(2).found())
        .isEqualTo(
            "there is no compartment %s for this user".formatted(SettingsFixture.COMPARTMENT));
  }

  @Test
  void whatIsLeftOfA1IsHeldAgainstTheVm() {
    oracle.answers.put(LIMITS + "standard-a1-memory-count", "{\"used\": 8, \"available\": 4}");
    assertThat(answers().get(3).found())
        .isEqualTo("12 OCPU and 4 GB are left, too little for this stack's VM");

    oracle.answers.put(LIMITS, "{\"used\": 0}");
    oracle.answers.remove(LIMITS + "standard-a1-memory-count");
    assertThat(answers().get(3).kind()).isEqualTo(Kind.UNKNOWN);
  }

  @Test
  void whatCannotBeAskedIsWrongWithItsCauseAndItsWay() throws IOException {
    oracle.forgetKey();
    assertThat(answers().get(0).found())
        .isEqualTo("OCI's identity service answered 401-NotAuthenticated: the API key is refused");
    assertThat(answers().get(0).way())
        .startsWith("compare user, tenancy, fingerprint and key_file");

    Files.delete(folder.resolve("oci-config"));
    assertThat(answers().subList(1, 4))
        .containsOnly(Result.unknown("not asked, because the credentials got no answer", ""));
    assertThat(answers().get(0).found()).startsWith("there are no OCI credentials: no ");
    assertThat(answers().get(0).way()).startsWith("make an API key in the console");
  }

  private List<Result> answers() {
    return new OracleQuestions(settings("tenancyId", OracleStandIn.TENANCY), this::tenancy)
        .all().stream().map(Question::ask).toList();
  }

  private static Settings settings(String key, String value) {
    return SettingsFixture.settings(key, value);
  }

  private Tenancy tenancy() {
    return Tenancy.of(Map.copyOf(oracle.environment()));
  }
}
