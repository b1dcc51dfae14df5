package io.gapwatch.infra.tenancy;

import com.oracle.bmc.ConfigFileReader;
import com.oracle.bmc.ConfigFileReader.ConfigFile;
import com.oracle.bmc.Region;
import com.oracle.bmc.auth.SimpleAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SimplePrivateKeySupplier;
import com.oracle.bmc.http.signing.DefaultRequestSigner;
import com.oracle.bmc.http.signing.RequestSigner;
import io.gapwatch.infra.config.ByteOrderMark;
import io.gapwatch.infra.config.InfraException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An API key, found where Oracle's provider finds it: in the environment ({@code OCI_USER_OCID} or
 * {@code TF_VAR_user_ocid}, and so on), else in {@code ~/.oci/config}. No message quotes a line of
 * a file.
 *
 * @see <a href="https://docs.oracle.com/en-us/iaas/Content/API/Concepts/sdkconfig.htm">the file</a>
 */
public final class Credentials {
  private static final String HOW =
      "; make an API key in the console (your profile > API keys > Add) and save the text that it"
          + " shows as ~/.oci/config";

  private final Map<String, String> environment;
  private final Path file;
  private final Optional<ConfigFile> profile;

  private Credentials(Map<String, String> environment, Path file, Optional<ConfigFile> profile) {
    this.environment = environment;
    this.file = file;
    this.profile = profile;
  }

  /**
   * Looks for them.
   *
   * @throws InfraException when there are none, or the file cannot be understood
   */
  public static Credentials find(Map<String, String> environment) {
    Path file =
        Path.of(
            environment.getOrDefault(
                "OCI_CONFIG_FILE", System.getProperty("user.home") + "/.oci/config"));
    String name = set(environment, "config_file_profile").orElse("DEFAULT");
    if (!Files.exists(file)) {
      if (set(environment, "user_ocid").isEmpty()) {
        throw new InfraException("there are no OCI credentials: no " + file + HOW);
      }
      return new Credentials(environment, file, Optional.empty());
    }
    try {
      refuseEncoding(file);
      ConfigFile profile = ConfigFileReader.parse(file.toString(), name);
      return new Credentials(environment, file, Optional.of(profile));
    } catch (IOException e) {
      throw new InfraException(file + " cannot be read; check its owner and mode", e);
    } catch (IllegalStateException quotesTheLine) {
      throw new InfraException(file + " has a line that is neither [PROFILE] nor key=value" + HOW);
    } catch (IllegalArgumentException e) {
      throw new InfraException(
          "%s has no profile %s; OCI_CONFIG_FILE_PROFILE names another".formatted(file, name), e);
    }
  }

  /** What cannot be seen in an editor: Oracle's provider does not read past it either. */
  private static void refuseEncoding(Path file) throws IOException {
    String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    if (ByteOrderMark.begins(text)) {
      throw ByteOrderMark.refusal(file, "which hides its first line");
    }
    if (text.indexOf('\0') >= 0) {
      throw new InfraException(file + " is no text in UTF-8; save it as UTF-8");
    }
  }

  /** The region that requests go to. */
  public String region() {
    return value("region", "region");
  }

  /** The account that the key is of. */
  public String tenancyId() {
    return value("tenancy", "tenancy_ocid");
  }

  /** The user that the key is of. */
  public String userId() {
    return value("user", "user_ocid");
  }

  RequestSigner signer() {
    SimpleAuthenticationDetailsProvider.SimpleAuthenticationDetailsProviderBuilder user =
        SimpleAuthenticationDetailsProvider.builder()
            .tenantId(tenancyId())
            .userId(userId())
            .fingerprint(value("fingerprint", "fingerprint"))
            .privateKeySupplier(new SimplePrivateKeySupplier(keyFile().toString()))
            .passphraseCharacters(passphrase());
    try {
      return DefaultRequestSigner.createRequestSigner(user.build());
    } catch (RuntimeException mayQuoteTheKey) {
      throw unusable();
    }
  }

  /** The SDK's own words are for programmers, or quote the file. */
  static InfraException unusable() {
    return new InfraException(
        "the OCI key cannot sign: it is damaged, no RSA key in PEM, or its pass_phrase is wrong;"
            + " make a new one in the console (your profile > API keys > Add)");
  }

  /** What comes after the region in the addresses of its realm. */
  String domain() {
    String region = region();
    return Arrays.stream(Region.values())
        .filter(each -> each.getRegionId().equals(region))
        .findFirst()
        .map(each -> each.getRealm().getSecondLevelDomain())
        // Newer than the SDK; or mistyped, and then in no DNS.
        .orElse("oraclecloud.com");
  }

  private Path keyFile() {
    String name = value("key_file", "private_key_path");
    Path path =
        name.startsWith("~/")
            ? Path.of(System.getProperty("user.home"), name.substring(2))
            : Path.of(name);
    if (!Files.isReadable(path)) {
      throw new InfraException(
          "the OCI key %s cannot be read; correct key_file in %s".formatted(path, file));
    }
    return path;
  }

  private char[] passphrase() {
    return set(environment, "private_key_password")
        .or(() -> inFile("pass_phrase"))
        .map(String::toCharArray)
        .orElse(new char[0]);
  }

  private String value(String inFile, String inEnvironment) {
    return set(environment, inEnvironment)
        .or(() -> inFile(inFile))
        .orElseThrow(() -> new InfraException("%s lacks %s%s".formatted(file, inFile, HOW)));
  }

  private Optional<String> inFile(String key) {
    return profile
        .flatMap(found -> Optional.ofNullable(found.get(key)))
        .filter(value -> !value.isBlank());
  }

  private static Optional<String> set(Map<String, String> environment, String name) {
    return Stream.of("TF_VAR_" + name, "OCI_" + name.toUpperCase(Locale.ROOT))
        .filter(each -> !environment.getOrDefault(each, "").isBlank())
        .findFirst()
        .map(each -> refuseEnds(each, environment.getOrDefault(each, "")));
  }

  /** What a file left on a value: the provider would send it along. */
  private static String refuseEnds(String variable, String value) {
    if (!value.equals(value.strip()) || ByteOrderMark.begins(value)) {
      throw new InfraException(
          "%s begins or ends with a blank, a line end or a byte order mark; export it without"
              .formatted(variable));
    }
    return value;
  }
}
