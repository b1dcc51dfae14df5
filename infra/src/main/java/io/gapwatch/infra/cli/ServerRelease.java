package io.gapwatch.infra.cli;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.YamlFile;
import io.gapwatch.infra.release.Packager;
import io.gapwatch.infra.release.Platform;
import io.gapwatch.infra.release.ReleaseArchive;
import io.gapwatch.infra.remote.Server;
import io.gapwatch.infra.remote.ServerLook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A release for one server: packed for its platform, sent, and gone from here afterwards. */
final class ServerRelease {
  /** Where the agent keeps its state there; the script makes this folder. */
  private static final String STATE = "/var/lib/gapwatch";

  private final ServerOptions options;
  private final Server server;
  private final ServerLook look;

  ServerRelease(ServerOptions options, Server server, ServerLook look) {
    this.options = options;
    this.server = server;
    this.look = look;
  }

  /**
   * Sends it.
   *
   * @param config the agent's configuration; empty keeps that of the server
   * @return the exit code
   * @throws InfraException when the server or the configuration does not fit; nothing is changed
   */
  int send(Optional<Path> config, boolean replace, boolean withSecrets) {
    Platform platform = platform();
    if (!look.missing().isEmpty()) {
      throw new InfraException(
          "nothing was changed on %s: %s"
              .formatted(options.name(), String.join("; ", look.missing())));
    }
    Path folder = scratch();
    try {
      Path used = config.map(Path::toAbsolutePath).orElseGet(() -> theirs(folder));
      config.ifPresent(ServerRelease::refuseOtherState);
      Path archive = folder.resolve("gapwatch.tar.gz");
      new Packager(
              options.root().resolve("agent/target"),
              used,
              platform,
              withSecrets || config.isEmpty())
          .pack(archive);
      List<String> flags = new ArrayList<>();
      config.ifPresent(file -> flags.add("--config"));
      if (replace) {
        flags.add("--replace-config");
      }
      options.print(
          "%s: %s %s; sending the release"
              .formatted(options.name(), look.system(), look.machine()));
      return server.install(archive, ReleaseArchive.sha256(archive), flags, options::print);
    } finally {
      remove(folder);
    }
  }

  private Platform platform() {
    if (!look.system().equals("Linux")) {
      throw new InfraException(
          "%s is %s; the agent is installed on Linux only"
              .formatted(options.name(), look.system()));
    }
    return switch (look.machine()) {
      case "aarch64", "arm64" -> Platform.LINUX_ARM64;
      case "x86_64", "amd64" -> Platform.LINUX_X86_64;
      default ->
          throw new InfraException(
              "%s is a %s machine; releases are made for x86_64 and aarch64"
                  .formatted(options.name(), look.machine()));
    };
  }

  /** The configuration there says which drivers the release needs. */
  private Path theirs(Path folder) {
    String text =
        server
            .configuration()
            .orElseThrow(
                () ->
                    new InfraException(
                        "the configuration on %s cannot be read; ship one: --config FILE"
                            .formatted(options.name())));
    try {
      Path config = Files.createDirectories(folder.resolve("config"));
      return Files.writeString(config.resolve("gapwatch.yaml"), text);
    } catch (IOException e) {
      throw new InfraException("could not write to a temporary folder: " + e.getMessage(), e);
    }
  }

  private static void refuseOtherState(Path config) {
    if (Files.exists(config) && !YamlFile.read(config).path("state").asText().contains(STATE)) {
      throw new InfraException(
          "%s needs state: %s, the folder that is made on the server".formatted(config, STATE));
    }
  }

  private static Path scratch() {
    try {
      return Files.createTempDirectory("gapwatch-server");
    } catch (IOException e) {
      throw new InfraException("could not make a temporary folder: " + e.getMessage(), e);
    }
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      // A temporary folder: the system cleans it up.
      return;
    }
  }
}
