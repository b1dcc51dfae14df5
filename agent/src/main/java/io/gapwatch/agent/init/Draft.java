package io.gapwatch.agent.init;

import io.gapwatch.agent.text.Lines;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The first configuration, with comments.
 *
 * @param proposals by what they are about
 * @param secretsFile the file of secrets; empty where they come from the environment
 */
record Draft(Map<Target, Proposal> proposals, Optional<String> secretsFile) {
  private static final int WIDTH = 100;

  private static final String HEAD =
      """
      # A first configuration, written by gapwatch init from what it saw. It is yours: change what you like.
      #
      #   gapwatch config check      is it valid?
      #   gapwatch check             run all checks once, tell nobody
      #   gapwatch crontab install   run the jobs from cron (or: gapwatch watch)
      #
      # All keys: docs/configure.md; all checks and their limits: docs/checks.md.
      version: 1
      """;

  private static final String TAIL =
      """

      # Who is told? Take one of these, or another of docs/configure.md, and name it in notify of the jobs.
      # channels:
      #   phone:   {type: pushover, token: "${secret:PUSHOVER_TOKEN}", user: "${secret:PUSHOVER_USER}"}
      #   team:    {type: slack, url: "${secret:SLACK_WEBHOOK}"}
      #   deadman: {type: healthchecks, url: "${secret:HEALTHCHECKS_PING_URL}"}   # rings when the runs stop

      # A page for people, written after each run: a folder that is a whole site, for any web server. With publish it goes
      # behind an address that takes a PUT, too, such as that of a bucket, without what only you should know.
      # page: {to: public}
      # page: {to: public, publish: "${secret:PAGE_URL}"}
      """;

  Draft {
    proposals = Collections.unmodifiableMap(new LinkedHashMap<>(proposals));
  }

  boolean isEmpty() {
    return proposals.values().stream().allMatch(one -> one.checks().isEmpty());
  }

  /** What is not watched, and why, a line each. */
  List<String> left() {
    return proposals.values().stream().flatMap(one -> one.left().stream()).toList();
  }

  /** All secrets that it names, in clear, by name. */
  Map<String, String> secrets() {
    Map<String, String> all = new TreeMap<>();
    watched()
        .keySet()
        .forEach(
            target -> target.secrets().forEach((name, secret) -> all.put(name, secret.reveal())));
    return all;
  }

  private Map<Target, Proposal> watched() {
    Map<Target, Proposal> watched = new LinkedHashMap<>(proposals);
    watched.values().removeIf(one -> one.checks().isEmpty());
    return watched;
  }

  String yaml() {
    StringBuilder yaml = new StringBuilder(HEAD);
    Map<Target, String> names = names();
    secretsFile.ifPresent(
        file ->
            yaml.append(
                    "\n# A private file of NAME=value lines (chmod 600); no secret stands here.\n")
                .append("secrets: {from: file, path: %s}\n".formatted(Yaml.text(file))));
    yaml.append("\nsources:\n");
    watched().keySet().forEach(target -> yaml.append(source(names, target)));
    yaml.append("\njobs:\n");
    Map<String, Integer> ids = new HashMap<>();
    watched().forEach((target, proposal) -> yaml.append(job(names, target, proposal, ids)));
    return yaml.append(TAIL).toString();
  }

  /** Two files may have one name but for their ending. */
  private Map<Target, String> names() {
    Map<Target, String> names = new HashMap<>();
    for (Target target : watched().keySet()) {
      names.put(target, unique(target.name(), names.values()));
    }
    return names;
  }

  private static String unique(String name, Collection<String> taken) {
    String free = name;
    for (int i = 2; taken.contains(free); i++) {
      free = name + "-" + i;
    }
    return free;
  }

  private static String source(Map<Target, String> names, Target target) {
    String keys = target.keys().isEmpty() ? "" : ", " + target.keys();
    return "  %s: {type: %s%s}\n".formatted(names.get(target), target.type(), keys);
  }

  private static String job(
      Map<Target, String> names, Target target, Proposal proposal, Map<String, Integer> ids) {
    StringBuilder job = new StringBuilder();
    job.append("  ").append(names.get(target)).append(":\n");
    job.append("    schedule: ").append(schedule(target, proposal)).append('\n');
    job.append("    # notify: [phone, deadman]\n    checks:\n");
    for (ProposedCheck check : proposal.checks()) {
      for (String reason : check.reasons()) {
        comment(job, reason);
      }
      int before = ids.merge(check.id(), 1, Integer::sum);
      String id = before == 1 ? check.id() : check.id() + "-" + before;
      job.append(
          "      - {id: %s, %s}\n"
              .formatted(
                  id,
                  check
                      .settings()
                      .replace("source: " + target.name(), "source: " + names.get(target))));
    }
    if (!proposal.left().isEmpty()) {
      job.append("      # Not watched:\n");
      proposal.left().forEach(one -> comment(job, "- " + one));
    }
    return job.toString();
  }

  private static void comment(StringBuilder yaml, String text) {
    for (String line : Lines.wrapped(Lines.oneLine(text), WIDTH)) {
      yaml.append("      # ").append(line).append('\n');
    }
  }

  /** As often as the shortest limit of age wants it; not at full hours, when all others begin. */
  private static String schedule(Target target, Proposal proposal) {
    if (target.keys().contains("md:")) {
      return "\"7 */3 * * *\" # MotherDuck charges for each run";
    }
    Duration pace = proposal.pace().orElse(Duration.ofMinutes(30));
    if (pace.compareTo(Duration.ofMinutes(15)) <= 0) {
      return "\"*/5 * * * *\"";
    }
    if (pace.compareTo(Duration.ofHours(1)) <= 0) {
      return "\"7,22,37,52 * * * *\"";
    }
    return pace.compareTo(Duration.ofHours(6)) <= 0 ? "\"7 * * * *\"" : "\"7 */3 * * *\"";
  }
}
