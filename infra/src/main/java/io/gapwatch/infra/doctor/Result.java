package io.gapwatch.infra.doctor;

/**
 * What a question came to.
 *
 * @param found what is there, or what is wrong, in one line
 * @param way what to do; empty when all is well
 */
public record Result(Kind kind, String found, String way) {

  /** Not knowing is never health. */
  public enum Kind {
    WELL,
    WRONG,
    UNKNOWN
  }

  static Result well(String found) {
    return new Result(Kind.WELL, found, "");
  }

  static Result wrong(String found, String way) {
    return new Result(Kind.WRONG, found, way);
  }

  static Result unknown(String found, String way) {
    return new Result(Kind.UNKNOWN, found, way);
  }
}
