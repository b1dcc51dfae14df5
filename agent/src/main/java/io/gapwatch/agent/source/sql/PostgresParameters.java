package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a PostgreSQL URL asks for, told apart: what the driver is given, and what the server is told
 * in each transaction. PgBouncer refuses {@code options} at start-up, and a setting of the session
 * would reach the next client of the pool.
 *
 * @param driver the driver's properties, without those that {@link #properties} sets
 * @param settings the server's settings, by name
 * @param target which of several hosts is wanted, where the driver cannot tell
 */
record PostgresParameters(
    Map<String, String> driver, Map<String, String> settings, Optional<PostgresTarget> target) {
  /**
   * PostgreSQL would leave out the rows that a policy hides from the role, without a word. First,
   * so that the url can say that what the policy shows is all that is to be watched.
   */
  private static final Map<String, String> FIRST = Map.of("row_security", "off");

  /** The socket timeout exceeds the statement timeout by this much. */
  static final Duration SOCKET_SLACK = Duration.ofSeconds(5);

  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  /** The names of libpq, which providers write, and those of the driver. */
  static final Map<String, String> NAMES =
      Map.of(
          "channel_binding", "channelBinding",
          "gssencmode", "gssEncMode",
          "krbsrvname", "kerberosServerName",
          "load_balance_hosts", "loadBalanceHosts",
          "sslnegotiation", "sslNegotiation",
          "target_session_attrs", "targetServerType");

  /** What the driver calls primary is what takes writes from this role. */
  private static final Map<String, String> TARGETS =
      Map.of("read-write", "primary", "read-only", "secondary", "any", "any");

  /** One setting in {@code options}: {@code -c name=value}, {@code -cname=value}, --name=value. */
  private static final Pattern SETTING =
      Pattern.compile("\\s*(?:-c\\s*|--)([A-Za-z_][\\w.-]*)=((?:\\\\.|[^\\s\\\\])*)(?=\\s|$)");

  static PostgresParameters of(Map<String, String> written) {
    Map<String, String> driver = new LinkedHashMap<>();
    Map<String, String> settings = new LinkedHashMap<>();
    written.forEach((name, value) -> driver.put(NAMES.getOrDefault(name, name), value));
    driver.computeIfPresent(
        "loadBalanceHosts", (name, value) -> value.equalsIgnoreCase("random") ? "true" : value);
    // The driver knows only the lower case.
    driver.computeIfPresent("channelBinding", (name, value) -> value.toLowerCase(Locale.ROOT));
    Optional<PostgresTarget> target =
        Optional.ofNullable(driver.get("targetServerType")).flatMap(PostgresTarget::of);
    target.ifPresent(any -> driver.remove("targetServerType"));
    driver.computeIfPresent(
        "targetServerType",
        (name, value) -> TARGETS.getOrDefault(value.toLowerCase(Locale.ROOT), value));
    Optional.ofNullable(driver.remove("currentSchema"))
        .ifPresent(path -> settings.put("search_path", path));
    // What is not a setting, such as Neon's endpoint or CockroachDB's cluster, is for the start.
    Optional.ofNullable(driver.get("options"))
        .flatMap(PostgresParameters::read)
        .ifPresent(
            all -> {
              driver.remove("options");
              settings.putAll(all);
            });
    return new PostgresParameters(driver, settings, target);
  }

  /** Empty if some of it is no setting. */
  private static Optional<Map<String, String>> read(String options) {
    Map<String, String> settings = new LinkedHashMap<>();
    Matcher next = SETTING.matcher(options);
    int end = 0;
    while (next.find() && next.start() == end) {
      end = next.end();
      String name = next.group(1).replace('-', '_');
      if (name.equals("cluster")) {
        return Optional.empty();
      }
      settings.put(name, next.group(2).replaceAll("\\\\(.)", "$1"));
    }
    return options.substring(end).isBlank() ? Optional.of(settings) : Optional.empty();
  }

  /**
   * Connects to a host that is wanted.
   *
   * @param properties see {@link #properties}
   */
  Connection connect(PostgresAddress address, Properties properties) throws SQLException {
    return target.isPresent()
        ? target.get().connect(address, properties)
        : DriverManager.getConnection(address.jdbcUrl(), properties);
  }

  /** Timeouts: by default the driver waits on the socket for ever. The URL cannot loosen them. */
  Properties properties(PostgresAddress address, Duration timeout) {
    Properties properties = new Properties();
    properties.putAll(driver);
    long longest = Math.max(1, timeout.toSeconds());
    long hosts = address.hosts();
    long login = Math.min(longest, LONGEST_CONNECT.toSeconds() * hosts);
    properties.setProperty("loginTimeout", Long.toString(login));
    // A host that never answers leaves time for the next.
    properties.setProperty("connectTimeout", Long.toString(Math.max(1, login / hosts)));
    properties.setProperty("socketTimeout", Long.toString(longest + SOCKET_SLACK.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("ApplicationName", "gapwatch");
    // In transactions of their own kind; "always" would set the session.
    properties.setProperty("readOnly", "true");
    properties.setProperty("readOnlyMode", "transaction");
    // Otherwise the driver sets its parameters of the start once more, for the session.
    properties.setProperty("assumeMinServerVersion", "9.6");
    properties.setProperty("sslhostnameverifier", PostgresHostName.class.getName());
    // A prepared statement has a name in the session, where the next client has the same.
    properties.setProperty("prepareThreshold", "0");
    address.user().ifPresent(user -> properties.setProperty("user", user.reveal()));
    address.password().ifPresent(word -> properties.setProperty("password", word.reveal()));
    return properties;
  }

  /**
   * The statement that begins a transaction, one for all settings: they end with it, whoever has
   * the connection next.
   *
   * @param timeout how long each statement may take
   */
  String preamble(Duration timeout) {
    Map<String, String> ours = new LinkedHashMap<>();
    ours.put("statement_timeout", String.valueOf(Math.max(1, timeout.toMillis())));
    ours.put("lock_timeout", "5s");
    ours.put("idle_in_transaction_session_timeout", "60s");
    ours.put("TimeZone", "UTC");
    ours.put("transaction_read_only", "on");
    // The last of one name wins.
    return Stream.of(FIRST, settings, ours)
        .flatMap(some -> some.entrySet().stream())
        .map(
            each ->
                "set_config(%s, %s, true)".formatted(text(each.getKey()), text(each.getValue())))
        .collect(Collectors.joining(", ", "SELECT ", ""));
  }

  /** A literal that means the same whatever standard_conforming_strings is. */
  private static String text(String value) {
    return "E'" + value.replace("\\", "\\\\").replace("'", "''") + "'";
  }
}
