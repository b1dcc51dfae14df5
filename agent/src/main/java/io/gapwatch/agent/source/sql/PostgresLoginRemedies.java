package io.gapwatch.agent.source.sql;

import java.util.List;

/** What to try where PostgreSQL, or a pooler in front of it, does not let a user in. */
final class PostgresLoginRemedies {
  static final String USER = "check user and password of the source";

  private PostgresLoginRemedies() {}

  static List<Remedy> all() {
    return List.of(
        // A wrapper's, of a server behind this one.
        Remedy.of(
            "could not connect to server \"(.+?)\".*no password",
            "the user mapping of the foreign server has no password: ALTER USER MAPPING FOR {role}"
                + " SERVER {1} OPTIONS (ADD password '…')"),
        Remedy.of(
            "password is required|password or GSSAPI",
            "the user mapping of the foreign server has no password (\\deu+ in psql): ALTER USER"
                + " MAPPING FOR {role} SERVER NAME OPTIONS (ADD password '…')"),
        noEntry("[0-9.]+", 32),
        noEntry("[0-9a-fA-F:.%]+", 128),
        Remedy.of(
            "pg_hba.conf rejects",
            "a line of pg_hba.conf rejects this host, user or database: put one that lets it in"
                + " above it"),
        Remedy.of(
            "authentication type|(?:ident|peer|gssapi|sspi) authentication failed",
            "pg_hba.conf of the server asks for a way of proving who one is that Gapwatch has not:"
                + " let it ask for scram-sha-256 from this host"),
        Remedy.of(
            "tenant or user not found",
            "the host of this pooler wants the user as ROLE.PROJECT, and its own region's address"),
        Remedy.of(
            "role \"(.+?)\" does not exist",
            "check user of the source (\\du in psql lists the roles), or make it: CREATE ROLE {1}"
                + " LOGIN PASSWORD '…'"),
        Remedy.of("role \"(.+?)\" is not permitted to log in", "let it: ALTER ROLE {1} LOGIN"),
        Remedy.of(
            "no password|password is an empty string|empty password",
            "set the password of the source"),
        Remedy.of(
            "no such user", "check user of the source; PgBouncer knows those in its auth_file"),
        Remedy.of("(?:sasl|scram|password|ldap|radius|pam|trust) authentication", USER),
        Remedy.of("pg_hba.conf", "allow this host in the server's pg_hba.conf"));
  }

  /**
   * The line that the server misses.
   *
   * @param bits of the mask that is this host alone
   */
  private static Remedy noEntry(String host, int bits) {
    return Remedy.of(
        "no pg_hba.conf entry for host \"(%s)\", user \"([^\"]+)\", database \"([^\"]+)\""
            .formatted(host),
        "add to the server's pg_hba.conf, and reload it: host {3} {2} {=1}/%d scram-sha-256; if it"
                .formatted(bits)
            + " has such a line as hostssl, write sslmode=require in the url");
  }
}
