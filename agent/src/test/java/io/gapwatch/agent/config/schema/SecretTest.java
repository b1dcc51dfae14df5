package io.gapwatch.agent.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
  /** Of a short one the gaps would tell what it is, and leave nothing to read. */
  @ParameterizedTest
  @CsvSource({
    "a, a bad password for ann, a bad password for ann",
    "at, look at that, look at that",
    "abc, abc, abc",
    "user, the user of users.user is superuser, the <secret> of users.<secret> is superuser",
    "pass12!, PW=pass12! pass12!x, PW=<secret> pass12!x",
    "größe, die größe der größen, die <secret> der größen",
    "a$b.c*d, said a$b.c*d here, said <secret> here",
    "longenough, xlongenoughx, x<secret>x",
    "'', nothing, nothing"
  })
  void isRedactedWhereItCanBeToldFromWords(String secret, String text, String redacted) {
    assertThat(new Secret(secret).redactFrom(text)).isEqualTo(redacted);
  }

  /** As a server may quote a path, a query, or a header of HTTP. */
  @ParameterizedTest
  @CsvSource({
    "123456:ABC-d ef, /bot123456%3AABC-d+ef/x, /bot<secret>/x",
    "123456:ABC-d ef, /bot123456%3aABC-d%20ef/x, /bot<secret>/x",
    "p@ss!w(1)~x/y*, p%40ss!w(1)~x%2Fy* p%40ss%21w%281%29~x/y%2A, <secret> <secret>",
    "p@ss!w(1)~x/y*, p%40ss%21w%281%29~x%2Fy%2A p@ss!w(1)~x\\/y*, <secret> <secret>",
    "correct horse, 636f727265637420686f727365, <secret>",
    "correct horse, Y29ycmVjdCBob3JzZQ==, <secret>Q==",
    "correct horse, dTpjb3JyZWN0IGhvcnNl, dTp<secret>",
    "correct horse, dXM6Y29ycmVjdCBob3JzZQ==, dXM6<secret>Q==",
    "correct horse, YWRtOmNvcnJlY3QgaG9yc2U=, YWRtOm<secret>U="
  })
  void isRedactedInOtherSpellings(String secret, String text, String redacted) {
    assertThat(new Secret(secret).redactFrom(text)).isEqualTo(redacted);
  }

  /** A value made from a file of Windows has both, and no password is meant to. */
  @Test
  void whatAnEditorPutsAroundItIsLeftOut() {
    assertThat(new Secret("\uFEFFhunter2 \r\n\n").bare().reveal()).isEqualTo("hunter2 ");
    assertThat(new Secret("a\nb\uFEFFc").bare().reveal()).isEqualTo("a\nb\uFEFFc");
  }
}
