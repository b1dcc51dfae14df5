package io.gapwatch.agent.probe.epochs;

import static io.gapwatch.agent.probe.epochs.Ledger.NOW;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.Judged;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.Dialect;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/** The check of the epochs, asked about a ledger in some database. */
interface AskedEpochs {
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

  default Ledger healthy() throws SQLException {
    return Ledger.sealedUntil(connection(), "11:00");
  }
}
