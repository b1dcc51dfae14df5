package io.gapwatch.agent.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A week of {@code config/operations.yaml} as it ships: each job, each action, and the report. */
@Timeout(value = 15, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OperationsWeekIT extends OperatorsWeek {
  OperationsWeekIT(@TempDir Path folder) throws IOException {
    super(folder);
  }

  @Test
  void everyJobRunsEachActionDoesItsWorkAndTheReportIsRightToTheFigure() throws Exception {
    Config config = configure();
    root.setClock(monday.minus(Duration.ofDays(2)));
    root.run("as_user \"env $following pm2 -s start %s\"".formatted(Apps.file(folder, APPS)));
    pm2("stop cls-discovery");
    root.setClock(monday);
    root.run("as_user 'gapwatch crontab install --yes --config %s'".formatted(file));
    root.run("start_cron");
    Instant wednesday = monday.plus(Duration.ofDays(2));
    Files.writeString(logs.resolve("gateway-error.log"), "INFO started\n");
    Path rotated =
        logFile("gateway-error__2026-01-01_00-00-00.log", wednesday.minus(Duration.ofDays(6)));
    giveAway();

    passUntil(config, wednesday);
    database.execute("ALTER TABLE user_signals SET (autovacuum_enabled = off)");
    database.execute("ALTER TABLE channel_participation SET (autovacuum_enabled = off)");
    database.execute("UPDATE user_signals SET value = 2");
    Files.writeString(
        logs.resolve("gateway-error.log"), "INFO started\nERROR one\nERROR two\nERROR three\n");
    long dead = awaitDead("user_signals");
    assertThat(dead).isGreaterThan(10_000);
    passUntil(config, wednesday.plus(Duration.ofDays(1)));
    assertThat(dead("user_signals")).as("the vacuum of Wednesday").isZero();
    assertThat(
            number("SELECT vacuum_count FROM pg_stat_user_tables WHERE relname = 'user_signals'"))
        .isEqualTo(1);

    passUntil(config, wednesday.plus(Duration.ofDays(4)));
    assertThat(restarts("aggregator")).as("the restart of Friday").isEqualTo(1);
    assertThat(restarts("gateway")).isEqualTo(1);
    assertThat(restarts("cls-discovery")).as("stopped stays stopped").isZero();
    assertThat(rotated).as("8 days later").doesNotExist();
    assertThat(logs.resolve("gateway-error.log")).exists();
    assertThat(String.join("\n", told)).as("our own restarts").doesNotContain("crashes");
    database.execute("DELETE FROM channel_participation WHERE channel = 'cls1'");
    awaitDead("channel_participation");

    pm2("restart gateway");
    passUntil(config, monday.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(45)));
    assertThat(told)
        .as("a restart that is not ours")
        .anyMatch(each -> each.contains("gateway was restarted"));
    assertThat(String.join("\n", told)).as("nothing").doesNotContain("could not be checked");
    theReportIsRight(dead);
    theCommandsForAnEmergencyRunAsTheyStand();
    assertThat(ran)
        .containsEntry("alerts", 7)
        .containsEntry("database", 7)
        .containsEntry("weekly", 2)
        .containsEntry("vacuum", 1)
        .containsEntry("restart", 1)
        .containsEntry("prune-logs", 7)
        .containsEntry("health", 2);
  }

  private void theReportIsRight(long vacuumed) throws Exception {
    assertThat(told)
        .filteredOn(each -> each.contains("HEALTH"))
        .last()
        .asString()
        .contains("vacuumed 1 table", "restarted 2 processes", "deleted 1 file older than 8d");
    root.setClock(monday.plus(Duration.ofDays(7)).plus(Duration.ofMinutes(45)));
    JsonNode report =
        new ObjectMapper()
            .readTree(
                root.run(
                    "as_user 'gapwatch report health --format json --config %s'".formatted(file)));

    assertThat(report.get("jobs").toString())
        .contains(
            "alerts: 7 due by schedule: 7 ran, 0 missed",
            "database: 7 due by schedule: 7 ran, 0 missed",
            "weekly: 1 due by schedule: 1 ran, 0 missed",
            "vacuum: 1 due by schedule: 1 ran, 0 missed",
            "restart: 1 due by schedule: 1 ran, 0 missed",
            "prune-logs: 7 due by schedule: 7 ran, 0 missed");
    assertThat(trend(report, "size size"))
        .isEqualTo(number("SELECT pg_database_size(current_database())"));
    assertThat(trend(report, "dead-rows allDeadRows"))
        .isEqualTo(number("SELECT sum(n_dead_tup) FROM pg_stat_user_tables"))
        .isPositive();
    assertThat(trend(report, "weekly-errors errors")).isEqualTo(3);
    assertThat(report.get("upkeep").toString())
        .contains("user_signals: %,d → 0 dead rows".formatted(vacuumed))
        .contains("restarted 2 processes")
        .contains("deleted 1 file older than 8d");
    String[] kept = folder.resolve(".gapwatch/operations/reports").toFile().list();
    assertThat(kept).as("two weeks, as a page and as Markdown").hasSize(4);
  }

  /** Those of docs/upkeep.md that are not ours; ours are in {@code EmergencyTest}. */
  private void theCommandsForAnEmergencyRunAsTheyStand() throws IOException {
    String page = Files.readString(SHIPPED.resolveSibling("../docs/upkeep.md"));
    List<String> commands =
        Pattern.compile("`((pm2|ps|du) [^`]+)`")
            .matcher(page.substring(page.indexOf("## In an emergency")))
            .results()
            .map(each -> each.group(1).replace("\\|", "|").replace("NAME", "gateway"))
            .filter(each -> !each.equals("pm2 restart all"))
            .distinct()
            .toList();
    assertThat(commands).contains("pm2 restart gateway").hasSizeGreaterThan(6);
    for (String command : commands) {
      assertThat(root.run("as_user '" + command + "'")).as(command).isNotBlank();
    }
  }

  private static long trend(JsonNode report, String number) {
    for (JsonNode each : report.get("trends")) {
      if (each.get("number").asText().equals(number)) {
        return each.get("last").asLong();
      }
    }
    throw new AssertionError("no " + number + " in " + report.get("trends"));
  }
}
