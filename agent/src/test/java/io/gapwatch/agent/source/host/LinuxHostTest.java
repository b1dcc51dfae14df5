package io.gapwatch.agent.source.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import io.gapwatch.agent.source.host.HostSession.Volume;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LinuxHostTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final HostSession host = LinuxHost.named("machine");

  @Test
  void asksTheSystemForAVolume(@TempDir Path folder) throws IOException {
    Volume volume = host.volume(folder, TIMEOUT);
    FileStore store = Files.getFileStore(folder);
    assertThat(volume.bytes()).isEqualTo(store.getTotalSpace());
    assertThat(volume.usableBytes()).isBetween(0L, volume.freeBytes());
    assertThat(volume.freeBytes()).isBetween(0L, volume.bytes());
    assertThat(volume.freeInodes()).isBetween(0L, volume.inodes());
    assertThat(folder.toRealPath().startsWith(volume.mounted())).isTrue();
    assertThat(host.volume(Path.of("/proc/sys"), TIMEOUT).mounted()).startsWith("/proc");
  }

  @Test
  void pathThatLooksLikeAnOptionIsAPath(@TempDir Path folder) throws IOException {
    Path odd = Files.createDirectory(folder.resolve("-f %S 'x\" $y"));
    assertThat(host.volume(odd, TIMEOUT).bytes()).isPositive();
  }

  @Test
  void pathThatIsNotThere(@TempDir Path folder) {
    assertThatThrownBy(() -> host.volume(folder.resolve("gone"), TIMEOUT))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageStartingWith("machine: could not look at " + folder.resolve("gone"))
        .hasMessageEndingWith("No such file or directory");
  }

  @Test
  void readsThisMachine() {
    Proc proc = host.proc();
    assertThat(proc.memory().available()).isBetween(1L, proc.memory().total());
    assertThat(proc.swap().free()).isBetween(0L, proc.swap().total());
    assertThat(proc.load().fifteen()).isBetween(0.0, 100_000.0);
    assertThat(proc.cores()).isPositive();
    assertThat(proc.ticks().busy()).isBetween(1L, proc.ticks().total());
    assertThat(proc.uptime()).isPositive();
    assertThat(proc.bootId()).isNotEmpty();
  }

  @Test
  void saysWhichMachineItIs() {
    assertThat(host.answeredBy()).contains(System.getProperty("os.name"));
    assertThat(host.identity()).startsWith("host ").doesNotContain("\n");
  }
}
