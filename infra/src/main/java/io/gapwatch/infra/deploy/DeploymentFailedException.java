package io.gapwatch.infra.deploy;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.stack.OracleFailure;
import io.gapwatch.infra.stack.ProviderReason;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The engine could not do what it was asked; {@link #output} is all that it printed. */
public final class DeploymentFailedException extends InfraException {
  private static final long serialVersionUID = 1;

  private static final String ERROR = "error: ";
  private static final String WAY = "To do: ";

  /** A line of the engine for a thing in the cloud; the stack itself is none. */
  private static final Pattern DONE =
      Pattern.compile("oci:\\w+:\\w+ \\S+ (created|updated|replaced|deleted)");

  private final String output;

  DeploymentFailedException(String what, String output, Throwable cause) {
    super("%s failed%s".formatted(what, reason(output)) + kept(output), cause);
    this.output = output;
  }

  /**
   * The first error of the engine's list that is a whole sentence, with the way out that follows
   * it, or that is known for it.
   */
  private static String reason(String output) {
    List<String> lines = output.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (isReason(line, lines.subList(i + 1, lines.size()))) {
        List<String> whole = withItems(lines.subList(i, lines.size()));
        String reason =
            ProviderReason.of(String.join(separator(line), whole).substring(ERROR.length()));
        int next = i + whole.size();
        String way = next < lines.size() ? lines.get(next) : "";
        return way.startsWith(WAY)
            ? ": %s%n%s".formatted(reason, way)
            : ": " + known(output).orElse(reason);
      }
    }
    return known(output).map(text -> ": " + text).orElse("");
  }

  private static Optional<String> known(String output) {
    return EngineFailure.in(output)
        .map(EngineFailure::text)
        .or(() -> OracleFailure.in(output).map(OracleFailure::text));
  }

  private static String separator(String line) {
    return ProviderReason.isHeading(line) ? "\n" : " ";
  }

  /** A sentence that names several things has them on lines of their own. */
  private static List<String> withItems(List<String> lines) {
    return Stream.concat(
            lines.stream().limit(1),
            lines.stream().skip(1).takeWhile(DeploymentFailedException::isItem))
        .toList();
  }

  /** Of our own lists, or of the provider's. */
  private static boolean isItem(String line) {
    return line.startsWith("- ") || line.startsWith("* ");
  }

  private static boolean isReason(String line, List<String> after) {
    boolean isWhole = !line.endsWith(":") || (!after.isEmpty() && isItem(after.get(0)));
    return line.startsWith(ERROR)
        && isWhole
        && !line.contains("Pulumi program exited")
        && !line.matches("error: (update|preview|destroy) failed");
  }

  /** Only what the engine says that it did is done. */
  private static String kept(String output) {
    return DONE.matcher(output).find()
        ? "%nWhat was done is kept; the same command continues from there.".formatted()
        : "";
  }

  public String output() {
    return output;
  }
}
