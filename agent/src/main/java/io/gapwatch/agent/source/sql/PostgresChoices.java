package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether each parameter of a PostgreSQL URL is honoured. The driver passes over what it does not
 * know, and what libpq calls by such a name may be what keeps the connection safe, or which server
 * answers: a parameter is translated, known to do nothing here, or refused.
 *
 * <p>Source: libpq's list of parameters (chapter 32.1.2 of PostgreSQL 18), the driver's own, and
 * what Prisma, node-postgres and the poolers of hosts append.
 */
final class PostgresChoices {
  private static final Set<String> BOOLEANS = Set.of("0", "1", "false", "true", "");

  /** What only some values may be given to, in lower case: the others are not, or unknown. */
  private static final Map<String, Allowed> SOME =
      Map.ofEntries(
          Map.entry(
              "sslmode",
              Allowed.only("disable", "allow", "prefer", "require", "verify-ca", "verify-full")),
          Map.entry("channel_binding", Allowed.only("disable", "prefer", "require")),
          Map.entry("channelBinding", Allowed.only("disable", "prefer", "require")),
          Map.entry("gssencmode", Allowed.only("disable", "allow", "prefer", "require")),
          Map.entry("gssEncMode", Allowed.only("disable", "allow", "prefer", "require")),
          Map.entry("sslnegotiation", Allowed.only("postgres", "direct")),
          Map.entry("sslNegotiation", Allowed.only("postgres", "direct")),
          Map.entry(
              "target_session_attrs",
              Allowed.only(
                  "any", "read-write", "read-only", "primary", "standby", "prefer-standby")),
          Map.entry(
              "targetServerType",
              new Allowed(
                  Set.of(
                      "any",
                      "primary",
                      "master",
                      "secondary",
                      "slave",
                      "prefersecondary",
                      "preferslave",
                      "preferprimary"),
                  "write one of any, primary, secondary, preferSecondary, preferPrimary")),
          Map.entry("load_balance_hosts", Allowed.only("disable", "random")),
          Map.entry("ssl", new Allowed(BOOLEANS, "write sslmode=require or sslmode=verify-full")),
          Map.entry(
              "ssl_min_protocol_version",
              new Allowed(
                  Set.of("", "tlsv1", "tlsv1.1", "tlsv1.2"),
                  "leave it out: TLS 1.2 is the least that is spoken here, and no more can be"
                      + " demanded")),
          Map.entry(
              "min_protocol_version",
              new Allowed(Set.of("", "3.0"), "leave it out: version 3.0 is spoken here")),
          Map.entry(
              "sslsni",
              new Allowed(Set.of("", "1"), "leave it out: the name of the host is always sent")),
          Map.entry(
              "sslcertmode",
              new Allowed(
                  Set.of("", "allow"),
                  "leave it out: a server that asks for it gets the certificate that sslcert"
                      + " names")),
          Map.entry(
              "replication",
              new Allowed(
                  Set.of("", "0", "no", "off", "false"),
                  "leave it out: such a connection is for copies of the server")));

  private static final String A_CLASS =
      "leave it out: sslmode=require is TLS without a look at the certificate, sslmode=verify-full"
          + " TLS with a certificate that is checked, by the authorities in sslrootcert";
  private static final String REVOKED =
      "leave it out: lists of revoked certificates are not read here; name in sslrootcert an"
          + " authority that signs for your servers only";
  private static final String IN_FRONT =
      "name host, port and database in front: postgres://user@host:5432/database";
  private static final String BY_PASSWORD =
      "leave it out, and give user and password: those are how Gapwatch proves who it is";

