package io.gapwatch.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.gapwatch.infra.process.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of stack/, in Debian's Prometheus and Alertmanager. */
@Timeout(120)
class ShippedStackIT {
  private static final Path STACK = Path.of("../stack").toAbsolutePath().normalize();
  private static final String ALWAYS = "- years: ['2000:2100']\n";
  private static final String NEVER = "- years: ['2000']\n";

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private final List<AutoCloseable> open = new ArrayList<>();

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open) {
      each.close();
    }
  }

  @Test
  void theProgramsTakeTheFilesAndTheRulesPassTheirTests() throws Exception {
    ran("promtool", "check", "config", "prometheus/prometheus.yml");
    ran("amtool", "check-config", "alertmanager/alertmanager.yml");
    try (Stream<Path> tests = Files.list(STACK.resolve("prometheus/tests"))) {
      List<String> command = new ArrayList<>(List.of("promtool", "test", "rules"));
      tests.map(Path::toString).forEach(command::add);
      ran(command.toArray(String[]::new));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "severity=critical component=vault, page",
    "severity=critical component=stack, page",
    "severity=warning component=machine, team",
    "severity=other, team",
  })
  void anAlertGoesWhereItShould(String labels, String receiver) throws Exception {
    List<String> command = new ArrayList<>(List.of("amtool", "config", "routes", "test"));
    command.add("--config.file=alertmanager/alertmanager.yml");
    command.add("--verify.receivers=" + receiver);
    command.addAll(List.of(labels.split(" ", -1)));

    ran(command.toArray(String[]::new));
  }

  /** The lines that are there for those whose agent tells people itself. */
  @ParameterizedTest
  @CsvSource({
    "alertname=GapwatchCheckFails severity=critical component=gapwatch, none",
    "alertname=DatabaseDown severity=critical component=database, none",
    "alertname=GapwatchGone severity=critical component=gapwatch, page",
    "alertname=MachineDiskFull severity=warning component=machine, team",
  })
  void whatTheAgentTellsItselfIsNotToldAgain(String labels, String receiver) throws Exception {
    Path config = folder.resolve("alertmanager.yml");
    Files.writeString(
        config,
        read("alertmanager/alertmanager.yml")
            .replaceAll("# (- matchers: \\[alertname =~|  receiver: none|- name: none)", "$1"));
    List<String> command = new ArrayList<>(List.of("amtool", "config", "routes", "test"));
    command.add("--config.file=" + config);
    command.add("--verify.receivers=" + receiver);
    command.addAll(List.of(labels.split(" ", -1)));

    ran("amtool", "check-config", config.toString());
    ran(command.toArray(String[]::new));
  }

  @Test
  void prometheusEvaluatesEveryRuleAndSeesThatNothingAnswers() throws Exception {
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        read("prometheus/prometheus.yml")
            .replaceAll("(scrape_interval|scrape_timeout|evaluation_interval): \\d+s", "$1: 1s")
            .replace("rules/*.yml", STACK.resolve("prometheus/rules/*.yml").toString())
            .replaceAll("\"[a-z-]+:\\d+\"", "\"127.0.0.1:1\""));
    Daemon prometheus =
        started(
            new Daemon(
                "prometheus",
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:0"));

    JsonNode down = prometheus.get("/api/v1/query?query=count(up==0)");
    while (!down.at("/data/result/0/value/1").asText().equals("5")) {
      down = prometheus.get("/api/v1/query?query=count(up==0)");
    }
    List<String> unwell = health(prometheus);
    while (unwell.contains("unknown")) {
      unwell = health(prometheus);
    }

    assertThat(unwell).isNotEmpty().containsOnly("ok");
  }

  private static List<String> health(Daemon prometheus) throws Exception {
    List<String> health = new ArrayList<>();
    for (JsonNode group : prometheus.get("/api/v1/rules").at("/data/groups")) {
      group.path("rules").forEach(rule -> health.add(rule.path("health").asText()));
    }
    return health;
  }

  @Test
  void theWeeklyWindowMutesWhatIsCriticalAndNothingElse() throws Exception {
    People people = started(new People());
    Daemon alertmanager = alertmanager(people, ALWAYS, ALWAYS);

    alert(alertmanager, "TargetDown", "critical", "stack");
    alert(alertmanager, "MachineDiskFull", "warning", "machine");
    alert(alertmanager, "Other", "none", "stack");

    assertThat(people.toldUntil("team: Other none")).containsExactly("team: Other none");
  }

  @Test
  void outsideOfTheWindowOneOutageIsOnePageAndAWarningWaitsForOfficeHours() throws Exception {
    People people = started(new People());
    Daemon alertmanager = alertmanager(people, NEVER, NEVER);

    alert(alertmanager, "MachineDiskFull", "critical", "machine");
    people.toldUntil("page: MachineDiskFull critical");
    alert(alertmanager, "MachineDiskFull", "warning", "machine");
    alert(alertmanager, "MachineMemoryShort", "warning", "machine");
    alert(alertmanager, "Other", "none", "stack");

    assertThat(people.toldUntil("team: Other none"))
        .containsExactly("page: MachineDiskFull critical", "team: Other none");
  }

  @Test
  void inOfficeHoursAWarningIsToldUnlessItsCriticalTwinWas() throws Exception {
    People people = started(new People());
    Daemon alertmanager = alertmanager(people, NEVER, ALWAYS);

    alert(alertmanager, "MachineDiskFull", "critical", "machine");
    people.toldUntil("page: MachineDiskFull critical");
    alert(alertmanager, "MachineDiskFull", "warning", "machine");
    alert(alertmanager, "MachineMemoryShort", "warning", "machine");

    assertThat(people.toldUntil("team: MachineMemoryShort warning"))
        .containsExactly("page: MachineDiskFull critical", "team: MachineMemoryShort warning");
  }

  /**
   * The shipped one, whose receivers are ours, in a hurry, and whose windows are always or never.
   */
  private Daemon alertmanager(People people, String maintenance, String hours) throws IOException {
    String shipped = read("alertmanager/alertmanager.yml");
    String receivers =
        """
        receivers:
          - {name: page, webhook_configs: [{url: "%1$s"}]}
          - {name: team, webhook_configs: [{url: "%1$s"}]}
        """
            .formatted(people.address());
    String hurried =
        shipped
            .substring(0, shipped.indexOf("receivers:\n"))
            .replaceAll("group_wait: .*", "group_wait: 1s")
            .replaceAll(
                "(?s)(name: weekly-maintenance\n.*?time_intervals:\n *).*?(?=  - name)",
                "$1" + maintenance)
            .replaceAll("(?s)(name: business-hours\n.*?time_intervals:\n *).*", "$1" + hours);
    Path config = Files.writeString(folder.resolve("alertmanager.yml"), hurried + receivers);
    return started(
        new Daemon(
            "prometheus-alertmanager",
            "--config.file=" + config,
            "--storage.path=" + folder.resolve("alerts"),
            "--web.listen-address=127.0.0.1:0",
            "--cluster.listen-address="));
  }

  private static void alert(Daemon alertmanager, String name, String severity, String component)
      throws Exception {
    String labels =
        """
        [{"labels": {"alertname": "%s", "severity": "%s", "component": "%s", "instance": "vm"}}]
        """
            .formatted(name, severity, component);
    assertThat(alertmanager.post("/api/v2/alerts", labels)).isEqualTo(200);
  }

  private <T extends AutoCloseable> T started(T each) {
    open.add(each);
    return each;
  }

  private static String read(String file) throws IOException {
    return Files.readString(STACK.resolve(file));
  }

  private static void ran(String... command) throws Exception {
    Ended ended =
        Ended.of(
            new ProcessBuilder(command).directory(STACK.toFile()).redirectErrorStream(true),
            "",
            Duration.ofMinutes(1));
    assertThat(ended.code()).as(ended.output()).isZero();
  }
}
