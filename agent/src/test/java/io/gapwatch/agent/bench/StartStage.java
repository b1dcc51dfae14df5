package io.gapwatch.agent.bench;

import io.gapwatch.agent.demo.DemoChain;
import io.gapwatch.agent.demo.HealthchecksServer;
import io.gapwatch.agent.demo.PushoverServer;
import io.gapwatch.agent.demo.WatchedCheck;
import io.gapwatch.agent.secret.oci.VaultStandIn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A year of blocks up to now, and the phone, the dead-man's switch and the vault on loopback. */
final class StartStage implements AutoCloseable {
  private static final String TOKEN = "azGDORePK8gMaC0QOYAMyEEuzJnyUi";
  private static final String USER = "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
  private static final String CONFIG =
      """
      version: 1
      state: %1$s.state
      secrets: {%2$s}
      sources:
        ethereum: {type: duckdb, url: blocks.duckdb}
      channels:
        phone:   {type: pushover, token: "${secret:PUSHOVER_TOKEN}", user: "${secret:PUSHOVER_USER}", api: "%3$s"}
        deadman: {type: healthchecks, url: "${secret:HEALTHCHECKS_PING_URL}"}
      jobs:
        chain:
          schedule: "0 */3 * * *"
          notify: [phone, deadman]
          checks:
            - {id: freshness, type: staleness, source: ethereum, table: blocks, chain: ethereum}
            - {id: blocks, type: gaps, source: ethereum, table: blocks, chain: ethereum}
      """;

  private final Path folder;
  private final Instant oldest = Clock.systemUTC().instant().minus(Duration.ofDays(365));
  private final PushoverServer phone = new PushoverServer(TOKEN, USER);
  private final HealthchecksServer deadMan =
      new HealthchecksServer(
          new HealthchecksServer.Setup("ping-key", HealthchecksServer.HOSTED_BODY_LIMIT, false),
          Clock.systemUTC());
  private final Map<String, String> secrets;
  private final VaultStandIn vault;

  StartStage(Path folder) throws IOException, GeneralSecurityException {
    // The histories of the last time would miss the blocks of its oldest hours.
    ColdProcess.delete(folder);
    this.folder = Files.createDirectories(folder);
    WatchedCheck check = deadMan.create("chain", Duration.ofHours(3), Duration.ofHours(9));
    secrets =
        Map.of(
            "PUSHOVER_TOKEN", TOKEN,
            "PUSHOVER_USER", USER,
            "HEALTHCHECKS_PING_URL", deadMan.pingUrl(check).toString());
    vault = new VaultStandIn(folder, secrets);
  }

  /** Writes all blocks up to now, so that the newest one is fresh. */
  void refresh() throws IOException {
    Path file = folder.resolve("blocks.duckdb");
    Files.deleteIfExists(file);
    new DemoChain(file, oldest).writeUntil(Clock.systemUTC().instant());
  }

  /** All programs; the first is the guide's script, the second the same without OCI. */
  List<Contender> contenders(Path gapwatch, Path python, Path script) throws IOException {
    Map<String, String> guide =
        Map.of(
            "GUIDE_OCI_CONFIG", vault.configFile().toString(),
            "GUIDE_OCI_ENDPOINT", vault.uri().toString(),
            "PUSHOVER_API", phone.uri().toString());
    Map<String, String> plain = new HashMap<>(secrets);
    plain.put("PUSHOVER_API", phone.uri().toString());
    List<String> guideCommand =
        List.of(python.toString(), script.toString(), folder.resolve("blocks.duckdb").toString());
    return List.of(
        new Contender("Python script, OCI Vault", guideCommand, guide, Optional.empty()),
        new Contender("Python script, environment", guideCommand, plain, Optional.empty()),
        ours("run, OCI Vault, config file", "config", vaultAs("config-file"), gapwatch),
        ours("run, OCI Vault, instance", "instance", vaultAs("instance-principal"), gapwatch),
        ours("run, environment", "plain", "from: env", gapwatch),
        first("first run, environment", "first", "from: env", gapwatch),
        check(gapwatch));
  }

  private String vaultAs(String auth) {
    return ("from: oci-vault, vault: %s, auth: %s, configFile: \"%s\", endpoints:"
            + " {metadata: \"%s/opc/v2/\", federation: \"%s\", secrets: \"%s\"}")
        .formatted(
            VaultStandIn.VAULT, auth, vault.configFile(), vault.uri(), vault.uri(), vault.uri());
  }

  private Contender ours(String name, String file, String store, Path gapwatch) throws IOException {
    List<String> command =
        List.of(gapwatch.toString(), "run", "chain", "--config", configure(file, store).toString());
    return new Contender("gapwatch " + name, command, secrets, Optional.empty());
  }

  private Contender first(String name, String file, String store, Path gapwatch)
      throws IOException {
    Contender run = ours(name, file, store, gapwatch);
    return new Contender(
        run.name(), run.command(), secrets, Optional.of(folder.resolve(file + ".state")));
  }

  private Contender check(Path gapwatch) throws IOException {
    List<String> command =
        List.of(
            gapwatch.toString(), "check", "--config", configure("check", "from: env").toString());
    return new Contender("gapwatch check", command, secrets, Optional.empty());
  }

  private Path configure(String name, String store) throws IOException {
    return Files.writeString(
        folder.resolve(name + ".yaml"), CONFIG.formatted(name, store, phone.uri()));
  }

  @Override
  public void close() {
    vault.close();
    deadMan.close();
    phone.close();
  }
}
