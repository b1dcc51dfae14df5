package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.remote.AgentStandIn;
import io.gapwatch.infra.remote.SshServerStandIn;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator types and reads, with the real engine behind it. */
class GapctlIT extends OperatedStack {
  @SuppressWarnings("NullAway.Init")
  private AgentStandIn agent;

  @BeforeEach
  void listen() throws IOException {
    agent = AgentStandIn.in(clone.root());
  }

  @Test
  void aHuntMakesTheStackWithATokenOfTheEnvironmentAndThePhoneHearsOfIt() throws Exception {
    Ended hunt = gapctl().run("up", "--hunt");

    assertThat(hunt.code()).as(hunt.toString()).isZero();
    assertThat(hunt.out())
        .contains("Got a VM in availability domain 1 (attempt 1).")
        .doesNotContain("hunter2");
    assertThat(agent.texts()).containsExactly("Stack dev has its VM, in availability domain 1.");

    Ended status = gapctl().run("status");
    assertThat(status.code()).as("what it was asked for is not known").isEqualTo(2);
    assertThat(status.out())
        .contains("address        192.0.2.10\n", "ssh            ssh ubuntu@192.0.2.10\n")
        .containsPattern("releaseSha256  [0-9a-f]{64}\n")
        .containsPattern("\nsecret +PUSHOVER_USER +ocid1.secret");
    assertThat(status.err())
        .startsWith("gapctl: the vault could not be asked for versions and ages: ")
        .hasLineCount(1);

    assertRotates();

    assertDestroys();
  }

