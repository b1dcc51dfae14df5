package io.gapwatch.agent.report;

import io.gapwatch.agent.finding.CheckResult;
import io.gapwatch.agent.finding.Finding;
import io.gapwatch.agent.incident.Incident;
import io.gapwatch.agent.text.Durations;
import io.gapwatch.agent.text.Lines;
import io.gapwatch.agent.text.Times;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The escalation form of the off-chain pipeline's monitoring guide, completed as far as possible.
 * What is in square brackets is left to a person.
 */
public final class EscalationForm {
  /** The form asks for 10 to 20 lines of logs. */
  private static final int LINES = 20;

  private EscalationForm() {}

  public static String of(IncidentFile file) {
    Incident incident = file.incident();
    Finding finding = incident.finding();
    return """
    ESCALATION: %s monitoring

    Severity: %s
    Component: %s
    Issue: %s: %s (observed %s, limit %s)
    Duration: since %s, %s
    Attempted Fixes: %s

    Recent Logs:
    %s

    Impact:
    %s

    Next Steps:
    %s

    Incident %s (%s)
    """
        .formatted(
            incident.job(),
            incident.severity().word().toUpperCase(Locale.ROOT),
            component(file),
            finding.subject(),
            Lines.oneLine(finding.summary()),
            Lines.oneLine(finding.observed()),
            finding.limit(),
            Times.dateAndTime(incident.began()),
            Durations.text(incident.lasted(file.now())),
            incident
                .acknowledgedBy()
                .map(by -> "acknowledged by " + by + "; [what you tried and result]")
                .orElse("[what you tried and result]"),
            String.join("\n", logs(file)),
            String.join("\n", new Impact(file.checks()).lines()),
            Lines.oneLine(finding.remedy()),
            incident.shortId(),
            incident.id());
  }

  private static String component(IncidentFile file) {
    String check = file.incident().finding().checkId();
    return file.checks().stream()
        .filter(result -> result.id().equals(check))
        .map(result -> "%s, check %s of source %s".formatted(result.type(), check, result.source()))
        .findFirst()
        .orElse("check " + check);
  }

  private static List<String> logs(IncidentFile file) {
    List<String> lines = new ArrayList<>(file.events());
    for (Map.Entry<String, Object> fact : file.incident().finding().evidence().entrySet()) {
      if (!(fact.getValue() instanceof List<?>)) {
        lines.add(fact.getKey() + ": " + Lines.oneLine(String.valueOf(fact.getValue())));
      }
    }
    lines.addAll(logged(file));
    return lines.isEmpty()
        ? List.of("[no transitions yet: it is not confirmed]")
        : lines.subList(Math.max(0, lines.size() - LINES), lines.size());
  }

  /** The last lines of errors of the process that it is about; of all files, if there are none. */
  private static List<String> logged(IncidentFile file) {
    List<String> own =
        file.incident().finding().evidence().get("process") instanceof String process
            ? file.checks().stream().flatMap(check -> logged(check, process)).toList()
            : List.of();
    return own.isEmpty()
        ? file.checks().stream().map(EscalationForm::logged).flatMap(List::stream).toList()
        : own;
  }

  /** PM2 calls the files NAME-error.log, NAME-out.log and NAME-error-0.log. */
  private static Stream<String> logged(CheckResult check, String process) {
    Pattern own =
        Pattern.compile(
            Pattern.quote(process.replaceAll("[^A-Za-z0-9_.-]", "-")) + "-(error|out)\\b.*");
    return check.measured().get("lastLinesByFile") instanceof Map<?, ?> files
        ? files.entrySet().stream()
            .filter(entry -> own.matcher(String.valueOf(entry.getKey())).matches())
            .flatMap(entry -> lines(entry.getValue()).stream().map(line -> process + ": " + line))
        : Stream.of();
  }

  /** The last lines of errors, which the check has redacted. */
  private static List<String> logged(CheckResult check) {
    return lines(check.measured().get("lastLines"));
  }

  private static List<String> lines(@Nullable Object found) {
    return found instanceof List<?> last
        ? last.stream().map(line -> Lines.oneLine(String.valueOf(line))).toList()
        : List.of();
  }
}
