package io.gapwatch.agent.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR -p hunter2 failed",
        "ERROR mysqldump -u root -phunter2 shop",
        "ERROR cmd --password hunter2",
        "ERROR cmd --db-password 'hunter2 hunter2'",
        "ERROR cmd --Passphrase \"hunter2\" x",
        "ERROR cmd -password hunter2",
        "ERROR cmd --token hunter2 --secret hunter2",
        "ERROR cmd --client-secret\thunter2",
        "ERROR cmd --api-key hunter2",
        "ERROR cmd --password=hunter2",
        "ERROR spawnargs: [ '--password', 'hunter2', '-p', 'hunter2' ]",
        "ERROR [\"--token\",\"hunter2\"]",
        "ERROR curl -u ops:hunter2 https://x.example.org",
        "ERROR curl --user 'ops:hunter2' --proxy-user ops:hunter2",
        "ERROR ALTER ROLE gapwatch WITH PASSWORD 'hunter2'",
        "ERROR CREATE USER a IDENTIFIED BY 'hunter2'",
        "ERROR connect postgres://u:hunter2@db/x",
        "ERROR password=hunter2 Authorization: Bearer hunter2",
        "ERROR DB_PASS=hunter2",
        "ERROR {\"pass\":\"hunter2\"}",
        "ERROR {\\\"password\\\":\\\"hunter2\\\"}",
        "ERROR passphrase=hunter2",
        "ERROR postgres://u:pa/hunter2@db/x",
        "ERROR postgres://u:p@hunter2@db/x",
        "ERROR Cookie: a=b; sid=hunter2",
        "ERROR \"password\": \"a\\\"hunter2\"",
        "ERROR password: x,hunter2",
        "ERROR mnemonic: one two three four five six seven eight nine ten eleven hunter2"
      })
  void secretIsTakenOut(String line) {
    assertThat(Redaction.of(line))
        .startsWith("ERROR ")
        .contains("<redacted>")
        .doesNotContain("hunter2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ERROR password authentication failed for user \"gapwatch\"",
        "ERROR Unexpected token '<' in JSON at position 4",
        "ERROR find . -path ./x -print",
        "ERROR no space left -- passing on",
        "ERROR top-p is 3",
        "ERROR tests passed: 5, failed: 1",
        "ERROR GET http://db:8080/users@home/x refused",
        "ERROR run -u gapwatch -q"
      })
  void wordsStay(String line) {
    assertThat(Redaction.of(line)).isEqualTo(line);
  }

  /** With a square of time for each long word, this would take hours. */
  @ParameterizedTest
  @ValueSource(strings = {"x", "x-", "x/", "-p", "x.", "token", "://"})
  @Timeout(300)
  void lineOfAMillionLettersTakesNoTime(String letters) {
    String line = "ERROR password=hunter2 " + letters.repeat(1_000_000);
    assertThat(Redaction.of(line)).startsWith("ERROR password=<redacted>").hasSizeLessThan(5_000);
  }

  @Test
  void secretIsNotCutInTwo() {
    String line = "ERROR " + "x ".repeat(2040) + "postgres://u:hunter2@db.example.org/x";
    assertThat(Redaction.of(line)).doesNotContain("hunter", "postgres").endsWith(" …");
  }
}
