package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code gapctl upgrade}, on a server of one's own. */
@Timeout(300)
class UpgradeCommandIT {
  private final OwnServer server;

  UpgradeCommandIT(@TempDir Path folder) throws IOException {
    server = new OwnServer(folder);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void upgradeBringsTheAgentKeepsTheConfigurationAndGoesBackIfItsDoctorFails() throws Exception {
    assertThat(server.run("upgrade")).isEqualTo(2);
    assertThat(server.err())
        .contains("there is no Gapwatch on ubuntu@127.0.0.1 yet: gapctl install ubuntu@127.0.0.1");
    server.run("install", "--config", server.config().toString());
    String first = server.releases().get(0);
    Path theirs = server.there("etc/gapwatch/gapwatch.yaml");
    Files.writeString(theirs, Files.readString(theirs) + "# edited on the server\n");

    server.agent("second");
    Files.createFile(server.there("broken"));
    assertThat(server.run("upgrade")).isEqualTo(1);
    assertThat(server.out()).contains("its doctor failed, so nothing was changed");
    assertThat(server.there("opt/gapwatch/current").toRealPath()).endsWithRaw(Path.of(first));
    assertThat(server.releases()).containsExactly(first);

    Files.delete(server.there("broken"));
    assertThat(server.run("upgrade")).as(server.said()).isZero();
    assertThat(server.there("opt/gapwatch/current/gapwatch.jar"))
        .hasSameBinaryContentAs(server.builtAgent());
    assertThat(theirs).content().endsWith("# edited on the server\n");
    assertThat(server.releases()).hasSize(2).contains(first);

    server.forget();
    assertThat(server.run("install", "--config", server.config().toString())).isEqualTo(2);
    assertThat(server.err()).contains("was edited there; take the changes over, or say --replace");
    assertThat(server.run("install", "--config", server.config().toString(), "--replace-config"))
        .isZero();
    assertThat(theirs).hasSameTextualContentAs(server.config());
  }
}
