package io.gapwatch.agent.soak;

import java.time.ZoneOffset;
import java.util.stream.Collectors;

/** The figures of a soak as Markdown. */
public record Figures(Result result) {

  public String text() {
    Plan plan = result.plan();
    return """
    %1$s to %2$s, in %3$d s:

    | | |
    |---|---:|
    | runs (killed, crashed on purpose, source not available) | %4$d (%5$d, %6$d, %7$d) |
    | starts of the machine's scheduler | %8$d |
    | periods of trouble; lost ranges of rows; clock jumps (of years) | %9$d; %10$d; %11$d (%19$d) |
    | replays of another time; changes of the checks' settings | %20$d; %21$d |
    | alarms and resolutions that were due | %12$d |
    | incidents with a message that the vendor rejected at first (4xx) | %13$d |
    | messages received by the phone; duplicates, after a kill before the receipt | %14$d; %15$d |
    | final pings that were due at the dead-man's switch | %16$d |
    | **lost, wrong or missed: messages, resolutions without an alarm, emergencies that keep ringing, runs, pings** | **%17$d** |

    | day | runs | heap MB | threads | open files | state kB | files |
    |---:|---:|---:|---:|---:|---:|---:|
    %18$s
    """
        .formatted(
            plan.start().atOffset(ZoneOffset.UTC).toLocalDate(),
            plan.end().atOffset(ZoneOffset.UTC).toLocalDate(),
            result.took().toSeconds(),
            result.count("runs"),
            result.count("kills"),
            result.count("crashes"),
            result.count("unknown"),
            result.count("boots"),
            plan.spells().size(),
            plan.losses().size(),
            plan.jumps().size(),
            result.changes(),
            result.refused(),
            result.count("messages"),
            result.repeats(),
            result.endings(),
            result.faults().size(),
            result.samples().stream().map(Figures::row).collect(Collectors.joining("\n")),
            plan.jumps().stream().filter(Jump::far).count(),
            result.count("replays"),
            2
                * plan.spells().stream()
                    .filter(spell -> spell.trouble() == Trouble.OTHER_SETTINGS)
                    .count());
  }

  private static String row(Sample sample) {
    return "| %d | %d | %.1f | %d | %d | %d | %d |"
        .formatted(
            sample.day(),
            sample.runs(),
            sample.heapBytes() / 1e6,
            sample.threads(),
            sample.openFiles(),
            sample.stateBytes() / 1000,
            sample.files());
  }
}
