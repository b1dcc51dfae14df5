package io.gapwatch.infra.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a check finds, and what it adds up. */
class CheckTest {
  private static final String WELL =
      """
      services:
        a:
          image: example/a:1.2
          deploy: {resources: {limits: {memory: 1G, cpus: "1"}}}
          healthcheck: {test: [CMD, ask]}
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  @Test
  void theFileOfTheGuideComesToWhatItIsAndNotToWhatWasPublished() throws IOException {
    Budget budget = check(OracleOne.file(), machine(24, 4)).budget();

    assertThat(budget.containers()).isEqualTo(51);
    assertThat(budget.limits()).isEqualTo(new Amount(21_272L << 20, new BigDecimal("3.81")));
    assertThat(budget.reservations()).isEqualTo(new Amount(7_360L << 20, new BigDecimal("1.06")));
    assertThat(budget.memoryFits()).isFalse();
    assertThat(budget.coresFit()).isFalse();
    assertThat(budget.byLimits().values()).containsExactlyInAnyOrder(43, 5, 3);
  }

  @Test
  void aFileThatFitsAndLacksNothingIsWell() throws IOException {
    Check check = check(WELL, machine(12, 2));

    assertThat(check.findings()).isEmpty();
    assertThat(check.isWell()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "image: example/a:1.2 | image: example/a | latest",
        "image: example/a:1.2 | image: 'host:5000/a' | latest",
        "image: example/a:1.2 | image: example/a:latest | latest",
        "image: example/a:1.2 | {image: 'example/a:1', platform: linux/amd64} | other-platform",
        "memory: 1G, | | no-memory-limit",
        ", cpus: \"1\" | | no-cpu-limit",
        "cpus: \"1\" | cpus: \"0.05\" | small-cpu-limit",
        "limits: {memory: 1G | reservations: {memory: 2G}, limits: {memory: 1G |"
            + " reservation-above-limit",
        "healthcheck: {test: [CMD, ask]} | | no-health-check",
        "healthcheck: {test: [CMD, ask]} | healthcheck: {disable: true} | no-health-check",
        "test: [CMD, ask] | test: [NONE] | no-health-check",
        "ask]} | ask]}, ports: ['80:80'] | open-port",
        "ask]} | ask]}, ports: ['0.0.0.0:80:80'] | open-port",
        "ask]} | ask]}, ports: ['[::]:80:80/udp'] | open-port",
        "ask]} | ask]}, ports: [80] | open-port",
        "ask]} | ask]}, ports: [{target: 80, published: 80}] | open-port",
        "ask]} | ask]}, network_mode: host | host-network",
        "ask]} | ask]}, environment: {DB_PASSWORD: hunter2} | literal-password",
        "ask]} | ask]}, environment: ['API_TOKEN=hunter2'] | literal-password",
        "ask]} | ask]}, environment: {DB: 'pg://me:hunter2@host/db'} | literal-password",
        "ask]} | ask]}, environment: {DB_PASSWORD: '${P:-hunter2}'} | default-password",
        "ask]} | ask]}, environment: {LEVEL: '${NOWHERE}'} | unset-variable",
      })
  void eachFaultIsFoundWhereItStandsAndNoSecretIsTold(String good, String bad, String rule)
      throws IOException {
    String text = changed(good, bad == null ? "" : bad);

    Check check = check(text, machine(12, 2));

    assertThat(check.findings()).extracting(Finding::rule).containsExactly(rule);
    Finding finding = check.findings().get(0);
    assertThat(finding.place().line()).isBetween(2, 6);
    assertThat(finding.what() + finding.fix()).isNotBlank().doesNotContain("hunter2");
    assertThat(check.isWell()).isEqualTo(finding.weight() == Finding.Weight.NOTE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ask]} | ask]}, ports: ['127.0.0.1:80:80', '[::1]:81:81', '10.0.0.1:82:82']",
        "ask]} | ask]}, environment: {DB_PASSWORD_FILE: /run/secrets/db, TOKEN_TTL: 3h, SECRET:"
            + " ''}",
        "ask]} | ask]}, environment: {DB_PASSWORD: '${PATH:?}', AUTH_TOKEN: '${PATH}'}",
        "image: example/a:1.2 | image:"
            + " 'example/a@sha256:0000000000000000000000000000000000000000000000000000000000000000'",
        "image: example/a:1.2 | platform: linux/arm64/v8",
      })
  void whatIsRightIsNotBlamed(String good, String better) throws IOException {
    Check check =
        Check.of(
            read(changed(good, better.startsWith("platform") ? good + "\n    " + better : better)),
            new Budget(
                List.of(),
                new Machine(Amount.NONE, "linux/arm64/v8", BigDecimal.ZERO),
                Optional.empty()));

    assertThat(check.findings()).isEmpty();
  }

  @Test
  void aLimitThatComposeDropsIsToldWithTheNumberThatStandsThere() throws IOException {
    Check check =
        check(
            "services: {a: {image: 'x:1', mem_limit: 1.5, cpus: 1, healthcheck: {test: a}}}",
            machine(12, 2));

    assertThat(check.findings()).extracting(Finding::rule).containsExactly("dropped-memory-limit");
    assertThat(check.findings().get(0).what()).contains("mem_limit: 1.5");
    assertThat(check.budget().isBounded()).isFalse();
    assertThat(check.isWell()).isFalse();
  }

  @Test
  void aProbeThatTheImageCannotRunIsFoundAndOneVolumeInTwoPlaces() throws IOException {
    Check check =
        check(
            """
            services:
              disks:
                image: minio/minio:RELEASE.2024-01-01
                mem_limit: 1g
                cpus: 1
                volumes: [one:/data1, one:/data2]
                healthcheck: {test: [CMD, curl, -f, "http://localhost:9000/minio/health/live"]}
              charts:
                image: grafana/grafana:13.2.3
                mem_limit: 1g
                cpus: 1
                depends_on: [disks]
                volumes: ["set:/etc/grafana/provisioning:ro", "./a.yml:/etc/grafana/provisioning/a.yml:ro"]
                healthcheck: {test: [CMD, curl, "http://localhost:3000/api/health"]}
            volumes: {one: {}, set: {}}
            """,
            machine(12, 4));

    assertThat(check.findings())
        .extracting(each -> each.place().line() + " " + each.rule())
        .containsExactly(
            "6 one-volume-twice",
            "7 health-check-cannot-run",
            "13 mount-inside-read-only",
            "12 does-not-wait");
  }

  @Test
  void anErrorSaysWhereAndWhy() {
    assertThatThrownBy(() -> read("services:\n  a:\n    image: x:1\n    mem_limit: 3 gigs\n"))
        .isInstanceOf(InfraException.class)
        .hasMessageEndingWith(
            "compose.yaml:4: service a: '3 gigs' is not a size; write 400m or 1g");
    assertThatThrownBy(() -> read("x-a: &a {}\nservices:\n  a:\n    <<: *a\n    <<: *a\n"))
        .hasMessageEndingWith(
            "compose.yaml:5: the key << stands here twice; merge several with one list: <<: [*a,"
                + " *b]");
    assertThatThrownBy(() -> read("services: {a: {image: 'x:1', memory_limit: 1g}}"))
        .hasMessageContaining("compose.yaml:1: memory_limit is not a key of a service");
  }

  /** A variable may bring a password to the place of a number. */
  @Test
  void whatIsTooLongForANumberIsNotShown() {
    for (String key : new String[] {"mem_limit", "cpus", "scale"}) {
      assertThatThrownBy(
              () -> read("services: {a: {image: 'x:1', %s: 'PLANTED0123456789'}}".formatted(key)))
          .hasMessageContaining("compose.yaml:1: service a: a text of 17 characters")
          .hasMessageNotContaining("PLANTED");
    }
  }

  @Test
  void anchorsThatGrowWithoutEndAreRefused() {
    StringBuilder bomb = new StringBuilder("x0: &x0 [a, a, a, a, a, a, a, a, a, a]\n");
    for (int i = 1; i < 9; i++) {
      bomb.append("x%d: &x%d [".formatted(i, i));
      bomb.append("*x%d, ".formatted(i - 1).repeat(10)).append("a]\n");
    }

    assertThatThrownBy(() -> read(bomb.toString())).hasMessageContaining("grows beyond");
  }

  private static String changed(String good, String bad) {
    assertThat(WELL).contains(good);
    String into =
        bad.startsWith("{image") ? bad.substring(1, bad.length() - 1).replace(", ", "\n    ") : bad;
    if (into.startsWith("ask]}, ")) {
      into = into.replaceFirst(", ", "\n    ");
    }
    return WELL.replace(good, into);
  }

  private static Machine machine(int gibibytes, int cores) {
    return new Machine(
        new Amount((long) gibibytes << 30, BigDecimal.valueOf(cores)),
        "linux/arm64",
        new BigDecimal("0.2"));
  }

  private Check check(String text, Machine machine) throws IOException {
    Project project = read(text);
    return Check.of(project, new Budget(project.services(), machine, Optional.empty()));
  }

  private Project read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), text);
    return Project.read(List.of(file), Set.of(), Map.of("PATH", "/bin"));
  }
}
