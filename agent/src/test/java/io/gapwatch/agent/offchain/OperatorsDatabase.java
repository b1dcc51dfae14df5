package io.gapwatch.agent.offchain;

import io.gapwatch.agent.source.sql.Databases;
import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;

/**
 * The operators' database as it was: seconds since 1970 in BIGINT, {@code published} as INTEGER, a
 * row for each viewer, channel and hour. Two days of sealed epochs of both groups.
 */
public final class OperatorsDatabase implements AutoCloseable {
  private static final long HOUR = 3600;

  /** How long after its end an epoch was sealed. */
  private static final long LAG = 120;

  private static final String[] TABLES = {
    """
    CREATE TABLE channel_participation (epoch BIGINT, channel TEXT, user_hash TEXT, first_seen BIGINT,
      token_group TEXT DEFAULT 'OTHER', category TEXT DEFAULT 'default', PRIMARY KEY (epoch, channel, user_hash))\
    """,
    """
    CREATE TABLE user_signals (epoch BIGINT, channel TEXT, user_hash TEXT, signal_type TEXT, value REAL,
      timestamp BIGINT, PRIMARY KEY (epoch, channel, user_hash, signal_type, timestamp))\
    """,
    """
    CREATE TABLE sealed_epochs (epoch BIGINT, channel TEXT, root TEXT, sealed_at BIGINT, published INTEGER DEFAULT 0,
      token_group VARCHAR(10), category TEXT DEFAULT 'default', published_at TIMESTAMPTZ,
      PRIMARY KEY (epoch, channel, token_group, category))\
    """,
    """
    CREATE TABLE sealed_participants (epoch BIGINT, channel TEXT, idx INTEGER, user_hash TEXT, username TEXT,
      token_group TEXT, category TEXT DEFAULT 'default', PRIMARY KEY (epoch, channel, idx))\
    """,
    "CREATE TABLE user_mapping (user_hash TEXT PRIMARY KEY, username TEXT, first_seen BIGINT)",
    // Twelve fixed partners and some of the others, each with its usual number of viewers.
    """
    CREATE TABLE channels (grp TEXT, channel TEXT PRIMARY KEY, viewers BIGINT)\
    """,
    """
    INSERT INTO channels SELECT 'MILO', c, 20 + 3 * i FROM unnest(ARRAY['lacy','jasontheween','adapt','kaysan','silky','yourragegaming','stableronaldo',
        'threadguy','marlon','n3on','thesketchreal','orangieyt']) WITH ORDINALITY AS t(c, i)
      UNION ALL SELECT 'CLS', 'cls' || i, 10 + i FROM generate_series(1, 8) AS t(i)\
    """
  };

  private final PostgresServer server;

  private OperatorsDatabase(PostgresServer server) {
    this.server = server;
  }

  /** Starts one; whoever watches has the rights that the documents name. */
  public static OperatorsDatabase start(Instant now) throws IOException, SQLException {
    OperatorsDatabase database = new OperatorsDatabase(PostgresServer.start());
    database.execute(TABLES);
    database.execute("GRANT pg_monitor TO watcher");
    database.collect(hour(now) - 48 * HOUR, hour(now));
    database.sealUntil(now);
    database.execute("ANALYZE");
    return database;
  }

  static long hour(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), HOUR) * HOUR;
  }

  /** The address as the operators would write it, with its password. */
  public String url() {
    return server.url();
  }

  PostgresServer server() {
    return server;
  }

  /** Viewers of each hour from one to another, which both are in it. */
  void collect(long from, long until) throws SQLException {
    execute(
        """
        INSERT INTO channel_participation (epoch, channel, user_hash, first_seen, token_group)
          SELECT e, channel, md5(channel || i), e + i, grp
          FROM generate_series(%d::bigint, %d, 3600) AS t(e), channels, generate_series(1, viewers + (e / 3600) %% 3) AS v(i)
          ON CONFLICT DO NOTHING\
        """
            .formatted(from, until),
        "INSERT INTO user_signals SELECT epoch, channel, user_hash, 'presence', 1, first_seen"
            + " FROM channel_participation ON CONFLICT DO NOTHING",
        "INSERT INTO user_mapping SELECT user_hash, 'viewer ' || left(user_hash, 6),"
            + " min(first_seen) FROM channel_participation GROUP BY user_hash ON CONFLICT DO"
            + " NOTHING");
  }

  /** Seals what is over and has viewers, two minutes after each hour. */
  void sealUntil(Instant now) throws SQLException {
    seal("grp IN ('MILO', 'CLS')", now);
  }

  /** The same of some channels. */
  void seal(String which, Instant now) throws SQLException {
    execute(
        """
        INSERT INTO sealed_epochs (epoch, channel, root, sealed_at, published, token_group)
          SELECT epoch, p.channel, md5(epoch || p.channel), epoch + %d, CASE grp WHEN 'CLS' THEN 1 END, grp
          FROM channel_participation p JOIN channels c ON c.channel = p.channel
          WHERE %s AND epoch <= %d GROUP BY epoch, p.channel, grp
          ON CONFLICT DO NOTHING\
        """
            .formatted(HOUR + LAG, which, now.getEpochSecond() - HOUR - LAG),
        """
        INSERT INTO sealed_participants (epoch, channel, idx, user_hash, token_group)
          SELECT p.epoch, p.channel, row_number() OVER (PARTITION BY p.epoch, p.channel ORDER BY user_hash), user_hash, p.token_group
          FROM channel_participation p JOIN sealed_epochs s ON s.epoch = p.epoch AND s.channel = p.channel
          ON CONFLICT DO NOTHING\
        """);
  }

  void execute(String... statements) throws SQLException {
    try (Connection admin = server.admin()) {
      Databases.execute(admin, statements);
    }
  }

  /** Stops the server, as a crash would: nobody listens any more. */
  void stop() throws IOException {
    server.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
  }
}