  /** With an object that somebody uploaded by hand. */
  private void assertDestroys() throws Exception {
    Ended blind = gapctl().typing("dev\n", List.of(), "destroy");
    assertThat(blind.code()).isEqualTo(2);
    assertThat(blind.err())
        .startsWith(
            "gapctl: nothing was removed, because what else is in the bucket gapwatch-dev is not"
                + " known: ")
        .hasLineCount(1);
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      cloud.upload("gapwatch-dev", "diary.txt");
      String bucket = "/n/ns/b/gapwatch-dev";
      // Somebody has switched versioning on as well.
      cloud.keepVersions();
      oracle.answers.put(bucket, "{\"versioning\": \"Enabled\"}");
      oracle.answers.put(
          bucket + "/objectversions?",
          "{\"items\": [{\"name\": \"manifest.json\", \"versionId\": \"v1\"}, {\"name\":"
              + " \"diary.txt\", \"versionId\": \"v2\", \"size\": 3, \"timeCreated\":"
              + " \"2026-11-20\"}]}");
      oracle.answers.put(bucket + "/u?", "[]");
      oracle.answers.put(bucket + "/p?", "[{\"name\": \"gapwatch-dev\", \"id\": \"p1\"}]");
      oracle.removing =
          path -> cloud.removeUpload(path.replace(bucket + "/o/", "").replace("?versionId=v2", ""));
      assertAsksBefore();
    }
  }

  private void assertAsksBefore() throws Exception {
    Ended unasked = gapctl().run("destroy", "--yes");
    assertThat(unasked.code()).isEqualTo(2);
    assertThat(unasked.err())
        .startsWith(
            "gapctl: nothing was removed, because the bucket gapwatch-dev holds one thing that this"
                + " stack did not put there (diary.txt first);")
        .hasLineCount(1);

    Ended meant = gapctl().typing("prd\n", List.of(), "destroy");
    assertThat(meant.code()).isEqualTo(2);
    assertThat(meant.err()).startsWith("gapctl: nothing was removed");
    assertThat(meant.out())
        .contains("This removes the stack dev: its VM 192.0.2.10 with disk and history")
        .contains(
            "It goes too, for ever:\n  - version of object diary.txt (3 bytes of 2026-11-20)\n")
        .doesNotContain("manifest.json", "address gapwatch-dev")
        .containsPattern("Until \\d{4}-\\d{2}-\\d{2} at the latest")
        .containsPattern("\nvault +ocid1.vault")
        .containsPattern("\nsecret +PUSHOVER_USER +ocid1.secret");
    assertThat(cloud.count()).isPositive();

    assertThat(gapctl().typing("dev\n", List.of(), "destroy").code()).isZero();
    assertThat(cloud.count()).isZero();
  }

  /** One secret, with the proof of a machine whose sudo says what it was asked. */
  private void assertRotates() throws Exception {
    assertThat(gapctl().run("rotate", "TYPO").err())
        .startsWith("gapctl: the stack dev has no secret TYPO; it has HEALTHCHECKS_PING_URL, ");
    assertThat(gapctl().run("rotate", "PUSHOVER_USER", "--no-proof").err())
        .startsWith("gapctl: the value of PUSHOVER_USER is the one that the vault has already;");

    doppler.secrets.put("PUSHOVER_USER", "hunter2-new");
    Path sudo = clone.bin().resolve("sudo");
    Files.writeString(
        sudo,
        """
        #!/bin/sh
        echo "$@"
        echo '✅ secrets: PUSHOVER_USER from OCI Vault (11 characters, version 2 of 2026)'
        """);
    assertThat(sudo.toFile().setExecutable(true)).isTrue();
    try (SshServerStandIn vm = new SshServerStandIn(folder, "host-key", 0);
        OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      String[] rotate = {
        "rotate",
        "PUSHOVER_USER",
        "--host=127.0.0.1",
        "--port=" + vm.port(),
        "--identity=" + vm.key("id_ed25519", KeyPair.ED25519)
      };
      oracle.changing = this::version;
      assertThat(gapctl().run("status").out()).containsPattern("PUSHOVER_USER +1 .* never");
      Ended rotated = gapctl().run(rotate);

      assertThat(rotated.code()).as(rotated.toString()).isZero();
      assertThat(rotated.out())
          .contains("PUSHOVER_USER is rotated; its version now: 2 (before: 1)\n")
          .contains("-H -u gapwatch gapwatch doctor\n")
          .endsWith("Proven: the VM reads version 2 of PUSHOVER_USER.\n")
          .doesNotContain("hunter2");

      doppler.secrets.put("PUSHOVER_USER", "hunter2-newer");
      Ended stale = gapctl().run(rotate);
      assertThat(stale.code()).isEqualTo(2);
      assertThat(stale.out()).contains("it reads version 2, and the new one is 3. To ask again: ");
      assertProvesAgain(sudo, rotate);

      // The vault's word is that of a moment before.
      String late = version("/20180608/secrets/");
      oracle.changing = path -> path.startsWith("/20180608/secrets/") ? late : "";
      doppler.secrets.put("PUSHOVER_USER", "hunter2-newest");
      Ended old = gapctl().run(rotate);
      assertThat(old.out()).contains("its version now: 4 (before: 3)", "Not proven");
      assertThat(old.code()).isEqualTo(2);
      more.keySet().removeAll(oracle.environment().keySet());
    }
  }

  /** As somebody does who was told that it is not proven. */
  private void assertProvesAgain(Path sudo, String... rotate) throws Exception {
    Ended still = gapctl().run(rotate);
    assertThat(still.code()).isEqualTo(2);
    assertThat(still.out())
        .contains("Nothing was rotated: the value of PUSHOVER_USER is the one")
        .contains("it reads version 2, and the new one is 3.");

    Files.writeString(sudo, Files.readString(sudo).replace("version 2", "version 3"));
    Ended again = gapctl().run(rotate);
    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(again.out()).endsWith("Proven: the VM reads version 3 of PUSHOVER_USER.\n");
  }

  /** What the vault says of the secret now. */
  private String version(String path) {
    return cloud.all("oci:Vault/secret:Secret").stream()
        .filter(each -> path.startsWith("/20180608/secrets/"))
        .filter(each -> "PUSHOVER_USER".equals(each.get("secretName")))
        .map(
            each ->
                "{\"currentVersionNumber\": %s, \"timeCreated\": \"2026-11-20T00:00:00Z\"}"
                    .formatted(each.get("currentVersionNumber")))
        .findFirst()
        .orElse("");
  }
}
