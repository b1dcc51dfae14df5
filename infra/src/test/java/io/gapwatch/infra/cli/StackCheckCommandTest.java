package io.gapwatch.infra.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackCheckCommandTest {
  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void whatFitsIsToldInThreeSumsAndEndsWithZero() throws IOException {
    Path file = write("1G", "test: [CMD, ask]");

    assertThat(run(file, "--memory", "2GiB")).isZero();

    assertThat(out.toString())
        .containsPattern("a +2 +1,024 MiB +1\\.00 +none +none")
        .contains("1,024 MiB (1073741824 bytes) of 2,048 MiB = 50.0 %", "It fits.", "not measured")
        .contains(": 1 service, 2 containers, on ")
        .doesNotContain("Problems");
  }

  @Test
  void variablesComeFromTheFilesThatAreNamed() throws IOException {
    Path file = write("${LIMIT}", "test: [CMD, ask]");
    Path one = Files.writeString(folder.resolve("prod.env"), "LIMIT=256M\n");

    assertThat(run(file, "--memory", "2GiB", "--env-file", one.toString())).isZero();
    assertThat(out.toString()).contains("512 MiB (536870912 bytes) of 2,048 MiB");

    assertThat(run(file, "--env-file", folder.resolve("none").toString())).isEqualTo(2);
    assertThat(err.toString()).contains("could not read ", "none; is it there");
  }

  @Test
  void whatDoesNotFitEndsWithOneAndSaysByHowMuch() throws IOException {
    Path file = write("1G", "test: [CMD, ask]");

    assertThat(run(file, "--memory", "1GiB", "--reserve", "50%")).isEqualTo(1);

    assertThat(out.toString()).contains("The memory does not fit: 512 MiB too much.");
  }

  @Test
  void jsonHasEverySumInBytesAndCoresAndEveryFindingWithItsLine() throws IOException {
    Path file = write("1G", "disable: true");

    assertThat(run(file, "--format", "json")).isEqualTo(1);

    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/sums/limits/bytes").longValue()).isEqualTo(1L << 30);
    assertThat(json.at("/sums/limits/cores").doubleValue()).isEqualTo(1);
    assertThat(json.at("/services/0/limit/bytes").longValue()).isEqualTo(1L << 29);
    assertThat(json.at("/machine/usable/bytes").longValue()).isEqualTo(10_307_921_510L);
    assertThat(json.at("/sums/memoryFits").booleanValue()).isTrue();
    assertThat(json.at("/well").booleanValue()).isFalse();
    assertThat(json.at("/findings/0/rule").textValue()).isEqualTo("no-health-check");
    assertThat(json.at("/findings/0/line").intValue()).isEqualTo(2);
  }

  @Test
  void whatCannotBeReadEndsWithTwoAndNoVerdict() throws IOException {
    assertThat(run(folder.resolve("none.yaml"))).isEqualTo(2);
    assertThat(run(write("3 gigs", "test: [CMD, ask]"))).isEqualTo(2);

    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("gapctl: could not read", "compose.yaml:4: service a: '3 gigs' is not a size");
  }

  @Test
  void aValueThatIsNotUnderstoodIsAUsageError() throws IOException {
    Path file = write("1G", "test: [CMD, ask]");

    assertThat(run(file, "--memory", "much")).isEqualTo(64);
    assertThat(run(file, "--reserve", "2GiB")).isEqualTo(64);
    assertThat(run(file, "--memory", "0")).isEqualTo(64);
    assertThat(run(file, "--cpus", "0")).isEqualTo(64);
    assertThat(run(file, "--cpus", "-1")).isEqualTo(64);
    assertThat(out.toString()).as("no half a table").isEmpty();

    assertThat(err.toString()).contains("not a size such as 12GiB", "not a share such as 20%");
  }

  @Test
  void whatIsTooDeepOrNoTextIsRefusedWithItsPlace() throws IOException {
    Path deep = Files.writeString(folder.resolve("deep.yaml"), "a: 1\nx: " + "[".repeat(20_000));
    assertThat(run(deep)).isEqualTo(2);
    assertThat(err.toString()).contains("deep.yaml:2: more than 100 levels");
    Path binary =
        Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe, 1});
    assertThat(run(binary)).isEqualTo(2);
    assertThat(err.toString()).contains("binary.yaml is not UTF-8 text");
  }

  @Test
  void whatStartsNothingOrLessIsNoVerdict() throws IOException {
    Path file = write("1G", "test: [CMD, ask]");
    String text = Files.readString(file);
    Files.writeString(file, text.replace("scale: 2", "scale: 0"));
    assertThat(run(file)).isEqualTo(2);
    Files.writeString(file, text.replace("cpus: 0.5", "cpus: -3"));
    assertThat(run(file)).isEqualTo(2);
    Files.writeString(file, text.replace("512m", "-1"));
    assertThat(run(file)).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString())
        .contains("starts no container")
        .contains("compose.yaml:5: service a: '-3' is below 0")
        .contains("compose.yaml:4: service a: '-1' is below 0");
  }

  private Path write(String memory, String check) throws IOException {
    return Files.writeString(
        folder.resolve("compose.yaml"),
        """
        services:
          a:
            image: example/a:1.2
            mem_limit: %s
            cpus: 0.5
            scale: 2
            healthcheck: {%s}
        """
            .formatted(memory.equals("1G") ? "512m" : memory, check));
  }

  private int run(Path file, String... options) {
    String[] args = new String[options.length + 3];
    args[0] = "stack";
    args[1] = "check";
    args[2] = file.toString();
    System.arraycopy(options, 0, args, 3, options.length);
    return Typed.run(out, err, args);
  }
}
