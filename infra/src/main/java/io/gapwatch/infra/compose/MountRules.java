package io.gapwatch.infra.compose;

import io.gapwatch.infra.compose.Finding.Weight;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Volumes that are not what they look like. */
final class MountRules implements ServiceRule {
  @Override
  public List<Finding> findings(Service service, Project project, Machine machine) {
    List<Finding> found = new ArrayList<>();
    List<Mount> mounts = Mount.of(service);
    Map<String, Mount> seen = new HashMap<>();
    for (Mount mount : mounts) {
      Mount before = mount.volume().map(name -> seen.putIfAbsent(name, mount)).orElse(null);
      if (before != null) {
        found.add(
            of(
                service,
                mount,
                "one-volume-twice",
                "%s and %s are the same volume %s: what looks like two disks is one"
                    .formatted(
                        before.shown().target(), mount.shown().target(), mount.shown().source()),
                "give each its own volume, or mount one place"));
      }
      inside(mount, mounts)
          .ifPresent(
              outer ->
                  found.add(
                      of(
                          service,
                          mount,
                          "mount-inside-read-only",
                          "%s is mounted inside %s, which is read-only: its mount point cannot be created, and the container does not start"
                              .formatted(mount.shown().target(), outer.shown().target()),
                          "mount it outside, or drop the read-only volume")));
    }
    return found;
  }

  /** The read-only volume around it; a folder of the host may hold the place already. */
  private static Optional<Mount> inside(Mount mount, List<Mount> mounts) {
    return mounts.stream()
        .filter(outer -> outer.readOnly() && outer.volume().isPresent())
        .filter(outer -> mount.target().startsWith(outer.target().replaceFirst("/?$", "/")))
        .findFirst();
  }

  private static Finding of(Service service, Mount at, String rule, String what, String fix) {
    return new Finding(at.place(), Weight.PROBLEM, rule, service.name(), what, fix);
  }
}
