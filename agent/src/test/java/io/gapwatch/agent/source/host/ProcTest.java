package io.gapwatch.agent.source.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no kernel can mean is not believed, however healthy it looks. */
class ProcTest {
  private final Path folder;

  ProcTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void whatIsNoMeminfoIsNamed() throws IOException {
    Files.writeString(folder.resolve("meminfo"), "nonsense\n");
    assertThatThrownBy(() -> proc().memory())
        .isInstanceOfSatisfying(
            SourceUnavailableException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "could not read the usage of this machine: %s has no line MemTotal"
                          .formatted(folder.resolve("meminfo")));
              assertThat(e.remedy()).contains("cat " + folder.resolve("meminfo"), "bind mount");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1 -1 -1", "0.1 0.1 -0.01", "Infinity 1 1", "1 1 Infinity", "NaN 1 1"})
  void loadThatCannotBeIsNoLoad(String load) throws IOException {
    Files.writeString(folder.resolve("loadavg"), load + " 1/234 5678\n");
    assertThatThrownBy(() -> proc().load())
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("it does not begin with three numbers");
  }

  @Test
  void moreMemoryThanThereIsIsNotFree() throws IOException {
    memory(4_000_000, 4_000_001);
    assertThatThrownBy(() -> proc().memory())
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("more memory is available than there is");
  }

  @Test
  void allOfItMayBeFree() throws IOException {
    memory(4_000_000, 4_000_000);
    assertThat(proc().memory().available()).isEqualTo(4_000_000L * 1024);
  }

  private void memory(long total, long available) throws IOException {
    Files.writeString(
        folder.resolve("meminfo"),
        "MemTotal: %d kB\nMemAvailable: %d kB\n".formatted(total, available));
  }

  private Proc proc() {
    return Proc.belowAnyContainer(folder);
  }
}
