package io.rebeam.kernel.process;

import static io.rebeam.testing.Interleavings.check;
import static io.rebeam.testing.Interleavings.explore;
import static io.rebeam.testing.Interleavings.together;

import io.rebeam.kernel.signal.ExitReason;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ProcessTableInterleavingTest {
  @Test
  @DisplayName("A28: a list made while others come and go has all that live the whole time, once")
  void listsWhileProcessesComeAndGo() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess stays = host.newborn(false);
          LocalProcess goes = host.newborn(false);
          together(
              () -> Exits.finish(goes, ExitReason.NORMAL),
              () -> host.newborn(false),
              () -> {
                List<LocalProcess> all = host.kernel().table().all();
                check(all.contains(stays), "one that lives is missing in " + all);
                check(all.stream().distinct().count() == all.size(), "twice in " + all);
              });
          check(host.kernel().table().get(goes.serial()) == null, "the dead one is found");
          check(host.kernel().table().get(stays.serial()) == stays, "the live one is lost");
          check(host.kernel().table().size() == 2, "size " + host.kernel().table().size());
        });
  }

  @Test
  void processesOfOneStripeDoNotDisturbEachOther() {
    explore(
        () -> {
          FakeHost host = new FakeHost();
          LocalProcess[] own = new LocalProcess[33];
          for (int i = 0; i < own.length; i++) {
            own[i] = host.newborn(false);
          }
          ProcessTable table = host.kernel().table();
          // 0, 16 and 32 are in one stripe.
          together(
              () -> Exits.finish(own[0], ExitReason.NORMAL),
              () -> Exits.finish(own[16], ExitReason.NORMAL),
              () -> check(table.get(own[32].serial()) == own[32], "not found in between"));
          check(table.get(own[0].serial()) == null, "the first is still there");
          check(table.get(own[16].serial()) == null, "the second is still there");
          check(table.get(own[32].serial()) == own[32], "the third is lost");
          check(table.size() == 31, "size " + table.size());
        });
  }
}
