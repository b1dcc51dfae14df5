package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.probe.Fact;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that come late, or anew, while others go: each is its own proof, and nobody else's. */
interface LateRowsContract extends AskedEpochs {
  private Followed.Told run(Followed runs, int minutes) {
    return runs.run(Databases.session(connection(), dialect()), NOW.plusSeconds(60L * minutes));
  }

  private List<String> active(Followed runs, int minutes) {
    return run(runs, minutes).active().stream()
        .map(incident -> incident.finding().subject())
        .toList();
  }

  private static String lacy(String hour) {
    return " WHERE channel = 'lacy' AND epoch = " + hour(hour);
  }

  private static String seal(String channel, String group, String hour, String at) {
    return "INSERT INTO sealed_epochs VALUES (%d, '%s', '%s', %d, NULL)"
        .formatted(hour(hour), channel, group, hour(at));
  }

  private void assertStays(Followed runs, String subject) {
    for (int minutes = 20; minutes <= 50; minutes += 10) {
      assertThat(active(runs, minutes)).as("after %d minutes", minutes).contains(subject);
    }
  }

  /** It is of another channel, and its time is old. */
  @Test
  default void aLateSealIsNoProofForOneThatIsGone() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute("DELETE FROM sealed_participants" + lacy("02:00"));
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 10)).containsExactly("milo: zero participants");
    ledger.execute(
        "DELETE FROM sealed_epochs" + lacy("02:00"),
        seal("late", "MILO", "02:00", "03:00"),
        "INSERT INTO sealed_participants VALUES (%d, 'late', 'x')".formatted(hour("02:00")));
    assertStays(runs, "milo: zero participants");
  }

  @Test
  default void whoTookPartLateIsNoProofForOneWhoIsGone() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute("DELETE FROM sealed_epochs" + lacy("04:00"));
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 10)).containsExactly("milo: incomplete epochs");
    ledger.execute(
        "DELETE FROM channel_participation" + lacy("04:00"),
        seal("late", "MILO", "04:00", "05:00"),
        "INSERT INTO sealed_participants VALUES (%d, 'late', 'x')".formatted(hour("04:00")),
        "INSERT INTO channel_participation VALUES (%d, 'late', 'x', 'MILO')"
            .formatted(hour("04:00")));
    assertStays(runs, "milo: incomplete epochs");
    ledger.execute(seal("lacy", "MILO", "04:00", "12:00"));
    ledger.execute(
        "INSERT INTO sealed_participants VALUES (%d, 'lacy', 'x')".formatted(hour("04:00")));
    active(runs, 60);
    assertThat(active(runs, 70)).isEmpty();
  }

  /** An upsert that deletes and inserts gives it a new time, and it is the same seal. */
  @Test
  default void aSealThatIsMadeAnewWithinItsLagIsProof() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute("DELETE FROM sealed_participants" + lacy("11:00"));
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 10)).containsExactly("milo: zero participants");
    ledger.execute(
        "DELETE FROM sealed_epochs" + lacy("11:00"),
        seal("lacy", "MILO", "11:00", "12:25"),
        "INSERT INTO sealed_participants VALUES (%d, 'lacy', 'x')".formatted(hour("11:00")));
    run(runs, 20);
    Followed.Told told = run(runs, 30);
    assertThat(told.active()).isEmpty();
    assertThat(told.result().facts()).extracting(Fact::label).doesNotContain("milo: Gone");
  }

  /** Nothing was wrong with it, and one that came late is not it. */
  @Test
  default void aSealThatIsGoneIsToldWhateverCameLate() throws SQLException {
    Ledger ledger = healthy();
    Followed runs = new Followed(new EpochsCheck(), PLAIN);
    run(runs, 0);
    ledger.execute(
        "DELETE FROM sealed_epochs" + lacy("02:00"), seal("late", "MILO", "02:00", "03:00"));
    for (int minutes = 10; minutes <= 20; minutes += 10) {
      assertThat(run(runs, minutes).result().facts())
          .filteredOn(fact -> fact.label().equals("milo: Gone"))
          .extracting(Fact::text)
          .containsExactly("seals of 1 epoch that an earlier run saw: 2025-11-15 02:00 UTC");
    }
    ledger.execute(seal("lacy", "MILO", "02:00", "03:00"));
    assertThat(run(runs, 30).result().facts()).extracting(Fact::label).doesNotContain("milo: Gone");
  }

  /** Those of the past are what a drop is told by. */
  @Test
  default void participantsThatAreDeletedHideNoDrop() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    Followed runs = new Followed(new EpochsCheck(), ALL);
    for (int hour = -20; hour <= 0; hour++) {
      run(runs, hour * 60);
    }
    ledger.execute("DELETE FROM sealed_participants WHERE user_hash <> 'user1'");
    assertThat(active(runs, 60)).contains("milo: participants", "cls: participants");
  }

  /** The epoch before it was no lower. */
  @Test
  default void anEpochOfFewThatIsGoneIsNoRecovery() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute(
        "DELETE FROM sealed_participants WHERE user_hash <> 'user1' AND epoch = " + hour("09:00"));
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 10)).containsExactly("cls: participants", "milo: participants");
    ledger.execute(
        "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("09:00"));
    for (int minutes = 12; minutes <= 18; minutes += 2) {
      assertThat(active(runs, minutes)).contains("milo: participants");
    }
  }

  /** Whoever took part may be of either group: nobody knows that an empty seal was filled. */
  @Test
  default void groupsThatBeginToShareAChannelPutNothingRight() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute("DELETE FROM sealed_participants" + lacy("02:00"));
    Followed runs =
        new Followed(
            new EpochsCheck(),
            "{table: sealed_epochs, participants: {table: sealed_participants}}");
    assertThat(active(runs, 10)).containsExactly("milo: zero participants");
    ledger.execute(seal("lacy", "CLS", "03:00", "04:00"));
    assertStays(runs, "milo: zero participants");
  }
}
