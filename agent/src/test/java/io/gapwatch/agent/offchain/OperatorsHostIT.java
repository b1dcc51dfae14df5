package io.gapwatch.agent.offchain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.gapwatch.agent.offchain.OperatorsMachine.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What their scripts made of what the kernel tells. */
class OperatorsHostIT extends OnOperatorsMachine {
  private final Path folder;

  OperatorsHostIT(@TempDir Path folder) throws IOException {
    super(new OperatorsMachine(folder));
    this.folder = folder;
  }

  /**
   * The machine as its kernel would show it: swap full to the last page, a load of 8.99 on 8 cores
   * that whole numbers took for 8, a disk over its limit that nobody looked at.
   */
  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          swap is full, the load is 12.5    | operations alerts | 1500 |    0 | 12.5 | 10 | CRITICAL swap: 100.0% of 8GiB swap used; CRITICAL load: load 1.56 per core
          swap is at 20.97 %, the load 8.99 | operations alerts | 1500 | 6474 | 8.99 | 10 | WARNING swap: 21.0% of 8GiB swap used; WARNING load: load 1.12 per core
          little memory, a full disk        | offchain          |  150 | 8192 | 3.10 | 95 | CRITICAL free memory: only 150MiB of memory free; CRITICAL DISK: 95.2% used
          the disk is at 85 %               | offchain          | 4700 | 8192 | 3.10 | 85 | WARNING DISK: 85.2% used; du -xh
          """)
  void whatTheKernelTells(
      String failure, String job, int available, int swap, String load, int full, String told)
      throws IOException, InterruptedException {
    assumeTrue("root".equals(System.getProperty("user.name")), "needs root to show another /proc");
    String[] words = job.split(" ", -1);
    Path disk = Files.createTempDirectory(folder, "disk");
    Site site =
        machine.site(
            words[0], NOBODY, text -> text.replace("paths: [/]", "paths: [%s]".formatted(disk)));
    Path proc = Files.createDirectory(site.own().resolve("proc"));
    Files.writeString(
        proc.resolve("meminfo"),
        "MemTotal: %d kB\nMemFree: 9 kB\nMemAvailable: %d kB\nSwapTotal: %d kB\nSwapFree: %d kB\n"
            .formatted(32_700_000, available * 1024, 8192 * 1024, swap * 1024));
    Files.writeString(proc.resolve("loadavg"), "9.99 9.99 %s 1/234 5678\n".formatted(load));
    StringBuilder stat = new StringBuilder("cpu  800 0 800 9000 0 0 0 0 0 0\n");
    for (int i = 0; i < 8; i++) {
      stat.append("cpu%d 100 0 100 1100 0 0 0 0 0 0\n".formatted(i));
    }
    Files.writeString(proc.resolve("stat"), stat);

    String printed = gapwatch(site, proc, disk, full, words[words.length - 1]);

    assertThat(printed).contains(told.replace("DISK", disk.toString()).split("; "));
  }

  /** A process of its own, to which these files are the kernel's, and with a disk of 1,000 KiB. */
  private static String gapwatch(Site site, Path proc, Path disk, int full, String job)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                "unshare",
                "--mount",
                "sh",
                "-euc",
                """
                proc=$1 disk=$2 full=$3; shift 3
                mount -t tmpfs -o size=1000k none "$disk"
                head -c "${full}0K" /dev/zero >"$disk/file"
                for each in meminfo loadavg stat; do mount --bind "$proc/$each" "/proc/$each"; done
                exec "$@"
                """,
                "sh",
                proc.toString(),
                disk.toString(),
                Integer.toString(full)));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("io.gapwatch.agent.Gapwatch", "run", job));
    command.addAll(List.of("--config", site.own().resolve(site.name() + ".yaml").toString()));
    Process process =
        new ProcessBuilder(command)
            .directory(site.own().toFile())
            .redirectError(site.own().resolve("err").toFile())
            .start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    process.waitFor();
    return printed + Files.readString(site.own().resolve("err"));
  }
}
