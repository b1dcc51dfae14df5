package io.gapwatch.infra.deploy;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.infra.OnPath;
import io.gapwatch.infra.cli.GapctlProcess;
import io.gapwatch.infra.cloud.ProviderPlugin;
import io.gapwatch.infra.cloud.StandInCloud;
import io.gapwatch.infra.config.SettingsFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A stack as an operator has it: a clone, the real engine, and no Oracle behind it. */
abstract class OperatedStack {
  static final String INSTANCE = "oci:Core/instance:Instance";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  final StandInCloud cloud = new StandInCloud();
  final Map<String, String> more = new HashMap<>();

  @SuppressWarnings("NullAway.Init")
  FreshClone clone;

  @SuppressWarnings("NullAway.Init")
  ProviderPlugin plugin;

  @SuppressWarnings("NullAway.Init")
  DopplerStandIn doppler;

  @BeforeEach
  final void settle() throws IOException {
    assumeTrue(OnPath.has("pulumi"), "pulumi is not on the PATH: infra/tools/pulumi/install");
    clone = FreshClone.below(folder);
    clone.release("first");
    plugin = ProviderPlugin.start(cloud, clone.bin(), clone.root().resolve("infra"));
    doppler = new DopplerStandIn();
    SettingsFixture.settings()
        .secrets()
        .names()
        .forEach(name -> doppler.secrets.put(name, "hunter2"));
    Files.writeString(
        clone.root().resolve("Pulumi.dev.yaml"),
        """
        config:
          gapwatch:tenancyId: %s
          gapwatch:dopplerApi: %s
        """
            .formatted(SettingsFixture.TENANCY, doppler.address()));
  }

  @AfterEach
  final void stop() {
    if (plugin != null) {
      plugin.close();
      doppler.close();
    }
  }

  final GapctlProcess gapctl(String... variable) {
    Map<String, String> environment = new HashMap<>(Site.environment(folder, clone.bin()));
    environment.putAll(more);
    environment.put("DOPPLER_TOKEN", "dp.st.hunter2\n");
    environment.put("PUSHOVER_TOKEN", "hunter2-token");
    environment.put("PUSHOVER_USER", "hunter2-user");
    environment.put("PULUMI_ACCESS_TOKEN", "");
    if (variable.length == 2) {
      environment.put(variable[0], variable[1]);
    }
    return new GapctlProcess(clone.root(), folder, environment);
  }
}
