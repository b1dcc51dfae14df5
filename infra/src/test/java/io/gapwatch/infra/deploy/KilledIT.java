package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.cli.GapctlProcess;
import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A machine that loses its power while Oracle makes a VM, with the real engine. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledIT {
  private static final String INSTANCE = "oci:Core/instance:Instance";

  private static final String TOLD = "A command was cut off while it made watcher ";

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
  void theVmThatNoStateKnowsIsToldByUpAndByDestroy() throws Exception {
    killWhileTheVmIsMade();
    assertThat(cloud.all(INSTANCE)).hasSize(1);

    Ended locked = gapctl().run("up");
    assertThat(locked.code()).isEqualTo(2);
    assertThat(locked.err()).contains("by one that was killed", "pulumi cancel");
    clone.pulumi("cancel", "--yes", "--stack", "dev");

    Ended up = gapctl().run("up");
    assertThat(up.code()).as(up.toString()).isZero();
    assertThat(cloud.all(INSTANCE)).as("the second is made in silence").hasSize(2);
    assertThat(up.out().split(TOLD, -1)).as("before and after all that the engine says").hasSize(3);

    try (OracleStandIn oracle = new OracleStandIn(folder)) {
      more.putAll(oracle.environment());
      Ended destroy = gapctl().run("destroy", "--yes");
      assertThat(destroy.code()).as("its group is not empty").isEqualTo(2);
      assertThat(destroy.out()).contains(TOLD);
      assertThat(cloud.all(INSTANCE)).as("what destroy cannot know").hasSize(1);
    }
  }

  /** With all that it started, as where the power goes. */
  private void killWhileTheVmIsMade() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    CountDownLatch made = new CountDownLatch(1);
    cloud.slowDownCreating(
        INSTANCE,
        () -> {
          begun.countDown();
          try {
            killed.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          made.countDown();
        });
    Process up = gapctl().start("up");
    assertThat(begun.await(5, TimeUnit.MINUTES)).as("began to make it").isTrue();
    new ProcessBuilder("kill", "-KILL", "--", "-" + up.pid()).inheritIO().start().waitFor();
    up.waitFor();
    killed.countDown();
    assertThat(made.await(1, TimeUnit.MINUTES)).isTrue();
    while (cloud.all(INSTANCE).isEmpty()) {
      Thread.onSpinWait();
    }
    cloud.slowDownCreating(INSTANCE, () -> {});
  }

  private GapctlProcess gapctl() {
    Map<String, String> environment = new HashMap<>(Site.environment(folder, clone.bin()));
    environment.putAll(more);
    environment.put("DOPPLER_TOKEN", "dp.st.hunter2");
    return new GapctlProcess(clone.root(), folder, environment);
  }
}
