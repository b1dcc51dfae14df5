package io.gapwatch.infra.tenancy;

/**
 * Something that keeps a bucket from being removed.
 *
 * @param name of the object, or of the address
 * @param detail its size and time, for people
 * @param path to remove it by
 */
public record BucketItem(Kind kind, String name, String detail, String path) {

  /** What it is. */
  public enum Kind {
    OBJECT("object"),
    /** In a bucket that keeps what is overwritten or deleted. */
    VERSION("version of object"),
    /** An upload in parts that was never completed; it takes room as well. */
    UPLOAD("unfinished upload"),
    ADDRESS("pre-authenticated address");

    private final String words;

    Kind(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
