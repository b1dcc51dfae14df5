package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.sql.DebianPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class DebianServerIT
    implements ReachableContract,
        ConnectionsContract,
        SizeContract,
        TablesContract,
        SessionsContract,
        CatalogContract {
  private final DebianPostgres server;
  private final Connection admin;

  DebianServerIT() throws IOException, SQLException {
    server = DebianPostgres.start();
    admin = server.admin();
    Served.createRoles(admin);
  }

  @AfterAll
  void stop() throws IOException, SQLException {
    admin.close();
    server.close();
  }

  @Override
  public int port() {
    return server.port();
  }

  @Override
  public Connection admin() {
    return admin;
  }
}
