package io.gapwatch.infra.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class BootstrapTest {
  private static final int LARGEST_METADATA = 32_000;

  private final String text =
      new String(Base64.getDecoder().decode(Bootstrap.userData()), StandardCharsets.UTF_8);

  @Test
  void userDataIsACloudConfigWellWithinOraclesLimit() {
    assertThat(text).startsWith("#cloud-config\n");
    assertThat(Bootstrap.userData().length()).isLessThan(LARGEST_METADATA / 2);
  }

  @Test
  void itsScriptsAreThoseOfTheRelease() throws IOException {
    assertThat(file("/usr/local/bin/gapwatch-update")).startsWith("#!/usr/bin/env bash");
    assertThat(file("/usr/local/sbin/gapwatch-prepare")).startsWith("#!/bin/sh");
  }

  @Test
  void theAgentsUserCannotBecomeRootOrLogIn() throws IOException {
    JsonNode agent =
        items("users")
            .filter(user -> user.path("name").asText().equals("gapwatch"))
            .findFirst()
            .orElseThrow();

    assertThat(agent.has("sudo")).isFalse();
    assertThat(agent.has("groups")).isFalse();
    assertThat(agent.has("ssh_authorized_keys")).isFalse();
    assertThat(agent.path("lock_passwd").asBoolean()).isTrue();
  }

  @Test
  void updatesOfTheSystemComeByThemselves() throws IOException {
    String settings =
        items("write_files")
            .filter(each -> each.path("path").asText().endsWith("20auto-upgrades"))
            .map(each -> each.path("content").asText())
            .findFirst()
            .orElseThrow();

    assertThat(settings)
        .contains("APT::Periodic::Unattended-Upgrade \"1\";")
        .contains("Unattended-Upgrade::Automatic-Reboot \"true\";");
  }

  private String file(String path) throws IOException {
    return items("write_files")
        .filter(each -> each.path("path").asText().equals(path))
        .map(each -> each.path("content").asText())
        .map(base64 -> new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8))
        .findFirst()
        .orElseThrow();
  }

  private Stream<JsonNode> items(String key) throws IOException {
    JsonNode list = new YAMLMapper().readTree(text).path(key);
    return StreamSupport.stream(list.spliterator(), false);
  }
}