  /** What is honoured by no value, and what to write instead. */
  private static final Map<String, String> NONE =
      Map.ofEntries(
          Map.entry("sslcrl", REVOKED),
          Map.entry("sslcrldir", REVOKED),
          Map.entry(
              "require_auth",
              "leave it out, and write sslmode=verify-full, so that no other server is told the"
                  + " password; channel_binding=require insists on SCRAM"),
          Map.entry("requiressl", "write sslmode=require"),
          Map.entry(
              "hostaddr",
              "write this address as the host; its certificate must be for the address then"),
          Map.entry("service", IN_FRONT),
          Map.entry("servicefile", IN_FRONT),
          Map.entry("PGHOST", IN_FRONT),
          Map.entry("PGPORT", IN_FRONT),
          Map.entry("PGDBNAME", IN_FRONT),
          Map.entry(
              "passfile", "leave it out, and set PGPASSFILE, or give password: ${secret:NAME}"),
          Map.entry("scram_client_key", BY_PASSWORD),
          Map.entry("scram_server_key", BY_PASSWORD),
          Map.entry("oauth_issuer", BY_PASSWORD),
          Map.entry("oauth_client_id", BY_PASSWORD),
          Map.entry("oauth_client_secret", BY_PASSWORD),
          Map.entry("oauth_scope", BY_PASSWORD),
          Map.entry("authenticationPluginClassName", BY_PASSWORD),
          Map.entry("sslfactory", A_CLASS),
          Map.entry("sslfactoryarg", A_CLASS),
          Map.entry("sslhostnameverifier", A_CLASS),
          Map.entry("sslpasswordcallback", "leave it out, and write sslpassword"),
          Map.entry("socketFactory", "leave it out: connections are made over TCP"),
          Map.entry("socketFactoryArg", "leave it out: connections are made over TCP"),
          Map.entry("xmlFactoryFactory", "leave it out: no XML is read"),
          // Prisma's.
          Map.entry("schema", "write currentSchema=NAME"),
          Map.entry("sslaccept", "write sslmode=require, or sslmode=verify-full for strict"),
          Map.entry("sslidentity", "name the client's certificate in sslcert, its key in sslkey"));

  /**
   * What changes neither what is asked, of whom, nor how safely: Gapwatch has its own time-outs and
   * name, the driver its own encoding, and a pool of a program is none of this one.
   */
  private static final Set<String> NOTHING =
      Set.of(
          "application_name",
          "fallback_application_name",
          "connect_timeout",
          "client_encoding",
          "keepalives",
          "keepalives_idle",
          "keepalives_interval",
          "keepalives_count",
          "tcp_user_timeout",
          "sslcompression",
          "sslkeylogfile",
          "ssl_max_protocol_version",
          "max_protocol_version",
          "gssdelegation",
          "requirepeer",
          "authtype",
          "tty",
          "pgbouncer",
          "connection_limit",
          "pool_timeout",
          "statement_cache_size",
          "statement_cache_mode",
          "supa",
          "uselibpqcompat");

  /** What is read here, by {@link PostgresParameters} or by the driver 42.7. */
  private static final Set<String> READ =
      Set.of(
          """
          adaptiveFetch adaptiveFetchMaximum adaptiveFetchMinimum allowEncodingChanges
          ApplicationName assumeMinServerVersion autosave binaryTransfer
          binaryTransferDisable binaryTransferEnable cancelSignalTimeout cleanupSavepoints
          connectTimeout convertBooleanToNumeric currentSchema databaseMetadataCacheFields
          databaseMetadataCacheFieldsMiB dbname defaultRowFetchSize disableColumnSanitiser
          escapeSyntaxCallMode groupStartupParameters gsslib gssResponseTimeout
          gssUseDefaultCreds hideUnprivilegedObjects host hostRecheckSeconds
          jaasApplicationName jaasLogin kerberosServerName krbsrvname loadBalanceHosts
          localSocketAddress loggerFile loggerLevel loginTimeout logServerErrorDetail
          logUnclosedConnections maxResultBuffer maxSendBufferSize options password port
          preferQueryMode preparedStatementCacheQueries preparedStatementCacheSizeMiB
          prepareThreshold protocolVersion quoteReturningIdentifiers readOnly readOnlyMode
          receiveBufferSize reWriteBatchedInserts sendBufferSize socketTimeout sslcert
          sslkey sslpassword sslResponseTimeout sslrootcert sspiServiceClass stringtype
          targetServerType tcpKeepAlive tcpNoDelay unknownLength user useSpnego
          """
              .strip()
              .split("\\s+"));

