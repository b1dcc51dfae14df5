package io.gapwatch.agent.probe.database;

import io.gapwatch.agent.source.sql.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(180)
class EmbeddedServerIT
    implements ReachableContract,
        ConnectionsContract,
        SizeContract,
        TablesContract,
        SessionsContract,
        CatalogContract {
  private final PostgresServer server;
  private final Connection admin;

  EmbeddedServerIT() throws IOException, SQLException {
    server = PostgresServer.start();
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
