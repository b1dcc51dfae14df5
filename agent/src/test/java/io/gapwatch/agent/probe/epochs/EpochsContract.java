package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operators' sealing does, and each way in which their monitors were wrong about it. */
interface EpochsContract {
  String PLAIN = "{table: sealed_epochs}";
  String ALL =
      "{table: sealed_epochs, participants: {table: sealed_participants}, participation: {table:"
          + " channel_participation}}";

  Connection connection();

  Dialect dialect();

  default CheckResult ask(String yaml, Instant now, Past past) {
    return Judged.of(
        new EpochsCheck(),
        yaml,
        Contexts.of(Databases.session(connection(), dialect()), now, past));
  }

  default CheckResult ask(String yaml) {
    return ask(yaml, NOW, Past.NONE);
  }

  private Ledger healthy() throws SQLException {
    return Ledger.sealedUntil(connection(), "11:00");
  }

  @Test
  default void healthyHourIsOk() throws SQLException {
    healthy().withParticipants();
    CheckResult result = ask(ALL);
    assertThat(result.findings()).isEmpty();
    assertThat(result.summary())
        .isEqualTo(
            "cls newest epoch 11:00 UTC, sealed 8m ago; milo newest epoch 11:00 UTC, sealed 8m"
                + " ago");
    assertThat(result.facts())
        .extracting(fact -> fact.label() + ": " + fact.text())
        .contains(
            "Database: a test",
            "Newest epoch of cls: 1763204400 (2025-11-15 11:00 UTC), sealed 8m ago, 3 channels, 30"
                + " participants",
            "Current epoch: 1763208000, ends at 13:00 UTC in 50m");
    assertThat(result.measured())
        .containsEntry("age", Map.of("cls", 480.0, "milo", 480.0))
        .containsEntry("lag", Map.of("cls", 120.0, "milo", 120.0))
        .containsEntry("behind", Map.of("cls", 0L, "milo", 0L));
    assertThat(result.measured().get("recent"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(10)
        .first()
        .isEqualTo(
            Map.of(
                "epoch",
                hour("11:00"),
                "group",
                "cls",
                "channels",
                3,
                "largest",
                "jynxzi",
                "participants",
                30L,
                "sealedAt",
                "2025-11-15T12:02:00Z",
                "published",
                0L));
  }

  /** Those from before the table had its column of groups: a group without a name. */
  @Test
  default void rowsWithoutAGroupAreAGroup() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs SELECT epoch, channel, NULL, sealed_at, NULL FROM"
                + " sealed_epochs WHERE token_group = 'MILO' AND epoch < "
                + hour("11:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.measured())
        .containsEntry("behind", Map.of("", 0L, "cls", 0L, "milo", 0L))
        .containsEntry("age", Map.of("", 4080.0, "cls", 480.0, "milo", 480.0));
    assertThat(result.summary())
        .contains("without a group newest epoch 10:00 UTC, sealed 1h 8m ago");
  }

  /** A limit below the rhythm of the seals: nothing is late. */
  @Test
  default void whereNoEpochIsDueNoneShouldFollow() throws SQLException {
    healthy();
    assertThat(
            ask("{table: sealed_epochs, groups: [MILO], warning: 5m}").findings().get(0).summary())
        .isEqualTo("the newest epoch of milo is that of 2025-11-15 11:00 UTC, sealed 8m ago");
  }

  /** An hour is sealed after its end, up to 90 minutes late, and the next is two hours away. */
  @ParameterizedTest
  @ValueSource(strings = {"12:00:10", "12:02:00", "12:30:00", "13:01:59"})
  default void betweenTwoSealsNothingIsFalse(String time) throws SQLException {
    // The seal of 11:00 is late, the hour of 12:00 has just ended.
    Ledger.sealedUntil(connection(), "10:00").withParticipants();
    Databases.execute(
        connection(),
        "INSERT INTO channel_participation VALUES (%d, 'lacy', 'x', 'MILO'), (%d, 'lacy', 'x', 'MILO')"
            .formatted(hour("11:00"), hour("12:00")));
    CheckResult result = ask(ALL, Instant.parse("2025-11-15T" + time + "Z"), Past.NONE);
    assertThat(result.findings()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"09:00, OK", "08:00, WARNING", "07:00, CRITICAL", "01:00, CRITICAL"})
  default void stallIsToldByTheAgeOfTheSeal(String newest, Status status) throws SQLException {
    Ledger.sealedUntil(connection(), newest);
    Instant now = newest.equals("09:00") ? NOW.minusSeconds(600) : NOW;
    assertThat(ask(PLAIN, now, Past.NONE).status()).isEqualTo(status);
  }

  /** The other group seals each hour; theirs was one verdict over all. */
  @ParameterizedTest
  @ValueSource(strings = {"2025-11-15T06:00:00Z", "2025-11-13T12:00:00Z"})
  default void stalledGroupNeverHidesBehindAnother(String newest) throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch > "
                + Instant.parse(newest).getEpochSecond());
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.subject()).isEqualTo("cls: newest epoch");
              assertThat(finding.summary()).startsWith("the newest epoch of cls is that of");
              // Nobody counted who took part in what is older than the window.
              assertThat(result.facts().toString()).doesNotContain(" 0 participants", "not told");
              assertThat(finding.remedy()).contains("pm2 logs NAME --lines 100 --nostream");
            });
  }

  /** Whoever is called reads the log of the worker that seals this group. */
  @Test
  default void namesTheAppThatSealsAGroup() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'CLS' AND epoch > "
                + Instant.parse("2025-11-15T06:00:00Z").getEpochSecond());
    String yaml = "{table: sealed_epochs, sealers: {MILO: milo-worker-v2, CLS: tree-builder}}";
    assertThat(ask(yaml).findings())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.evidence()).containsEntry("process", "tree-builder");
              assertThat(finding.remedy())
                  .contains("what seals cls (pm2 logs tree-builder --lines 100 --nostream)");
            });
  }

  @Test
  default void groupThatIsExpectedAndNeverSealed() throws SQLException {
    healthy();
    CheckResult result = ask("{table: sealed_epochs, groups: [MILO, CLS, Other]}");
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly("other: newest epoch", "no seal at all of other: in the last 30d");
  }

  @Test
  default void groupThatTakesPartAndNeverSeals() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "INSERT INTO channel_participation VALUES (%d, 'new', 'x', 'OTHER')"
                .formatted(hour("03:00")));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings()).extracting(Finding::subject).contains("other: newest epoch");
  }

  /** Sealing old epochs anew makes all seals young, and the newest hour no newer. */
  @Test
  default void backfillHidesNoStall() throws SQLException {
    Ledger.sealedUntil(connection(), "05:00")
        .execute("UPDATE sealed_epochs SET sealed_at = " + (NOW.getEpochSecond() - 60));
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.summary()).contains("newest epoch 05:00 UTC, sealed 4h 40m ago");
  }

  @Test
  default void epochInTheFutureHidesNoStall() throws SQLException {
    Ledger.sealedUntil(connection(), "05:00")
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("15:00"), hour("12:00")));
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .containsExactly("cls: newest epoch", "milo: newest epoch", "epochs in the future");
  }

  /** The clock of what seals, or ours, is wrong: "sealed -52m ago" is no time. */
  @Test
  default void sealOfTheGoingEpochIsToldAsOfTheFuture() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("12:00"), hour("13:00") + 120));
    CheckResult result = ask(PLAIN);
    assertThat(result.summary()).contains("milo newest epoch 12:00 UTC, sealed 52m in the future");
    assertThat(result.facts().toString()).contains("sealed 52m in the future");
  }

  /** An empty table had an age of 0, and looked perfectly fresh. */
  @Test
  default void emptyTableIsUnknown() throws SQLException {
    healthy().execute("DELETE FROM sealed_epochs");
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed())
        .isEqualTo("table sealed_epochs is empty in a test");
    assertThat(ask("{table: epochs}").status()).isEqualTo(Status.UNKNOWN);
  }

  /** A migration wrote a group in another case; it matched 0 rows. */
  @Test
  default void groupsAreComparedWithoutCase() throws SQLException {
    healthy()
        .execute(
            "UPDATE sealed_epochs SET token_group = 'milo' WHERE token_group = 'MILO' AND epoch < "
                + hour("08:00"));
    CheckResult result = ask("{table: sealed_epochs, groups: [Milo, cls]}");
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.measured()).containsEntry("missing", Map.of("milo", 0, "cls", 0));
  }

  @Test
  default void columnsThatMayBeMissing() throws SQLException {
    healthy()
        .execute(
            "ALTER TABLE sealed_epochs DROP COLUMN token_group",
            "ALTER TABLE sealed_epochs DROP COLUMN published");
    CheckResult result = ask(PLAIN);
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("newest epoch 11:00 UTC, sealed 8m ago");
    assertThat(result.measured()).doesNotContainKeys("backlog");
    assertThat(ask("{table: sealed_epochs, group: token_grup}").status()).isEqualTo(Status.UNKNOWN);
    // Groups that are named cannot be told apart any longer: not to know that is no health.
    CheckResult named = ask("{table: sealed_epochs, groups: [MILO, CLS]}");
    assertThat(named.status()).isEqualTo(Status.UNKNOWN);
    assertThat(named.summary()).contains("token_group");
    assertThat(ask("{table: sealed_epochs, backlog: {warning: 1}}").status())
        .isEqualTo(Status.UNKNOWN);
  }

  @Test
  default void epochThatIsMissingBetweenOthers() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("04:00"));
    CheckResult result = ask(PLAIN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "milo: missing epochs", "1 epoch not sealed between others: 2025-11-15 04:00 UTC");
  }

  /** Nobody is told of zero participants by a zero: such an epoch has no row. */
  @Test
  default void channelThatTookPartAndHasNoSeal() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"),
            // An idle channel has no row, and that is well.
            "DELETE FROM sealed_epochs WHERE channel = 'lacy' AND epoch = " + hour("05:00"),
            "DELETE FROM channel_participation WHERE channel = 'lacy' AND epoch = "
                + hour("05:00"));
    CheckResult result = ask(ALL);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "cls: incomplete epochs",
            "1 channel took part and has no seal: train in 2025-11-15 04:00 UTC");
  }

  @Test
  default void emptyParticipationIsUnknownAndHidesNoMissingEpoch() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM channel_participation",
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("04:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .contains("participation", "milo: missing epochs");
  }

  @Test
  default void participationWithoutGroups() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "ALTER TABLE channel_participation DROP COLUMN token_group",
            "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"));
    CheckResult result = ask(ALL);
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("incomplete epochs");
  }

  @Test
  default void sealWithoutParticipants() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_participants WHERE channel = 'lacy' AND epoch = " + hour("02:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.WARNING);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("1 seal without participants: lacy in 2025-11-15 02:00 UTC");
  }

  @Test
  default void noParticipantsInAnyRecentSeal() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_participants WHERE channel IN ('lacy', 'adapt') AND epoch >= "
                + hour("09:00"));
    CheckResult result = ask(ALL);
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
    assertThat(result.findings())
        .extracting(Finding::subject)
        .contains("milo: zero participants in recent epochs", "milo: zero participants");
  }

  /** Their join counted all participants for both groups. */
  @Test
  default void participantsOfTwoGroupsInOneChannelAreNotToldApart() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.seal("CLS", "2025-11-15T09:00:00Z", "11:00", "lacy");
    CheckResult result = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).observed()).startsWith("groups share channels");
    ledger.execute("ALTER TABLE sealed_participants ADD COLUMN token_group TEXT");
    ledger.execute("UPDATE sealed_participants SET token_group = 'milo' WHERE channel = 'lacy'");
    // What is of no group is from before the column was there.
    CheckResult apart = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(apart.findings())
        .extracting(Finding::subject)
        .contains("cls: zero participants")
        .doesNotContain("milo: zero participants");
  }

  /** The hour of 10:00 is not due yet, so that it need not be whole. */
  @Test
  default void dropOfParticipants() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    lose(ledger, "lacy", "09:00");
    lose(ledger, "lacy", "10:00");
    lose(ledger, "adapt", "10:00");
    assertThat(ask(ALL).status()).isEqualTo(Status.OK);
    lose(ledger, "adapt", "09:00");
    CheckResult dropped = ask(ALL);
    assertThat(dropped.findings())
        .singleElement()
        .extracting(Finding::subject, Finding::summary)
        .containsExactly(
            "milo: participants",
            "2 participants in 2025-11-15 09:00 UTC, 90% below the median of 20");
  }

  /** All but one of ten. */
  private static void lose(Ledger ledger, String channel, String hour) throws SQLException {
    ledger.execute(
        "DELETE FROM sealed_participants WHERE channel = '%s' AND user_hash <> 'user1' AND epoch = %d"
            .formatted(channel, hour(hour)));
  }

  @Test
  default void youngHistoryIsNoFalseAlarm() throws SQLException {
    healthy()
        .withParticipants()
        .execute("DELETE FROM sealed_epochs WHERE epoch < " + hour("07:00"));
    CheckResult result = ask("{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings())
        .allSatisfy(
            finding -> {
              assertThat(finding.observed())
                  .isEqualTo("a drop is not known from 2 earlier epochs; 6 are needed");
              assertThat(finding.unsettledAt(NOW)).isTrue();
              assertThat(finding.unsettledAt(NOW.plus(Duration.ofHours(6)))).isFalse();
            });
    assertThat(
            ask("{table: sealed_epochs, participants: {table: sealed_participants}, drop: off}")
                .status())
        .isEqualTo(Status.OK);
  }

  /** 0, 1 and NULL; most of them never publish, by design. */
  @Test
  default void backlogIsThatOfWhatPublishes() throws SQLException {
    healthy()
        .execute(
            "UPDATE sealed_epochs SET published = 1 WHERE token_group = 'CLS' AND epoch < "
                + hour("09:00"),
            "UPDATE sealed_epochs SET published = 0 WHERE channel = 'train' AND epoch >= "
                + hour("09:00"));
    String yaml = "{table: sealed_epochs, publishable: lower(token_group) = 'cls'}";
    CheckResult first = ask(yaml);
    assertThat(first.status()).isEqualTo(Status.OK);
    assertThat(first.measured()).containsEntry("backlog", 9L);
    assertThat(backlog(first))
        .isEqualTo("9 to publish, drain not known before a run 15m after the first");
    Past hourAgo = Contexts.left(Map.of("backlog", 12L), NOW.minus(Duration.ofHours(1)));
    CheckResult second = ask(yaml, NOW, hourAgo);
    assertThat(backlog(second)).isEqualTo("9 to publish, 3 less an hour over 1h, 3h left");
    Past same = Contexts.left(Map.of("backlog", 9L), NOW.minus(Duration.ofHours(1)));
    assertThat(backlog(ask(yaml, NOW, same))).isEqualTo("9 to publish, unchanged over 1h");
    Past fewer = Contexts.left(Map.of("backlog", 4L), NOW.minus(Duration.ofHours(1)));
    assertThat(backlog(ask(yaml, NOW, fewer))).isEqualTo("9 to publish, growing by 5/h over 1h");
  }

  private static String backlog(CheckResult result) {
    return result.facts().stream()
        .filter(fact -> fact.label().equals("Backlog"))
        .findFirst()
        .orElseThrow()
        .text();
  }

  /** The guide's own sample: 1762370000 and the like are no multiples of 3600. */
  @Test
  default void epochsOffTheGrid() throws SQLException {
    healthy()
        .execute(
            "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, 0)"
                .formatted(hour("10:00") + 800, hour("11:00")));
    CheckResult result = ask(PLAIN);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo(
            "1 seal off the grid: epoch %d is not the start of a period of 1h"
                .formatted(hour("10:00") + 800));
  }

  /** Any periodic sealing: daily closings, with other names and types. */
  @Test
  default void dailyClosingsOfAnotherTable() throws SQLException {
    Databases.execute(
        connection(),
        "DROP TABLE IF EXISTS closings",
        "CREATE TABLE closings (day DATE, closed TIMESTAMP, branch TEXT, sent BOOLEAN)",
        "INSERT INTO closings SELECT CAST(TIMESTAMP '2025-11-01 00:00:00' + i * INTERVAL '1 day' AS"
            + " DATE), TIMESTAMP '2025-11-02 03:00:00' + i * INTERVAL '1 day', 'north', i < 12 FROM"
            + " generate_series(0, 13) AS t(i)");
    String yaml =
        "{table: closings, epoch: day, sealedAt: closed, channel: branch, published: sent, every:"
            + " 1d, lag: 6h, warning: 30h, critical: 54h}";
    CheckResult result = ask(yaml);
    assertThat(result.findings()).isEmpty();
    assertThat(result.measured()).containsEntry("backlog", 2L);
    assertThat(ask(yaml, NOW.plus(Duration.ofDays(1)), Past.NONE).status())
        .isEqualTo(Status.WARNING);
  }

  @ParameterizedTest
  @ValueSource(strings = {"BIGINT milliseconds", "TIMESTAMP", "TIMESTAMPTZ"})
  default void otherTypesOfTimes(String type) throws SQLException {
    Ledger ledger = healthy();
    String plain = type.split(" ", -1)[0];
    boolean number = plain.equals("BIGINT");
    ledger.execute("DROP TABLE IF EXISTS seals");
    ledger.execute(
        "CREATE TABLE seals AS SELECT %s AS epoch, channel, %s AS sealed_at FROM sealed_epochs"
            .formatted(
                number ? "epoch * 1000" : cast("epoch", plain),
                number ? "sealed_at * 1000" : cast("sealed_at", plain)));
    CheckResult result = ask("{table: seals}");
    assertThat(result.findings()).isEmpty();
    assertThat(result.summary()).isEqualTo("newest epoch 11:00 UTC, sealed 8m ago");
  }

  private static String cast(String seconds, String type) {
    return "CAST(TIMESTAMP '1970-01-01 00:00:00' + %s * INTERVAL '1 second' AS %s)"
        .formatted(seconds, type);
  }
}
