package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.cloud.Answers;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.file.Path;
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
  private static final String TOKEN = "hunter2-motherduck";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StandInCloud cloud = new StandInCloud();

  @SuppressWarnings("NullAway.Init")
  private FreshClone clone;

  @SuppressWarnings("NullAway.Init")
  private ProviderPlugin plugin;

  @SuppressWarnings("NullAway.Init")
  private DopplerStandIn doppler;

  @BeforeEach
  void newStack() throws IOException, InterruptedException {
    assumeTrue(
        Site.onThePath("pulumi").isPresent() && Site.onThePath("pulumi-language-java").isPresent(),
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
        .contains("there is no release to deploy", "scripts/gapctl package");

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
    cloud.exhaust(Answers.FIRST_DOMAIN);
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
    cloud.breakCreating("oci:ObjectStorage/storageObject:StorageObject");
    assertThat(clone.refused("up", "--yes", "--skip-preview")).contains("500-InternalError");
    cloud.repair();
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
}
