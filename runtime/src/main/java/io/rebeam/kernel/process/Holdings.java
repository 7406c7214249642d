package io.rebeam.kernel.process;

import java.util.function.Predicate;

/** What processes hold outside of themselves. Any thread. */
public final class Holdings {
  private Holdings() {}

  /**
   * Changes what a process holds, under its lock, so that its end comes before or after.
   *
   * @param change returns whether the process has anything of {@code holding} afterwards; may take
   *     locks that are leaves
   * @return false when the process is dead or ending, and nothing was changed
   */
  public static boolean change(
      LocalProcess process, Holding holding, Predicate<Settlement> change) {
    Settlement settlement = new Settlement();
    Signals.settle(process);
    process.acquire();
    try {
      if (process.isExitingOrDead()) {
        return false;
      }
      if (change.test(settlement)) {
        process.relations().holdings.add(holding);
      } else {
        Relations own = process.relationsOrNull();
        if (own != null) {
          own.holdings.remove(holding);
        }
      }
    } finally {
      process.release();
    }
    settlement.run();
    return true;
  }
}
