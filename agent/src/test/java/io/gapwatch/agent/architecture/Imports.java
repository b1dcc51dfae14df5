package io.gapwatch.agent.architecture;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The law of imports: one line for each package, from the lowest to the highest. */
final class Imports {
  private Imports() {}

  /** What each package may import of the agent, besides itself. */
  static Map<String, Set<String>> allowed() {
    Map<String, Set<String>> may = new LinkedHashMap<>();
    may.put("text", Set.of());
    may.put("files", Set.of());
    may.put("link", Set.of("files"));
    may.put("config.schema", Set.of("text"));
    may.put("config", Set.of("config.schema", "files", "text"));
    may.put("lock", Set.of("config", "files"));
    may.put("http", Set.of());
    may.put("html", Set.of());
    may.put("secret", Set.of("config", "config.schema", "files", "http", "text"));
    may.put("secret.oci", Set.of("config", "config.schema", "files", "http", "secret", "text"));
    may.put("secret.vault", Set.of("config", "config.schema", "files", "http", "secret"));
    may.put("source", Set.of("config", "config.schema", "files"));
    may.put("source.sql", Set.of("config", "config.schema", "files", "source", "text"));
    may.put("source.host", Set.of("config", "config.schema", "files", "source", "text"));
    may.put("source.redis", Set.of("config", "config.schema", "source", "text"));
    may.put("source.http", Set.of("config", "config.schema", "source", "text"));
    may.put("source.logs", Set.of("config.schema", "source", "text"));
    may.put("source.pm2", Set.of("config.schema", "source", "text"));
    may.put("probe", Set.of("config.schema", "source", "text"));
    may.put("probe.table", Set.of("config.schema", "probe", "source", "source.sql", "text"));
    may.put(
        "probe.gaps",
        Set.of("config.schema", "probe", "probe.table", "source", "source.sql", "text"));
    may.put(
        "probe.rate",
        Set.of("config.schema", "probe", "probe.table", "source", "source.sql", "text"));
    may.put(
        "probe.epochs",
        Set.of("config.schema", "probe", "probe.table", "source", "source.sql", "text"));
    may.put("probe.database", Set.of("config.schema", "probe", "source", "source.sql", "text"));
    may.put("probe.host", Set.of("config.schema", "probe", "source", "source.host", "text"));
    may.put(
        "probe.process",
        Set.of("config", "config.schema", "probe", "source", "source.pm2", "text"));
    may.put("probe.http", Set.of("config.schema", "probe", "source", "source.http", "text"));
    may.put(
        "probe.log", Set.of("config.schema", "files", "probe", "source", "source.logs", "text"));
    may.put("probe.cache", Set.of("config.schema", "probe", "source", "source.redis", "text"));
    may.put("finding", Set.of("config.schema", "probe", "text"));
    may.put("incident", Set.of("finding", "probe", "text"));
    may.put("history", Set.of("config", "files", "finding", "incident", "probe", "text"));
    may.put("notify", Set.of("config", "config.schema", "finding", "history", "incident", "text"));
    may.put("notify.web", Set.of("config", "config.schema", "http", "notify", "text"));
    // A package for each channel.
    may.put(
        "notify.*",
        Set.of(
            "config",
            "config.schema",
            "finding",
            "http",
            "incident",
            "notify",
            "notify.web",
            "text"));
    may.put("result", Set.of("finding"));
    may.put(
        "report",
        Set.of(
            "config.schema", "finding", "history", "html", "incident", "probe", "result", "text"));
    may.put(
        "schedule",
        Set.of("config", "files", "finding", "history", "incident", "probe", "report", "text"));
    may.put(
        "keepalive",
        Set.of("config", "files", "finding", "history", "lock", "report", "source.host", "text"));
    may.put(
        "metrics",
        Set.of(
            "config",
            "config.schema",
            "files",
            "finding",
            "history",
            "incident",
            "keepalive",
            "probe",
            "schedule",
            "text"));
    may.put(
        "page",
        Set.of(
            "config",
            "config.schema",
            "files",
            "finding",
            "history",
            "html",
            "http",
            "incident",
            "probe",
            "schedule",
            "text"));
    may.put("upkeep", Set.of("config", "config.schema", "files", "probe", "source", "text"));
    may.put(
        "upkeep.vacuum",
        Set.of("config.schema", "probe", "source", "source.sql", "text", "upkeep"));
    may.put(
        "upkeep.restart",
        Set.of(
            "config.schema",
            "files",
            "probe",
            "probe.process",
            "source",
            "source.pm2",
            "text",
            "upkeep"));
    may.put("upkeep.logs", Set.of("config.schema", "files", "probe", "source", "text", "upkeep"));
    may.put(
        "summary",
        Set.of(
            "config",
            "config.schema",
            "finding",
            "history",
            "incident",
            "probe",
            "report",
            "schedule",
            "text"));
    may.put(
        "run",
        Set.of(
            "config",
            "config.schema",
            "files",
            "finding",
            "history",
            "incident",
            "link",
            "lock",
            "notify",
            "probe",
            "report",
            "result",
            "schedule",
            "secret",
            "source",
            "summary",
            "text",
            "upkeep"));
    may.put(
        "init",
        Set.of(
            "config",
            "config.schema",
            "files",
            "probe.table",
            "report",
            "source",
            "source.pm2",
            "source.sql",
            "text"));
    may.put("backup", Set.of("config", "files", "history", "lock", "run"));
    may.put(
        "watch",
        Set.of(
            "config",
            "config.schema",
            "files",
            "finding",
            "history",
            "result",
            "run",
            "schedule",
            "secret",
            "text"));
    may.put(
        "doctor",
        Set.of(
            "config",
            "config.schema",
            "files",
            "finding",
            "history",
            "http",
            "keepalive",
            "notify",
            "result",
            "run",
            "schedule",
            "secret",
            "source",
            "source.sql",
            "text"));
    may.put(
        "app",
        Set.of(
            "config",
            "config.schema",
            "doctor",
            "finding",
            "history",
            "incident",
            "init",
            "link",
            "metrics",
            "notify",
            "notify.*",
            "page",
            "probe",
            "probe.*",
            "report",
            "result",
            "run",
            "schedule",
            "secret",
            "secret.*",
            "source",
            "source.*",
            "summary",
            "text",
            "upkeep",
            "upkeep.*",
            "watch"));
    may.put(
        "demo",
        Set.of(
            "app",
            "config",
            "finding",
            "notify.pushover",
            "report",
            "result",
            "run",
            "secret.oci",
            "source.sql"));
    may.put(
        "cli",
        Set.of(
            "app",
            "backup",
            "config",
            "config.schema",
            "demo",
            "doctor",
            "files",
            "finding",
            "incident",
            "init",
            "keepalive",
            "report",
            "result",
            "run",
            "schedule",
            "text",
            "watch"));
    return may;
  }
}
