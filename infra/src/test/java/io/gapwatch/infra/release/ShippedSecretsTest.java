package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No secret is shipped unless told, and what only speaks of one is. */
class ShippedSecretsTest extends BuiltAgent {
  @Test
  void secretsBesideTheConfigurationAndLiteralOnesAreRefusedUnlessTold() throws IOException {
    Files.writeString(config.resolve("secrets.env"), "TOKEN=hunter2");
    Files.writeString(config.resolve("gapwatch.env.bak"), "TOKEN=hunter2");
    Files.writeString(config.resolve("tls.txt"), "x\n-----BEGIN EC PRIVATE KEY-----\nhunter2");
    Files.writeString(
        config.resolve("chain.yaml"),
        """
        version: 1
        channels:
          phone: {type: pushover, token: hunter2, user: "${secret:PUSHOVER_USER}"}
          team: {type: slack, url: "https://hooks.slack.com/services/hunter2"}
          pager: {type: pagerduty, key: hunter2}
          boss: {type: alertmanager, url: "https://am.example.org", authorization: "Bearer hunter2"}
          own: {type: webhook, url: "http://127.0.0.1:9/hook", headers: {Cookie: hunter2}}
        page: {publish: "https://objectstorage.example.org/p/hunter2/o/"}
        sources:
          ledger: {type: postgres, url: "postgres://me:hunter2@db/ledger"}
          other: {type: postgres, url: "postgres://me:${secret:PASSWORD}@db/ledger?connectTimeout=5"}
          half: {type: postgres, url: "postgres://me:hunter2@${env:HOST:-db}/ledger"}
          asked: {type: postgres, url: "postgres://db/ledger?user=me&password=hunter2"}
        secrets: {from: vault, tokenFile: /etc/gapwatch/token, secretIdFile: id}
        """);

    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContainingAll(
            "  - chain.yaml: channels.phone.token is a literal value\n",
            "  - chain.yaml: channels.team.url is a literal value\n",
            "  - chain.yaml: channels.pager.key is a literal value\n",
            "  - chain.yaml: channels.boss.authorization is a literal value\n",
            "  - chain.yaml: channels.own.headers.Cookie is a literal value\n",
            "  - chain.yaml: page.publish is a literal value\n",
            "  - chain.yaml: sources.ledger.url is a literal value\n",
            "  - chain.yaml: sources.half.url is a literal value\n",
            "  - chain.yaml: sources.asked.url is a literal value\n",
            "  - gapwatch.env.bak is a file of secrets by its name\n",
            "  - secrets.env is a file of secrets by its name\n",
            "  - tls.txt holds a private key\n",
            "--with-secrets")
        .hasMessageNotContainingAny(
            "hunter2", "sources.other", "PUSHOVER_USER", "boss.url", "own.url", "File");

    assertThat(pack("x.tar.gz", true)).exists();
  }

  /** Each line as it stands in some file: a copy that an editor left, a script, a comment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gapwatch.yaml.bak|  phone: {type: pushover, token: hunter2, user: u}",
        "gapwatch.yaml~|    token: \"hunter2\"",
        "old.json|{\"apiKey\": \"hunter2\"}",
        "tell.sh|export SLACK_TOKEN='hunter2'",
        "db.properties|ledger.password=correcthorse",
        "notes.txt|psql postgres://me:hunter2@db.example.org/ledger",
        "chain.yaml|# token: hunter2",
        "chain.yaml|  #phone: {type: pushover, token: hunter2}",
      })
  void aLineThatSetsASecretIsRefusedInWhateverFile(String line) throws IOException {
    String name = line.substring(0, line.indexOf('|'));
    Files.writeString(
        config.resolve(name),
        "version: 1\n".repeat(name.endsWith("l") ? 1 : 0)
            + line.substring(name.length() + 1)
            + "\n");
    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("  - " + name + ", line ")
        .hasMessageContaining("sets a secret")
        .hasMessageNotContainingAny("hunter2", "correcthorse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prod-secrets.txt",
        "vault.password",
        "db_credentials",
        "pgpass.conf",
        "my.ppk",
        "api-keys"
      })
  void aFileOfSecretsIsKnownByItsName(String name) throws IOException {
    Files.writeString(config.resolve(name), "x\n");
    assertThatThrownBy(() -> pack("x.tar.gz"))
        .hasMessageContaining("  - " + name + " is a file of secrets by its name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tell.sh|curl -H \"Authorization: Bearer $TOKEN\" https://example.org",
        "tell.sh|TOKEN=$(cat /run/token)",
        "chain.yaml|# token: required",
        "chain.yaml|# secrets: HashiCorp Vault holds them",
        "ask.json|{\"max_tokens\": 4096}",
        "pools.json|{\"token\": \"0xdAC17F958D2ee523a2206206994597C13D831ec7\"}",
        "ask.py|token = os.environ['TOKEN']",
        "ask.py|password = getpass.getpass()",
        "ask.py|token = settings.token",
        "tell.sh|export PASSWORD=${PASSWORD:?}",
        "notes.txt|the token is in Doppler; password: <yours>",
        "notes.txt|# token: ${secret:PUSHOVER_TOKEN}",
        "notes.txt|see https://example.org:8443/a@b",
        "notes.txt|tokenFile: /etc/gapwatch/token",
        "chain.yaml|# the token: it stands in the vault",
        "query.sql|SELECT count(*) FROM password_resets WHERE token = ''",
      })
  void whatOnlySpeaksOfASecretIsShipped(String line) throws IOException {
    String name = line.substring(0, line.indexOf('|'));
    Files.writeString(
        config.resolve(name),
        "version: 1\n".repeat(name.endsWith("yaml") ? 1 : 0)
            + line.substring(name.length() + 1)
            + "\n");
    pack("x.tar.gz");
  }

  /** The configurations of this repository set none. */
  @Test
  void oursAreShipped() throws IOException {
    Path ours = Path.of("..", "config").toAbsolutePath().normalize();
    try (var files = Files.list(ours)) {
      for (Path file : files.toList()) {
        Files.copy(file, config.resolve("ours-" + file.getFileName()));
      }
    }
    pack("x.tar.gz");
  }
}
