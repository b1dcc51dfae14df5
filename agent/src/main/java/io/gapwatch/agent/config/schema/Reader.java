package io.gapwatch.agent.config.schema;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Resolves {@code ${}} references, and collects all problems of one file. */
public final class Reader {
  private static final Pattern LINE_ENDS = Pattern.compile("[\\r\\n]+$");

  private final Map<String, String> environment;
  private final Instant now;
  private final Path file;
  private final List<Problem> problems;

  /** A reader of what is in no file. */
  public Reader(Map<String, String> environment, Instant now, List<Problem> problems) {
    this(environment, now, Path.of("none"), problems);
  }

  /**
   * @param now the time of reading: what lies after it is in the future
   * @param file to whose folder paths are relative
   */
  public Reader(Map<String, String> environment, Instant now, Path file, List<Problem> problems) {
    this.environment = environment;
    this.now = now;
    this.file = file;
    this.problems = problems;
  }

  Instant now() {
    return now;
  }

  /** An absolute path stays as it is written. */
  String resolve(String path) {
    return Path.of(path).isAbsolute()
        ? path
        : file.toAbsolutePath().resolveSibling(path).normalize().toString();
  }

  void add(Problem problem) {
    problems.add(problem);
  }

  Optional<String> text(Kind.Entry entry) {
    return parts(entry, true)
        .flatMap(
            parts -> {
              StringBuilder text = new StringBuilder();
              for (Template.Part part : parts) {
                if (part instanceof Template.SecretName secret) {
                  return entry.problemKeepingValue(
                      "cannot contain a secret; ${secret:"
                          + secret.name()
                          + "} is not "
                          + "allowed here");
                }
                text.append(
                    part instanceof Template.Resolved resolved
                        ? resolved.text()
                        : ((Template.Literal) part).text());
              }
              // A block of YAML ends with a line end, as does many a variable.
              return Optional.of(withoutLineEnds(text.toString()));
            });
  }

  /** The text of a node, without reporting problems. */
  public Optional<String> peek(Node node) {
    Reader quiet = new Reader(environment, now, file, new ArrayList<>());
    return quiet.text(new Kind.Entry("", node, quiet));
  }

  Optional<SecretText> secretText(Kind.Entry entry) {
    return parts(entry, false).map(SecretText::of);
  }

  /**
   * Literals, resolved variables and names of secrets; empty after a problem.
   *
   * @param quotable whether a problem may quote the text
   */
  private Optional<List<Template.Part>> parts(Kind.Entry entry, boolean quotable) {
    if (!(entry.node() instanceof Node.Scalar scalar)) {
      return entry.problem("must be a single value");
    }
    List<Template.Part> parts = new ArrayList<>();
    for (Template.Part part : Template.parse(scalar.text()).parts()) {
      if (part instanceof Template.Malformed malformed) {
        return entry.problemKeepingValue(
            "has "
                + (quotable ? malformed.text() : "a ${ that is not a valid reference")
                + "; write ${env:NAME}, ${env:NAME:-default} or ${secret:NAME}, and $$ for a "
                + "dollar sign");
      }
      if (part instanceof Template.Environment variable) {
        String value = environment.get(variable.name());
        if (value == null && !variable.hasFallback()) {
          return entry.problemKeepingValue(
              "requires the environment variable "
                  + variable.name()
                  + ", which is not set; set it, or write ${env:"
                  + variable.name()
                  + ":-default}");
        }
        parts.add(
            value == null
                ? new Template.Literal(variable.fallback())
                : new Template.Resolved(withoutLineEnds(value)));
      } else {
        parts.add(part);
      }
    }
    return Optional.of(parts);
  }

  private static String withoutLineEnds(String text) {
    return LINE_ENDS.matcher(text).replaceFirst("");
  }
}
