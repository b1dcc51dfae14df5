package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import io.gapwatch.agent.config.KeepAliveConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CrontabBlockTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private static Launch launch(String home, String... path) {
    return new Launch(
        Path.of("/opt/gapwatch/bin/gapwatch"),
        Path.of("/etc/gapwatch/gapwatch.yaml"),
        Path.of(home).resolve("state"),
        Optional.empty(),
        Path.of(home),
        List.of(path));
  }

  @Test
  void theWholeBlock() {
    assertThat(
            CrontabBlock.of(
                List.of(
                    CrontabEntry.of(Jobs.job("chain", "22 */3 * * *", "UTC")),
                    CrontabEntry.of(Jobs.job("weekly", "5 0 * * 1", "Europe/Berlin")),
                    CrontabEntry.of(KeepAliveConfig.DEFAULT)),
                launch("/home/opc", "/home/opc/.nvm/bin", "/usr/bin", "relative"),
                ZoneOffset.UTC,
                NOW))
        .isEqualTo(
            """
            # BEGIN gapwatch /etc/gapwatch/gapwatch.yaml
            # Change the configuration, then run "gapwatch crontab install".
            # chain: 22 */3 * * * UTC
            22 */3 * * * /usr/bin/env HOME=/home/opc PATH=/home/opc/.nvm/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin /bin/sh -c 'umask 077; mkdir -p /home/opc/state/logs; log=/home/opc/state/logs/chain-$(date -u +\\%F).log; touch "$log" || log=/dev/null; exec /opt/gapwatch/bin/gapwatch run chain --config /etc/gapwatch/gapwatch.yaml >>"$log" 2>&1'
            # weekly: 5 0 * * 1 Europe/Berlin; called more often, runs when it is due
            5 * * * * /usr/bin/env HOME=/home/opc PATH=/home/opc/.nvm/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin /bin/sh -c 'umask 077; mkdir -p /home/opc/state/logs; log=/home/opc/state/logs/weekly-$(date -u +\\%F).log; touch "$log" || log=/dev/null; exec /opt/gapwatch/bin/gapwatch run weekly --scheduled --config /etc/gapwatch/gapwatch.yaml >>"$log" 2>&1'
            # keep-alive: 23 * * * * UTC
            23 * * * * /usr/bin/env HOME=/home/opc PATH=/home/opc/.nvm/bin:/usr/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/sbin:/bin /bin/sh -c 'umask 077; mkdir -p /home/opc/state/logs; log=/home/opc/state/logs/keep-alive-$(date -u +\\%F).log; touch "$log" || log=/dev/null; exec /opt/gapwatch/bin/gapwatch keep-alive --config /etc/gapwatch/gapwatch.yaml >>"$log" 2>&1'
            # END gapwatch /etc/gapwatch/gapwatch.yaml
            """);
  }

  @Test
  void cronDoesNotTakeALineOfAnyLength() {
    Launch launch = launch("/home/opc", "/" + "a".repeat(900));
    assertThatThrownBy(
            () ->
                CrontabBlock.of(
                    List.of(CrontabEntry.of(Jobs.job("chain", "5 * * * *", "UTC"))),
                    launch,
                    ZoneOffset.UTC,
                    NOW))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("chain")
        .hasMessageContaining("cron accepts at most 990")
        .hasMessageContaining("shorten PATH");
  }

  @Test
  void aLineEndInAPathIsRefused() {
    assertThatThrownBy(
            () ->
                CrontabBlock.of(
                    List.of(CrontabEntry.of(Jobs.job("chain", "5 * * * *", "UTC"))),
                    launch("/home/o\npc"),
                    ZoneOffset.UTC,
                    NOW))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("/home/o?pc");
  }
}
