package io.gapwatch.infra.compose;

/** What an image is called, from whatever registry and of whatever version. */
final class ImageName {
  private ImageName() {}

  /**
   * Whether an image is the named one.
   *
   * @param image as a file writes it, as in {@code quay.io/prom/prometheus:v3.1.0@sha256:…}
   * @param name its last parts, as in {@code prom/prometheus}
   */
  static boolean is(String image, String name) {
    String plain = image.replaceFirst("@.*", "").replaceFirst(":[^/]*$", "");
    return plain.equals(name) || plain.endsWith("/" + name);
  }
}
