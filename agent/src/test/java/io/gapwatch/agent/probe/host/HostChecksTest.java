package io.gapwatch.agent.probe.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Judge;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.Contexts;
import io.gapwatch.agent.probe.ProbeContext.Past;
import io.gapwatch.agent.probe.ProbeContext.Sample;
import io.gapwatch.agent.source.SourceUnavailableException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code memory}, {@code swap}, {@code load} and {@code cpu}, on what kernels are known to say. */
class HostChecksTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final String MEMINFO =
      """
      MemTotal:       %d kB
      MemFree:          100000 kB
      MemAvailable:   %d kB
      SwapTotal:      %d kB
      SwapFree:       %s kB
      """;

  private final FixtureHost host;

  HostChecksTest(@TempDir Path folder) {
    this.host = new FixtureHost(folder);
  }

  @BeforeEach
  void healthy() throws IOException {
    memory(4_000_000, 1_000_000, 1_000_000, "1000000");
    host.proc("loadavg", "0.45 0.38 0.32 1/234 5678\n");
    host.proc("uptime", "864000.12 1700000.00\n");
    stat(1000, 8000, 0);
  }

  private void memory(long total, long available, long swap, String swapFree) throws IOException {
    host.proc("meminfo", MEMINFO.formatted(total, available, swap, swapFree));
  }

  /** Two cores. */
  private void stat(long user, long idle, long steal) throws IOException {
    host.proc(
        "stat",
        "cpu  %d 0 0 %d 0 0 0 %d 0 0\ncpu0 1 0 0 1 0 0 0 0 0 0\ncpu1 1 0 0 1 0 0 0 0 0 0\n"
            .formatted(user, idle, steal));
  }

  private CheckResult check(CheckType type, Past past) {
    Settings settings = SettingsOf.yaml(type.shape(), "{}");
    Judge.Check check =
        new Judge.Check("id", type.type(), "machine", "T", type.metrics().limits(settings));
    return new Judge().judge(check, type.probe(settings).ask(Contexts.of(host, NOW, past)), NOW);
  }

  private CheckResult check(CheckType type) {
    return check(type, Past.NONE);
  }

  @ParameterizedTest
  @CsvSource({"1000000, OK", "195313, OK", "195312, CRITICAL", "0, CRITICAL"})
  void freeMemoryBelow200MegabytesIsCritical(long kilobytes, Status status) throws IOException {
    memory(4_000_000, kilobytes, 0, "0");
    assertThat(check(new MemoryCheck()).status()).isEqualTo(status);
  }

  @Test
  void memoryIsToldInWords() throws IOException {
    host.proc(
        "pressure/memory",
        """
        some avg10=3.00 avg60=2.00 avg300=1.50 total=9
        full avg10=1.00 avg60=0.60 avg300=0.25 total=3
        """);
    host.proc("vmstat", "pgmajfault 12\noom_kill 0\n");
    CheckResult result = check(new MemoryCheck());
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("977MiB of 3.8GiB free");
    assertThat(result.facts().stream().map(fact -> fact.label() + ": " + fact.text()))
        .containsExactly(
            "Memory: 75.0% used, 977MiB free",
            "Waiting for memory: 0.3% of the last 5m", "Killed for want of memory: 0 since boot");
    assertThat(result.measured()).containsEntry("stalled", 0.25).containsEntry("oomKills", 0L);
  }

  @Test
  void waitingForMemoryIsSeenBeforeItRunsOut() throws IOException {
    host.proc("pressure/memory", "full avg10=90.00 avg60=60.60 avg300=10.01 total=3\n");
    assertThat(check(new MemoryCheck()).findings())
        .singleElement()
        .extracting(Finding::subject)
        .isEqualTo("waiting for memory");
  }

  @Test
  void kernelWithoutPressureOrKillsSaysNothingOfThem() {
    assertThat(check(new MemoryCheck()).measured()).containsOnlyKeys("free", "used");
  }

  @Test
  void limitOfAContainerIsTheMachine() throws IOException {
    host.cgroup("memory.max", "524288000\n")
        .cgroup("memory.current", "500000000\n")
        .cgroup("memory.stat", "anon 1\ninactive_file 20000000\n")
        .cgroup("memory.events", "low 0\nhigh 0\nmax 7\noom 1\noom_kill 0\n");
    CheckResult result = check(new MemoryCheck());
    assertThat(result.measured()).containsEntry("free", 44_288_000L);
    assertThat(result.summary()).isEqualTo("42MiB of 500MiB free");
    assertThat(result.status()).isEqualTo(Status.CRITICAL);
  }

  @Test
  void containerWithoutLimitIsBoundByItsMachine() throws IOException {
    host.cgroup("memory.max", "max\n").cgroup("memory.current", "500000000\n");
    assertThat(check(new MemoryCheck()).measured()).containsEntry("free", 1_024_000_000L);
  }

  @Test
  void killsSinceTheLastRunAreTold() throws IOException {
    host.proc("vmstat", "oom_kill 5\n");
    Past past = Contexts.left(Map.of("oomKillsTotal", 3), NOW.minusSeconds(1800));
    CheckResult result = check(new MemoryCheck(), past);
    assertThat(result.findings())
        .singleElement()
        .extracting(Finding::summary)
        .isEqualTo("2 killed for want of memory in 30m");
  }

  @Test
  void oldKillsAreNotKnownToBeRecentBeforeTheSecondRun() throws IOException {
    host.proc("vmstat", "oom_kill 5\n");
    CheckResult first = check(new MemoryCheck());
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings().get(0).unsettledAt(NOW)).as("nobody is woken by it").isTrue();
    assertThat(first.measured())
        .doesNotContainKey("oomKills")
        .containsEntry("free", 1_024_000_000L);
    Past past = Contexts.left(first.measured(), NOW.minusSeconds(1800));
    assertThat(check(new MemoryCheck(), past).status()).isEqualTo(Status.OK);
  }

  @Test
  void rebootSinceTheLastRunStartsTheCountAgain() throws IOException {
    host.proc("vmstat", "oom_kill 5\n").proc("uptime", "600.00 1.00\n");
    Past past = Contexts.left(Map.of("oomKillsTotal", 3), NOW.minusSeconds(1800));
    assertThat(check(new MemoryCheck(), past).measured()).containsEntry("oomKills", 5L);
  }

  @ParameterizedTest
  @CsvSource({
    "800000, OK",
    "799999, WARNING",
    "790300, WARNING",
    "200000, WARNING",
    "199999, CRITICAL"
  })
  void swapIsNotTruncated(String free, Status status) throws IOException {
    memory(4_000_000, 1_000_000, 1_000_000, free);
    assertThat(check(new SwapCheck()).status()).isEqualTo(status);
  }

  @Test
  void swapIsToldWithItsDecimal() throws IOException {
    memory(4_000_000, 1_000_000, 8_388_608, "6629517");
    assertThat(check(new SwapCheck()).summary()).isEqualTo("21.0% of 8GiB swap used");
  }

  /** monitoring-plugins says CRITICAL 0 %; lxcfs#115 reports a free space below zero. */
  @ParameterizedTest
  @CsvSource({"0", "18446744073709551488"})
  void machineWithoutSwap(String free) throws IOException {
    memory(4_000_000, 1_000_000, 0, free);
    CheckResult result = check(new SwapCheck());
    assertThat(result.status()).isEqualTo(Status.OK);
    assertThat(result.summary()).isEqualTo("no swap space on this machine");
    assertThat(result.measured()).doesNotContainKey("used");
  }

  @ParameterizedTest
  @CsvSource({"18446744073709551488", "1000001"})
  void moreFreeThanThereIsIsNoHealth(String free) throws IOException {
    memory(4_000_000, 1_000_000, 1_000_000, free);
    assertThatThrownBy(() -> check(new SwapCheck())).isInstanceOf(SourceUnavailableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "9.00 9.00 2.00, OK",
    "0.10 0.10 2.01, WARNING",
    "0.10 0.10 2.99, WARNING",
    "0.10 0.10 3.01, CRITICAL"
  })
  void loadPerCoreIsJudgedOverFifteenMinutes(String load, Status status) throws IOException {
    host.proc("loadavg", load + " 1/234 5678\n");
    assertThat(check(new LoadCheck()).status()).isEqualTo(status);
  }

  @Test
  void loadIsTold() throws IOException {
    host.proc("loadavg", "4.14 4.28 6.01 1/234 5678\n");
    CheckResult result = check(new LoadCheck());
    assertThat(result.summary()).isEqualTo("load 3.01 per core over 15 minutes (6.01 on 2 cores)");
    assertThat(result.facts().get(0).text()).isEqualTo("4.14, 4.28, 6.01");
  }

  @Test
  void loadThatCannotBeReadIsUnknown() throws IOException {
    host.proc("loadavg", "4,14 x\n");
    assertThatThrownBy(() -> check(new LoadCheck()))
        .isInstanceOf(SourceUnavailableException.class)
        .hasMessageContaining("does not begin with three numbers");
  }

  private static Past ticks(double busy, double stolen, double all, long secondsAgo) {
    return Contexts.left(
        Map.of("busyTicks", busy, "stolenTicks", stolen, "ticks", all),
        NOW.minusSeconds(secondsAgo));
  }

  @ParameterizedTest
  @CsvSource({"900, OK", "1600, OK", "1601, WARNING", "1801, CRITICAL"})
  void cpuSinceAnEarlierRun(long busy, Status status) throws IOException {
    stat(5000 + busy, 5000 + 2000 - busy, 0);
    assertThat(check(new CpuCheck(), ticks(5000, 0, 10000, 600)).status()).isEqualTo(status);
  }

  @Test
  void cpuIsTold() throws IOException {
    stat(5500, 6000, 500);
    CheckResult result = check(new CpuCheck(), ticks(5000, 0, 10000, 1800));
    assertThat(result.facts().get(0).text()).isEqualTo("25.0% busy over 30m, 25.0% stolen");
    assertThat(result.findings()).extracting(Finding::subject).containsExactly("stolen time");
  }

  @Test
  void cpuIsNotKnownBeforeTheSecondRun() {
    CheckResult first = check(new CpuCheck());
    assertThat(first.status()).isEqualTo(Status.UNKNOWN);
    assertThat(first.findings().get(0).unsettledAt(NOW)).as("nobody is woken by it").isTrue();
    assertThat(first.measured()).containsOnlyKeys("busyTicks", "stolenTicks", "ticks");
  }

  @Test
  void tenMinutesAreNeeded() {
    CheckResult result = check(new CpuCheck(), ticks(500, 0, 5000, 599));
    assertThat(result.status()).isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).unsettledAt(NOW)).isTrue();
  }

  @Test
  void whatStaysUnknownIsTold() {
    CheckResult result = check(new CpuCheck(), ticks(50000, 0, 99999, 7200));
    assertThat(result.status())
        .as("counters that went back within a boot")
        .isEqualTo(Status.UNKNOWN);
    assertThat(result.findings().get(0).unsettledAt(NOW)).isFalse();
  }

  @Test
  void bootIsAnEarlierRunWithCountersOfZero() throws IOException {
    host.proc("uptime", "1200.00 1.00\n");
    stat(1500, 500, 0);
    CheckResult result = check(new CpuCheck(), ticks(50000, 0, 99999, 3600));
    assertThat(result.measured()).containsEntry("busy", 75.0);
    assertThat(result.facts().get(0).text()).startsWith("75.0% busy over 20m");
  }

  @Test
  void newestSampleThatIsOldEnoughIsTaken() throws IOException {
    stat(3000, 7000, 0);
    Past past =
        (metric, subject, since) ->
            List.of(
                new Sample(NOW.minusSeconds(7200), metric.name().equals("ticks") ? 1000 : 0),
                new Sample(NOW.minusSeconds(900), metric.name().equals("ticks") ? 8000 : 1000),
                new Sample(NOW.minusSeconds(60), metric.name().equals("ticks") ? 9999 : 2999));
    assertThat(check(new CpuCheck(), past).facts().get(0).text())
        .startsWith("100.0% busy over 15m");
  }
}
