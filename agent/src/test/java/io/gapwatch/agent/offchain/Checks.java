package io.gapwatch.agent.offchain;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Status;
import java.util.List;
import java.util.stream.Collectors;

/** What the checks of one run came to. */
record Checks(List<CheckResult> all) {
  Checks {
    all = List.copyOf(all);
  }

  CheckResult of(String id) {
    return all.stream().filter(check -> check.id().equals(id)).findFirst().orElseThrow();
  }

  /** The check of this source; there is one. */
  CheckResult ofSource(String source) {
    return all.stream().filter(check -> check.source().equals(source)).findFirst().orElseThrow();
  }

  /** What its findings say, and to do. */
  String texts(String id) {
    return texts(of(id));
  }

  /** The check came to this, and says that. */
  void assertThatOneIs(String id, Status status, String told) {
    assertOne(of(id), status, told);
  }

  /** The check came to this, and says that, if anything. */
  static void assertOne(CheckResult check, Status status, String told) {
    assertThat(worst(check)).as("%s", check).isEqualTo(status);
    if (told != null) {
      assertThat(check.summary() + texts(check)).contains(told);
    }
  }

  /** They once deleted and relabelled what was well, and had to take it back. */
  void assertNothingIsToBeDestroyed() {
    assertThat(all)
        .allSatisfy(
            check -> assertThat(texts(check)).doesNotContain("DELETE ", "UPDATE ", "TRUNCATE"));
  }

  /** A check that found something critical, and does not know the rest, is critical as well. */
  private static Status worst(CheckResult check) {
    return check.findings().stream()
            .anyMatch(finding -> Status.of(finding.severity()) == Status.CRITICAL)
        ? Status.CRITICAL
        : check.status();
  }

  private static String texts(CheckResult check) {
    return check.findings().stream().map(Checks::text).collect(Collectors.joining("\n", "\n", ""));
  }

  private static String text(Finding finding) {
    return finding.subject() + ": " + finding.summary() + ": " + finding.remedy();
  }
}
