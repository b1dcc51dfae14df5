package io.gapwatch.agent.page;

import static io.gapwatch.agent.page.Markup.tag;

import io.gapwatch.agent.finding.Status;
import io.gapwatch.agent.history.Sample;
import io.gapwatch.agent.html.Scale;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Bars and courses as SVG, each with the same in words for who does not see them. */
final class Drawing {
  private static final int STEP = 8;
  private static final int BAR = 6;
  private static final int HEIGHT = 28;
  private static final int COURSE_WIDTH = 320;
  private static final int COURSE_HEIGHT = 60;

  /** More points than that are not seen. */
  private static final int MOST_POINTS = 160;

  private static final int MOST_DATES = 3;

  private Drawing() {}

  /** One bar for each day; one path for each status, because ninety bars weigh more. */
  static Markup bars(List<Board.Day> days) {
    Map<String, StringBuilder> paths = new LinkedHashMap<>();
    for (int i = 0; i < days.size(); i++) {
      Optional<Status> worst = days.get(i).worst();
      // Height beside colour, which not everybody sees: the worse, the taller.
      int height =
          worst
              .map(
                  status ->
                      switch (status) {
                        case CRITICAL -> HEIGHT;
                        case UNKNOWN -> HEIGHT * 4 / 5;
                        case WARNING -> HEIGHT * 3 / 5;
                        case OK -> HEIGHT * 2 / 5;
                      })
              .orElse(HEIGHT / 7);
      paths
          .computeIfAbsent(worst.map(Status::word).orElse("none"), any -> new StringBuilder())
          .append("M%d %dh%dv%dh-%dz".formatted(i * STEP, HEIGHT - height, BAR, height, BAR));
    }
    List<Markup> drawn = new ArrayList<>();
    paths.forEach(
        (word, path) -> {
          Map<String, String> attributes = new LinkedHashMap<>();
          attributes.put("class", word);
          attributes.put("d", path.toString());
          drawn.add(tag("path", attributes));
        });
    return tag("svg", svg(days.size() * STEP, HEIGHT, "bars", inWords(days)), drawn);
  }

  static String inWords(List<Board.Day> days) {
    List<String> parts = new ArrayList<>();
    for (Status status : List.of(Status.CRITICAL, Status.UNKNOWN, Status.WARNING, Status.OK)) {
      List<LocalDate> dates =
          days.stream()
              .filter(day -> day.worst().filter(worst -> worst == status).isPresent())
              .map(Board.Day::date)
              .toList();
      if (!dates.isEmpty()) {
        parts.add(dates.size() + " " + status.word() + (status == Status.OK ? "" : list(dates)));
      }
    }
    long none = days.stream().filter(day -> day.worst().isEmpty()).count();
    if (none > 0) {
      parts.add(none + " without a run");
    }
    return "last %d days: %s".formatted(days.size(), String.join(", ", parts));
  }

  private static String list(List<LocalDate> dates) {
    List<String> last =
        dates.subList(Math.max(0, dates.size() - MOST_DATES), dates.size()).stream()
            .map(LocalDate::toString)
            .toList();
    return " (" + (dates.size() > last.size() ? "lately " : "") + String.join(", ", last) + ")";
  }

  /** The course of a number over the last week. */
  static Markup course(Board.Plot plot) {
    List<Sample> samples = thin(plot.series().samples());
    double low = samples.stream().mapToDouble(Sample::value).min().orElse(0);
    double high = samples.stream().mapToDouble(Sample::value).max().orElse(0);
    Scale scale = Scale.of(low, high);
    long begin = samples.get(0).at().toEpochMilli();
    double time = (double) Math.max(1, samples.get(samples.size() - 1).at().toEpochMilli() - begin);
    StringBuilder points = new StringBuilder();
    for (Sample sample : samples) {
      points.append(
          String.format(
              Locale.ROOT,
              "%.0f,%.0f ",
              COURSE_WIDTH * (sample.at().toEpochMilli() - begin) / time,
              2 + (COURSE_HEIGHT - 4) * scale.down(sample.value())));
    }
    String words =
        "%s, last 7 days: %s to %s, now %s"
            .formatted(
                plot.series().name(),
                plot.unit().text(low),
                plot.unit().text(high),
                plot.unit().text(samples.get(samples.size() - 1).value()));
    return tag(
        "figure",
        tag(
            "svg",
            svg(COURSE_WIDTH, COURSE_HEIGHT, "course", words),
            tag("polyline", Map.of("points", points.toString().strip()))),
        tag("figcaption", words));
  }

  private static List<Sample> thin(List<Sample> all) {
    if (all.size() <= MOST_POINTS) {
      return all;
    }
    List<Sample> kept = new ArrayList<>();
    for (int i = 0; i < MOST_POINTS; i++) {
      kept.add(all.get((int) ((long) i * (all.size() - 1) / (MOST_POINTS - 1))));
    }
    return kept;
  }

  private static Map<String, String> svg(int width, int height, String kind, String words) {
    Map<String, String> attributes = new LinkedHashMap<>();
    attributes.put("viewBox", "0 0 " + width + " " + height);
    attributes.put("preserveAspectRatio", "none");
    attributes.put("class", kind);
    attributes.put("role", "img");
    attributes.put("aria-label", words);
    return attributes;
  }
}
