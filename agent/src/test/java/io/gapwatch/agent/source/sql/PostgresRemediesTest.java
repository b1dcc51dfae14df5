package io.gapwatch.agent.source.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Secret;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each failure has a remedy of its own, in words and names that can be copied. */
class PostgresRemediesTest {
  private static final String UNKNOWN =
      "try the same with the database's own client (duckdb, psql), as this user";

  /** As PostgreSQL 15 to 18 write them. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ERROR: permission denied for table order|GRANT SELECT ON \"order\" TO \"watcher\"",
        "ERROR: permission denied for view My View|GRANT SELECT ON \"My View\" TO \"watcher\"",
        "ERROR: permission denied for table inner|to the owner of the view",
        "ERROR: permission denied for relation t|GRANT SELECT ON \"t\" TO \"watcher\"",
        "ERROR: permission denied for schema eth|GRANT USAGE ON SCHEMA \"eth\" TO \"watcher\"",
        "FATAL: permission denied for database \"a b\"\\n  Detail: User does not have CONNECT"
            + " privilege.|GRANT CONNECT ON DATABASE \"a b\" TO \"watcher\"",
        "ERROR: permission denied for function pg_ls_dir|GRANT EXECUTE ON FUNCTION \"pg_ls_dir\" TO",
        "ERROR: permission denied for procedure p|GRANT EXECUTE ON PROCEDURE \"p\" TO",
        "ERROR: permission denied for sequence s\\n  Where: x|GRANT SELECT ON SEQUENCE \"s\" TO",
        "ERROR: permission denied for foreign server f|GRANT USAGE ON FOREIGN SERVER \"f\" TO",
        "ERROR: permission denied for foreign-data wrapper w|USAGE ON FOREIGN DATA WRAPPER \"w\"",
        "ERROR: permission denied for type t|GRANT USAGE ON TYPE \"t\" TO \"watcher\"",
        "ERROR: permission denied for language l|GRANT USAGE ON LANGUAGE \"l\" TO \"watcher\"",
        "ERROR: permission denied for large object 7|GRANT SELECT ON LARGE OBJECT 7 TO",
        "ERROR: permission denied for column \"c\" of relation \"t\"|SELECT (\"c\") ON \"t\" TO",
        "ERROR: permission denied to set parameter \"work.x\"|GRANT SET ON PARAMETER work.x TO",
        "ERROR: permission denied to examine \"data_directory\"|GRANT pg_read_all_settings TO",
        "ERROR: must be superuser or have privileges of pg_monitor to x|GRANT pg_monitor TO",
        "ERROR: must be superuser or have privileges of the pg_read_server_files role to x"
            + "|GRANT pg_read_server_files TO",
        "ERROR: permission denied for table t\\n  Where: remote SQL command: SELECT n FROM t"
            + "|the role of the foreign server",
        "ERROR: user mapping not found for \"watcher\"|CREATE USER MAPPING FOR \"watcher\"",
        "ERROR: user mapping not found for user \"watcher\", server \"f\"|SERVER \"f\" OPTIONS",
        "ERROR: must be owner of table t|a member of its owner",
        "ERROR: permission denied for tablespace t|what the message names"
      })
  void whatIsNotAllowed(String message, String words) {
    assertThat(remedy(message)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: password authentication failed for user \"u\"|check user and password",
        "FATAL: SASL authentication failed|check user and password",
        "FATAL: LDAP authentication failed for user \"u\"|check user and password",
        "FATAL: no such user|auth_file",
        "The server requested SCRAM-based authentication, but no password was provided."
            + "|set the password",
        "The server requested SCRAM-based authentication, but the password is an empty string."
            + "|set the password",
        "FATAL: role \"gw\" does not exist|CREATE ROLE \"gw\" LOGIN",
        "FATAL: role \"gw\" is not permitted to log in|ALTER ROLE \"gw\" LOGIN",
        "FATAL: Ident authentication failed for user \"u\"|let it ask for scram-sha-256",
        "The authentication type 7 is not supported. Check that you have configured the"
            + " pg_hba.conf file to include the client's IP address|let it ask for scram-sha-256",
        "FATAL: no pg_hba.conf entry for host \"10.0.0.7\", user \"gw\", database \"ledger\", SSL"
            + " encryption|host \"ledger\" \"gw\" 10.0.0.7/32 scram-sha-256",
        "FATAL: no pg_hba.conf entry for host \"fd00::7\", user \"gw\", database \"ledger\", no"
            + " encryption|host \"ledger\" \"gw\" fd00::7/128 scram-sha-256",
        "FATAL: pg_hba.conf rejects connection for host \"10.0.0.7\", user \"gw\", database \"x\","
            + " no encryption|above it",
        "FATAL: connection requires a valid client certificate|sslcert",
        "FATAL: certificate authentication failed for user \"gw\"|sslcert",
        "SSL error: Received fatal alert: certificate_required|sslcert",
        "Could not read SSL key file /k.pem.|openssl pkcs8",
        "SSL error: Received fatal alert: protocol_version|TLS 1.2",
        "SSL error: PKIX path validation failed: java.x.Y: validity check failed|renew",
        "SSL error: PKIX path building failed: a.b: unable to find valid|sslrootcert names",
        "Channel Binding is required, but SSL is not in use|channel_binding=require",
        "The server does not support GSS Encryption.|gssencmode",
        "An error occurred while setting up the GSS Encoded connection.|gssencmode",
        "SSL error: Remote host terminated the handshake|sslnegotiation=direct"
      })
  void whoIsNotLetIn(String message, String words) {
    assertThat(remedy(message)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: the database system is starting up|wait",
        "FATAL: the database system is shutting down|wait",
        "FATAL: the database system is in recovery mode|wait",
        "FATAL: the database system is not yet accepting connections\\n  Detail: Consistent"
            + " recovery state has not been yet reached.|wait",
        "FATAL: the database system is not accepting connections\\n  Detail: Hot standby mode is"
            + " disabled.|hot_standby = on",
        "FATAL: database \"x\" is not currently accepting connections"
            + "|ALTER DATABASE \"x\" ALLOW_CONNECTIONS true",
        "FATAL: cannot connect to invalid database \"x\"|DROP DATABASE \"x\"",
        "FATAL: terminating connection due to administrator command|server's log",
        "ERROR: canceling statement due to conflict with recovery|hot_standby_feedback",
        "FATAL: terminating connection due to conflict with recovery|hot_standby_feedback",
        "FATAL: sorry, too many clients already|max_connections",
        "FATAL: remaining connection slots are reserved for roles with the SUPERUSER attribute"
            + "|max_connections",
        "FATAL: too many connections for role \"gw\"|ALTER ROLE \"gw\" CONNECTION LIMIT",
        "FATAL: too many connections for database \"x\"|ALTER DATABASE \"x\" CONNECTION LIMIT",
        "FATAL: Max client connections reached|the pooler takes no more clients",
        "FATAL: no more connections allowed (max_client_conn)|the pooler takes no more clients",
        "Could not find a server with specified targetServerType: primary|pg_is_in_recovery()",
        "no host of the url is a standby|pg_is_in_recovery()",
        "FATAL: transaction blocks not allowed in statement pooling mode|pool_mode=transaction",
        "ERROR: SET failed|PgBouncer's own console",
        "An error occurred while setting up the SSL connection.|that it is PostgreSQL",
        "Connection attempt timed out.|whether it is paused",
        "The server's DateStyle parameter was changed to SQL, MDY. The JDBC driver requires"
            + " DateStyle to begin with ISO for correct operation.|leave DateStyle out",
        "defaultRowFetchSize parameter value must be an integer but was: x"
            + "|correct defaultRowFetchSize in the url",
        "Bad value for type double : 12,345.67|VALUE::numeric",
        "ERROR: WITH clause containing a data-modifying statement must be at the top level"
            + "|a source only reads",
        "ERROR: materialized view \"Daily\" has not been populated"
            + "|REFRESH MATERIALIZED VIEW \"Daily\"",
        "ERROR: could not connect to server \"far\"\\n  Detail: connection to server at"
            + " \"127.0.0.1\", port 1 failed: Connection refused|host and port of \"far\"",
        "ERROR: could not write to file \"base/pgsql_tmp/x\": No space left on device|df -h",
        "ERROR: temporary file size exceeds \"temp_file_limit\" (1kB)|temp_file_limit",
        "ERROR: out of shared memory|max_locks_per_transaction",
        "ERROR: out of memory|work_mem"
      })
  void whatTheServerIsIn(String message, String words) {
    assertThat(remedy(message)).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: database \"x\" does not exist|psql -l",
        "FATAL: no such database: x|psql -l",
        "ERROR: relation \"t\" does not exist|SCHEMA.TABLE",
        "ERROR: column \"c\" does not exist\\n  Hint: Perhaps you meant|the name of the column",
        "ERROR: function f(integer) does not exist|\\dx",
        "ERROR: operator does not exist: text > integer|\\dx",
        "ERROR: schema \"s\" does not exist|check the name",
        "ERROR: unrecognized configuration parameter \"wrok_mem\"|options in the url sets wrok_mem",
        "ERROR: invalid value for parameter \"work_mem\": \"x\"|SHOW work_mem",
        "ERROR: parameter \"port\" cannot be changed without restarting the server|leave it out",
        "ERROR: cannot execute INSERT in a read-only transaction|write a SELECT",
        "ERROR: invalid byte sequence for encoding \"UTF8\": 0xff|server_encoding",
        "ERROR: character with byte sequence 0x81 in encoding \"WIN1252\" has no equivalent in"
            + " encoding \"UTF8\"|server_encoding",
        "ERROR: invalid page in block 3 of relation base/5/16384|pg_amcheck",
        "ERROR: could not open file \"base/5/16384\": No such file or directory|pg_amcheck",
        "ERROR: division by zero|try the same"
      })
  void whatCannotBeAnswered(String message, String words) {
    assertThat(remedy(message)).contains(words);
  }

  /** Whoever ends it first: the server's limit, the driver's cancelling, or ours. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR: canceling statement due to statement timeout",
        "ERROR: canceling statement due to user request",
        "interrupted after 1s"
      })
  void aTimeOutHasOneRemedy(String message) {
    assertThat(remedy(message))
        .isEqualTo(
            "the check's timeout expired: see whether another session locks the table"
                + " (wait_event_type Lock in pg_stat_activity), or raise timeout");
  }

  /** A server speaks the language of its lc_messages. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: Passwort-Authentifizierung für Benutzer »u« fehlgeschlagen|28P01|check user and",
        "FATAL: kein pg_hba.conf-Eintrag für Host »10.0.0.7«|28000|pg_hba.conf",
        "FATAL: Datenbank »x« existiert nicht|3D000|psql -l",
        "FEHLER: keine Berechtigung für Tabelle t|42501|grant it what the message names",
        "FEHLER: Relation »t« existiert nicht|42P01|check the name",
        "FEHLER: storniere Anfrage wegen Zeitüberschreitung der Anfrage|57014|raise timeout",
        "FATAL: tut mir leid, schon zu viele Verbindungen|53300|max_connections",
        "FATAL: das Datenbanksystem startet|57P03|wait",
        "FEHLER: Division durch Null|22012|try the same"
      })
  void anotherLanguageIsKnownByItsState(String message, String state, String words) {
    assertThat(remedy(new SQLException(message, state), "watcher")).contains(words);
  }

  /** A pooler's user is often the role and a project. */
  @Test
  void onlyARoleIsNamedAsOne() {
    SQLException denied = new SQLException("ERROR: permission denied for table t");
    assertThat(remedy(denied, "postgres.abcdef")).contains("ON \"t\" TO ROLE;");
    assertThat(remedy(denied, "\"; DROP")).contains("TO ROLE;");
  }

