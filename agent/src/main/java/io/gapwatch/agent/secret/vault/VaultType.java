package io.gapwatch.agent.secret.vault;

import io.gapwatch.agent.config.Config;
import io.gapwatch.agent.config.schema.FilePath;
import io.gapwatch.agent.config.schema.Key;
import io.gapwatch.agent.config.schema.Kind;
import io.gapwatch.agent.config.schema.Kinds;
import io.gapwatch.agent.config.schema.SecretText;
import io.gapwatch.agent.config.schema.Settings;
import io.gapwatch.agent.config.schema.Shape;
import io.gapwatch.agent.config.schema.WebAddress;
import io.gapwatch.agent.secret.SecretStore;
import io.gapwatch.agent.secret.SecretStoreType;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code from: vault}: HashiCorp Vault, by AppRole or a token. */
public final class VaultType implements SecretStoreType {
  /** A part of a path that is not . or .., of what needs no percent-encoding. */
  private static final String PART = "(?!\\.{1,2}(/|$))[A-Za-z0-9._~!$&'()*+,;=:@-]+";

  private static final String NAME = PART + "(/" + PART + ")*";

  private static final Kind<String> PLACE = Kinds.text(NAME, "a path such as team/gapwatch");
  private static final Key<URI> ADDRESS =
      Key.required("address", WebAddress.host("https://vault.example:8200"), "where Vault answers");
  private static final Key<String> MOUNT =
      Key.optional("mount", PLACE, "where its KV engine, of version 2, is mounted")
          .withDefault("secret");
  private static final Key<String> PATH =
      Key.required("path", PLACE, "the secret below it whose keys are the names in this file");
  private static final Key<String> NAMESPACE =
      Key.optional("namespace", PLACE, "the namespace, where Vault has any");
  private static final Key<String> ROLE =
      Key.optional("role", Kinds.text(), "the role id of an AppRole");
  private static final Key<String> ROLE_MOUNT =
      Key.optional("roleMount", PLACE, "where AppRole is mounted").withDefault("approle");
  private static final Key<SecretText> SECRET_ID =
      Key.optional("secretId", Kinds.secret(), "the role's secret id, from the environment");
  private static final Key<String> SECRET_ID_FILE =
      Key.optional("secretIdFile", FilePath.any(), "or a file that has it (chmod 600)");
  private static final Key<SecretText> TOKEN =
      Key.optional("token", Kinds.secret(), "instead of a role: a token, from the environment");
  private static final Key<String> TOKEN_FILE =
      Key.optional("tokenFile", FilePath.any(), "or a file that has it (chmod 600)");
  private static final Key<String> CA_FILE =
      Key.optional("caFile", FilePath.any(), "certificates to trust instead of Java's, in PEM");
  private static final Key<Boolean> PLAIN =
      Key.optional("allowHttp", Kinds.flag(), "whether an http address may be on another machine")
          .withDefault("false");

  @Override
  public String from() {
    return "vault";
  }

  @Override
  public boolean needsNetwork() {
    return true;
  }

  @Override
  public Shape shape() {
    return Shape.of(
            ADDRESS,
            MOUNT,
            PATH,
            NAMESPACE,
            ROLE,
            ROLE_MOUNT,
            SECRET_ID,
            SECRET_ID_FILE,
            TOKEN,
            TOKEN_FILE,
            CA_FILE,
            PLAIN)
        .with(VaultType::oneLogin)
        .with(VaultType::nothingFromItself)
        .with(VaultType::notInClear)
        .hint("kv", "mount")
        .hint("engine", "mount")
        .hint("roleId", "role")
        .hint("role_id", "role")
        .hint("secret_id", "secretId");
  }

  private static Optional<String> oneLogin(Settings settings) {
    boolean role = settings.find(ROLE).isPresent();
    long ids = written(settings, SECRET_ID, SECRET_ID_FILE);
    long tokens = written(settings, TOKEN, TOKEN_FILE);
    if ((role && tokens == 0 && ids == 1) || (!role && ids == 0 && tokens == 1)) {
      return Optional.empty();
    }
    return Optional.of(
        "needs one way to log in: role with secretId or secretIdFile, or token, or tokenFile");
  }

  private static long written(Settings settings, Key<?>... keys) {
    return Stream.of(keys).filter(key -> settings.find(key).isPresent()).count();
  }

  private static Optional<String> nothingFromItself(Settings settings) {
    return Stream.of(SECRET_ID, TOKEN)
        .filter(key -> settings.find(key).filter(text -> !text.names().isEmpty()).isPresent())
        .map(key -> key.name() + " cannot come from Vault itself; write ${env:NAME}, or a file")
        .findFirst();
  }

  private static Optional<String> notInClear(Settings settings) {
    URI address = settings.get(ADDRESS);
    boolean here =
        String.valueOf(address.getHost()).matches("localhost|127\\..*|\\[::1]|\\[0:0:0:0:0:0:0:1]");
    return "http".equals(address.getScheme()) && !here && !settings.get(PLAIN)
        ? Optional.of(
            "would send secrets readably over the network; write https, or, where the way there is"
                + " private, allowHttp: true")
        : Optional.empty();
  }

  @Override
  public SecretStore open(Settings settings, Config config, Map<String, String> environment) {
    VaultApi api =
        new VaultApi(
            settings.get(ADDRESS),
            settings.find(NAMESPACE),
            settings.find(CA_FILE).map(config::resolve).map(TrustedCertificates::in),
            VaultTimeouts.DEFAULT);
    return new VaultSecrets(
        api,
        new KvSecret(settings.get(MOUNT), settings.get(PATH)),
        login(settings, config),
        VaultTimeouts.DEFAULT,
        System::nanoTime);
  }

  private static VaultLogin login(Settings settings, Config config) {
    return settings
        .find(ROLE)
        .<VaultLogin>map(
            role ->
                new VaultLogin.AppRole(
                    settings.get(ROLE_MOUNT),
                    role,
                    credential(settings, config, SECRET_ID, SECRET_ID_FILE)))
        .orElseGet(() -> new VaultLogin.Token(credential(settings, config, TOKEN, TOKEN_FILE)));
  }

  private static Credential credential(
      Settings settings, Config config, Key<SecretText> key, Key<String> file) {
    return settings
        .find(file)
        .map(path -> Credential.in(config.resolve(path)))
        .orElseGet(() -> Credential.of(settings.get(key).withoutStore().orElseThrow()));
  }
}
