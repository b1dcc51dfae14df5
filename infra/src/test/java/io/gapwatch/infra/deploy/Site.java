package io.gapwatch.infra.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import io.gapwatch.infra.release.SignedReleaseFixture;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A fresh clone, an account and a Doppler config of one's own, all below one folder. */
final class Site implements AutoCloseable {
  static final String HUNTER2 = "hunter2-motherduck";

  final StandInCloud cloud = new StandInCloud();
  final DopplerStandIn doppler;
  final List<String> printed = new CopyOnWriteArrayList<>();
  final Path root;

  private final ProviderPlugin plugin;
  private final Deployer deployer;

  /** A site, if this machine has the engine. */
  static Site open(Path folder) throws IOException {
    return open(folder, Map.of());
  }

  /**
   * The same for commands that have more in their environment.
   *
   * @param more goes over it
   */
  static Site open(Path folder, Map<String, String> more) throws IOException {
    assumeTrue(OnPath.has("pulumi"), "pulumi is not on the PATH: infra/tools/pulumi/install");
    return new Site(folder, more);
  }

  private Site(Path folder, Map<String, String> more) throws IOException {
    this.root = folder.resolve("clone");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createDirectories(root.resolve("infra/target/release"));
    Files.createDirectories(folder.resolve("state"));
    Files.copy(Path.of("../Pulumi.yaml"), root.resolve("Pulumi.yaml"));
    release("first");
    this.doppler = new DopplerStandIn();
    doppler.secrets.putAll(
        Map.of(
            "MOTHERDUCK_TOKEN", HUNTER2,
            "HEALTHCHECKS_PING_URL", "https://hc.example/hunter2",
            "PUSHOVER_TOKEN", "hunter2-token",
            "PUSHOVER_USER", "hunter2-user",
            "DOPPLER_CONFIG", "prd"));
    this.plugin = ProviderPlugin.start(cloud, bin, root.resolve("infra"));
    Map<String, String> environment = new HashMap<>(environment(folder, bin));
    environment.put("DOPPLER_TOKEN", "dp.st.hunter2");
    environment.putAll(more);
    this.deployer =
        Deployer.open(
            root, "dev", environment, InstantSource.fixed(SettingsFixture.NOW), printed::add);
    configure();
  }

  Deployer deployer() {
    return deployer;
  }

  /** Makes the agent's archive with another content, or with the same one at another time. */
  void release(String content) throws IOException {
    SignedReleaseFixture.write(root, content);
  }

  /** The stack's state as the backend keeps it. */
  String state() throws IOException {
    return Files.readString(
        root.resolveSibling("state").resolve(".pulumi/stacks/gapwatch/dev.json"));
  }

  /** The address where the VM looks for a release now. */
  String manifestUrl() {
    return cloud.only("oci:Core/instance:Instance").get("extendedMetadata") instanceof Map<?, ?> now
        ? String.valueOf(now.get("gapwatch_current_manifest"))
        : "";
  }

  String watcherId() {
    return String.valueOf(cloud.only("oci:Core/instance:Instance").get("id"));
  }

  /** What the engine prints of an up, which has to fail. */
  String failure() {
    DeploymentFailedException failure =
        catchThrowableOfType(DeploymentFailedException.class, deployer::up);
    assertThat(failure).isNotNull();
    return failure.output();
  }

  private void configure() {
    deployer.set("tenancyId", SettingsFixture.TENANCY);
    deployer.set("compartmentId", SettingsFixture.COMPARTMENT);
    deployer.set("dopplerApi", doppler.address());
  }

  /** The engine's environment: its state, secrets and plugins are all below the folder. */
  static Map<String, String> environment(Path folder, Path bin) {
    return Map.of(
        "PATH",
        bin + File.pathSeparator + System.getenv("PATH"),
        "PULUMI_HOME",
        folder.resolve("home").toString(),
        "PULUMI_BACKEND_URL",
        "file://" + folder.resolve("state"),
        "PULUMI_CONFIG_PASSPHRASE",
        "a passphrase",
        "PULUMI_SKIP_UPDATE_CHECK",
        "true",
        "PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION",
        "true");
  }

  @Override
  public void close() {
    deployer.close();
    plugin.close();
    doppler.close();
  }
}
