package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.TlsWords;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Turns a driver's error into what could not be done, why, and what to try. Drivers quote
 * connection strings, so every secret of the source is redacted.
 *
 * @param remedies what to try, by what is told
 */
record JdbcErrors(String source, List<Secret> secrets, Remedies remedies) {
  private static final int LONGEST = 400;

  /** The DuckDB driver's prefix to the actual message of a failed statement. */
  private static final String DUCKDB_PREAMBLE =
      "Invalid Input Error: Attempting to execute an unsuccessful or closed pending query result"
          + " Error: ";

  /** The statement quoted after an error; it is ours, and means nothing to the user. */
  private static final String QUOTED_STATEMENT = " LINE \\d+: .*$";

  /**
   * What PostgreSQL's driver appends: places in a statement that is ours, and in the server's own
   * source. Its details and hints stay.
   */
  private static final Pattern TAILS =
      Pattern.compile(
          " (?:Internal Query: .*? )?(?:Internal )?Position: \\d+| Location: File: \\S+, Routine:"
              + " \\S+, Line: \\d+| Server SQLState: \\S+");

  /** Options of DuckDB's functions, which are not for the user to set. */
  private static final String OPTIONS = " Possible (?:fixes|solutions): .*$";

  /** DuckDB suggests tables of its own where nothing else is like a name. */
  private static final String OWN_TABLES = " Did you mean \"(duckdb|pg|sqlite|pragma)_\\w+\"\\?";

  JdbcErrors {
    secrets = List.copyOf(secrets);
  }

  /**
   * @param remedies keyed by a lower-case fragment of what is told; the first match wins
   */
  JdbcErrors(String source, List<Secret> secrets, Map<String, String> remedies) {
    this(source, secrets, Remedies.byFragment(remedies));
  }

  SourceUnavailableException explain(String what, SQLException e) {
    // Redacted before it is cut: a part of a secret would no longer be known as one.
    String reason = DriverWords.of(firstLines(redact(String.valueOf(e.getMessage()))), e);
    String remedy =
        remedies
            .of(reason, e)
            .orElse("try the same with the database's own client (duckdb, psql), as this user");
    // The driver's exception is not kept as a cause: its text may quote the connection string.
    return new SourceUnavailableException(
        source + ": " + what + ": " + TlsWords.of(reason), remedy);
  }

  private String redact(String text) {
    String redacted = text;
    for (Secret secret : secrets) {
      redacted = secret.redactFrom(redacted);
    }
    return redacted;
  }

  private static String firstLines(String text) {
    String line =
        text.strip()
            .replaceAll("\\s*\\R\\s*", " ")
            .replace(DUCKDB_PREAMBLE, "")
            .replaceFirst(QUOTED_STATEMENT, "")
            .replaceFirst(OPTIONS, "")
            .replaceFirst(OWN_TABLES, "");
    line = TAILS.matcher(line).replaceAll("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }
}
