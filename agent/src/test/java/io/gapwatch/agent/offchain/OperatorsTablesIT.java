package io.gapwatch.agent.offchain;

import static io.gapwatch.agent.offchain.OperatorsMachine.HOUR;
import static io.gapwatch.agent.offchain.OperatorsMachine.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What went wrong in the operators' tables, and what their monitors took for health, watched by the
 * configurations that ship. Each row has a database of its own.
 */
class OperatorsTablesIT extends OnOperatorsMachine {
  OperatorsTablesIT(@TempDir Path folder) throws IOException, SQLException {
    super(new OperatorsMachine(folder).withDatabase());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          nothing is wrong                         | 50 | SELECT 1                                                                               | OK       | OK       |
          just after the hour                      | 61 | SELECT 1                                                                               | OK       | OK       |
          the epoch that has not ended             | 21 | SELECT 1                                                                               | OK       | OK       |
          no epoch was ever sealed                 | 50 | TRUNCATE sealed_epochs                                                                 | OK       | UNKNOWN  | table sealed_epochs is empty
          the question of who took part fails      | 50 | ALTER TABLE sealed_participants RENAME TO gone                                         | OK       | UNKNOWN  | sealed_participants
          an old epoch is sealed anew in a stall   | 50 | DELETE FROM sealed_epochs WHERE epoch >= HOUR - 14400; UPDATE sealed_epochs SET sealed_at = HOUR + 2900 WHERE epoch < HOUR - 72000 | OK | CRITICAL | 3 epochs should follow
          one group stalls, the other does not     | 50 | DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch >= HOUR - 14400         | OK       | CRITICAL | newest epoch of milo
          the column of the groups is gone         | 50 | ALTER TABLE sealed_epochs DROP COLUMN token_group CASCADE                              | OK       | UNKNOWN  | token_group
          a migration calls all of them milo       | 50 | DELETE FROM sealed_epochs WHERE token_group = 'CLS'; UPDATE sealed_epochs SET token_group = 'milo' | OK | CRITICAL | no seal at all of cls
          another writes the groups in lower case  | 50 | UPDATE sealed_epochs SET token_group = lower(token_group)                              | OK       | OK       |
          collection is down, sealing goes on      | 50 | DELETE FROM channel_participation WHERE epoch >= HOUR - 3600                           | CRITICAL | OK       |
          an old copy of the database              | 50 | DELETE FROM sealed_epochs WHERE epoch > HOUR - 108000; DELETE FROM channel_participation WHERE epoch > HOUR - 108000 | CRITICAL | CRITICAL | 28 epochs should follow
          who took part was lost                   | 50 | DELETE FROM sealed_participants                                                        | OK       | CRITICAL | without participants
          nothing is published                     | 50 | UPDATE sealed_epochs SET published = 0                                                 | OK       | OK       |
          """)
  void whatTheyTookForHealth(
      String failure, int minutes, String damage, Status events, Status sealing, String told)
      throws IOException, SQLException {
    Checks checks =
        offchain(machine.database(damage)).run("offchain", HOUR.plus(Duration.ofMinutes(minutes)));

    assertThat(checks.of("events").status()).as("%s", checks).isEqualTo(events);
    checks.assertThatOneIs("sealing", sealing, told);
    checks.assertNothingIsToBeDestroyed();
  }

  /** What their scripts took for zero, for normal, or did not ask. */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          who took part has no name              | offchain            | DELETE FROM user_mapping WHERE user_hash < '8'              | mapping    | WARNING | % with a name (
          all have a name                        | offchain            | SELECT 1                                                    | mapping    | OK      |
          one group is ahead, the other has no names | offchain        | DELETE FROM sealed_participants WHERE token_group = 'MILO' AND epoch = HOUR - 3600; DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = HOUR - 3600; DELETE FROM user_mapping WHERE user_hash IN (SELECT user_hash FROM sealed_participants WHERE token_group = 'MILO') | mapping | WARNING | (milo 0.0%, cls 100.0%)
          an epoch of the future, and no names   | offchain            | DELETE FROM user_mapping WHERE user_hash < '8'; INSERT INTO sealed_epochs VALUES (2763205200, 'lacy', 'x', HOUR, 0, 'MILO'); INSERT INTO sealed_participants VALUES (2763205200, 'lacy', 1, 'ffff', 'x', 'MILO'); INSERT INTO user_mapping VALUES ('ffff', 'a name', 1) | mapping | WARNING | user_mapping
          the newest epoch of a group is empty   | offchain            | DELETE FROM sealed_participants WHERE token_group = 'CLS' AND epoch = HOUR - 3600 | mapping | UNKNOWN | NULL
          the names cannot be asked for          | offchain            | DROP TABLE user_mapping                                     | mapping    | UNKNOWN | user_mapping
          the growth cannot be asked for         | overnight           | ALTER TABLE user_signals RENAME TO gone                     | signals    | UNKNOWN | user_signals
          the sealing cannot be asked for        | overnight           | ALTER TABLE sealed_epochs RENAME TO gone                    | sealing    | UNKNOWN | sealed_epochs
          one group stalls                       | overnight           | DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch >= HOUR - 18000 | sealing | CRITICAL | newest epoch of cls
          a clean night                          | overnight           | SELECT 1                                                    | sealing    | OK      |
          a table of a mixed-case name lacks a key | operations database | CREATE TABLE "Orders" (a INT)                             | keys       | WARNING | "Orders"
          all tables have a key                  | operations database | SELECT 1                                                    | keys       | OK      |
          there is no table, so all sums are NULL | operations database | DROP SCHEMA public CASCADE; CREATE SCHEMA public           | dead-rows  | UNKNOWN | has no tables
          the only connection is its own         | operations database | SELECT 1                                                    | connections | OK     |
          """)
  void whatTheirScriptsTookForZero(
      String failure, String job, String damage, String id, Status status, String told)
      throws IOException, SQLException {
    String[] words = job.split(" ", -1);
    Site site = machine.site(words[0], machine.database(damage));

    Checks checks = site.run(words[words.length - 1], NOW);

    checks.assertThatOneIs(id, status, told);
    checks.assertNothingIsToBeDestroyed();
  }
}
