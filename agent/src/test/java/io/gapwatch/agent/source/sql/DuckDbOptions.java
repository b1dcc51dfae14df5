package io.gapwatch.agent.source.sql;

import io.gapwatch.agent.config.schema.Secret;
import io.gapwatch.agent.config.schema.SettingsOf;
import io.gapwatch.agent.source.SourceType;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What a DuckDB source tells the driver when its configuration says nothing else. */
final class DuckDbOptions {
  private DuckDbOptions() {}

  static Map<String, String> shipped(Path folder) {
    return connection("anything.duckdb", folder, Optional.empty()).options();
  }

  static DuckDbConnection connection(String url, Path folder, Optional<Secret> token) {
    String yaml = "url: \"" + url + "\"\n" + (token.isPresent() ? "token: given\n" : "");
    SourceType.Origin origin =
        new SourceType.Origin("chain", SettingsOf.config(folder), name -> new Secret(name));
    return DuckDbType.connection(origin, SettingsOf.yaml(new DuckDbType().shape(), yaml), token);
  }
}
