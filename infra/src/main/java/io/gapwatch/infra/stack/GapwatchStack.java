package io.gapwatch.infra.stack;

import com.pulumi.core.Output;
import io.gapwatch.infra.config.Secret;
import io.gapwatch.infra.config.Settings;
import io.gapwatch.infra.cost.CostTable;
import io.gapwatch.infra.cost.MonthlyCost;
import io.gapwatch.infra.release.ReleaseArchive;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All that a stack consists of. */
public final class GapwatchStack {
  private final Settings settings;
  private final Map<String, Secret> secrets;
  private final ReleaseArchive archive;
  private final Optional<Created> before;
  private final Labels labels;

  /**
   * A stack with these values; {@link #declare} makes it so.
   *
   * @param before what its VM was made with, if there is one
   */
  public GapwatchStack(
      String name,
      Settings settings,
      Map<String, Secret> secrets,
      ReleaseArchive archive,
      Optional<Created> before) {
    this.settings = settings;
    this.secrets = secrets;
    this.archive = archive;
    this.before = before;
    this.labels = new Labels(name);
  }

  /**
   * Declares every resource.
   *
   * @return the stack's outputs by name
   * @throws io.gapwatch.infra.config.InfraException when the stack is beyond Always Free and that
   *     is not allowed
   */
  public Map<String, Output<?>> declare() {
    MonthlyCost cost = MonthlyCost.of(settings);
    cost.check(settings);

    Network network = new Network(settings.account(), settings.ssh(), labels);
    SecretVault vault = new SecretVault(settings.account(), secrets, labels);
    Release release = new Release(settings.account(), settings.release(), archive, labels);
    Optional<StatusPage> page = page(release, vault);
    Access access = new Access(settings.account(), labels);
    Watcher watcher =
        new Watcher(
            settings,
            network,
            access,
            Bootstrap.metadata(
                settings.ssh().publicKey(), archive.signature().publicKey(), release, vault),
            Bootstrap.extendedMetadata(release, vault),
            labels);
    access.allowReading(vault, watcher);
    settings.budgetEmail().ifPresent(email -> new BudgetAlarm(settings.account(), email, labels));

    Map<String, Output<?>> outputs = outputs(watcher, vault, release, cost);
    page.ifPresent(each -> outputs.put("statusPage", each.publicAddress()));
    return outputs;
  }

  /** The agent learns where to publish it as it learns every secret. */
  private Optional<StatusPage> page(Release release, SecretVault vault) {
    if (!settings.statusPage()) {
      return Optional.empty();
    }
    StatusPage page =
        new StatusPage(settings.account(), release.namespace(), settings.release(), labels);
    vault.add(Settings.PAGE_SECRET, page.writeAddress());
    return Optional.of(page);
  }

  /** Texts only: the Automation API of the Java SDK 1.36.1 fails on any other kind of output. */
  private Map<String, Output<?>> outputs(
      Watcher watcher, SecretVault vault, Release release, MonthlyCost cost) {
    Map<String, Output<?>> outputs = new TreeMap<>();
    outputs.put("address", watcher.publicIp());
    outputs.put("ssh", Output.format("ssh ubuntu@%s", watcher.publicIp()));
    outputs.put("vaultId", vault.id());
    outputs.put("keyId", vault.keyId());
    outputs.put(
        Created.OUTPUT, watcher.id().applyValue(vm -> Created.now(vm, settings, before).json()));
    outputs.put("releaseSha256", Output.of(archive.sha256()));
    // Whoever knows it can read the releases.
    outputs.put("manifestUrl", release.manifestUrl().asSecret());
    outputs.put("monthlyCost", Output.of(CostTable.text(cost)));
    vault.secretIds().forEach((name, id) -> outputs.put("secretId_" + name, id));
    return outputs;
  }
}
