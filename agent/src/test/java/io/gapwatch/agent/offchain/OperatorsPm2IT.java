package io.gapwatch.agent.offchain;

import static io.gapwatch.agent.offchain.OperatorsMachine.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What their monitors made of what PM2 lists. */
class OperatorsPm2IT extends OnOperatorsMachine {
  OperatorsPm2IT(@TempDir Path folder) throws IOException, InterruptedException {
    super(new OperatorsMachine(folder).withPm2());
  }

  /** The list of a real PM2, of this run and of one half an hour before, but for these changes. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          all is well                             | offchain          |                                              |                                                 | OK       |
          one of three is down                    | offchain          |                                              | cls-worker-1.pm2_env.status="stopped"           | WARNING  | cls-worker-1 is stopped
          all three are down                      | offchain          |                                              | cls-worker-1.pm2_env.status="errored"; twzrd-aggregator.pm2_env.status="stopped"; tree-builder-worker.pm2_env.status="stopped" | CRITICAL | all 3 processes are offline
          pm2 prints no list                      | offchain          |                                              | silence                                         | UNKNOWN  | pm2 jlist printed no list
          one was renamed                         | offchain          |                                              | twzrd-aggregator.name="cls-aggregator"          | WARNING  | was it renamed?
          567 restarts in four days, none now     | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=567       | OK       |
          a crash loop of 25 in half an hour      | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=592       | CRITICAL | grep -i error
          8 restarts in half an hour              | offchain          | twzrd-aggregator.pm2_env.restart_time=2      | twzrd-aggregator.pm2_env.restart_time=10        | WARNING  | twzrd-aggregator was restarted
          counted anew by pm2 reset               | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=0         | UNKNOWN  | since pm2 reset
          counted anew, and never restarted       | offchain          | twzrd-aggregator.pm2_env.restart_time=567    | twzrd-aggregator.pm2_env.restart_time=0; twzrd-aggregator.pm2_env.pm_uptime=1700000000000 | OK       |
          it has just started, at 100 % of a core | offchain          | twzrd-aggregator.monit.cpu=3                 | twzrd-aggregator.monit.cpu=100                  | OK       |
          at 100 % for half an hour               | offchain          | twzrd-aggregator.monit.cpu=100; twzrd-aggregator.pm2_env.pm_uptime=1700000000000 | twzrd-aggregator.monit.cpu=100; twzrd-aggregator.pm2_env.pm_uptime=1700000000000 | CRITICAL | pm2 logs twzrd-aggregator
          3.5 GiB of memory                       | offchain          |                                              | twzrd-aggregator.monit.memory=3758096384        | WARNING  | pm2 describe twzrd-aggregator
          600 MB of memory                        | overnight         |                                              | gateway.monit.memory=600000000                  | WARNING  | pm2 describe gateway
          cls-discovery stands, as it should      | overnight         |                                              |                                                 | OK       |
          cls-discovery failed                    | overnight         |                                              | cls-discovery.pm2_env.status="errored"          | WARNING  | cls-discovery is errored
          pm2 prints no list in the night         | overnight         |                                              | silence                                         | UNKNOWN  | pm2 jlist printed no list
          a module beside the apps                | operations alerts | module pm2-logrotate                         | module pm2-logrotate                            | OK       |
          one real crash                          | operations alerts |                                              | gateway.pm2_env.restart_time=1                  | WARNING  | gateway was restarted
          """)
  void whatPm2Tells(
      String failure, String job, String before, String now, Status status, String told)
      throws IOException {
    String[] words = job.split(" ", -1);
    Site site = machine.siteWithPm2(words[0]);
    // The apps live now.
    Instant end = Clock.systemUTC().instant();
    Files.writeString(site.list(), machine.listing(Optional.ofNullable(before).orElse("")));
    site.run(words[words.length - 1], end.minus(Duration.ofMinutes(30)));
    Files.writeString(site.list(), machine.listing(Optional.ofNullable(now).orElse("")));

    Checks checks = site.run(words[words.length - 1], end);

    Checks.assertOne(checks.ofSource("workers"), status, told);
  }

  /** In the crontab of another user, whose PM2 is empty, nothing crashed and all was well. */
  @Test
  void anotherUsersPm2IsNoHealth() throws IOException {
    Checks checks = machine.site("operations", NOBODY).run("alerts", NOW);

    assertThat(checks.of("crashes").status()).isEqualTo(Status.UNKNOWN);
    assertThat(checks.texts("crashes"))
        .contains("no PM2 daemon runs in", "name the home of the PM2");
  }
}
