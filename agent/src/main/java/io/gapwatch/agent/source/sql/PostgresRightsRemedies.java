package io.gapwatch.agent.source.sql;

import java.util.List;
import java.util.Locale;

/** What to grant where a role of PostgreSQL may not do something. The server names what. */
final class PostgresRightsRemedies {
  /** Where a name ends that stands without quotes. */
  private static final String NAME = " (.+?)(?= (?:Detail|Hint|Where): |$)";

  private PostgresRightsRemedies() {}

  static List<Remedy> all() {
    return List.of(
        Remedy.of(
            "row-level security",
            "the role sees only some of the rows, and hidden ones would be reported as missing:"
                + " use a role with BYPASSRLS, a view of the table's owner, or write"
                + " options=-c%20row_security=on in the url if what the policy shows is all that is"
                + " to be watched"),
        Remedy.of(
            "permission denied.* remote sql command",
            "it is the role of the foreign server that may not: grant it there (\\deu+ in psql"
                + " tells which one)"),
        granted(
            "SELECT",
            "(?:table|view|materialized view|relation|foreign table)",
            "",
            "; where a view reads it, to the owner of the view (with security_invoker to the"
                + " role)"),
        Remedy.of(
            "permission denied for column \"(.+?)\" of relation \"(.+?)\"",
            "grant the role SELECT on the column: GRANT SELECT ({1}) ON {2} TO {role}"),
        granted("USAGE", "schema", "SCHEMA ", "; SELECT on its tables is another grant"),
        Remedy.of(
            "permission denied for database \"(.+?)\"",
            "grant the role CONNECT on the database: GRANT CONNECT ON DATABASE {1} TO {role}"),
        granted(
            "EXECUTE",
            "function",
            "FUNCTION ",
            " (with the types of its arguments if several have this name: \\df in psql)"),
        granted("EXECUTE", "procedure", "PROCEDURE ", ""),
        granted("SELECT", "sequence", "SEQUENCE ", ""),
        granted("USAGE", "foreign server", "FOREIGN SERVER ", ""),
        granted("USAGE", "foreign-data wrapper", "FOREIGN DATA WRAPPER ", ""),
        granted("USAGE", "type", "TYPE ", ""),
        granted("USAGE", "language", "LANGUAGE ", ""),
        Remedy.of(
            "permission denied for large object (\\d+)",
            "grant the role SELECT on it: GRANT SELECT ON LARGE OBJECT {=1} TO {role}"),
        Remedy.of(
            "permission denied to set parameter \"(.+?)\"",
            "options in the url sets {=1}, which the role may not: leave it out, or (PostgreSQL"
                + " 15 on) GRANT SET ON PARAMETER {=1} TO {role}"),
        Remedy.of(
            "(?:permission denied|must be .+) to examine",
            "let the role see all settings: GRANT pg_read_all_settings TO {role}"),
        Remedy.of(
            "privileges of(?: the)? (?:role )?\"?(pg_\\w+)",
            "let the role have what it needs: GRANT {=1} TO {role}"),
        Remedy.of(
            "must be owner of",
            "use a role that owns it or is a member of its owner; for VACUUM from PostgreSQL 17 on"
                + " GRANT MAINTAIN ON TABLE to {role} is enough"),
        Remedy.of(
            "user mapping not found.* server \"(.+?)\"",
            "say who asks the foreign server: CREATE USER MAPPING FOR {role} SERVER {1} OPTIONS"
                + " (user '…', password '…')"),
        Remedy.of(
            "user mapping not found",
            "say who asks the foreign server: CREATE USER MAPPING FOR {role} SERVER NAME OPTIONS"
                + " (user '…', password '…')"),
        Remedy.of(
            "permission denied|must be superuser",
            "grant {role} what the message names (\\dp in psql shows who has what), or use a role"
                + " that has it"));
  }

  private static Remedy granted(String right, String what, String kind, String more) {
    String noun = kind.isEmpty() ? "table" : kind.strip().toLowerCase(Locale.ROOT);
    String grant = "grant the role " + right + " on the " + noun + ": GRANT " + right + " ON ";
    return Remedy.of("permission denied for " + what + NAME, grant + kind + "{1} TO {role}" + more);
  }
}
