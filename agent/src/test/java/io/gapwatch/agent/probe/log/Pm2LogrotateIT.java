package io.gapwatch.agent.probe.log;

import static io.gapwatch.agent.probe.log.WatchJob.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.agent.source.pm2.RealPm2;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * PM2's own module, which copies a log that has become large and truncates it: no line is lost, and
 * none counted twice.
 */
@Timeout(300)
class Pm2LogrotateIT {
  /** More than the module lets a log have. */
  private static final int MANY = 200;

  private static final String APP =
      """
      const fs = require('fs');
      let said = 0;
      setInterval(() => {
        const until = Number(fs.readFileSync(process.env.ORDERS, 'utf8'));
        if (said < until) {
          let lines = '';
          while (said < until) lines += 'ERROR ' + (++said) + '\\n';
          process.stderr.write(lines);
        }
      }, 20);
      """;

  /** An interval in seconds that nothing else in PM2 has. */
  private static final int TICK = 1234;

  /**
   * The module looks at the logs when the test asks it to, not every second: where one look came
   * late and the next did not, both copies were made in one second and had the same name.
   */
  private static final String LOOK_WHEN_ASKED =
      """
      const fs = require('fs');
      const every = global.setInterval;
      global.setInterval = (work, milliseconds, ...rest) => {
        if (milliseconds !== %d * 1000) return every(work, milliseconds, ...rest);
        return every(() => {
          if (fs.existsSync(process.env.LOOK)) {
            fs.unlinkSync(process.env.LOOK);
            work();
          }
        }, 20);
      };
      """
          .formatted(TICK);

  private final Path folder;
  private final Path orders;
  private final Path look;
  private final RealPm2 pm2;
  private final Path log;
  private int said;
  private int rotated;

  Pm2LogrotateIT(@TempDir Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    this.orders = folder.resolve("orders");
    this.look = folder.resolve("look");
    this.pm2 = new RealPm2(folder);
    this.log = pm2.home().resolve("logs/gateway-error.log");
  }

  @BeforeEach
  void start() throws IOException, InterruptedException {
    Files.writeString(orders, "0");
    pm2.pm2("set", "pm2-logrotate:max_size", "1K");
    pm2.pm2("set", "pm2-logrotate:workerInterval", Integer.toString(TICK));
    pm2.pm2("set", "pm2-logrotate:dateFormat", "YYYY-MM-DD_HH-mm-ss-SSS");
    pm2.pm2With(
        Map.of("ORDERS", orders.toString()),
        "start",
        pm2.app("gateway.js", APP).toString(),
        "--name",
        "gateway");
    pm2.installModule(
        "pm2-logrotate",
        Map.of(
            "LOOK",
            look.toString(),
            "NODE_OPTIONS",
            "--require " + pm2.app("look.js", LOOK_WHEN_ASKED)));
    Files.writeString(
        folder.resolve("gapwatch.yaml"),
        """
        version: 1
        sources: {logs: {type: logs, files: ["%s/logs/*-error{,-[0-9]}.log"]}}
        jobs:
          watch:
            schedule: "*/30 * * * *"
            checks: [{id: errors, type: log-errors, source: logs, warning: ">100000"}]
        """
            .formatted(pm2.home()));
    assertThat(run(folder).path("status").asText()).isEqualTo("unknown");
  }

  @AfterEach
  void stop() throws IOException {
    pm2.close();
  }

  @Test
  void allLinesAreCountedOnce() throws IOException {
    say(3);
    assertErrors(3);
    sayUntilRotated();
    assertErrors(MANY);
    assertErrors(0);

    say(5);
    assertErrors(5);
    sayUntilRotated();
    sayUntilRotated();
    say(2);
    assertErrors(2 * MANY + 2);
    assertErrors(0);
  }

  /** Writes so many more lines of errors, and returns when they are in the log. */
  private void say(int lines) throws IOException {
    order(lines);
    await(() -> Files.readString(log).endsWith("ERROR " + said + "\n"));
  }

  /** The same, and returns when the module has put them aside. */
  private void sayUntilRotated() throws IOException {
    say(MANY);
    Files.createFile(look);
    rotated++;
    await(() -> asides() == rotated && Files.size(log) == 0);
  }

  private void order(int lines) throws IOException {
    said += lines;
    Files.writeString(orders, Integer.toString(said));
  }

  private long asides() throws IOException {
    try (Stream<Path> files = Files.list(log.getParent())) {
      return files.filter(file -> file.toString().contains("gateway-error__")).count();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(Condition condition) throws IOException {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("it never came to be so").isLessThan(end);
      LockSupport.parkNanos(20_000_000);
    }
  }

  private void assertErrors(long errors) throws IOException {
    JsonNode check = run(folder);
    assertThat(check.path("status").asText()).as("%s", check).isEqualTo("ok");
    assertThat(check.path("measured").path("errors").asLong(-1)).isEqualTo(errors);
  }
}
