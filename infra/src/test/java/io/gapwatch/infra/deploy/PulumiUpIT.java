package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.cloud.Answers;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A plain {@code pulumi up} on a fresh clone: the real command, and the real Java language host,
 * which builds the program by itself and runs it.
 */
class PulumiUpIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";
  private static final String ADDRESS = "oci:ObjectStorage/preauthrequest:Preauthrequest";
  private static final String TOKEN = "hunter2-motherduck";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StandInCloud cloud = new StandInCloud();
  private final Set<String> walked = new TreeSet<>();

  @SuppressWarnings("NullAway.Init")
  private FreshClone clone;

  @SuppressWarnings("NullAway.Init")
  private ProviderPlugin plugin;

  @SuppressWarnings("NullAway.Init")
  private DopplerStandIn doppler;

  @BeforeEach
  void newStack() throws IOException, InterruptedException {
    assumeTrue(
        OnPath.has("pulumi") && OnPath.has("pulumi-language-java"),
        "pulumi and its Java language host are not on the PATH: infra/tools/pulumi/install");
    clone = FreshClone.below(folder);
    plugin = ProviderPlugin.start(cloud, clone.bin(), clone.root().resolve("infra"));
    doppler = new DopplerStandIn();
    SettingsFixture.settings().secrets().names().forEach(name -> doppler.secrets.put(name, TOKEN));
    clone.pulumi("stack", "init", "dev");
    clone.pulumi("config", "set", "tenancyId", SettingsFixture.TENANCY);
    clone.pulumi("config", "set", "dopplerApi", doppler.address());
    clone.pulumi("config", "set", "--secret", "dopplerToken", "dp.st.hunter2");
  }

  @AfterEach
  void stop() {
    if (plugin != null) {
      plugin.close();
      doppler.close();
    }
  }

  @Test
  void withoutAReleaseItSaysWhichCommandMakesOne() throws Exception {
    assertThat(clone.refused("up", "--yes", "--skip-preview"))
        .contains("no release to deploy at", "scripts/gapctl package");

    assertThat(cloud.writes()).isZero();
  }

  @Test
  void withoutCredentialsItSaysSoInTwoLines() throws Exception {
    clone.release("first");
    cloud
        .outages()
        .refuseQuestions(
            "can not create client, bad configuration: did not find a proper configuration for"
                + " tenancy");

    assertThat(clone.refused("up", "--yes"))
        .contains("error: there are no OCI credentials", "To do: make an API key");

    assertThat(cloud.writes()).isZero();
  }

  @Test
  void anEditedProgramNeedsNoFormatter() throws Exception {
    clone.release("first");
    clone.edit("infra/src/main/java/io/gapwatch/infra/stack/Labels.java", "{", "{  // edited");

    assertThat(clone.pulumi("preview")).contains("to create");
  }

  @Test
  void whatDoesNotFitIsRefusedAndCapacityIsFoundInAnotherDomain() throws Exception {
    clone.release("first");
    clone.pulumi("config", "set", "ocpus", "4");
    assertThat(clone.refused("up", "--yes", "--skip-preview"))
        .contains("the stack goes beyond Always Free");
    assertThat(cloud.writes()).isZero();

    clone.pulumi("config", "set", "ocpus", "1");
    cloud.hosts().exhaust(Answers.FIRST_DOMAIN);
    assertThat(clone.refused("up", "--yes", "--skip-preview"))
        .contains("500-InternalError, Out of host capacity.");

    clone.pulumi("config", "set", "availabilityDomain", "2");
    assertThat(clone.pulumi("up", "--yes", "--skip-preview")).contains("+ 2 created");
    assertThat(cloud.only(INSTANCE)).containsEntry("availabilityDomain", Answers.SECOND_DOMAIN);
  }

  @Test
  void theLifeOfAStack() throws Exception {
    clone.release("first");
    assertThat(clone.pulumi("preview")).contains("to create");
    assertThat(cloud.writes()).isZero();

    assertThat(clone.pulumi("up", "--yes")).contains("created").doesNotContain("hunter2");
    assertThat(clone.state()).contains("MOTHERDUCK_TOKEN").doesNotContain("hunter2");
    Object vm = cloud.only(INSTANCE).get("id");
    clone.pulumi("up", "--yes", "--expect-no-changes");

    doppler.secrets.put("MOTHERDUCK_TOKEN", "rotated");
    assertThat(clone.pulumi("up", "--yes", "--skip-preview")).contains("~ 1 updated");

    doppler.secrets.put("PUSHOVER_USER", "");
    int writes = cloud.writes();
    assertThat(clone.refused("up", "--yes", "--skip-preview"))
        .contains("secrets are missing or empty: PUSHOVER_USER");
    assertThat(cloud.writes()).isEqualTo(writes);
    doppler.secrets.put("PUSHOVER_USER", TOKEN);

    clone.release("second");
    clone.pulumi("config", "set", "memoryGbs", "12");
    cloud.outages().breakCreating("oci:ObjectStorage/storageObject:StorageObject");
    assertThat(clone.refused("up", "--yes", "--skip-preview")).contains("500-InternalError");
    cloud.outages().repair();
    clone.pulumi("up", "--yes", "--skip-preview");
    clone.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    assertThat(cloud.only(INSTANCE)).containsEntry("id", vm);

    clone.pulumi("config", "set", "releaseUrlExpires", "2037-01-01T00:00:00Z");
    assertThat(clone.pulumi("up", "--yes")).contains("1 replaced", "1 updated");
    assertThat(cloud.only(INSTANCE)).containsEntry("id", vm);

    clone.pulumi("destroy", "--yes", "--skip-preview");
    assertThat(cloud.count()).isZero();
    clone.pulumi("up", "--yes", "--skip-preview");
    assertThat(cloud.all(INSTANCE)).hasSize(1);
  }

  /**
   * Every key of {@code Pulumi.yaml} through a change and back, in preview and up (an {@code up}
   * without {@code --skip-preview} is both). The table of docs/deploy.md says the same.
   */
  @Test
  void everyKeyOfTheProjectKeepsTheVmOrIsRefused() throws Exception {
    clone.release("first");
    clone.pulumi("config", "set", "budgetEmail", "me@example.org");
    cloud.outages().forgetNames(1);
    assertThat(clone.refused("up", "--yes", "--skip-preview")).contains("no such host");
    clone.pulumi("up", "--yes", "--skip-preview");
    Object vm = cloud.only(INSTANCE).get("id");
    String disk = String.valueOf(cloud.only(INSTANCE).get("sourceDetails"));
    Object address = cloud.only(ADDRESS).get("id");
    clone.inZone("Pacific/Auckland");
    clone.pulumi("up", "--yes", "--expect-no-changes");

    change(
        Map.ofEntries(
            Map.entry("availabilityDomain", "2"),
            Map.entry("stack", "true"),
            Map.entry("statusPage", "true"),
            Map.entry("bootVolumeGbs", "100"),
            Map.entry("ubuntuVersion", "26.04"),
            Map.entry("sshPublicKey", "ssh-ed25519 AAAA"),
            Map.entry("sshFrom[0]", "198.51.100.7/32"),
            Map.entry("secrets[0]", "MOTHERDUCK_TOKEN"),
            Map.entry("secrets[1]", "HEALTHCHECKS_PING_URL"),
            Map.entry("secrets[2]", "PUSHOVER_TOKEN"),
            Map.entry("secrets[3]", "PUSHOVER_USER"),
            Map.entry("secrets[4]", "EXTRA"),
            Map.entry("dopplerApi", doppler.address() + "/"),
            Map.entry("agentConfig", "config/other.yaml"),
            Map.entry("releaseUrlExpires", "2037-01-01T00:00:00Z"),
            Map.entry("budgetEmail", "you@example.org"),
            Map.entry("allowPaid", "true")));
    doppler.secrets.put("EXTRA", TOKEN);
    cloud.publishImage("image-2");
    String there = clone.pulumi("up", "--yes");
    assertThat(there)
        .contains(
            "availabilityDomain stays 1 for this VM",
            "ubuntuVersion stays 24.04 for this VM",
            "sshPublicKey has changed since the VM was created")
        .containsPattern("~ +oci:Core:Instance +watcher +update")
        .containsPattern(
            "statusPage *: \"https://objects.example/n/ns/b/gapwatch-dev-page/o/index.html\"")
        .containsPattern("\\+- +oci:ObjectStorage:Preauthrequest +release-address +replace")
        .doesNotContainPattern("[-+]+ +oci:Core:Instance");
    assertThat(cloud.only(INSTANCE))
        .containsEntry("id", vm)
        .containsEntry("shapeConfig", Map.of("ocpus", 2.0, "memoryInGbs", 12.0));
    assertThat(cloud.only(INSTANCE).toString()).contains("image-1", "bootVolumeSizeInGbs=100");
    assertThat(cloud.all(ADDRESS).toString()).doesNotContain(String.valueOf(address));

    assertThat(cloud.all("oci:Vault/secret:Secret").toString()).contains("GAPWATCH_PAGE_URL");
    assertThat(clone.state()).doesNotContain("/p/ocid1.preauthrequest");

    // A disk cannot shrink: said before anything changes.
    int writes = cloud.writes();
    clone.pulumi("config", "set", "bootVolumeGbs", "50");
    assertThat(clone.refused("up", "--yes"))
        .contains(
            "a disk cannot become smaller than it is",
            "To do: pulumi config set bootVolumeGbs 100");
    clone.pulumi("config", "set", "bootVolumeGbs", "100");
    clone.pulumi("config", "set", "tenancyId", "ocid1.tenancy.oc1..other");
    assertThat(clone.refused("preview"))
        .contains("gapwatch:tenancyId is not " + SettingsFixture.TENANCY);
    clone.pulumi("config", "set", "tenancyId", SettingsFixture.TENANCY);
    assertThat(cloud.writes()).isEqualTo(writes);

    change(
        Map.ofEntries(
            Map.entry("compartmentId", SettingsFixture.COMPARTMENT),
            Map.entry("availabilityDomain", "1"),
            Map.entry("stack", "false"),
            Map.entry("statusPage", "false"),
            Map.entry("ocpus", "2"),
            Map.entry("memoryGbs", "10"),
            Map.entry("ubuntuVersion", "24.04"),
            Map.entry("sshPublicKey", ""),
            Map.entry("dopplerApi", doppler.address()),
            Map.entry("agentConfig", "config/ethereum.yaml"),
            Map.entry("releaseArchive", "target/other/gapwatch.tar.gz"),
            Map.entry("releaseUrlExpires", "2036-01-01T00:00:00Z"),
            Map.entry("budgetEmail", ""),
            Map.entry("allowPaid", "false")));
    clone.pulumi("config", "rm", "--path", "sshFrom");
    clone.pulumi("config", "rm", "--path", "secrets");
    clone.moveRelease("target/release", "target/other");
    clone.inZone("America/Los_Angeles");
    String back = clone.pulumi("up", "--yes");
    assertThat(back).doesNotContain("stays ").doesNotContainPattern("[-+]+ +oci:Core:Instance");
    assertThat(cloud.only(INSTANCE))
        .containsEntry("id", vm)
        .containsEntry("compartmentId", SettingsFixture.COMPARTMENT);

    change(Map.of("compartmentId", "", "secretsFrom", "config", "ocpus", "1", "memoryGbs", "6"));
    for (String name : SettingsFixture.settings().secrets().names()) {
      clone.pulumi("config", "set", "--secret", name, TOKEN);
    }
    clone.pulumi("up", "--yes");
    assertThat(cloud.only(INSTANCE)).containsEntry("id", vm);
    assertThat(cloud.only(INSTANCE).get("sourceDetails")).hasToString(disk.replace("=50", "=100"));
    clone.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    walked.add("tenancyId");
    assertThat(walked).containsAll(SettingsFixture.keysOfTheProject());
  }

  private void change(Map<String, String> values) throws Exception {
    for (Map.Entry<String, String> entry : new TreeMap<>(values).entrySet()) {
      walked.add(entry.getKey().replaceFirst("\\[.*", ""));
      clone.pulumi("config", "set", "--path", entry.getKey(), entry.getValue());
    }
  }
}
