package io.gapwatch.agent.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsWordsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target | no authority that is trusted here has signed the server's certificate
          SSL error: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed | SSL error: the server's certificate has expired, or is not valid yet
          The hostname db.example.org could not be verified by hostnameverifier PgjdbcHostnameVerifier. | the server's certificate is not for db.example.org
          PKIX path validation failed: java.security.cert.CertPathValidatorException: Path does not chain with any of the trust anchors | PKIX path validation failed: Path does not chain with any of the trust anchors
          Unsupported or unrecognized SSL message | what answers on this port does not speak TLS
          (certificate_unknown) No subject alternative DNS name matching gateway.example.org found. | (certificate_unknown) No subject alternative DNS name matching gateway.example.org found.
          """)
  void noNamesOfClasses(String java, String plain) {
    assertThat(TlsWords.of(java)).isEqualTo(plain);
  }
}
