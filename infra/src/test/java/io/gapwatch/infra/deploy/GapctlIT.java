package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.jcraft.jsch.KeyPair;
import io.gapwatch.infra.cli.GapctlProcess;
import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import io.gapwatch.infra.remote.AgentStandIn;
import io.gapwatch.infra.remote.SshServerStandIn;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What an operator types and reads, with the real engine behind it. */
class GapctlIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StandInCloud cloud = new StandInCloud();
  private final Map<String, String> more = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  private FreshClone clone;

  @SuppressWarnings("NullAway.Init")
  private ProviderPlugin plugin;

  @SuppressWarnings("NullAway.Init")
  private DopplerStandIn doppler;

  @SuppressWarnings("NullAway.Init")
  private AgentStandIn agent;

  @BeforeEach
  void settle() throws IOException {
    assumeTrue(
        Site.onThePath("pulumi").isPresent(),
        "pulumi is not on the PATH: infra/tools/pulumi/install");
    clone = FreshClone.below(folder);
    clone.release("first");
    plugin = ProviderPlugin.start(cloud, clone.bin(), clone.root().resolve("infra"));
    doppler = new DopplerStandIn();
    SettingsFixture.settings()
        .secrets()
        .names()
        .forEach(name -> doppler.secrets.put(name, "hunter2"));
    agent = AgentStandIn.in(clone.root());
    Files.writeString(
        clone.root().resolve("Pulumi.dev.yaml"),
        """
        config:
          gapwatch:tenancyId: %s
          gapwatch:dopplerApi: %s
        """
            .formatted(SettingsFixture.TENANCY, doppler.address()));
  }

  @AfterEach
  void stop() {
    if (plugin != null) {
      plugin.close();
      doppler.close();
    }
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

  @Test
  void aHuntThatIsOfNoUseEndsAndThePhoneHearsOfThatToo() throws Exception {
    doppler.secrets.remove("PUSHOVER_USER");

    Ended hunt = gapctl().run("up", "--hunt");

    assertThat(hunt.code()).isEqualTo(2);
    assertThat(hunt.out()).contains("missing or empty: PUSHOVER_USER");
    assertThat(agent.texts())
        .singleElement()
        .asString()
        .startsWith("The hunt for a VM of stack dev ended: up failed: ")
        .contains("missing or empty: PUSHOVER_USER");
    assertThat(hunt.err())
        .startsWith("gapctl: up failed: nothing was changed")
        .contains("\nTo do: set them where they come from")
        .hasLineCount(2);
  }

  @Test
  void aStatusPageGoesOnlyWithAnUpThatIsNotRefused() throws Exception {
    Path file = clone.root().resolve("Pulumi.dev.yaml");
    String without = Files.readString(file);
    Files.writeString(file, without + "  gapwatch:statusPage: true\n");
    assertThat(gapctl().run("up").code()).isZero();
    String bucket = "/n/ns/b/gapwatch-dev-page";
    cloud.upload("gapwatch-dev-page", "index.html");
    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      oracle.answers.put(bucket, "{\"versioning\": \"Disabled\"}");
      oracle.answers.put(bucket + "/o?", "{\"objects\": [{\"name\": \"index.html\"}]}");
      oracle.answers.put(bucket + "/u?", "[]");
      oracle.answers.put(bucket + "/p?", "[]");
      List<String> removed = new CopyOnWriteArrayList<>();
      oracle.removing =
          path -> {
            removed.add(path);
            cloud.removeUpload(path.replace(bucket + "/o/", ""));
          };

      Files.writeString(file, without + "  gapwatch:statusPage: \"True\"\n");
      assertThat(gapctl().run("up").err()).contains("'statusPage' must be of type 'boolean'");
      assertThat(removed).isEmpty();

      Files.writeString(file, without);
      doppler.secrets.remove("PUSHOVER_USER");
      assertThat(gapctl().run("up").err()).contains("nothing was changed, because these secrets");
      assertThat(removed).isEmpty();

      doppler.secrets.put("PUSHOVER_USER", "hunter2");
      Ended up = gapctl().run("up");
      assertThat(up.code()).as(up.toString()).isZero();
      assertThat(removed).containsExactly(bucket + "/o/index.html");
      assertThat(cloud.all("oci:ObjectStorage/bucket:Bucket")).hasSize(1);
    }
  }

  @Test
  void aDomainThatTheRegionDoesNotHaveIsSaidWithoutAStackTrace() throws Exception {
    Files.writeString(
        clone.root().resolve("Pulumi.dev.yaml"),
        "  gapwatch:availabilityDomain: 9\n",
        StandardOpenOption.APPEND);

    Ended up = gapctl().run("up");

    assertThat(up.code()).isEqualTo(2);
    assertThat(up.out()).contains("there is no number 9").doesNotContain("\tat ");
    assertThat(up.err()).startsWith("gapctl: up failed: the region has 2 availability domains");
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void ctrlCWaitsForTheMachineThatIsBeingMadeSoThatTheNextUpKnowsIt() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    cloud.slowDownCreating(
        INSTANCE,
        () -> {
          begun.countDown();
          awaited(made);
        });
    Process up = gapctl().start("up");
    try {
      assertThat(begun.await(5, TimeUnit.MINUTES)).as("began to make it").isTrue();
      GapctlProcess.pressCtrlC(up);
      while (!printed().contains("Stopping after the current operation completes")) {
        assertThat(up.waitFor(10, TimeUnit.MILLISECONDS)).as("ended at once").isFalse();
      }
      made.countDown();
      assertThat(up.waitFor(5, TimeUnit.MINUTES)).as("ended at all").isTrue();
      assertThat(up.exitValue()).isEqualTo(130);
    } finally {
      made.countDown();
      up.destroy();
    }
    Object vm = cloud.only(INSTANCE).get("id");

    Ended again = gapctl().run("up");

    assertThat(again.code()).as(again.toString()).isZero();
    assertThat(cloud.only(INSTANCE)).containsEntry("id", vm);
  }

  /** Half a character may be at its end. */
  private String printed() throws IOException {
    return new String(Files.readAllBytes(gapctl().out()), StandardCharsets.UTF_8);
  }

  private static void awaited(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

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

  private GapctlProcess gapctl(String... variable) {
    Map<String, String> environment = new HashMap<>(Site.environment(folder, clone.bin()));
    environment.putAll(more);
    environment.put("DOPPLER_TOKEN", "dp.st.hunter2\n");
    environment.put("PUSHOVER_TOKEN", "hunter2-token");
    environment.put("PUSHOVER_USER", "hunter2-user");
    environment.put("PULUMI_ACCESS_TOKEN", "");
    if (variable.length == 2) {
      environment.put(variable[0], variable[1]);
    }
    return new GapctlProcess(clone.root(), folder, environment);
  }
}
