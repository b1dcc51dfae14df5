package io.gapwatch.agent.app;

import io.gapwatch.agent.probe.CheckType;
import io.gapwatch.agent.probe.cache.RedisCheck;
import io.gapwatch.agent.probe.database.ConnectionsCheck;
import io.gapwatch.agent.probe.database.DeadRowsCheck;
import io.gapwatch.agent.probe.database.IdleInTransactionCheck;
import io.gapwatch.agent.probe.database.LocksCheck;
import io.gapwatch.agent.probe.database.LongQueriesCheck;
import io.gapwatch.agent.probe.database.PrimaryKeysCheck;
import io.gapwatch.agent.probe.database.ReachableCheck;
import io.gapwatch.agent.probe.database.ReplicationCheck;
import io.gapwatch.agent.probe.database.SchemaCheck;
import io.gapwatch.agent.probe.database.SequencesCheck;
import io.gapwatch.agent.probe.database.SizeCheck;
import io.gapwatch.agent.probe.database.WraparoundCheck;
import io.gapwatch.agent.probe.epochs.EpochsCheck;
import io.gapwatch.agent.probe.epochs.ParticipantsCheck;
import io.gapwatch.agent.probe.gaps.GapsCheck;
import io.gapwatch.agent.probe.host.AliveCheck;
import io.gapwatch.agent.probe.host.CpuCheck;
import io.gapwatch.agent.probe.host.DiskCheck;
import io.gapwatch.agent.probe.host.LoadCheck;
import io.gapwatch.agent.probe.host.MemoryCheck;
import io.gapwatch.agent.probe.host.SwapCheck;
import io.gapwatch.agent.probe.http.HttpCheck;
import io.gapwatch.agent.probe.log.LogErrorsCheck;
import io.gapwatch.agent.probe.process.ProcessesCheck;
import io.gapwatch.agent.probe.rate.EventRateCheck;
import io.gapwatch.agent.probe.rate.GrowthCheck;
import io.gapwatch.agent.probe.table.SqlCheck;
import io.gapwatch.agent.probe.table.StalenessCheck;
import java.util.List;

/** All check types: one line each. */
public final class CheckTypes {
  private CheckTypes() {}

  public static List<CheckType> all() {
    return List.of(
        new GapsCheck(),
        new StalenessCheck(),
        new SqlCheck(),
        new ProcessesCheck(),
        new RedisCheck(),
        new HttpCheck(),
        new LogErrorsCheck(),
        new MemoryCheck(),
        new SwapCheck(),
        new LoadCheck(),
        new CpuCheck(),
        new AliveCheck(),
        new EventRateCheck(),
        new GrowthCheck(),
        new EpochsCheck(),
        new ParticipantsCheck(),
        new ReachableCheck(),
        new ConnectionsCheck(),
        new SizeCheck(),
        new PrimaryKeysCheck(),
        new DeadRowsCheck(),
        new WraparoundCheck(),
        new IdleInTransactionCheck(),
        new LongQueriesCheck(),
        new LocksCheck(),
        new SequencesCheck(),
        new ReplicationCheck(),
        new SchemaCheck(),
        new DiskCheck());
  }
}
