package io.gapwatch.infra.cloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The program that the engine starts for a plugin which is served from this process. */
public final class PluginLauncher {
  private PluginLauncher() {}

  /**
   * Writes a launcher that notes its folder, arguments and whether it may repeat requests beside
   * itself, says the port, and waits to be stopped.
   */
  public static void write(Path bin, String name, int port) throws IOException {
    Path launcher = bin.resolve(name);
    Files.writeString(
        launcher,
        """
        #!/bin/sh
        pwd >>"$0.folders"
        echo "$@" >"$0.arguments"
        echo "${OCI_DISABLE_AUTO_RETRIES:-false}" >"$0.retries-off"
        echo "${TZ:-UTC}" >"$0.zone"
        echo %d
        exec sleep 3600
        """
            .formatted(port));
    if (!launcher.toFile().setExecutable(true)) {
      throw new IOException("cannot make executable " + launcher);
    }
  }
}
