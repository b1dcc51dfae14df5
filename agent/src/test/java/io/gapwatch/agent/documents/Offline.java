package io.gapwatch.agent.documents;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * What stands in for what an example asks and a test cannot have. All else of an example runs as it
 * is written.
 *
 * @param postgres the address of a PostgreSQL on loopback, or a source that is never opened
 */
record Offline(String postgres) {
  private static final String QUOTED = "\"[^\"]*\"";
  private static final String VALUE = "(" + QUOTED + "|[^\",}]+)";

  /** An example of this kind must not run where there is no PostgreSQL. */
  static final Offline WITHOUT_POSTGRES = new Offline("postgres://127.0.0.1:1/none");

  /** Each text that needs an account or a network, and what takes its place. */
  private Map<String, String> standIns() {
    Map<String, String> standIns = new LinkedHashMap<>();
    // MotherDuck: a file with the database's name.
    standIns.put("url: \"md:(\\w+)\", token: " + QUOTED, "url: $1.duckdb");
    // A vault: the environment. What is asked in its place needs no secret.
    standIns.put("\\{from: oci-vault(, \\w+: " + VALUE + ")*\\}", "{from: env}");
    // PostgreSQL: the one of the test, whose address has its user and password.
    standIns.put(
        "type: postgres(, (url|user|password): " + VALUE + ")+",
        "type: postgres, url: \"" + Matcher.quoteReplacement(postgres) + "\"");
    return standIns;
  }

  String of(String yaml) {
    String local = yaml;
    for (Map.Entry<String, String> standIn : standIns().entrySet()) {
      local = local.replaceAll(standIn.getKey(), standIn.getValue());
    }
    return local;
  }
}
