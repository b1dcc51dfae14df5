package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What to try about the errors of a PostgreSQL server, its driver, or a pooler in between: by their
 * words, and, since a server speaks the language of its {@code lc_messages}, by their SQLSTATE.
 *
 * @param role who asks, as it stands in a statement
 */
record PostgresRemedies(String role) implements Remedies {
  /** The first whose words are in the reason wins. */
  private static final List<Remedy> BY_WORDS =
      Stream.of(
              PostgresTlsRemedies.all(),
              PostgresLoginRemedies.all(),
              PostgresRightsRemedies.all(),
              PostgresServerRemedies.all(),
              PostgresQueryRemedies.all())
          .flatMap(List::stream)
          .toList();

  /** For texts in another language. */
  private static final Map<String, String> BY_STATE =
      Map.ofEntries(
          Map.entry("28P01", PostgresLoginRemedies.USER),
          Map.entry(
              "28000",
              PostgresLoginRemedies.USER + ", and that pg_hba.conf of the server lets them in"),
          Map.entry("3D000", PostgresQueryRemedies.DATABASE_NAME),
          Map.entry(
              "42501", "the role may not do this: grant it what the message names, or use another"),
          Map.entry("42P01", PostgresQueryRemedies.NAMES),
          Map.entry("42703", PostgresQueryRemedies.NAMES),
          Map.entry("42883", PostgresQueryRemedies.NAMES),
          Map.entry("3F000", PostgresQueryRemedies.NAMES),
          Map.entry("53300", PostgresServerRemedies.FULL),
          Map.entry("57P03", PostgresServerRemedies.NOT_READY),
          Map.entry("57P01", PostgresServerRemedies.SERVER_LOG),
          Map.entry("57P02", PostgresServerRemedies.SERVER_LOG),
          Map.entry("57014", PostgresServerRemedies.CANCELLED),
          Map.entry("55P03", PostgresServerRemedies.LOCKED),
          Map.entry("53100", PostgresServerRemedies.DISK),
          Map.entry("53200", PostgresServerRemedies.MEMORY),
          Map.entry("25006", PostgresQueryRemedies.READ_ONLY),
          Map.entry("XX001", PostgresQueryRemedies.DAMAGED),
          Map.entry("XX002", PostgresQueryRemedies.DAMAGED),
          Map.entry("22021", PostgresQueryRemedies.ENCODING),
          Map.entry("22P05", PostgresQueryRemedies.ENCODING));

  private static final Pattern PLAIN_ROLE = Pattern.compile("[a-z_][a-z0-9_]*");

  /** A pooler's user is often more than a role, such as {@code role.project}. */
  static PostgresRemedies forUser(Optional<Secret> user) {
    return new PostgresRemedies(
        user.map(Secret::reveal)
            .filter(name -> PLAIN_ROLE.matcher(name).matches())
            .map(Dialect::quote)
            .orElse("ROLE"));
  }

  @Override
  public Optional<String> of(String reason, SQLException e) {
    return BY_WORDS.stream()
        .flatMap(remedy -> remedy.fits(reason, role).stream())
        .findFirst()
        .or(() -> Optional.ofNullable(e.getSQLState()).map(BY_STATE::get));
  }
}
