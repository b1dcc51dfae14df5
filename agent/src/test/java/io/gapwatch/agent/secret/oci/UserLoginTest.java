package io.gapwatch.agent.secret.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import io.gapwatch.agent.secret.oci.OciLogin.Auth;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which keys a profile may name, and what is said about those that it may not. */
class UserLoginTest {
  private static final String PHRASE = "pass_phrase=open sesame";

  private final Path directory;
  private final PrivateKey key = OciConfigFile.newKey().getPrivate();

  UserLoginTest(@TempDir Path directory) throws Exception {
    this.directory = directory;
  }

  @Test
  void takesKeysOfEachForm() throws Exception {
    assertThat(login(PemText.pkcs8(key), "").getKeyId()).isEqualTo("t/u/f");
    assertThat(login(PemText.pkcs1(key), "").getKeyId()).isEqualTo("t/u/f");
    assertThat(login(PemText.encrypted(key, "open sesame"), PHRASE).getKeyId()).isEqualTo("t/u/f");
  }

  @Test
  void overlooksWhatStandsAroundTheKey() throws Exception {
    String text = "Bag Attributes\r\n" + PemText.pkcs8(key) + "OCI_API_KEY\n";

    assertThat(login(text, "").getKeyId()).isEqualTo("t/u/f");
  }

  @Test
  void readsPastWhatAnotherEditorLeftInTheProfile() throws Exception {
    write(PemText.pkcs8(key), "");
    Path config = directory.resolve("config");
    String text = Files.readString(config);

    Files.writeString(config, "\uFEFF" + text.replace("\n", "\r\n").strip());
    assertThat(login().getKeyId()).isEqualTo("t/u/f");

    Files.write(config, text.getBytes(StandardCharsets.UTF_16LE));
    assertThat(catchThrowableOfType(VaultFailure.class, () -> login()).detail())
        .endsWith("is refused: it is no text in UTF-8; save it as UTF-8");
  }

  @Test
  void asksForThePassPhrase() throws Exception {
    String text = PemText.encrypted(key, "open sesame");

    assertThat(refusal(text, "")).endsWith("its key_file is encrypted; set pass_phrase");
    assertThat(refusal(text, "pass_phrase=guess"))
        .contains("its key_file cannot be decrypted; check pass_phrase");
  }

  @Test
  void namesTheConversionOfAnOldFormThatIsDamaged() throws Exception {
    String old =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        aHVzaA==
        -----END RSA PRIVATE KEY-----
        """;

    assertThat(refusal(old, PHRASE)).contains("`openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hush-4711",
        "-----BEGIN PRIVATE KEY-----\n",
        "-----BEGIN PRIVATE KEY-----\naHVzaC00NzEx\n-----END PRIVATE KEY-----\n",
        "-----BEGIN RSA PRIVATE KEY-----\naHVzaC00NzEx\n-----END RSA PRIVATE KEY-----\n"
      })
  void saysThatThereIsNoKey(String text) throws Exception {
    assertThat(refusal(text, ""))
        .endsWith("holds no RSA key in PEM, or a damaged one; make one with `oci setup keys`")
        .doesNotContain("hush", "aHVz");
  }

  @Test
  void takesNoKeyOfAnotherKind() throws Exception {
    PrivateKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

    assertThat(refusal(PemText.pkcs8(curve), "")).contains("RSA key");
  }

  private String refusal(String pem, String line) throws IOException {
    write(pem, line);
    VaultFailure failure = catchThrowableOfType(VaultFailure.class, () -> login());
    assertThat(failure).hasNoCause();
    return failure.detail();
  }

  private BasicAuthenticationDetailsProvider login(String pem, String line) throws IOException {
    write(pem, line);
    return login();
  }

  private BasicAuthenticationDetailsProvider login() {
    OciLogin login = new OciLogin(Auth.CONFIG_FILE, directory.resolve("config"), "DEFAULT");
    return new UserLogin(OciProfile.read(login)).of(Optional.empty());
  }

  private void write(String pem, String line) throws IOException {
    Path file = Files.writeString(directory.resolve("key.pem"), pem);
    Files.writeString(
        directory.resolve("config"),
        "[DEFAULT]\nuser=u\ntenancy=t\nfingerprint=f\nkey_file=" + file + "\n" + line + "\n");
  }
}
