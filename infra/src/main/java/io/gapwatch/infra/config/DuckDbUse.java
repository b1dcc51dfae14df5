package io.gapwatch.infra.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What configurations of the agent ask of DuckDB, each with a driver of its own. What cannot be
 * told from the text alone, such as an address in a secret, may be both.
 */
public record DuckDbUse(boolean files, boolean motherDuck) {
  private static final DuckDbUse NOTHING = new DuckDbUse(false, false);
  private static final DuckDbUse FILES = new DuckDbUse(true, false);
  private static final DuckDbUse MOTHERDUCK = new DuckDbUse(false, true);
  private static final DuckDbUse ANY = new DuckDbUse(true, true);

  /** Of all these together; what is no configuration of the agent asks for nothing. */
  public static DuckDbUse of(List<Path> configurations) {
    return configurations.stream().map(DuckDbUse::of).reduce(NOTHING, DuckDbUse::and);
  }

  private static DuckDbUse of(Path configuration) {
    try {
      DuckDbUse use = NOTHING;
      for (JsonNode source : new YAMLMapper().readTree(configuration.toFile()).path("sources")) {
        use = use.and(of(source));
      }
      return use;
    } catch (IOException e) {
      // The agent's own loader says what is wrong with it.
      return ANY;
    }
  }

  private static DuckDbUse of(JsonNode source) {
    if (!source.isObject()) {
      return ANY; // an alias, which this reader does not follow
    }
    if (!source.path("type").asText().equals("duckdb")) {
      return NOTHING;
    }
    String url = source.path("url").asText();
    if (url.startsWith("md:")) {
      return MOTHERDUCK;
    }
    return url.startsWith("${") ? ANY : FILES;
  }

  private DuckDbUse and(DuckDbUse other) {
    return new DuckDbUse(files || other.files, motherDuck || other.motherDuck);
  }
}
