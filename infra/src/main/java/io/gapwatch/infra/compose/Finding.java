package io.gapwatch.infra.compose;

import java.util.Comparator;

/**
 * Something that is wrong with a file.
 *
 * @param rule its name, by which documents tell more
 * @param subject the service, job, route or alert that it is about
 * @param what what is wrong, and what comes of it
 * @param fix what to do
 */
public record Finding(
    Place place, Weight weight, String rule, String subject, String what, String fix) {

  /** How much it matters. */
  public enum Weight {
    /** It will not work, or not as meant: the exit code says so. */
    PROBLEM,
    /** Worth a look. */
    NOTE
  }

  /** Problems first, then by place. */
  public static final Comparator<Finding> IN_ORDER =
      Comparator.comparing(Finding::weight)
          .thenComparing(each -> each.place().file())
          .thenComparing(each -> each.place().line())
          .thenComparing(Finding::rule);
}
