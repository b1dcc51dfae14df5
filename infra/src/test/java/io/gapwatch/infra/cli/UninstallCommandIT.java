package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapctl uninstall}, on a server of one's own. */
@Timeout(300)
class UninstallCommandIT {
  private final OwnServer server;

  UninstallCommandIT(@TempDir Path folder) throws IOException {
    server = new OwnServer(folder);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void uninstallTakesItsOwnOnlyAndPurgeTheRest() throws Exception {
    server.run("install", "--config", server.config().toString());
    Files.writeString(server.there("var/lib/gapwatch/history.db"), "months");

    assertThat(server.run("uninstall")).isZero();

    assertThat(server.there("crontab")).hasContent(OwnServer.OTHERS);
    assertThat(server.there("opt/gapwatch")).doesNotExist();
    assertThat(server.there("usr/local/bin/gapwatch").toFile().exists()).isFalse();
    assertThat(server.there("var/lib/gapwatch/history.db")).exists();
    assertThat(server.there("etc/gapwatch/gapwatch.yaml")).exists();
    assertThat(server.out()).contains("kept: configuration ");

    assertThat(server.run("uninstall", "--purge")).isZero();
    assertThat(server.there("var/lib/gapwatch")).doesNotExist();
    assertThat(server.there("etc/gapwatch")).doesNotExist();
    assertThat(server.run("uninstall")).isZero();
    assertThat(server.out()).endsWith("Gapwatch is not installed here.\n");
    assertThat(server.there("crontab")).hasContent(OwnServer.OTHERS);
  }
}
