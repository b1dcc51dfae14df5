package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which values of a configuration are secrets written in clear. */
class LiteralSecretsTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void areToldByTheirKeys() throws IOException {
    assertThat(
            literal(
                """
                open:   {type: postgres, url: "postgres://localhost/ledger", user: gapwatch}
                role:   {type: postgres, url: "postgresql://gapwatch@localhost/ledger"}
                cache:  {type: redis, url: "redis://localhost:6379/1"}
                queue:  {type: redis, url: "rediss://:word@localhost:6379"}
                inUrl:  {type: postgres, url: "postgres://me:word@localhost/ledger"}
                inText: {type: postgres, url: "postgres://localhost/ledger?password=word"}
                apart:  {type: postgres, url: "postgres://localhost/ledger", password: word}
                stored: {type: postgres, url: "postgres://me:${secret:PW}@localhost/ledger"}
                given:  {type: postgres, url: "${env:LEDGER}"}
                default: {type: postgres, url: "postgres://localhost/x", password: "${env:NONE:-word}"}
                """))
        .containsExactly(
            "secrets.token",
            "sources.queue.url",
            "sources.inUrl.url",
            "sources.inText.url",
            "sources.apart.password",
            "sources.default.password",
            "serve.token");
  }

  private Iterable<String> literal(String sources) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("gapwatch.yaml"),
            """
            version: 1
            secrets: {from: vault, address: "http://127.0.0.1:8200", path: gapwatch, token: word}
            serve: {token: word}
            sources:
            %sjobs:
              chain:
                schedule: "7 * * * *"
                checks:
                  - {id: blocks, type: gaps, source: open, table: blocks, chain: ethereum}
            """
                .formatted(sources.indent(2)));
    Map<String, String> variables = Map.of("LEDGER", "postgres://me:word@localhost/ledger");
    return new Configs(new Environment(variables, Clock.systemUTC(), folder))
        .load(Optional.of(file), Optional.empty())
        .literalSecrets();
  }
}
