package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.List;

/** Images that change by themselves, or are of another machine. */
final class ImageRules implements ServiceRule {
  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    service
        .node()
        .get("image")
        .ifPresent(
            node -> {
              String image = node.text().orElse("");
              String tag = tag(image);
              if (!image.contains("@") && (tag.isEmpty() || tag.equals("latest"))) {
                found.add(
                    new Finding(
                        node.place(),
                        Weight.PROBLEM,
                        "latest",
                        service.name(),
                        "the image %s is whatever is newest on the day that it is pulled"
                            .formatted(node.shown()),
                        "name a version: %s:v1.2.3"
                            .formatted(node.shown().replaceFirst(":latest$", ""))));
              }
            });
    service
        .node()
        .get("platform")
        .ifPresent(
            node -> {
              String platform = node.text().orElse("");
              if (!machine.platform().startsWith(platform)) {
                found.add(
                    new Finding(
                        node.place(),
                        Weight.PROBLEM,
                        "other-platform",
                        service.name(),
                        "%s on a machine that is %s".formatted(node.shown(), machine.platform()),
                        "leave platform out, or name the machine's with --platform"));
              }
            });
    return found;
  }

  private static String tag(String image) {
    String last = image.substring(image.lastIndexOf('/') + 1);
    int colon = last.indexOf(':');
    return colon < 0 ? "" : last.substring(colon + 1);
  }
}
