package io.gapwatch.agent.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gapwatch.agent.config.schema.Secret;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyTest {
  private static final Optional<Secret> PHRASE = Optional.of(new Secret("open sesame"));
  private static final Optional<Secret> NONE = Optional.empty();

  private final PrivateKey key = OciConfigFile.newKey().getPrivate();

  PemKeyTest() throws Exception {}

  @Test
  void readsPkcs8() throws Exception {
    assertThat(PemKey.parse(PemText.pkcs8(key), NONE)).isEqualTo(key);
  }

  @Test
  void readsPkcs1() throws Exception {
    assertThat(PemKey.parse(PemText.pkcs1(key), NONE)).isEqualTo(key);
  }

  @Test
  void readsAnEncryptedKey() throws Exception {
    assertThat(PemKey.parse(PemText.encrypted(key, "open sesame"), PHRASE)).isEqualTo(key);
  }

  @Test
  void overlooksWhatStandsAroundTheKey() throws Exception {
    String text = "Bag Attributes\r\n" + PemText.pkcs8(key) + "OCI_API_KEY\n";

    assertThat(PemKey.parse(text.replace("\n", "\r\n"), PHRASE)).isEqualTo(key);
  }

  @Test
  void asksForThePassPhrase() {
    String text = PemText.encrypted(key, "open sesame");

    assertThatThrownBy(() -> PemKey.parse(text, NONE)).hasMessage("is encrypted; set pass_phrase");
    assertThatThrownBy(() -> PemKey.parse(text, Optional.of(new Secret("guess"))))
        .hasMessageStartingWith("cannot be decrypted; check pass_phrase")
        .hasNoCause();
  }

  @Test
  void namesTheConversionOfTheOldForm() {
    String old =
        """
        -----BEGIN RSA PRIVATE KEY-----
        Proc-Type: 4,ENCRYPTED
        DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF

        aHVzaA==
        -----END RSA PRIVATE KEY-----
        """;

    assertThatThrownBy(() -> PemKey.parse(old, PHRASE))
        .hasMessage(
            "is encrypted in an old form (PKCS#1); convert it with"
                + " `openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hush-4711", "-----BEGIN PRIVATE KEY-----\n"})
  void saysThatThereIsNoKey(String text) {
    assertThatThrownBy(() -> PemKey.parse(text, NONE))
        .hasMessage("holds no private key in PEM; make one with `oci setup keys`");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY"})
  void saysThatTheKeyIsDamaged(String type) {
    assertThatThrownBy(() -> PemKey.parse(PemText.of(type, new byte[300]), NONE))
        .hasMessage("is damaged or no RSA key; make one with `oci setup keys`")
        .hasNoCause();
  }

  @Test
  void takesNoKeyOfAnotherKind() throws Exception {
    PrivateKey curve = KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate();

    assertThatThrownBy(() -> PemKey.parse(PemText.pkcs8(curve), NONE))
        .hasMessageStartingWith("is damaged or no RSA key");
  }
}
