package io.gapwatch.agent.source.sql;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** The real PgBouncer of Debian in front of a real PostgreSQL. */
abstract class BehindPgBouncer extends OnPostgres {
  static final String TRANSACTION = "pool_mode = transaction";

  BehindPgBouncer() throws IOException, SQLException {}

  /** It ignores no start-up parameter. */
  PgBouncer start(Path folder, String... settings) throws IOException {
    return PgBouncer.start(folder, server, "127.0.0.1", settings);
  }
}
