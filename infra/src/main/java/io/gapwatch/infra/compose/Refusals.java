package io.gapwatch.infra.compose;

import io.gapwatch.infra.config.InfraException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What Compose 2.40 does not start: keys that its schema lacks, in the parts that are read here,
 * and names that nothing defines.
 */
final class Refusals {
  private static final Set<String> TOP =
      Set.of(
          "version",
          "name",
          "include",
          "services",
          "models",
          "networks",
          "volumes",
          "secrets",
          "configs");

  private static final Set<String> SERVICE =
      Set.of(
          "annotations",
          "attach",
          "blkio_config",
          "build",
          "cap_add",
          "cap_drop",
          "cgroup",
          "cgroup_parent",
          "command",
          "configs",
          "container_name",
          "cpu_count",
          "cpu_percent",
          "cpu_period",
          "cpu_quota",
          "cpu_rt_period",
          "cpu_rt_runtime",
          "cpu_shares",
          "cpus",
          "cpuset",
          "credential_spec",
          "depends_on",
          "deploy",
          "develop",
          "device_cgroup_rules",
          "devices",
          "dns",
          "dns_opt",
          "dns_search",
          "domainname",
          "entrypoint",
          "env_file",
          "environment",
          "expose",
          "extends",
          "external_links",
          "extra_hosts",
          "gpus",
          "group_add",
          "healthcheck",
          "hostname",
          "image",
          "init",
          "ipc",
          "isolation",
          "label_file",
          "labels",
          "links",
          "logging",
          "mac_address",
          "mem_limit",
          "mem_reservation",
          "mem_swappiness",
          "memswap_limit",
          "models",
          "network_mode",
          "networks",
          "oom_kill_disable",
          "oom_score_adj",
          "pid",
          "pids_limit",
          "platform",
          "ports",
          "post_start",
          "pre_stop",
          "privileged",
          "profiles",
          "provider",
          "pull_policy",
          "pull_refresh_after",
          "read_only",
          "restart",
          "runtime",
          "scale",
          "secrets",
          "security_opt",
          "shm_size",
          "stdin_open",
          "stop_grace_period",
          "stop_signal",
          "storage_opt",
          "sysctls",
          "tmpfs",
          "tty",
          "ulimits",
          "use_api_socket",
          "user",
          "userns_mode",
          "uts",
          "volumes",
          "volumes_from",
          "working_dir");

  private static final Map<String, Set<String>> BELOW =
      Map.of(
          "deploy",
          Set.of(
              "mode",
              "endpoint_mode",
              "replicas",
              "labels",
              "rollback_config",
              "update_config",
              "resources",
              "restart_policy",
              "placement"),
          "deploy.resources",
          Set.of("limits", "reservations"),
          "deploy.resources.limits",
          Set.of("cpus", "memory", "pids"),
          "deploy.resources.reservations",
          Set.of("cpus", "memory", "generic_resources", "devices"),
          "healthcheck",
          Set.of(
              "disable",
              "interval",
              "retries",
              "test",
              "timeout",
              "start_period",
              "start_interval"));

  private Refusals() {}

  static void check(Node.Mapping model) {
    known(model, TOP, "a Compose file");
    model.get("services").ifPresent(services -> services.entries().forEach(Refusals::service));
  }

  private static void service(String name, Node service) {
    if (!(service instanceof Node.Mapping)) {
      throw new InfraException(
          "%s: the service %s has no keys below it".formatted(service.place(), name));
    }
    known(service, SERVICE, "a service");
    BELOW.forEach(
        (path, keys) ->
            service
                .at(path.split("\\."))
                .ifPresent(node -> known(node, keys, "a service's " + path)));
  }

  private static void known(Node node, Set<String> keys, String of) {
    if (!(node instanceof Node.Mapping)) {
      throw new InfraException("%s: %s must be a mapping of keys".formatted(node.place(), of));
    }
    node.entries()
        .forEach(
            (key, value) -> {
              if (!keys.contains(key) && !key.startsWith("x-")) {
                throw new InfraException(
                    "%s: %s is not a key of %s; a key of your own begins with x-"
                        .formatted(value.place(), key, of));
              }
            });
  }

  /** Names of services, volumes, networks, secrets and configurations that are used. */
  static void checkReferences(Node.Mapping model, List<Service> active) {
    Set<String> containers = new HashSet<>();
    Set<String> services = active.stream().map(Service::name).collect(Collectors.toSet());
    for (Service service : active) {
      if (service.text("image").isEmpty()
          && service.node().get("build").isEmpty()
          && service.node().get("provider").isEmpty()) {
        throw refused(service, service.place(), "it has neither image nor build");
      }
      service
          .node()
          .get("container_name")
          .filter(node -> !containers.add(node.text().orElse("")))
          .ifPresent(
              node -> {
                throw refused(service, node.place(), "another service has this container_name");
              });
      service
          .node()
          .get("depends_on")
          .ifPresent(node -> defined(service, node, services, "service that is started", true));
      service
          .node()
          .get("networks")
          .ifPresent(
              node -> {
                Set<String> networks = names(model, "networks");
                networks.add("default");
                defined(service, node, networks, "network", false);
              });
      mounted(service, model, "secrets");
      mounted(service, model, "configs");
      Set<String> volumes = names(model, "volumes");
      for (Mount mount : Mount.of(service)) {
        if (mount.volume().isPresent() && !volumes.contains(mount.volume().get())) {
          throw refused(
              service, mount.place(), "no volume %s is defined".formatted(mount.shown().source()));
        }
      }
    }
  }

  private static void defined(
      Service service, Node node, Set<String> known, String kind, boolean mayLack) {
    node.items().forEach(each -> defined(service, each, each, known, kind));
    node.entries()
        .forEach(
            (name, how) -> {
              boolean lacking =
                  mayLack
                      && how.get("required")
                          .flatMap(Node::text)
                          .filter("false"::equals)
                          .isPresent();
              if (!lacking) {
                // A list that was merged has such members, whose names variables may have brought.
                boolean merged = how instanceof Node.Mapping && how.entries().isEmpty();
                defined(
                    service,
                    how,
                    new Node.Scalar(how.place(), name, merged ? "it" : name),
                    known,
                    kind);
              }
            });
  }

  private static void mounted(Service service, Node.Mapping model, String kind) {
    Set<String> known = names(model, kind);
    for (Node each : service.list(kind)) {
      Node source = each.text().isPresent() ? each : each.get("source").orElse(each);
      defined(service, each, source, known, kind.replaceFirst("s$", ""));
    }
  }

  private static void defined(Service service, Node at, Node name, Set<String> known, String kind) {
    if (name.text().filter(text -> !known.contains(text)).isPresent()) {
      throw refused(service, at.place(), "%s is no %s".formatted(name.shown(), kind));
    }
  }

  private static Set<String> names(Node.Mapping model, String kind) {
    return new HashSet<>(model.get(kind).map(node -> node.entries().keySet()).orElse(Set.of()));
  }

  private static InfraException refused(Service service, Place at, String why) {
    return new InfraException(
        "%s: service %s: %s, so Compose refuses the file".formatted(at, service.name(), why));
  }
}
