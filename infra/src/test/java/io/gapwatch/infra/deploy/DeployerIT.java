package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployerIT {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @SuppressWarnings("NullAway.Init")
  private Site site;

  @BeforeEach
  void open() throws IOException {
    assumeTrue(Site.cli().isPresent(), "pulumi is not on the PATH: infra/tools/pulumi/install");
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    if (site != null) {
      site.close();
    }
  }

  @Test
  void previewThenUpThenNoChanges() throws IOException {
    Changes preview = site.deployer().preview();
    assertThat(site.cloud.count()).isZero();

    Changes up = site.deployer().up();
    assertThat(up).isEqualTo(preview);
    System.err.println(up + "\n" + String.join("\n", site.printed));

    assertThat(site.deployer().up().isNone()).isTrue();
    assertThat(site.state()).doesNotContain("hunter2");
  }
}
