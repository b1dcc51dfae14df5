package io.gapwatch.agent.secret.vault;

/**
 * A secret of a KV version 2 engine, whose keys and values are what is asked for.
 *
 * @param mount where the engine is mounted
 * @param path the secret below it
 */
record KvSecret(String mount, String path) {
  /** Its path in the API. */
  String data() {
    return mount + "/data/" + path;
  }

  /** As people type it. */
  String command() {
    return "vault kv get -mount=" + mount + " " + path;
  }

  @Override
  public String toString() {
    return mount + "/" + path;
  }
}
