package io.gapwatch.agent.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.gapwatch.agent.config.schema.Unit;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.history.Series;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.incident.State;
import io.gapwatch.agent.probe.Place;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPageTest {
  private static final Instant NOW = Instant.parse("2026-11-21T00:00:00Z");

  private static final List<Status> STATES =
      List.of(Status.OK, Status.WARNING, Status.CRITICAL, Status.UNKNOWN);

  static StatusPage page(List<Board> boards, List<Incident> incidents) {
    return new StatusPage(
        "Status", NOW, Optional.of(NOW), false, boards, Optional.of(incidents), List.of());
  }

  static Board board(String id, String words, List<Board.Plot> plots) {
    List<Board.Day> days =
        IntStream.range(0, PageReader.DAYS)
            .mapToObj(
                day ->
                    new Board.Day(
                        LocalDate.of(2026, 8, 24).plusDays(day),
                        day % 7 == 6
                            ? Optional.<Status>empty()
                            : Optional.of(STATES.get(day % STATES.size()))))
            .toList();
    return new Board(id, "chain", Optional.of("ledger"), Status.CRITICAL, true, words, days, plots);
  }

  static Incident incident(int number, String words) {
    Finding finding =
        new Finding(
            "blocks",
            Severity.CRITICAL,
            "blocks " + number,
            words,
            "1",
            "0",
            "fill it",
            Map.of(),
            Optional.empty(),
            Optional.empty(),
            Place.WHOLE);
    return new Incident(
        "01KAJX%020d".formatted(number),
        "chain",
        State.OPEN,
        finding,
        Severity.CRITICAL,
        "",
        NOW.minus(Duration.ofHours(number)),
        NOW,
        2,
        0,
        Optional.of(NOW),
        Optional.empty(),
        Optional.empty(),
        Optional.of(words),
        Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "</style></title><svg onload=alert(1)>",
        "' onmouseover='alert(1)",
        "&lt;b&gt; is not <b>",
      })
  void noNameAndNoErrorBecomesMarkup(String hostile) {
    Board.Plot plot =
        new Board.Plot(
            new Series(
                hostile,
                hostile,
                List.of(new Sample(NOW, Status.OK, 1), new Sample(NOW, Status.OK, 2))),
            Unit.COUNT);
    StatusPage page =
        new StatusPage(
            hostile,
            NOW,
            Optional.empty(),
            false,
            List.of(board(hostile, hostile, List.of(plot))),
            Optional.of(List.of(incident(1, hostile))),
            List.of(announced(hostile)));
    String html = new HtmlPage(page).text();
    String tags = html.replaceAll("(?s)<style>.*?</style>", "");
    assertThat(tags).doesNotContain(hostile).doesNotContain("<script", "<img", "<svg onload");
    // Without the values of attributes, no quote of which could be closed.
    assertThat(tags.replaceAll("\"[^\"]*\"", "")).doesNotContainPattern("<[^>]*\\son[a-z]+=");
    assertThat(Badge.svg(hostile, Status.OK)).doesNotContain(hostile);
  }

  @Test
  void aYearOfThirtyChecksIsLight() {
    List<Sample> samples =
        IntStream.range(0, 2000)
            .mapToObj(
                i -> new Sample(NOW.minusSeconds(300L * (2000 - i)), Status.OK, Math.sin(i) * 1e6))
            .toList();
    List<Board> boards = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      String id = "check-" + i;
      boards.add(
          board(
              id,
              "12 blocks missing in 2 ranges of 2,613,593",
              List.of(
                  new Board.Plot(new Series(id, "missing", samples), Unit.COUNT),
                  new Board.Plot(new Series(id, "age", samples), Unit.SECONDS))));
    }
    List<Incident> incidents =
        IntStream.range(0, 50).mapToObj(i -> incident(i, "10 blocks missing")).toList();
    String html = new HtmlPage(page(boards, incidents)).text();
    assertThat(html.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(300_000);
  }

  @Test
  void nothingToShowIsNotHealth() {
    assertThat(new HtmlPage(page(List.of(), List.of())).text())
        .contains("verdict unknown")
        .doesNotContain("All checks are ok");
  }

  @Test
  void barsSayInWordsWhatTheyShow() {
    assertThat(Drawing.inWords(board("x", "", List.of()).days()))
        .startsWith("last 90 days: ")
        .contains("critical (lately 2026-", "unknown (", "ok,", "12 without a run")
        .containsPattern("\\(lately [-0-9]{10}, [-0-9]{10}, [-0-9]{10}\\)");
  }

  @Test
  void theWorseADayTheTallerItsBar() {
    String bars = Drawing.bars(board("x", "", List.of()).days()).toString();
    List<Integer> heights =
        Stream.of("critical", "unknown", "warning", "ok", "none")
            .map(word -> Pattern.compile("class=\"" + word + "\" d=\"[^\"]*?v(\\d+)").matcher(bars))
            .map(found -> found.find() ? Integer.parseInt(found.group(1)) : 0)
            .toList();
    assertThat(heights).doesNotHaveDuplicates().isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(heights).doesNotContain(0);
  }

  static Announced announced(String name) {
    return new Announced(name, List.of(name), NOW, NOW.plusSeconds(60), true);
  }
}
