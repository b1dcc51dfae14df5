package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.finding.Status;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StatusPageTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  @Test
  void criticalDoesNotHideTheUnknown() {
    StatusPage page =
        page(board("a", Status.OK), board("b", Status.UNKNOWN), board("c", Status.CRITICAL));
    assertThat(page.status()).isEqualTo(Status.CRITICAL);
    assertThat(page.verdict()).isEqualTo("1 of 3 checks are critical, 1 unknown");
    assertThat(page(board("a", Status.WARNING), board("b", Status.UNKNOWN)).verdict())
        .isEqualTo("1 of 2 checks are unknown, 1 warns");
    assertThat(
            page(
                    board("a", Status.CRITICAL),
                    board("b", Status.WARNING),
                    board("c", Status.WARNING))
                .verdict())
        .isEqualTo("1 of 3 checks are critical, 2 warn");
    assertThat(page(board("a", Status.OK), board("b", Status.WARNING)).verdict())
        .isEqualTo("1 of 2 checks warn");
    assertThat(page(board("a", Status.OK)).verdict()).isEqualTo("All checks are ok");
    assertThat(page().verdict()).isEqualTo("0 of 0 checks are unknown");
  }

  @Test
  void whatIsCriticalAndPartlyUnknownIsNamedAsBoth() {
    Board both = board("both", Status.UNKNOWN, true);
    StatusPage page = page(board("gone", Status.UNKNOWN), both, board("fine", Status.OK));
    assertThat(page.boards()).first().isEqualTo(both);
    assertThat(page.status()).isEqualTo(Status.CRITICAL);
    assertThat(page.verdict())
        .isEqualTo("1 of 3 checks are critical, 2 unknown (1 is both critical and unknown)");
    assertThat(new HtmlPage(page).text())
        .contains("critical, partly unknown</span>", "<article class=\"critical\">");
  }

  private static Board board(String id, Status status) {
    return board(id, status, false);
  }

  private static Board board(String id, Status status, boolean critical) {
    return new Board(
        id, "chain", Optional.empty(), status, critical, "words", List.of(), List.of());
  }

  private static StatusPage page(Board... boards) {
    return new StatusPage(
        "Status",
        NOW,
        Optional.empty(),
        false,
        Arrays.asList(boards),
        Optional.of(List.of()),
        List.of());
  }
}
