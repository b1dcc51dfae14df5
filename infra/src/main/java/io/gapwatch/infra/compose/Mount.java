package io.gapwatch.infra.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a container sees in a folder of its own.
 *
 * @param source a volume's name or a path of the host; empty for an anonymous volume
 * @param shown source and target for messages
 */
public record Mount(Place place, String source, String target, boolean readOnly, Shown shown) {

  /** As they stand in the file: what a variable brought may be a secret. */
  public record Shown(String source, String target) {}

  /** All of a service, in the order of the file. */
  public static List<Mount> of(Service service) {
    List<Mount> mounts = new ArrayList<>();
    for (Node each : service.list("volumes")) {
      mounts.add(each.text().map(text -> brief(each, text)).orElseGet(() -> full(each)));
    }
    return mounts;
  }

  /** The name of the volume, if it is a named one. */
  public Optional<String> volume() {
    return Optional.of(source)
        .filter(name -> !name.isEmpty() && "./~\\".indexOf(name.charAt(0)) < 0);
  }

  private static Mount brief(Node node, String text) {
    String[] parts = text.split(":", 3);
    boolean named = parts.length > 1;
    return new Mount(
        node.place(),
        named ? parts[0] : "",
        named ? parts[1] : parts[0],
        parts.length > 2 && List.of(parts[2].split(",")).contains("ro"),
        // A default of a variable has colons of its own.
        text.equals(node.shown())
            ? new Shown(named ? parts[0] : "", named ? parts[1] : parts[0])
            : new Shown(node.shown(), node.shown()));
  }

  private static Mount full(Node node) {
    boolean named = node.get("type").flatMap(Node::text).filter("volume"::equals).isPresent();
    String source = node.get("source").flatMap(Node::text).orElse("");
    return new Mount(
        node.place(),
        named || source.startsWith("/") || source.isEmpty() ? source : "./" + source,
        node.get("target").flatMap(Node::text).orElse(""),
        node.get("read_only").flatMap(Node::text).filter("true"::equals).isPresent(),
        new Shown(
            node.get("source").map(Node::shown).orElse(""),
            node.get("target").map(Node::shown).orElse("")));
  }
}
