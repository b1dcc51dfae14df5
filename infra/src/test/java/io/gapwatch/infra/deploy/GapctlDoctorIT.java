package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.config.SettingsFixture;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** What is missing is said in words that help, with the real engine behind it. */
class GapctlDoctorIT extends OperatedStack {
  @Test
  void aMistypedStackIsSaidAndNotMade() throws Exception {
    for (String[] command : new String[][] {{"status"}, {"destroy", "--yes"}, {"cron"}, {"ssh"}}) {
      String[] arguments = new String[command.length + 2];
      System.arraycopy(command, 0, arguments, 0, command.length);
      arguments[command.length] = "--stack";
      arguments[command.length + 1] = "typo";

      Ended ended = gapctl().run(arguments);

      assertThat(ended.code()).isEqualTo(2);
      assertThat(ended.err()).startsWith("gapctl: there is no stack typo;").hasLineCount(1);
    }
    assertThat(folder.resolve("state/.pulumi/stacks/gapwatch/typo.json")).doesNotExist();
  }

  @Test
  void whatTheEngineLacksIsSaidInItsOwnWords() throws Exception {
    Ended withoutPassphrase = gapctl("PULUMI_CONFIG_PASSPHRASE", "").run("up");

    assertThat(withoutPassphrase.code()).isZero(); // an empty one is one
    Ended wrongPassphrase = gapctl("PULUMI_CONFIG_PASSPHRASE", "wrong").run("up");
    assertThat(wrongPassphrase.code()).isEqualTo(2);
    assertThat(wrongPassphrase.err())
        .startsWith("gapctl: reading the state failed: incorrect passphrase")
        .contains("To do: export PULUMI_CONFIG_PASSPHRASE=")
        .hasLineCount(2);
    Ended wrongForTheDoctor = gapctl("PULUMI_CONFIG_PASSPHRASE", "wrong").run("doctor");
    assertThat(wrongForTheDoctor.out()).contains("wrong    passphrase     incorrect passphrase");

    Ended unread = gapctl("PULUMI_CONFIG_PASSPHRASE", "wrong").run("status");
    assertThat(unread.code()).isEqualTo(2);
    assertThat(unread.err())
        .startsWith("gapctl: reading the outputs failed: incorrect passphrase")
        .hasLineCount(2);
    assertThat(unread.out()).doesNotContain("stderr");

    Ended withoutLogin = gapctl("PULUMI_BACKEND_URL", "").run("status");
    assertThat(withoutLogin.code()).isEqualTo(2);
    assertThat(withoutLogin.err())
        .startsWith("gapctl: could not open the stack dev: PULUMI_ACCESS_TOKEN must be set")
        .contains("pulumi login --local")
        .hasLineCount(2);

    Ended withoutEngine = gapctl("PATH", "/nowhere").run("status");
    assertThat(withoutEngine.code()).isEqualTo(2);
    assertThat(withoutEngine.err())
        .startsWith("gapctl: could not run pulumi; install it")
        .hasLineCount(1);
  }

  @Test
  void theDoctorAsksEverythingThatUpNeeds() throws Exception {
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      Files.writeString(
          clone.root().resolve("Pulumi.dev.yaml"),
          Files.readString(clone.root().resolve("Pulumi.dev.yaml"))
              .replace(SettingsFixture.TENANCY, OracleStandIn.TENANCY));

      Ended well = gapctl().run("doctor");
      assertThat(well.out())
          .contains("ok       pulumi         pulumi 3", "ok       login          logged in as ")
          .contains("ok       credentials    Oracle answers the API key of ocid1.user.oc1..u")
          .contains("ok       region         eu-frankfurt-1 is the home region")
          .contains("ok       cost           about $0 a month")
          .contains("ok       secrets        Doppler has MOTHERDUCK_TOKEN, ")
          .containsPattern("ok +release +[0-9a-f]{12}, signed 2026-01-01T00:00:00Z")
          .doesNotContain("hunter2", "wrong", "unknown");
      assertThat(well.code()).isZero();

      doppler.secrets.remove("PUSHOVER_USER");
      Files.writeString(
          clone.root().resolve("infra/target/release/gapwatch.tar.gz"), "somebody else's");
      more.put("OCI_CONFIG_FILE", "/nowhere/config");
      Ended ill = gapctl("PULUMI_BACKEND_URL", "").run("doctor");
      assertThat(ill.code()).isEqualTo(2);
      assertThat(ill.out())
          .contains("wrong    login          not logged in: ", "To do: pulumi login --local")
          .contains("unknown  passphrase     not asked, because nobody is logged in")
          .contains("wrong    credentials    there are no OCI credentials: no /nowhere/config")
          .contains("To do: make an API key in the console (your profile > API keys > Add)")
          .contains("wrong    secrets ", "PUSHOVER_USER")
          .contains(
              "wrong    release        the release target/release/gapwatch.tar.gz is not signed");
      assertThat(ill.out() + ill.err()).doesNotContain("\tat ", "Exception", "hunter2");
    }
  }
}
