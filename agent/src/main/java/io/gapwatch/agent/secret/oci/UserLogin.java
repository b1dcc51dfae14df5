package io.gapwatch.agent.secret.oci;

import com.oracle.bmc.Region;
import com.oracle.bmc.auth.BasicAuthenticationDetailsProvider;
import com.oracle.bmc.auth.ConfigFileAuthenticationDetailsProvider;
import com.oracle.bmc.auth.SessionTokenAuthenticationDetailsProvider;
import com.oracle.bmc.http.client.pki.Pem;
import com.oracle.bmc.http.client.pki.PemEncryptedKeyException;
import com.oracle.bmc.http.client.pki.PemEncryptionException;
import io.gapwatch.agent.files.FileTrouble;
import io.gapwatch.agent.files.RegularFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateKey;
import java.util.Optional;

/** A user by the SDK: an API key, or the token of {@code oci session authenticate}. */
record UserLogin(OciProfile profile) {
  private static final int LONGEST_KEY = 1 << 20;

  private static final String KEY_FILE = "key_file";
  private static final String TOKEN_FILE = "security_token_file";

  /**
   * Who signs.
   *
   * @param region what a session's token is bound to
   * @throws VaultFailure when the profile lacks something or its key cannot be used
   */
  BasicAuthenticationDetailsProvider of(Optional<Region> region) {
    return profile.find(TOKEN_FILE).isPresent() ? session(region) : apiKey();
  }

  private BasicAuthenticationDetailsProvider apiKey() {
    profile.require("user", "tenancy", "fingerprint", KEY_FILE);
    requireKey();
    return new ConfigFileAuthenticationDetailsProvider(profile.file());
  }

  /** Without the SDK's renewal in the background: it is a thread, and rewrites the user's file. */
  private BasicAuthenticationDetailsProvider session(Optional<Region> region) {
    profile.require(KEY_FILE);
    requireKey();
    Path token = profile.path(TOKEN_FILE);
    try {
      return SessionTokenAuthenticationDetailsProvider.builder()
          .disableScheduledRefresh()
          .sessionTokenFilePath(token.toString())
          .privateKeyFilePath(profile.path(KEY_FILE).toString())
          .passPhrase(profile.find("pass_phrase").orElse(null))
          .tenantId(profile.find("tenancy").orElse(""))
          .region(region.orElseThrow(OciReader::regionUnknown))
          .build();
    } catch (IOException e) {
      throw profile.refused("its " + TOKEN_FILE + " " + token + " cannot be read");
    }
  }

  /** Says what is wrong with the key, which the SDK says only to its own log. */
  private void requireKey() {
    Path file = profile.path(KEY_FILE);
    char[] phrase = profile.find("pass_phrase").map(String::toCharArray).orElse(null);
    try (Pem.Passphrase passphrase = Pem.Passphrase.of(phrase)) {
      if (!(Pem.decoder().with(passphrase).decodePrivateKey(RegularFile.read(file, LONGEST_KEY))
          instanceof RSAPrivateKey)) {
        throw unusable("is damaged or no RSA key; make one with `oci setup keys`");
      }
    } catch (PemEncryptedKeyException e) {
      throw unusable("is encrypted; set pass_phrase");
    } catch (PemEncryptionException e) {
      throw unusable(
          "cannot be decrypted; check pass_phrase, or convert it with"
              + " `openssl pkcs8 -topk8 -v2 aes256 -in OLD -out NEW`");
    } catch (IOException e) {
      throw unusable("cannot be read (" + FileTrouble.inWords(e) + ")");
    } catch (IllegalArgumentException | IllegalStateException e) {
      throw unusable("holds no RSA key in PEM, or a damaged one; make one with `oci setup keys`");
    }
  }

  private VaultFailure unusable(String reason) {
    return profile.refused("its key_file " + reason);
  }
}
