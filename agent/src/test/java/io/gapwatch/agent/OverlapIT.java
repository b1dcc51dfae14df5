package io.gapwatch.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.demo.Moment;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two runs of one job at once. */
class OverlapIT {
  private final Site site;

  OverlapIT(@TempDir Path folder) throws IOException {
    site = new Site(folder);
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void theSecondLeavesWithoutHarmAndTheLockDiesWithItsProcess() throws Exception {
    site.chain.writeUntil(Site.NOW);
    site.runAt(Site.NOW);
    CountDownLatch held = new CountDownLatch(1);
    CountDownLatch letGo = new CountDownLatch(1);
    site.phone.witness((moment, path) -> hold(moment, held, letGo));
    Running first = site.program().start("run", "chain", "--now", Site.NOW.toString());
    assertThat(held.await(2, TimeUnit.MINUTES)).isTrue();
    int pings = site.deadMan.requests();
    int messages = site.phone.requests();
    HistoryFile history = new HistoryFile(site.state());
    long runs = history.count("run");

    Ending second = site.runAt(Site.NOW);

    assertThat(second.code()).isZero();
    assertThat(second.out()).isEmpty();
    assertThat(second.err())
        .isEqualTo(
            "gapwatch: another run of chain is in progress, or has just ended; nothing to do\n");
    assertThat(site.deadMan.requests()).isEqualTo(pings);
    assertThat(site.phone.requests()).isEqualTo(messages);
    assertThat(history.count("run")).isEqualTo(runs);
    assertThat(first.process().isAlive()).isTrue();

    first.kill();
    site.phone.witness((moment, path) -> {});
    letGo.countDown();
    Ending third = site.runAt(Site.NOW);
    assertThat(third.code()).as(third.err()).isZero();
    assertThat(history.count("run")).isEqualTo(runs + 1);
  }

  private static void hold(Moment moment, CountDownLatch held, CountDownLatch letGo) {
    if (moment == Moment.RECEIVED) {
      held.countDown();
      try {
        letGo.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
