package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Semantics K.11: partition supervisors. */
class PartitionSupervisorTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      class Worker(GenServer):
          def init(self):
              self.all = []

          def handle_call(self, request, caller):
              if request == "all":
                  return self.all
              self.all.append(request)
              return request

          def handle_info(self, message):
              self.all.append(message)

          handle_cast = handle_info

      def at(key):
          return PartitionSupervisor.via("workers", key)
      """;

  private String output(String program) {
    return node.output(PRELUDE + program);
  }

  @Test
  @DisplayName(
      "K79 T-K59: an integer key goes to the partition of its size, another one always to the same")
  void routing() {
    String out =
        output(
            """
            async with PartitionSupervisor(Worker, name="workers", partitions=4) as workers:
                print([child.id for child in await which_children("workers")], workers.partitions())
                pids = {child.id: child.pid for child in await which_children(workers)}
                for key in -7, 7, 0, 4, 10**30 + 1:
                    print(key, [n for n in pids if pids[n] == at(key).whereis()])
                keys = ["a", "b", ("c", 1), None, 1.5, b"x", self(), True]
                print([at(key).whereis() == at(key).whereis() for key in keys].count(True))
                print(len({at(str(n)).whereis() for n in range(100)}))
                print(await call(at(7), "x"), send(at(7), "y"), cast(at(7), "z"))
                print(sorted(await call(at(7), "all")))
            """);

    assertThat(out)
        .isEqualTo(
            """
            [3, 2, 1, 0] 4
            -7 [3]
            7 [3]
            0 [0]
            4 [0]
            1000000000000000000000000000001 [1]
            8
            4
            x y None
            ['x', 'y', 'z']
            """);
  }

  @Test
  @DisplayName("K79: a partition that ends is started again, and its name finds the new process")
  void restarts() {
    String out =
        output(
            """
            async with PartitionSupervisor(Worker, name="workers", partitions=2):
                old, other = at(1).whereis(), at(0).whereis()
                kill(old)
                while (new := at(1).whereis()) is None:
                    await yield_()
                print(new != old, at(0).whereis() == other, await call(at(1), "again"))
            """);

    assertThat(out)
        .isEqualTo(
            """
            True True again
            """);
  }

  @Test
  @DisplayName("K79: with_arguments gives each copy arguments of its own")
  void withArguments() {
    String out =
        output(
            """
            class Shard(Worker):
                def init(self, path, number, *, mode):
                    self.all = (path, number, mode)

                @call
                def where(self):
                    return self.all

            async with PartitionSupervisor(
                Child(Shard, "data", mode="rw"), name="workers", partitions=3, with_arguments=lambda args, n: (*args, n * 10)
            ):
                print([await Shard.at(at(n)).where() for n in range(3)])
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('data', 0, 'rw'), ('data', 10, 'rw'), ('data', 20, 'rw')]
            """);
  }

  @Test
  @DisplayName("K79: resize ends the partitions that are too many, and starts them again")
  void resizing() {
    String out =
        output(
            """
            async with PartitionSupervisor(Worker, name="workers", partitions=3) as workers:
                await workers.resize(1)
                print(workers.partitions(), dict(await count_children(workers))["active"], at(2).whereis() == at(0).whereis())
                await PartitionSupervisor.resize("workers", 3)
                print(workers.partitions(), dict(await count_children(workers))["active"], await call(at(2), 1))
                await workers.resize(0)
                print(at(2).whereis(), dict(await count_children(workers))["active"])
                for bad in 4, -1, "x":
                    try:
                        await workers.resize(bad)
                    except ValueError as error:
                        print(error)
            """);

    assertThat(out)
        .isEqualTo(
            """
            1 1 True
            3 3 1
            None 0
            there may be 0 to 3 partitions, not 4
            there may be 0 to 3 partitions, not -1
            there may be 0 to 3 partitions, not 'x'
            """);
  }

  @Test
  @DisplayName("K79: a name is needed, and only a supervisor that runs has partitions")
  void names() {
    String out =
        output(
            """
            try:
                await PartitionSupervisor.start_link(Worker)
            except TypeError as error:
                print(error)
            for dest in "none", self():
                try:
                    PartitionSupervisor.via(dest, 1).whereis()
                except (NotRegistered, NoProcess) as error:
                    print(type(error).__name__)
            trap_exit(True)
            try:
                await PartitionSupervisor.start_link(Worker, name="workers", partitions=0)
            except StartError as error:
                print(error.reason.message, whereis("workers"))
            class Refuses(GenServer):
                def init(self):
                    return Stop("no")
            try:
                await PartitionSupervisor.start_link(Refuses, name="workers", partitions=2)
            except StartError as error:
                print(error.reason)
            trap_exit(False)
            """);

    assertThat(out)
        .isEqualTo(
            """
            a PartitionSupervisor needs a name: start_link(child, name=…)
            NotRegistered
            NoProcess
            partitions is a number from 1 on, not 0 None
            Shutdown(detail=('failed_to_start_child', 0, 'no'))
            """);
  }
}