  private static final Set<String> ENCRYPTED = Set.of("require", "verify-ca", "verify-full");

  private PostgresChoices() {}

  /**
   * Refuses what would not be honoured.
   *
   * @param parameters as written
   * @throws SourceUnavailableException with what to write instead; it quotes no value
   */
  static void check(String source, Map<String, String> parameters) {
    refuseUnhonoured(source, parameters);
    refuseTwice(source, parameters);
    refuseDirect(source, parameters);
    PostgresTls.check(source, parameters);
  }

  private static void refuseUnhonoured(String source, Map<String, String> parameters) {
    List<String> names = new ArrayList<>(parameters.keySet());
    for (String name : names) {
      refusal(name, String.valueOf(parameters.get(name)).toLowerCase(Locale.ROOT))
          .ifPresent(
              remedy -> {
                throw refused(source, name + " in url is not supported", remedy);
              });
      Allowed some = SOME.get(name);
      if (some == null && !isKnown(name)) {
        // After an unescaped & a part of a password would be a name.
        String which =
            parameters.keySet().stream().anyMatch(PostgresChoices::isSecret)
                ? "parameter " + (names.indexOf(name) + 1) + " of url"
                : name + " in url";
        throw refused(
            source,
            which + " is no parameter of PostgreSQL",
            "correct its name, or leave it out; a setting of the server is written"
                + " options=-c%20NAME=VALUE, and an & in a password %26");
      }
    }
  }

  /** What is said by two names: only one of them would count. */
  private static void refuseTwice(String source, Map<String, String> parameters) {
    for (Map.Entry<String, String> pair : PostgresParameters.NAMES.entrySet()) {
      if (parameters.keySet().containsAll(List.of(pair.getKey(), pair.getValue()))) {
        throw refused(
            source,
            "%s and %s in url are the same".formatted(pair.getKey(), pair.getValue()),
            "write only one of them");
      }
    }
    if (parameters.containsKey("currentSchema")
        && parameters
            .getOrDefault("options", "")
            .replace('-', '_')
            .toLowerCase(Locale.ROOT)
            .contains("search_path")) {
      throw refused(
          source,
          "currentSchema and search_path in options of url are the same",
          "write only one of them");
    }
  }

  private static void refuseDirect(String source, Map<String, String> parameters) {
    String direct =
        parameters.getOrDefault("sslnegotiation", parameters.getOrDefault("sslNegotiation", ""));
    if (direct.equalsIgnoreCase("direct") && !ENCRYPTED.contains(PostgresTls.mode(parameters))) {
      throw refused(
          source,
          "sslnegotiation=direct in url wants TLS that is required",
          "write sslmode=verify-full, or at least sslmode=require");
    }
  }

  private static Optional<String> refusal(String name, String value) {
    Allowed some = SOME.get(name);
    return some != null && !some.values().contains(value)
        ? Optional.of(some.remedy())
        : Optional.ofNullable(NONE.get(name));
  }

  private static boolean isKnown(String name) {
    return NOTHING.contains(name) || READ.contains(name);
  }

  private static boolean isSecret(String name) {
    return name.toLowerCase(Locale.ROOT).contains("password");
  }

  private static SourceUnavailableException refused(String source, String what, String remedy) {
    return new SourceUnavailableException(source + ": " + what, remedy);
  }

  /**
   * @param values in lower case
   * @param remedy what to write instead of another one
   */
  private record Allowed(Set<String> values, String remedy) {
    static Allowed only(String... values) {
      return new Allowed(Set.of(values), "write one of " + String.join(", ", values));
    }
  }
}
