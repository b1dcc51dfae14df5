package io.gapwatch.agent.source.sql;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Whether the primary or a standby is to answer. The driver would ask whether its session is
 * read-only, and the primary's is as well for a role with {@code default_transaction_read_only}: it
 * would be taken for a standby. As libpq does, the server is asked whether it is in recovery.
 */
enum PostgresTarget {
  PRIMARY(false, false),
  STANDBY(true, false),
  PREFER_PRIMARY(false, true),
  PREFER_STANDBY(true, true);

  /** In lower case, libpq's words and the driver's. */
  private static final Map<String, PostgresTarget> WORDS =
      Map.of(
          "primary", PRIMARY,
          "master", PRIMARY,
          "standby", STANDBY,
          "secondary", STANDBY,
          "slave", STANDBY,
          "preferprimary", PREFER_PRIMARY,
          "prefer-standby", PREFER_STANDBY,
          "prefersecondary", PREFER_STANDBY,
          "preferslave", PREFER_STANDBY);

  private final boolean standby;
  private final boolean othersWillDo;

  PostgresTarget(boolean standby, boolean othersWillDo) {
    this.standby = standby;
    this.othersWillDo = othersWillDo;
  }

  /** Empty if it does not matter which one answers, or only whether it takes writes. */
  static Optional<PostgresTarget> of(String word) {
    return Optional.ofNullable(WORDS.get(word.toLowerCase(Locale.ROOT)));
  }

  /**
   * Connects to the first host that is wanted, or to the first that answers if others will do. Each
   * is asked once: one that hangs has its share of the time.
   */
  Connection connect(PostgresAddress address, Properties properties) throws SQLException {
    Properties one = new Properties();
    one.putAll(properties);
    one.setProperty("loginTimeout", properties.getProperty("connectTimeout"));
    List<String> urls = new ArrayList<>(address.jdbcUrls());
    if (Boolean.parseBoolean(properties.getProperty("loadBalanceHosts"))) {
      Collections.shuffle(urls);
    }
    List<SQLException> failures = new ArrayList<>();
    Connection other = null;
    for (String url : urls) {
      try {
        Connection connection = DriverManager.getConnection(url, one);
        if (isStandby(connection) == standby) {
          close(other);
          return connection;
        }
        if (othersWillDo && other == null) {
          other = connection;
        } else {
          connection.close();
        }
      } catch (SQLException e) {
        failures.add(e);
      }
    }
    if (other != null) {
      return other;
    }
    // Why one of them cannot be reached is the reason only if none answered.
    throw failures.size() == urls.size() ? failures.get(0) : notFound(failures);
  }

  /** The one that is looked for may be the one that cannot be reached. */
  private SQLException notFound(List<SQLException> failures) {
    String wanted = standby ? "standby" : "primary";
    return new SQLException(
        failures.isEmpty()
            ? "no host of the url is a " + wanted
            : "no host of the url that answers is a %s; of another one: %s"
                .formatted(wanted, failures.get(0).getMessage()));
  }

  private static void close(@Nullable Connection other) {
    try {
      if (other != null) {
        other.close();
      }
    } catch (SQLException e) {
      // It is not the one that is used.
      return;
    }
  }

  private static boolean isStandby(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT pg_is_in_recovery()")) {
      row.next();
      return row.getBoolean(1);
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
