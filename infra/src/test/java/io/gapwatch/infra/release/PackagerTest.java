package io.gapwatch.infra.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PackagerTest {
  private static final Instant NOW = Instant.parse("2026-11-26T03:40:00.5Z");

  /** Python's own way to unpack forgets the modes. */
  static final String UNZIP =
      """
      import os, sys, zipfile
      with zipfile.ZipFile(sys.argv[1]) as archive:
          for each in archive.infolist():
              os.chmod(archive.extract(each, sys.argv[2]), each.external_attr >> 16 & 0o777)
      """;

  @TempDir
  @SuppressWarnings("NullAway.Init")
  Path folder;

  private Path agent = Path.of("");
  private Path config = Path.of("");

  @BeforeEach
  void build() throws IOException {
    agent = folder.resolve("agent");
    config = folder.resolve("config");
    Files.createDirectories(agent.resolve("lib"));
    Files.createDirectories(agent.resolve("all-platforms"));
    Files.createDirectories(config);
    configure("{url: chain.duckdb, type: duckdb}");
    Files.writeString(config.resolve("query.sql"), "SELECT 1\n");
    Files.writeString(config.resolve("gapwatch.yaml"), "not the chosen one\n");
    agent("lib/sqlite-jdbc-3.50.3.0.jar");
    driver("duckdb-2.0.0.1.jar");
    driver("motherduck-1.5.6.0.jar");
    jar(
        agent.resolve("lib/sqlite-jdbc-3.50.3.0.jar"),
        "org/sqlite/native/Linux/aarch64/libsqlitejdbc.so",
        "org/sqlite/native/Linux/x86_64/libsqlitejdbc.so",
        "org/sqlite/native/Mac/aarch64/libsqlitejdbc.dylib",
        "org/sqlite/native/Windows/x86/sqlitejdbc.dll",
        "org/sqlite/JDBC.class");
  }

  @Test
  void theArchiveHoldsTheAgentForOnePlatform() throws Exception {
    Path tree = unpacked(pack("release.tar.gz"));

    assertThat(tree.resolve("bin/gapwatch")).isExecutable();
    assertThat(tree.resolve("bin/gapwatch-update")).isExecutable();
    assertThat(tree.resolve("bin/share-classes")).isExecutable();
    assertThat(tree.resolve("gapwatch.jar")).exists();
    assertThat(tree.resolve("packages")).content().contains("\nopenjdk-17-jre-headless\n");
    assertThat(tree.resolve("config/gapwatch.yaml")).content().startsWith("version: 1\n");
    assertThat(tree.resolve("config/query.sql")).hasContent("SELECT 1\n");
    assertThat(tree.resolve("lib/duckdb/libduckdb_java.so_linux_arm64"))
        .hasContent("duckdb-2.0.0.1.jar libduckdb_java.so_linux_arm64");
    assertThat(entries(tree.resolve("lib/duckdb/duckdb_jdbc.jar")))
        .containsExactly("org/duckdb/DuckDBDriver.class");
    assertThat(entries(tree.resolve("lib/sqlite-jdbc-3.50.3.0.jar")))
        .containsExactly("org/sqlite/JDBC.class");
    assertThat(tree.resolve("lib/libsqlitejdbc.so"))
        .hasContent("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
  }

  @ParameterizedTest
  @CsvSource({
    "x.zip, LINUX_X86_64, libduckdb_java.so_linux_amd64, libsqlitejdbc.so",
    "x.tar.gz, LINUX_ARM64, libduckdb_java.so_linux_arm64, libsqlitejdbc.so",
    "x.zip, MACOS_ARM64, libduckdb_java.so_macos_arm64, libsqlitejdbc.dylib",
  })
  void anArchiveForPeopleHasTheInstallerAllDriversAndNoConfiguration(
      String name, Platform platform, String duckDb, String sqlite) throws Exception {
    Path clone = Files.createDirectory(folder.resolve("clone"));
    Files.createDirectory(clone.resolve("agent"));
    Files.move(agent, clone.resolve("agent/target"));
    Files.createDirectory(clone.resolve("scripts"));
    for (String file :
        List.of(
            "scripts/install", "scripts/share-classes", "LICENSE", "README.md", "CHANGELOG.md")) {
      Files.copy(Path.of("..", file), clone.resolve(file));
    }
    Path archive = folder.resolve(name);
    new InstallArchive(clone, platform).pack(archive);

    String[] unpack =
        name.endsWith(".zip")
            ? new String[] {"python3", "-c", UNZIP, archive.toString(), folder + "/tree"}
            : new String[] {"tar", "-xzf", archive.toString(), "-C", folder + "/tree"};
    Path tree = unpacked(unpack).resolve("gapwatch");
    assertThat(tree.resolve("install")).isExecutable();
    assertThat(tree.resolve("bin/share-classes")).isExecutable();
    assertThat(tree.resolve("LICENSE")).exists();
    assertThat(tree.resolve("config")).doesNotExist();
    assertThat(tree.resolve("lib/duckdb").resolve(duckDb)).exists();
    assertThat(tree.resolve("lib/motherduck").resolve(duckDb)).exists();
    assertThat(tree.resolve("lib").resolve(sqlite)).exists();
    byte[] first = Files.readAllBytes(archive);
    new InstallArchive(clone, platform).pack(archive);
    assertThat(archive).hasBinaryContent(first);
  }

  @Test
  void anArchiveOfNoKindIsRefused() {
    InstallArchive archive = new InstallArchive(folder, Platform.LINUX_X86_64);
    assertThatThrownBy(() -> archive.pack(folder.resolve("x.rar")))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("it ends in .tar.gz or .zip");
    assertThatThrownBy(() -> archive.pack(folder.resolve("x.zip")))
        .hasMessageContaining("build it: mvn -q -pl agent");
  }

  @Test
  void theVmsLibrariesAreNotThoseOfTheBuildingMachine() throws Exception {
    Path built = Files.createDirectories(agent.resolve("lib/duckdb"));
    Files.writeString(built.resolve("libduckdb_java.so_linux_amd64"), "of the building one");
    Files.writeString(agent.resolve("lib/libsqlitejdbc.so"), "of the building one");

    Path lib = unpacked(pack("release.tar.gz")).resolve("lib");

    assertThat(lib.resolve("duckdb/libduckdb_java.so_linux_arm64")).exists();
    assertThat(lib.resolve("duckdb/libduckdb_java.so_linux_amd64")).doesNotExist();
    assertThat(lib.resolve("libsqlitejdbc.so"))
        .hasContent("org/sqlite/native/Linux/aarch64/libsqlitejdbc.so");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{type: duckdb, url: chain.duckdb} | duckdb",
        "{type: duckdb, url: 'md:mainnet', token: '${secret:MD}'} | motherduck",
        "{type: duckdb, url: '${env:CHAIN}'} | duckdb motherduck",
        "{type: postgres, url: '${secret:MD}'} | ''",
      })
  void driversAreThoseThatTheConfigurationNeeds(String source, String drivers) throws Exception {
    configure(source);
    assertThat(drivers()).isEqualTo(drivers.equals("''") ? "" : drivers);
  }

  @Test
  void driversAreThoseOfAllConfigurationsThatAreShipped() throws Exception {
    configure("{type: duckdb, url: 'md:mainnet', token: '${secret:MD}'}");
    Files.writeString(
        config.resolve("other.yml"), "sources: {e: {type: duckdb, url: chain.duckdb}}");
    assertThat(drivers()).isEqualTo("duckdb motherduck");
  }

  @Test
  void whatCannotBeReadMayNeedBoth() throws Exception {
    Files.writeString(config.resolve("chain.yaml"), "sources: {e: {type: duckdb");
    // Nobody can say that it holds no secrets.
    assertThatThrownBy(this::drivers).isInstanceOf(InfraException.class);
    assertThat(driversOf(pack("release.tar.gz", true))).isEqualTo("duckdb motherduck");
  }

  private String drivers() throws Exception {
    return driversOf(pack("release.tar.gz"));
  }

  private String driversOf(Path release) throws Exception {
    Path lib = unpacked(release).resolve("lib");
    try (Stream<Path> folders = Files.list(lib)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .sorted()
          .collect(Collectors.joining(" "));
    }
  }

  private void configure(String source) throws IOException {
    Files.writeString(config.resolve("chain.yaml"), "version: 1\nsources: {s: " + source + "}\n");
  }

  @Test
  void whatAnEarlierBuildLeftIsNotShipped() throws Exception {
    jar(agent.resolve("lib/oci-java-sdk-common-3.79.0.jar"), "com/oracle/bmc/Region.class");

    assertThat(unpacked(pack("release.tar.gz")).resolve("lib"))
        .isDirectoryNotContaining(file -> file.toString().contains("oci-java-sdk"));
  }

  @Test
  void aLibraryThatIsNowhereIsSaid() throws IOException {
    jar(agent.resolve("all-platforms/duckdb-2.0.0.1.jar"), "org/duckdb/DuckDBDriver.class");

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("has no libduckdb_java.so_linux_arm64");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Driver-duckdb", "Class-Path"})
  void anAgentOfAnotherTimeIsSaid(String entry) throws IOException {
    Path jar = agent.resolve("gapwatch.jar");
    Manifest manifest;
    try (JarFile file = new JarFile(jar.toFile())) {
      manifest = file.getManifest();
    }
    assertThat(manifest.getMainAttributes().remove(new Attributes.Name(entry))).isNotNull();
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining(
            "built from a different version than this program: its gapwatch.jar has no entry "
                + entry)
        .hasMessageEndingWith("build it again: mvn -q -pl agent -DskipTests package");
  }

  @Test
  void anAgentThatIsDamagedIsSaid() throws IOException {
    Files.writeString(agent.resolve("gapwatch.jar"), "half of it");

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch.jar could not be read")
        .hasMessageContaining("build it again");
  }

  @Test
  void aConfigurationThatIsNotThereIsSaid() throws IOException {
    Files.delete(config.resolve("chain.yaml"));

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("gapwatch:agentConfig");
  }

  @Test
  void theSameContentIsTheSameArchive() throws IOException {
    Path first = pack("first.tar.gz");
    Files.setLastModifiedTime(agent.resolve("gapwatch.jar"), FileTime.fromMillis(0));
    Files.setLastModifiedTime(config.resolve("chain.yaml"), FileTime.fromMillis(0));

    assertThat(pack("second.tar.gz")).hasSameBinaryContentAs(first);
  }

  @Test
  void anotherConfigurationIsAnotherArchive() throws IOException {
    String first = Sha256.of(pack("first.tar.gz"));
    Files.writeString(config.resolve("chain.yaml"), "version: 1 # changed\n");

    assertThat(Sha256.of(pack("second.tar.gz"))).isNotEqualTo(first);
  }

  @Test
  void anAgentThatIsNotBuiltIsSaid() throws IOException {
    Files.delete(agent.resolve("gapwatch.jar"));

    assertThatThrownBy(() -> pack("release.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("mvn -q -pl agent");
  }

  @Test
  void signingNamesTheArchiveByItsHashAndFreezesItsTime() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");

    ReleaseArchive archive = sign(NOW);

    // The well-known SHA-256 of "abc".
    assertThat(archive.sha256())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assertThat(archive.path()).isEqualTo(archive.sha256() + ".tar.gz");
    assertThat(Files.getLastModifiedTime(folder.resolve(archive.path())))
        .hasToString("2026-01-01T00:00:00Z");
    assertThat(archive.signature().made()).isEqualTo("2026-11-26T03:40:00Z");
    assertThat(archive.signature().isOf(archive.sha256())).isTrue();
    assertThat(archive.signature().isOf("0".repeat(64))).isFalse();
  }

  @Test
  void theSameContentKeepsItsSignatureAndAnotherGetsItsOwn() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    ReleaseArchive first = sign(NOW);

    assertThat(sign(NOW.plusSeconds(60))).isEqualTo(first);

    Files.writeString(folder.resolve("x.tar.gz"), "abcd");
    assertThat(sign(NOW.plusSeconds(60)).signature().made()).isEqualTo("2026-11-26T03:41:00Z");
  }

  @Test
  void whatIsNotSignedOrWasChangedAfterThatIsNotShipped() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    assertThatThrownBy(() -> ReleaseArchive.stage(folder, Path.of("x.tar.gz")))
        .hasMessageContaining("is not signed, or was changed after that");
    sign(NOW);
    ReleaseArchive.stage(folder, Path.of("x.tar.gz"));

    Files.writeString(folder.resolve("x.tar.gz"), "abcd");
    assertThatThrownBy(() -> ReleaseArchive.stage(folder, Path.of("x.tar.gz")))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("no VM would take it; scripts/gapctl package makes it anew");
  }

  @Test
  void aKeyIsForItsOwnerAloneAndIsNeverOverwritten() throws IOException {
    Path place = folder.resolve("keys/release-key.pem");
    ReleaseKey made = ReleaseKey.make(place);

    assertThat(ReleaseKey.read(place).publicKey()).isEqualTo(made.publicKey());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> ReleaseKey.make(place)).hasMessageContaining("it may be there");

    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-r--r--"));
    assertThatThrownBy(() -> ReleaseKey.read(place))
        .hasMessageContaining("can be read by others; run chmod 600 " + place);
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rw-------"));
    Files.writeString(place, "hunter2");
    assertThatThrownBy(() -> ReleaseKey.read(place))
        .hasMessageContaining("is not a valid release key")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void secretsBesideTheConfigurationAndLiteralOnesAreRefusedUnlessTold() throws IOException {
    Files.writeString(config.resolve("secrets.env"), "TOKEN=hunter2");
    Files.writeString(config.resolve("gapwatch.env.bak"), "TOKEN=hunter2");
    Files.writeString(config.resolve("tls.txt"), "x\n-----BEGIN EC PRIVATE KEY-----\nhunter2");
    Files.writeString(
        config.resolve("chain.yaml"),
        """
        version: 1
        channels:
          phone: {type: pushover, token: hunter2, user: "${secret:PUSHOVER_USER}"}
          team: {type: slack, url: "https://hooks.slack.com/services/hunter2"}
          pager: {type: pagerduty, key: hunter2}
          boss: {type: alertmanager, url: "https://am.example.org", authorization: "Bearer hunter2"}
          own: {type: webhook, url: "http://127.0.0.1:9/hook", headers: {Cookie: hunter2}}
        page: {publish: "https://objectstorage.example.org/p/hunter2/o/"}
        sources:
          ledger: {type: postgres, url: "postgres://me:hunter2@db/ledger"}
          other: {type: postgres, url: "postgres://me:${secret:PASSWORD}@db/ledger?connectTimeout=5"}
          half: {type: postgres, url: "postgres://me:hunter2@${env:HOST:-db}/ledger"}
          asked: {type: postgres, url: "postgres://db/ledger?user=me&password=hunter2"}
        secrets: {from: vault, tokenFile: /etc/gapwatch/token, secretIdFile: id}
        """);

    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContainingAll(
            "  - chain.yaml: channels.phone.token is a literal value\n",
            "  - chain.yaml: channels.team.url is a literal value\n",
            "  - chain.yaml: channels.pager.key is a literal value\n",
            "  - chain.yaml: channels.boss.authorization is a literal value\n",
            "  - chain.yaml: channels.own.headers.Cookie is a literal value\n",
            "  - chain.yaml: page.publish is a literal value\n",
            "  - chain.yaml: sources.ledger.url is a literal value\n",
            "  - chain.yaml: sources.half.url is a literal value\n",
            "  - chain.yaml: sources.asked.url is a literal value\n",
            "  - gapwatch.env.bak is a file of secrets by its name\n",
            "  - secrets.env is a file of secrets by its name\n",
            "  - tls.txt holds a private key\n",
            "--with-secrets")
        .hasMessageNotContainingAny(
            "hunter2", "sources.other", "PUSHOVER_USER", "boss.url", "own.url", "File");

    assertThat(pack("x.tar.gz", true)).exists();
  }

  /** Each line as it stands in some file: a copy that an editor left, a script, a comment. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "gapwatch.yaml.bak|  phone: {type: pushover, token: hunter2, user: u}",
        "gapwatch.yaml~|    token: \"hunter2\"",
        "old.json|{\"apiKey\": \"hunter2\"}",
        "tell.sh|export SLACK_TOKEN='hunter2'",
        "db.properties|ledger.password=correcthorse",
        "notes.txt|psql postgres://me:hunter2@db.example.org/ledger",
        "chain.yaml|# token: hunter2",
        "chain.yaml|  #phone: {type: pushover, token: hunter2}",
      })
  void aLineThatSetsASecretIsRefusedInWhateverFile(String line) throws IOException {
    String name = line.substring(0, line.indexOf('|'));
    Files.writeString(
        config.resolve(name),
        "version: 1\n".repeat(name.endsWith("l") ? 1 : 0)
            + line.substring(name.length() + 1)
            + "\n");
    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("  - " + name + ", line ")
        .hasMessageContaining("sets a secret")
        .hasMessageNotContainingAny("hunter2", "correcthorse");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "prod-secrets.txt",
        "vault.password",
        "db_credentials",
        "pgpass.conf",
        "my.ppk",
        "api-keys"
      })
  void aFileOfSecretsIsKnownByItsName(String name) throws IOException {
    Files.writeString(config.resolve(name), "x\n");
    assertThatThrownBy(() -> pack("x.tar.gz"))
        .hasMessageContaining("  - " + name + " is a file of secrets by its name");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tell.sh|curl -H \"Authorization: Bearer $TOKEN\" https://example.org",
        "tell.sh|TOKEN=$(cat /run/token)",
        "chain.yaml|# token: required",
        "chain.yaml|# secrets: HashiCorp Vault holds them",
        "ask.json|{\"max_tokens\": 4096}",
        "pools.json|{\"token\": \"0xdAC17F958D2ee523a2206206994597C13D831ec7\"}",
        "ask.py|token = os.environ['TOKEN']",
        "ask.py|password = getpass.getpass()",
        "ask.py|token = settings.token",
        "tell.sh|export PASSWORD=${PASSWORD:?}",
        "notes.txt|the token is in Doppler; password: <yours>",
        "notes.txt|# token: ${secret:PUSHOVER_TOKEN}",
        "notes.txt|see https://example.org:8443/a@b",
        "notes.txt|tokenFile: /etc/gapwatch/token",
        "chain.yaml|# the token: it stands in the vault",
        "query.sql|SELECT count(*) FROM password_resets WHERE token = ''",
      })
  void whatOnlySpeaksOfASecretIsShipped(String line) throws IOException {
    String name = line.substring(0, line.indexOf('|'));
    Files.writeString(
        config.resolve(name),
        "version: 1\n".repeat(name.endsWith("yaml") ? 1 : 0)
            + line.substring(name.length() + 1)
            + "\n");
    pack("x.tar.gz");
  }

  /** The configurations of this repository set none. */
  @Test
  void oursAreShipped() throws IOException {
    Path ours = Path.of("..", "config").toAbsolutePath().normalize();
    try (var files = Files.list(ours)) {
      for (Path file : files.toList()) {
        Files.copy(file, config.resolve("ours-" + file.getFileName()));
      }
    }
    pack("x.tar.gz");
  }

  @Test
  void modesAreKept() throws Exception {
    mode("query.sql", "rw-------");
    Files.writeString(config.resolve("look"), "#!/bin/sh");
    mode("look", "rwxrwxr-x");

    Path tree = unpacked(pack("x.tar.gz"));

    assertThat(mode(tree.resolve("config/query.sql"))).isEqualTo("rw-------");
    assertThat(mode(tree.resolve("config/look"))).isEqualTo("rwxr-xr-x");
    assertThat(mode(tree.resolve("config/gapwatch.yaml"))).isEqualTo("rw-r--r--");
  }

  @Test
  void hiddenFilesBesideTheConfigurationStayAtHome() throws Exception {
    Files.writeString(config.resolve(".env"), "PUSHOVER_TOKEN=hunter2");

    assertThat(unpacked(pack("x.tar.gz")).resolve("config/.env")).doesNotExist();
  }

  @Test
  void theContainersAreASignedArchiveOfTheirOwnWithoutSecretsAndBringTheirPackages()
      throws Exception {
    ReleaseKey key = ReleaseKey.make(folder.resolve("release-key.pem"));
    Path archive = folder.resolve("x.tar.gz");
    Packager packager =
        new Packager(
            agent,
            config.resolve("chain.yaml"),
            Platform.LINUX_ARM64,
            false,
            Optional.of(new Packager.Containers(new StackBundle(Path.of("../stack")), key)));
    packager.pack(archive);
    String first = Sha256.of(archive);
    packager.pack(archive);

    assertThat(Sha256.of(archive)).isEqualTo(first);
    Path release = unpacked(archive);
    assertThat(release.resolve("packages")).content().endsWith("docker.io\ndocker-compose-v2\n");
    assertThat(release.resolve("stack.tar.gz.signature"))
        .hasContent(
            key.sign("gapwatch-stack\n%s\n".formatted(Sha256.of(release.resolve("stack.tar.gz"))))
                + "\n");
    Path stack = unpacked(release.resolve("stack.tar.gz"));
    assertThat(stack.resolve("compose.yaml")).exists();
    assertThat(stack.resolve("bin/gapwatch-stack")).isExecutable();
    assertThat(stack.resolve("secrets")).doesNotExist();
  }

  @Test
  void aConfigurationAmongTheProjectsFilesIsRefused() throws IOException {
    Files.writeString(config.resolve("Pulumi.yaml"), "name: gapwatch");

    assertThatThrownBy(() -> pack("x.tar.gz"))
        .isInstanceOf(InfraException.class)
        .hasMessageContaining("move it into config/");
  }

  @Test
  void stagingANewContentRemovesTheOldCopy() throws IOException {
    Files.writeString(folder.resolve("x.tar.gz"), "abc");
    ReleaseArchive first = sign(NOW);
    Files.writeString(folder.resolve("x.tar.gz"), "abcd");

    ReleaseArchive second = sign(NOW);

    assertThat(folder.resolve(first.path())).doesNotExist();
    assertThat(folder.resolve(second.path())).exists();
  }

  private ReleaseArchive sign(Instant now) {
    Path place = folder.resolve("release-key.pem");
    ReleaseKey key = Files.exists(place) ? ReleaseKey.read(place) : ReleaseKey.make(place);
    return ReleaseArchive.sign(folder, Path.of("x.tar.gz"), key, now);
  }

  private void mode(String name, String mode) throws IOException {
    Files.setPosixFilePermissions(config.resolve(name), PosixFilePermissions.fromString(mode));
  }

  private static String mode(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  private Path pack(String name) {
    return pack(name, false);
  }

  private Path pack(String name, boolean withSecrets) {
    Path archive = folder.resolve(name);
    new Packager(agent, config.resolve("chain.yaml"), Platform.LINUX_ARM64, withSecrets)
        .pack(archive);
    return archive;
  }

  private Path unpacked(Path archive) throws Exception {
    return unpacked("tar", "-xzf", archive.toString(), "-C", folder + "/tree");
  }

  private Path unpacked(String... command) throws Exception {
    Path tree = Files.createDirectories(folder.resolve("tree"));
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return tree;
  }

  private void agent(String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    manifest.getMainAttributes().putValue("Driver-duckdb", "duckdb-2.0.0.1.jar");
    manifest.getMainAttributes().putValue("Driver-motherduck", "motherduck-1.5.6.0.jar");
    try (OutputStream out = Files.newOutputStream(agent.resolve("gapwatch.jar"))) {
      new JarOutputStream(out, manifest).close();
    }
  }

  private void driver(String name) throws IOException {
    try (OutputStream out = Files.newOutputStream(agent.resolve("all-platforms").resolve(name));
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry :
          List.of(
              "org/duckdb/DuckDBDriver.class",
              "libduckdb_java.so_linux_amd64",
              "libduckdb_java.so_macos_arm64",
              "libduckdb_java.so_linux_arm64")) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write((name + " " + entry).getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }

  private static List<String> entries(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream().map(JarEntry::getName).toList();
    }
  }

  private static void jar(Path file, String... entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        JarOutputStream jar = new JarOutputStream(out)) {
      for (String entry : entries) {
        jar.putNextEntry(new JarEntry(entry));
        jar.write(entry.getBytes(StandardCharsets.UTF_8));
        jar.closeEntry();
      }
    }
  }
}
