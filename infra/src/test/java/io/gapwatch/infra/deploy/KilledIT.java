package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.infra.cli.GapctlProcess.Ended;
import io.gapwatch.infra.tenancy.OracleStandIn;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A machine that loses its power while Oracle makes a VM, with the real engine. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledIT extends OperatedStack {
  private static final String TOLD = "A command was cut off while it made watcher ";

  @Test
  void theVmThatNoStateKnowsIsToldByUpAndByDestroy() throws Exception {
    // So that nothing else is being made when it is killed.
    assertThat(gapctl().run("up").code()).isZero();
    clone.pulumi(
        "destroy", "--yes", "--stack", "dev", "--target", "**::watcher", "--target-dependents");
    assertThat(cloud.all(INSTANCE)).isEmpty();
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
    cloud
        .outages()
        .slowDownCreating(
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
    cloud.outages().slowDownCreating(INSTANCE, () -> {});
  }
}
