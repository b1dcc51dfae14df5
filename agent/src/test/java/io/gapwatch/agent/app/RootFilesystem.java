package io.gapwatch.agent.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A small Debian with cron, a library that fakes clocks, and ps, without which PM2 starts an app
 * twice when it restarts it. Made once by debootstrap (about half a minute) and kept.
 */
final class RootFilesystem {
  private RootFilesystem() {}

  private static Path cached() {
    String home = System.getProperty("user.home");
    String cache = Objects.requireNonNullElse(System.getenv("XDG_CACHE_HOME"), home + "/.cache");
    return Path.of(cache, "gapwatch", "rootfs-bookworm-2");
  }

  /** Why it cannot be used on this machine. */
  static Optional<String> obstacle() throws IOException {
    if (!Objects.equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"), 0)) {
      return Optional.of("needs root, for a root filesystem of its own");
    }
    if (!Files.isDirectory(cached()) && !Files.isExecutable(Path.of("/usr/sbin/debootstrap"))) {
      return Optional.of("needs debootstrap (apt-get install debootstrap)");
    }
    return Optional.empty();
  }

  static Path make() throws IOException, InterruptedException {
    Path rootfs = cached();
    if (Files.isDirectory(rootfs)) {
      return rootfs;
    }
    Files.createDirectories(rootfs.getParent());
    Path draft = Files.createTempDirectory(rootfs.getParent(), "rootfs");
    Process process =
        new ProcessBuilder(
                "debootstrap",
                "--variant=minbase",
                "--include=cron,libfaketime,procps",
                "bookworm",
                draft.toString())
            .redirectErrorStream(true)
            .redirectOutput(draft.resolveSibling("debootstrap.log").toFile())
            .start();
    assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
    assertThat(process.exitValue()).as(draft.resolveSibling("debootstrap.log").toString()).isZero();
    return Files.move(draft, rootfs, StandardCopyOption.ATOMIC_MOVE);
  }
}
