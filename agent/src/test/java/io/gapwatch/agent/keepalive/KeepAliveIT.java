package io.gapwatch.agent.keepalive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A real burst against its target. Other programs run on the machine of the test, so what holds
 * beside any work of theirs is asserted: the cores are at the target or above, the burst itself
 * never uses more than the target, and together it adds no more than what lacks.
 */
class KeepAliveIT {
  private static final double TARGET = 35;

  /**
   * In points. On one core a tick of half a second is read to 2 %, and the JVM itself works too.
   */
  private static final double TOLERANCE = 4;

  private static final int CORES = Runtime.getRuntime().availableProcessors();

  private final List<Process> started = new ArrayList<>();

  /**
   * What was measured, in percent of the cores.
   *
   * @param all everybody's work
   * @param own the burst's
   */
  private record Used(double all, double own) {}

  @AfterEach
  void end() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void reachesItsTargetOnOneCore() throws Exception {
    assertReached(burst(12, List.of(0)));
  }

  @Test
  void reachesItsTargetOnAllCores() throws Exception {
    assertReached(burst(12, allCores()));
  }

  @Test
  void addsOnlyWhatLacksBesideALoad() throws Exception {
    load(1, allCores());
    Used used = burst(12, allCores());

    double load = 100.0 / CORES;
    assertThat(used.all()).isGreaterThan(TARGET - TOLERANCE);
    assertThat(used.own()).isLessThan(Math.max(0, TARGET - load) + TOLERANCE);
  }

  @Test
  void givesWayToAFullLoadOnOneCore() throws Exception {
    load(1, List.of(0));
    Used used = burst(10, List.of(0));

    assertThat(used.all()).isGreaterThan(90);
    assertThat(used.own()).isLessThan(TOLERANCE);
  }

  @Test
  void givesWayToAFullLoadOnAllCores() throws Exception {
    load(CORES, allCores());
    Used used = burst(10, allCores());

    assertThat(used.all()).isGreaterThan(90);
    assertThat(used.own()).isLessThan(TOLERANCE);
  }

  private static void assertReached(Used used) {
    double others = Math.max(0, used.all() - used.own());
    assertThat(used.all()).as("%s", used).isGreaterThan(TARGET - TOLERANCE);
    assertThat(used.own())
        .as("%s", used)
        .isBetween(TARGET - others - TOLERANCE, TARGET + TOLERANCE);
  }

  private static List<Integer> allCores() {
    return IntStream.range(0, CORES).boxed().toList();
  }

  private void load(int threads, List<Integer> cores) throws IOException {
    BufferedReader output = output(start(cores, BusyLoop.class, String.valueOf(threads)));
    assertThat(output.readLine()).isEqualTo("working");
  }

  private Used burst(int seconds, List<Integer> cores) throws Exception {
    List<String> arguments = new ArrayList<>();
    arguments.add(String.valueOf(seconds));
    arguments.add(String.valueOf(TARGET));
    cores.forEach(core -> arguments.add("cpu" + core));
    Process process = start(cores, BurstOnCores.class, arguments.toArray(String[]::new));
    String line = String.valueOf(output(process).readLine());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(line).matches("[\\d.]+ [\\d.]+");
    System.out.println("burst on cores " + cores + ": all and own " + line);
    List<String> numbers = List.of(line.split(" ", -1));
    return new Used(Double.parseDouble(numbers.get(0)), Double.parseDouble(numbers.get(1)));
  }

  private Process start(List<Integer> cores, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(
        List.of("taskset", "-c", String.join(",", cores.stream().map(String::valueOf).toList())));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process);
    return process;
  }

  private static BufferedReader output(Process process) {
    return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
  }
}
