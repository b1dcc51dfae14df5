package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;
import static io.gapwatch.agent.probe.epochs.Ledger.hour;
import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.source.sql.Databases;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that tell what is wrong, and are deleted: that puts nothing right. */
interface EvidenceContract extends AskedEpochs {
  private List<String> active(Followed runs, int minutes) {
    return runs
        .run(Databases.session(connection(), dialect()), NOW.plusSeconds(60L * minutes))
        .active()
        .stream()
        .map(Incident::finding)
        .map(finding -> finding.subject())
        .toList();
  }

  /** Four runs that find what was found once, and no run that finds it again. */
  private void assertStays(String subject, String yaml, String deletion) throws SQLException {
    Followed runs = new Followed(new EpochsCheck(), yaml);
    active(runs, 0);
    assertThat(active(runs, 10)).contains(subject);
    Databases.execute(connection(), deletion);
    for (int minutes = 20; minutes <= 50; minutes += 10) {
      assertThat(active(runs, minutes)).as("after %d minutes", minutes).contains(subject);
    }
  }

  /** The channel took part, whoever deleted that; it has no seal still. */
  @Test
  default void whoTookPartAndIsGoneWasNotSealed() throws SQLException {
    healthy()
        .withParticipants()
        .execute("DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"));
    assertStays(
        "cls: incomplete epochs",
        ALL,
        "DELETE FROM channel_participation WHERE channel = 'train' AND epoch = " + hour("04:00"));
  }

  /** It is right when it is sealed, and what never took part needs no seal. */
  @Test
  default void aSealPutsRightWhoTookPart() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    ledger.execute(
        "DELETE FROM sealed_epochs WHERE channel = 'train' AND epoch = " + hour("04:00"));
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 0)).containsExactly("cls: incomplete epochs");
    ledger.execute(
        "INSERT INTO sealed_epochs VALUES (%d, 'train', 'CLS', %d, NULL)"
            .formatted(hour("04:00"), hour("12:00")));
    active(runs, 10);
    assertThat(active(runs, 20)).isEmpty();
  }

  @Test
  default void anEmptySealThatIsGoneWasNotFilled() throws SQLException {
    healthy()
        .withParticipants()
        .execute(
            "DELETE FROM sealed_participants WHERE channel = 'lacy' AND epoch = " + hour("02:00"));
    assertStays(
        "milo: zero participants",
        ALL,
        "DELETE FROM sealed_epochs WHERE channel = 'lacy' AND epoch = " + hour("02:00"));
  }

  /** A hole is between others; without those behind it, it is still there. */
  @Test
  default void aHoleThatLostItsEndIsNotFilled() throws SQLException {
    healthy()
        .execute(
            "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch = " + hour("09:00"));
    assertStays(
        "milo: missing epochs",
        PLAIN,
        "DELETE FROM sealed_epochs WHERE token_group = 'MILO' AND epoch > " + hour("09:00"));
  }

  /** As long as the rows are not back, whatever is sealed beside them. */
  @Test
  default void whatIsSealedAnewIsRight() throws SQLException {
    Ledger ledger = healthy().withParticipants();
    String lacy = " WHERE channel = 'lacy' AND epoch = " + hour("02:00");
    ledger.execute("DELETE FROM sealed_participants" + lacy);
    Followed runs = new Followed(new EpochsCheck(), ALL);
    assertThat(active(runs, 0)).containsExactly("milo: zero participants");
    ledger.execute(
        "DELETE FROM sealed_epochs" + lacy,
        "INSERT INTO sealed_epochs VALUES (%d, 'lacy', 'MILO', %d, NULL)"
            .formatted(hour("02:00"), hour("12:00")),
        "INSERT INTO sealed_participants VALUES (%d, 'lacy', 'x')".formatted(hour("02:00")));
    active(runs, 10);
    assertThat(active(runs, 20)).isEmpty();
  }
}
