package io.gapwatch.agent.init;

import io.gapwatch.agent.probe.table.Chain;
import io.gapwatch.agent.source.sql.SqlSession;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Numbers;
import io.gapwatch.agent.text.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The checks of one table: which rows are missing, and how old the newest is. */
final class TableProposal {
  /** Twice the 99th percentile raised no false alarm (see calibrate); critical is twice that. */
  private static final int WARNING = 2;

  private static final int CRITICAL = 4;

  /** A check looks back for a year; a table without a row in that time is not watched at all. */
  private static final Duration RETIRED = Duration.ofDays(365);

  private static final List<Duration> ROUND =
      List.of(
          // A writer that works in batches, and a run every five minutes, need as much.
          Duration.ofMinutes(5),
          Duration.ofMinutes(10),
          Duration.ofMinutes(15),
          Duration.ofMinutes(20),
          Duration.ofMinutes(30),
          Duration.ofMinutes(45),
          Duration.ofHours(1),
          Duration.ofHours(2),
          Duration.ofHours(3),
          Duration.ofHours(4),
          Duration.ofHours(6),
          Duration.ofHours(8),
          Duration.ofHours(12),
          Duration.ofHours(18),
          Duration.ofDays(1),
          Duration.ofDays(2),
          Duration.ofDays(3),
          Duration.ofDays(4),
          Duration.ofDays(7),
          Duration.ofDays(14),
          Duration.ofDays(30),
          Duration.ofDays(60),
          Duration.ofDays(120));

  private final String source;
  private final TableLook look;
  private final Instant now;
  private final String more;

  /**
   * @param more further settings of each check: {@code , dependsOn: database}
   */
  TableProposal(String source, TableLook look, Instant now, String more) {
    this.source = source;
    this.look = look;
    this.now = now;
    this.more = more;
  }

  Proposal proposal() {
    if (look.time().isEmpty()) {
      return left(
          look.rows() == 0 && look.columns().stream().allMatch(TableProposal::isText)
              ? "no rows yet, so the types of its columns are unknown (" + columns() + ")"
              : "no column of times among " + columns());
    }
    if (look.newest().isEmpty()) {
      return left("no row with a time yet (times in " + look.time().get() + ")");
    }
    Instant newest = newest();
    if (newest.isBefore(now.minus(RETIRED))) {
      return left("no rows since " + Times.dateAndTime(newest));
    }
    Guess guess = Guess.of(look);
    boolean blocks = guess.isOf(Chain.ETHEREUM, look);
    Limits limits = limits(guess);
    List<ProposedCheck> checks = new ArrayList<>();
    if (guess.numbered() || guess.every().isPresent()) {
      checks.add(gaps(guess, blocks));
    }
    checks.add(fresh(guess, limits));
    return new Proposal(checks, List.of(), Optional.of(limits.warning()));
  }

  /** In a file without rows every column is of text. */
  private static boolean isText(SqlSession.Column column) {
    return column.type().toUpperCase(Locale.ROOT).matches("VARCHAR|TEXT|JSON");
  }

  private Proposal left(String why) {
    return new Proposal(List.of(), List.of(look.name() + ": " + why), Optional.empty());
  }

  private String columns() {
    List<String> names = look.columns().stream().map(column -> column.name()).toList();
    return names.size() <= 5
        ? String.join(", ", names)
        : String.join(", ", names.subList(0, 5)) + " and " + (names.size() - 5) + " more";
  }

  private ProposedCheck gaps(Guess guess, boolean blocks) {
    String rows = look.rows() < 0 ? "" : Numbers.count(look.rows(), "row") + "; ";
    String what =
        guess.numbered()
            ? rows + look.sequence().orElseThrow() + " numbers them" + inGroups(guess)
            : rows + "one every " + Durations.text(guess.every().orElseThrow()) + inGroups(guess);
    String sequence =
        guess.numbered()
            ? ", number: " + Yaml.text(look.sequence().orElseThrow())
            : ", every: " + Durations.text(guess.every().orElseThrow());
    return new ProposedCheck(
        id("gaps"),
        "type: gaps, %s%s%s".formatted(table(guess), sequence, blocks ? ", chain: ethereum" : "")
            + more,
        List.of(what + (blocks ? "; 12 s slots: blocks of Ethereum" : "")));
  }

  private static String inGroups(Guess guess) {
    return guess
        .by()
        .map(by -> ", for each of %d values of %s".formatted(guess.groups(), by))
        .orElse("");
  }

  private String table(Guess guess) {
    return "source: %s, table: %s, timestamp: %s%s"
        .formatted(
            source,
            Yaml.text(look.name()),
            Yaml.text(look.time().orElseThrow()),
            guess.by().map(by -> ", by: " + Yaml.list(List.of(by))).orElse(""));
  }

  /** Of the age of the newest row. */
  private record Limits(Duration warning, Duration critical, List<String> reasons) {}

  private Limits limits(Guess guess) {
    Intervals intervals = guess.intervals();
    if (!intervals.tell()) {
      return new Limits(
          Duration.ofDays(1),
          Duration.ofDays(2),
          List.of(
              "too few different times (%d) to tell how often rows come: set limits of your own"
                  .formatted(intervals.all().size() + 1)));
    }
    Duration usual = intervals.usual();
    Duration base = guess.every().filter(every -> every.compareTo(usual) > 0).orElse(usual);
    Duration warning = round(base.multipliedBy(WARNING));
    Duration critical = round(base.multipliedBy(CRITICAL));
    return new Limits(
        warning,
        critical.compareTo(warning) > 0 ? critical : warning.multipliedBy(2),
        List.of(
            "99 of 100 rows come within %s of the one before (the longest wait: %s)"
                .formatted(
                    Durations.text(intervals.usual()), Durations.text(intervals.longest()))));
  }

  private static Duration round(Duration exact) {
    return ROUND.stream()
        .filter(one -> one.compareTo(exact) >= 0)
        .findFirst()
        .orElse(Duration.ofDays(exact.toDays() + 1));
  }

  private ProposedCheck fresh(Guess guess, Limits limits) {
    List<String> reasons = new ArrayList<>(limits.reasons());
    Instant newest = newest();
    Duration age = Duration.between(newest, now);
    if (age.compareTo(limits.critical()) > 0) {
      reasons.add(
          "its newest row is of %s, %s ago: critical until rows come again, or set other limits"
              .formatted(Times.dateAndTime(newest), Durations.text(age)));
    }
    return new ProposedCheck(
        id("fresh"),
        "type: staleness, %s, warning: %s, critical: %s"
                .formatted(
                    table(guess),
                    Durations.text(limits.warning()),
                    Durations.text(limits.critical()))
            + more,
        reasons);
  }

  private Instant newest() {
    long micros = look.newest().get(0).micros();
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
  }

  private String id(String what) {
    String name =
        look.name().replaceAll("[^A-Za-z0-9_-]+", "-").replaceAll("^[^A-Za-z0-9]+|-+$", "");
    return (name.isEmpty() ? "table" : name).toLowerCase(Locale.ROOT) + "-" + what;
  }
}
