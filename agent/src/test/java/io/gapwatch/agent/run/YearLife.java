package io.gapwatch.agent.run;

import io.gapwatch.agent.finding.Severity;
import io.gapwatch.agent.incident.Transition.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A trouble of the year, from its first run to its last good one, and who heard what of it. */
final class YearLife {
  /** What one channel heard of one incident in one message. */
  record Told(String channel, int run, String subject, List<Kind> kinds, boolean unsure) {
    boolean end() {
      return kinds.get(kinds.size() - 1) == Kind.RESOLVED;
    }

    long reminders() {
      return kinds.stream().filter(Kind.REMINDER::equals).count();
    }
  }

  final String subject;
  final int from;
  int untaken;
  int notified;
  int good;
  boolean over;
  boolean acknowledged;
  boolean wasCritical;

  /** Whether its opening is the one too many, which says so. */
  boolean flaps;

  Severity last;
  final List<Integer> reminders = new ArrayList<>();
  final Map<String, List<Told>> heard = new HashMap<>();

  YearLife(String subject, int from, Severity first) {
    this.subject = subject;
    this.from = from;
    this.untaken = from;
    this.notified = from;
    this.last = first;
  }

  List<Told> heard(String channel) {
    return heard.computeIfAbsent(channel, any -> new ArrayList<>());
  }

  int lastHeard(String channel, boolean sure) {
    return heard(channel).stream()
        .filter(told -> !sure || !told.unsure())
        .mapToInt(Told::run)
        .max()
        .orElse(from);
  }

  long remindersSince(int run) {
    return reminders.stream().filter(reminder -> reminder > run).count();
  }
}
