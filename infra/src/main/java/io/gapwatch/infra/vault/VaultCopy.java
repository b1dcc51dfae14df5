package io.gapwatch.infra.vault;

import io.gapwatch.infra.config.InfraException;
import io.gapwatch.infra.config.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Secrets that go into one of Vault. What only Vault has stays.
 *
 * @param secrets by name, all of them filled
 */
public record VaultCopy(KvVault vault, Map<String, Secret> secrets) {

  /**
   * Writes what differs, reads it back and compares.
   *
   * @param dryRun to write nothing
   * @return what became of each, in words without values
   * @throws InfraException when Vault refuses, or does not hold afterwards what was written
   */
  public List<String> copy(boolean dryRun) {
    KvVault.Held before = vault.read();
    Map<String, Secret> changes = new LinkedHashMap<>(secrets);
    changes.entrySet().removeIf(each -> before.has(each.getKey(), each.getValue()));
    if (!changes.isEmpty() && !dryRun) {
      vault.write(before, changes);
      proveHeld();
    }
    return secrets.keySet().stream()
        .map(name -> name + ": " + became(name, before, changes.containsKey(name), dryRun))
        .toList();
  }

  private void proveHeld() {
    KvVault.Held after = vault.read();
    List<String> missing =
        secrets.entrySet().stream()
            .filter(each -> !after.has(each.getKey(), each.getValue()))
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      throw new InfraException(
          "%s does not hold what was written: %s; somebody else may have written after it. See vault kv metadata get, and copy again"
              .formatted(vault.name(), String.join(", ", missing)));
    }
  }

  private static String became(String name, KvVault.Held before, boolean changed, boolean dryRun) {
    if (!changed) {
      return "is there already";
    }
    String does = before.has(name) ? "changed" : "new";
    return dryRun ? "would be " + does : does;
  }
}
