package io.gapwatch.agent.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.GapwatchException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineZoneTest {
  private final Path etc;

  MachineZoneTest(@TempDir Path etc) {
    this.etc = etc;
  }

  @Test
  void isWhereTheLinkPoints() throws IOException {
    Path zones = Files.createDirectories(etc.resolve("share/zoneinfo/Europe"));
    Path berlin = Files.writeString(zones.resolve("Berlin"), "TZif");
    Files.createSymbolicLink(etc.resolve("localtime"), berlin);
    assertThat(MachineZone.of(etc)).isEqualTo(ZoneId.of("Europe/Berlin"));
  }

  @Test
  void isWhatDebianWroteBesideACopy() throws IOException {
    Files.writeString(etc.resolve("localtime"), "TZif");
    Files.writeString(etc.resolve("timezone"), "Asia/Tokyo\n");
    assertThat(MachineZone.of(etc)).isEqualTo(ZoneId.of("Asia/Tokyo"));
  }

  @Test
  void isUtcWhereNothingIsSaid() {
    assertThat(MachineZone.of(etc)).isEqualTo(ZoneOffset.UTC);
  }

  @Test
  void isNotGuessed() throws IOException {
    Files.writeString(etc.resolve("localtime"), "TZif");
    assertThatThrownBy(() -> MachineZone.of(etc))
        .isInstanceOf(GapwatchException.class)
        .hasMessageContaining("timedatectl set-timezone");
  }
}
