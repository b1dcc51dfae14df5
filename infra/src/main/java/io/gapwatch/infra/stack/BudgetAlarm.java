package io.gapwatch.infra.stack;

import com.pulumi.resources.CustomResourceOptions;
import io.gapwatch.infra.config.Account;
import io.gapwatch.infra.oci.budget.Budget;
import io.gapwatch.infra.oci.budget.BudgetArgs;
import io.gapwatch.infra.oci.budget.Rule;
import io.gapwatch.infra.oci.budget.RuleArgs;
import java.util.Map;

/**
 * A mail when the month costs anything at all. Oracle looks once a day; nothing is stopped by it.
 */
final class BudgetAlarm extends Component {
  private static final int SMALLEST_BUDGET = 1;
  private static final double ONE_PER_CENT = 1;

  BudgetAlarm(Account account, String email, Labels labels) {
    super("BudgetAlarm");
    Budget budget =
        new Budget(
            "budget",
            BudgetArgs.builder()
                .compartmentId(account.tenancyId())
                .amount(SMALLEST_BUDGET)
                .resetPeriod("MONTHLY")
                .targetType("COMPARTMENT")
                .targets(account.compartmentId())
                .displayName(labels.name())
                .description("Gapwatch should cost nothing")
                .freeformTags(labels.tags())
                .build(),
            quiet());
    new Rule(
        "budget-alert",
        RuleArgs.builder()
            .budgetId(budget.id())
            .type("ACTUAL")
            .thresholdType("PERCENTAGE")
            .threshold(ONE_PER_CENT)
            .recipients(email)
            .displayName(labels.name())
            .message("The Gapwatch compartment costs money this month; see gapctl plan.")
            .freeformTags(labels.tags())
            .build(),
        quiet());
    registerOutputs(Map.of());
  }

  /** Oracle's answers lack these tags now and then, which would count as a change each time. */
  private CustomResourceOptions quiet() {
    return child().ignoreChanges("systemTags").build();
  }
}
