package io.gapwatch.agent.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.app.ConfigFixtures;
import io.gapwatch.agent.config.CheckConfig;
import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.probe.Covered;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LanesTest {
  private final Path folder;

  LanesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private List<CheckConfig> checks(String... ofJob) throws Exception {
    Path file = folder.resolve("gapwatch.yaml");
    Files.writeString(
        file,
        """
        version: 1
        sources:
          one: {type: duckdb, url: one.duckdb}
          two: {type: duckdb, url: two.duckdb}
        jobs:
          mine:
            schedule: "0 * * * *"
            checks:
              - \
        """
            + String.join("\n      - ", ofJob)
            + "\n");
    return ConfigFixtures.load(file).checks();
  }

  private static String check(String id, String source, String more) {
    return "{id: %s, type: staleness, table: t, critical: 1h, source: %s%s}"
        .formatted(id, source, more);
  }

  private static CheckResult result(CheckConfig check) {
    return new CheckResult(
        check.id(),
        "staleness",
        check.source(),
        "Staleness",
        Status.OK,
        "fresh",
        List.of(),
        Map.of(),
        List.of(),
        true,
        Covered.everything(),
        "");
  }

  /** One after another they would wait for each other for ever. */
  @Test
  void sourcesAreAskedAtTheSameTime() throws Exception {
    List<CheckConfig> checks = checks(check("a", "one", ""), check("b", "two", ""));
    CyclicBarrier both = new CyclicBarrier(2);
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              try {
                both.await();
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
              return result(check);
            });

    assertThat(checks).extracting(check -> lanes.of(check).id()).containsExactly("a", "b");
  }

  /** It has one session. */
  @Test
  void checksOfOneSourceAreAskedOneAfterAnother() throws Exception {
    List<CheckConfig> checks =
        checks(check("a", "one", ""), check("b", "two", ""), check("c", "one", ""));
    List<String> begun = Collections.synchronizedList(new ArrayList<>());
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              begun.add(check.id());
              return result(check);
            });
    checks.forEach(lanes::of);

    assertThat(begun).containsExactlyInAnyOrder("a", "b", "c").containsSubsequence("a", "c");
  }

  @Test
  void aCheckWaitsForWhatItDependsOnWhateverItsSource() throws Exception {
    List<CheckConfig> checks = checks(check("a", "one", ""), check("b", "two", ", dependsOn: a"));
    List<String> seen = Collections.synchronizedList(new ArrayList<>());
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              seen.add(check.id() + parent.map(it -> " after " + it.id()).orElse(""));
              return result(check);
            });
    lanes.of(checks.get(1));

    assertThat(seen).containsExactly("a", "b after a");
  }

  @Test
  void whatIsThrownIsThrownAgainAndHarmsNoOther() throws Exception {
    List<CheckConfig> checks = checks(check("a", "one", ""), check("b", "one", ", dependsOn: a"));
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              if (check.id().equals("a")) {
                throw new StackOverflowError("deep");
              }
              return result(check);
            });

    assertThatThrownBy(() -> lanes.of(checks.get(0))).isInstanceOf(StackOverflowError.class);
    assertThat(lanes.of(checks.get(1)).id()).isEqualTo("b");
  }

  @Test
  void anInterruptReachesWhatIsBeingAsked() throws Exception {
    List<CheckConfig> checks = checks(check("a", "one", ""));
    CountDownLatch never = new CountDownLatch(1);
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              try {
                never.await();
              } catch (InterruptedException e) {
                return result(check);
              }
              throw new IllegalStateException("not interrupted");
            });
    Thread.currentThread().interrupt();

    assertThat(lanes.of(checks.get(0)).id()).isEqualTo("a");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void stoppingReachesWhatIsBeingAsked() throws Exception {
    List<CheckConfig> checks = checks(check("a", "one", ""), check("b", "two", ""));
    CountDownLatch begun = new CountDownLatch(2);
    CountDownLatch ended = new CountDownLatch(2);
    CountDownLatch never = new CountDownLatch(1);
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              begun.countDown();
              try {
                never.await();
              } catch (InterruptedException e) {
                ended.countDown();
              }
              return result(check);
            });
    begun.await();
    lanes.stop();

    assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
  }

  /** A check of the first source waits for one of the last. */
  @Test
  void withoutThreadsTheCallerAsksParentsFirst() throws Exception {
    List<CheckConfig> checks =
        checks(
            check("a", "one", ""),
            check("b", "two", ""),
            check("c", "one", ", dependsOn: b"),
            check("d", "two", ", dependsOn: c"));
    List<String> begun = new ArrayList<>();
    Lanes lanes =
        new Lanes(
            checks,
            (check, parent) -> {
              begun.add(check.id());
              return result(check);
            },
            thread -> false);

    assertThat(begun).containsExactly("a", "b", "c", "d");
    assertThat(lanes.of(checks.get(3)).id()).isEqualTo("d");
  }
}
