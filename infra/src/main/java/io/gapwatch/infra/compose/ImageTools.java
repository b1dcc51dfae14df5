package io.gapwatch.infra.compose;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What known images lack of what health checks call. Read in their Dockerfiles; an image that is
 * not known here is not judged.
 */
final class ImageTools {
  /** By a part of the image's name; MinIO's has had no curl since November 2023 (minio#18373). */
  private static final Map<String, List<String>> LACKING =
      Map.of(
          "minio/minio", List.of("curl", "wget"),
          "prom/prometheus", List.of("curl"),
          "prom/alertmanager", List.of("curl"),
          "prom/node-exporter", List.of("curl"),
          "hashicorp/vault", List.of("curl"));

  private static final Map<String, String> ADVICE =
      Map.of(
          "minio/minio", "test: [CMD, mc, ready, local]",
          "prom/prometheus", "test: [CMD, wget, -q, --spider, 'http://127.0.0.1:9090/-/ready']",
          "prom/alertmanager", "test: [CMD, wget, -q, --spider, 'http://127.0.0.1:9093/-/ready']",
          "prom/node-exporter", "test: [CMD, wget, -q, --spider, 'http://127.0.0.1:9100/']",
          "hashicorp/vault", "test: [CMD-SHELL, 'vault status; [ $$? -ne 1 ]']");

  private ImageTools() {}

  /** The program that the probe calls and the image has not. */
  static Optional<String> lacking(String image, String probe) {
    List<String> tools =
        image.contains("-distroless")
            ? List.of("curl", "wget", "CMD-SHELL")
            : of(image, LACKING).orElse(List.of());
    return tools.stream()
        .filter(tool -> Pattern.compile("(^|[ /])" + tool + "( |$)").matcher(probe).find())
        .map(tool -> tool.equals("CMD-SHELL") ? "shell" : tool)
        .findFirst();
  }

  static String advice(String image) {
    return of(image, ADVICE).orElse("ask it by a program that the image has");
  }

  private static <T> Optional<T> of(String image, Map<String, T> table) {
    return table.entrySet().stream()
        .filter(each -> ImageName.is(image, each.getKey()))
        .map(Map.Entry::getValue)
        .findFirst();
  }
}
