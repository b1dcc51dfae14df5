package io.gapwatch.agent.report;

import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class SqlRangesIT {

  @Test
  void postgresReadsWhatIsPrinted() throws IOException, SQLException {
    try (PostgresServer server = PostgresServer.start();
        Connection connection = server.admin()) {
      RangePrinterTest.isRead(connection);
    }
  }
}
