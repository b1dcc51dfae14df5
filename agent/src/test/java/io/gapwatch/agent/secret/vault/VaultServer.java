package io.gapwatch.agent.secret.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.gapwatch.agent.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The real Vault, with the file that ships and the steps that docs/stack.md tells. */
public final class VaultServer implements AnyVault {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path SHIPPED = Path.of("../stack/vault/vault.hcl");
  private static final Path STEPS = Path.of("../docs/stack.md");

  private final Path folder;
  private final URI address;
  private final Process process;
  private final List<String> keys = new ArrayList<>();
  private String root = "";
  private final String role;
  private final String secretId;

  /** Started, initialised, unsealed, and with a role for the agent. */
  public VaultServer(Path folder) throws IOException, InterruptedException {
    this.folder = folder;
    // It takes the port after its own for other servers.
    int port = FreePort.pair();
    address = URI.create("http://127.0.0.1:" + port);
    Files.createDirectories(folder.resolve("file"));
    Path config = folder.resolve("vault.hcl");
    Files.writeString(
        config,
        Files.readString(SHIPPED)
            .replace("/vault/file", folder.resolve("file").toString())
            .replace("0.0.0.0:8200", "127.0.0.1:" + port)
            .replace("127.0.0.1:8200", "127.0.0.1:" + port));
    process =
        new ProcessBuilder("vault", "server", "-config=" + config)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("vault.log").toFile())
            .start();
    while (run("", "vault status >/dev/null || [ $? -ne 1 ] && echo up").isEmpty()) {
      if (!process.isAlive()) {
        throw new IOException(Files.readString(folder.resolve("vault.log")));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    JsonNode made = JSON.readTree(run("", "vault operator init -format=json"));
    made.path("unseal_keys_b64").forEach(key -> keys.add(key.asText()));
    root = made.path("root_token").asText();
    unseal();
    List<String> printed = run("", steps()).strip().lines().toList();
    role = printed.get(printed.size() - 2).strip();
    secretId = printed.get(printed.size() - 1).strip();
  }

  /** Whether it was built: infra/tools/vault/install. */
  public static boolean isThere() {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(each -> Files.isExecutable(Path.of(each, "vault")));
  }

  /** The commands behind the login, as they are printed. */
  private static String steps() throws IOException {
    String text = Files.readString(STEPS);
    int from = text.indexOf("vault secrets enable");
    return text.substring(from, text.indexOf("```", from));
  }

  /** What a shell prints; the program's own complaints go to a file. */
  public String run(String input, String script) {
    try {
      ProcessBuilder shell =
          new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
              .redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("said").toFile()));
      shell.environment().put("VAULT_ADDR", address.toString());
      shell.environment().put("HOME", folder.toString());
      shell.environment().put("VAULT_TOKEN", root);
      Process started = shell.start();
      started.getOutputStream().write(input.getBytes(UTF_8));
      started.getOutputStream().close();
      String printed = new String(started.getInputStream().readAllBytes(), UTF_8);
      started.waitFor();
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public URI address() {
    return address;
  }

  /** What it wrote. */
  public String log() throws IOException {
    return Files.readString(folder.resolve("vault.log"));
  }

  @Override
  public String role() {
    return role;
  }

  @Override
  public String secretId() {
    return secretId;
  }

  @Override
  public String token() {
    return run("", "vault token create -policy=gapwatch -ttl=1h -field=token").strip();
  }

  @Override
  public void put(String path, Map<String, ?> values) {
    try {
      run(JSON.writeValueAsString(values), "vault kv put -mount=secret " + path + " -");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void delete(String path) {
    run("", "vault kv delete -mount=secret " + path);
  }

  @Override
  public void revoke(String token) {
    run("", "vault token revoke " + token);
  }

  @Override
  public void seal() {
    run("", "vault operator seal");
  }

  @Override
  public void unseal() {
    keys.stream().limit(3).forEach(key -> run("", "vault operator unseal '" + key + "'"));
    while (run("", "vault status >/dev/null && echo open").isEmpty()) {
      Thread.onSpinWait();
    }
  }

  /** The server itself. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