  /** Where the cause is plain, "try the same with psql" only tells it once more. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FATAL: terminating connection due to idle-in-transaction timeout"
            + "|ALTER ROLE \"watcher\" SET idle_in_transaction_session_timeout",
        "FATAL: terminating connection due to transaction timeout"
            + "|ALTER ROLE \"watcher\" SET transaction_timeout",
        "ERROR: invalid command 'BEGIN', use SHOW HELP;|PgBouncer's own console",
        "ERROR: extended query protocol not supported by admin console|PgBouncer's own console",
        "ERROR: unsupported pkt type: 80|PgBouncer's own console",
        "ERROR: password or GSSAPI delegated credentials required\\n  Detail: Non-superusers must"
            + "|ALTER USER MAPPING FOR \"watcher\"",
        "ERROR: password is required\\n  Detail: Non-superusers must provide a password in the user"
            + " mapping.|ALTER USER MAPPING FOR \"watcher\"",
        "ERROR: could not connect to server \"f\"\\n  Detail: fe_sendauth: no password supplied"
            + "|ALTER USER MAPPING FOR \"watcher\" SERVER \"f\"",
        "ERROR: unterminated /* comment at or near \"/* x\"|close the comment",
        "ERROR: unterminated quoted string at or near \"'x\"|close the quote",
        "ERROR: invalid input syntax for type json\\n  Detail: Token \"x\" is invalid.|is no JSON"
      })
  void whatIsPlain(String message, String words) {
    assertThat(remedy(message)).contains(words);
  }

  private static String remedy(String message) {
    return remedy(new SQLException(message.replace("\\n", "\n")), "watcher");
  }

  private static String remedy(SQLException e, String user) {
    PostgresRemedies remedies = PostgresRemedies.forUser(Optional.of(new Secret(user)));
    String remedy = new JdbcErrors("ledger", List.of(), remedies).explain("x", e).remedy();
    assertThat(remedy).doesNotContain("{", "}");
    return remedy.equals(UNKNOWN) ? "try the same" : remedy;
  }
}
