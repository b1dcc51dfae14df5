package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The questions of {@code gapctl init}, as typed in a terminal. */
@Timeout(300)
class InitIT {
  private static final String COMPARTMENT = "ocid1.compartment.oc1..c";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final Map<String, String> environment = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private OracleStandIn oracle;

  @SuppressWarnings("NullAway.Init")
  private Path clone;

  @BeforeEach
  void start() throws IOException {
    oracle = new OracleStandIn(folder);
    oracle.answers.put(
        "/20160918/compartments?",
        "[{\"id\": \"%s\", \"name\": \"watch\"}]".formatted(COMPARTMENT));
    clone = folder.resolve("clone");
    Files.createDirectories(clone.resolve("config"));
    Files.copy(Path.of("../Pulumi.yaml"), clone.resolve("Pulumi.yaml"));
    Files.writeString(clone.resolve("config/mine.yaml"), "version: 1\n");
    environment.putAll(oracle.environment());
  }

  @AfterEach
  void stop() {
    oracle.close();
  }

  @Test
  void itOffersWhatTheAccountHasAndKeepsWhatElseIsInTheFile() throws Exception {
    Path file = clone.resolve("Pulumi.dev.yaml");
    Files.writeString(
        file, "encryptionsalt: v1:salt\nconfig:\n  gapwatch:dopplerToken:\n    secure: v1:abc\n");

    Ended ended = init("\n1\n2\n-\n203.0.113.9, 198.51.100.7/32\n203.0.113.9/32\n\n\n1\ntrue\n\n");

    assertThat(ended.code()).as(ended.toString()).isZero();
    assertThat(ended.out())
        .contains(
            "Oracle answers the API key; eu-frankfurt-1 is the home region.",
            "  1  watch " + COMPARTMENT,
            "  2  Uocm:AD-2, number 2",
            "  1  config/mine.yaml",
            "It should be blocks a.b.c.d/n with commas between, or -.",
            "Next: scripts/gapctl plan");
    assertThat(file)
        .hasContent(
            """
            encryptionsalt: "v1:salt"
            config:
              gapwatch:dopplerToken:
                secure: "v1:abc"
              gapwatch:tenancyId: "%s"
              gapwatch:compartmentId: "%s"
              gapwatch:availabilityDomain: 2
              gapwatch:sshFrom:
              - "203.0.113.9/32"
              gapwatch:agentConfig: "config/mine.yaml"
              gapwatch:statusPage: true
            """
                .formatted(OracleStandIn.TENANCY, COMPARTMENT));
    assertThat(oracle.asked).isNotEmpty();

    Ended again = init("", "--yes");
    assertThat(again.out()).contains("All of it is set already.");
  }

  @Test
  void withoutAnAccountItStillAsksAndWhatIsWrongWritesNothing() throws Exception {
    environment.put("OCI_CONFIG_FILE", folder.resolve("none").toString());

    Ended yes = init("", "--yes");
    assertThat(yes.code()).isEqualTo(2);
    assertThat(yes.out()).contains("The account cannot be looked at: there are no OCI credentials");
    assertThat(yes.err()).contains("gapwatch:tenancyId should be an OCID of a tenancy");

    Ended nobody = init("");
    assertThat(nobody.code()).isEqualTo(2);
    assertThat(nobody.err()).contains("nobody answers; without questions: gapctl init --yes");

    Ended typo = init("", "--yes", "--set", "tenancyID=x");
    assertThat(typo.code()).isEqualTo(64);
    assertThat(typo.err())
        .contains("tenancyID is not a key of Pulumi.yaml; did you mean tenancyId?");
    assertThat(clone.resolve("Pulumi.dev.yaml")).doesNotExist();

    Ended set = init("", "--yes", "--set", "tenancyId=ocid1.tenancy.oc1..x", "--set", "stack=true");
    assertThat(set.code()).as(set.toString()).isZero();
    assertThat(clone.resolve("Pulumi.dev.yaml")).content().contains("gapwatch:stack: true\n");
  }

  private Ended init(String typed, String... more) throws IOException, InterruptedException {
    String[] arguments = new String[more.length + 1];
    arguments[0] = "init";
    System.arraycopy(more, 0, arguments, 1, more.length);
    environment.put("HOME", folder.toString());
    return new GapctlProcess(clone, folder, environment)
        .typing(typed, List.of("env", "JAVA_TOOL_OPTIONS=-Duser.home=" + folder), arguments);
  }
}
