package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of a stack under the real engine, every step that an operator takes. */
class DeployerIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";
  private static final String SECRET = "oci:Vault/secret:Secret";
  private static final String OBJECT = "oci:ObjectStorage/storageObject:StorageObject";

  private final Path folder;
  private final Site site;

  DeployerIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    site = Site.open(folder);
  }

  @AfterEach
  void close() {
    site.close();
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
  void destroyLeavesNothingAndALaterUpWorksAlthoughNamesLinger() {
    site.deployer().up();

    site.deployer().destroy();
    assertThat(site.cloud.count()).isZero();

    site.deployer().up();
    assertThat(site.cloud.all(SECRET)).hasSize(4);
  }
}
