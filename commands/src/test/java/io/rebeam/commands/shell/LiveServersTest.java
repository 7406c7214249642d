package io.rebeam.commands.shell;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.commands.ExitCodes;
import io.rebeam.commands.shell.LiveShell.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The commands about servers and about what processes share, on a real node. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveServersTest {
  @TempDir private static Path folder;

  private LiveShell shell;

  @BeforeAll
  void startNode() {
    shell = new LiveShell();
    shell.python(
        """
        from rebeam import *
        import importlib, sys
        sys.path.insert(0, %r)

        class Account(GenServer):
            def init(self, owner):
                self.owner, self.password, self.log = owner, "secret", list(range(1000))

            def format_status(self, status):
                status["state"].pop("password")
                return status

            def handle_info(self, message):
                while message == "work":
                    pass

        class Bare(GenServer):
            pass

        class Odd(GenServer):
            def format_status(self, status):
                return status | {"state": "a\\nsecret"}

        def write(name, text):
            with open(f"{%r}/{name}.py", "w") as file:
                file.write("from rebeam import *\\n" + text)

        async def waits():
            await receive()
        """
            .replace("%r", "'" + folder + "'"));
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  @Test
  void stateShowsWhatFormatStatusLetsBeSeen() {
    shell.python("account = await Account.start('仕事', name='account')");

    assertThat(shell.run(":state account").out())
        .matches(
            """
            <0\\.\\d+\\.0> account: Account

            State
              owner  '仕事'
              log    \\[0, 1, 2, .*
            """)
        .doesNotContain("secret");
    assertThat(shell.run(":state account --full").out()).contains(" 998, 999]\n");
    assertThat(shell.run(":state account --json").out())
        .contains(
            "\"server_class\":\"Account\",\"suspended\":false,\"attributes\":[{\"name\":\"owner\"")
        .contains("… 950 more");
    shell.python("await introspect.suspend(account)");
    assertThat(shell.run(":state account").out()).contains(" account: Account, suspended\n");
    shell.python("kill(account.pid)");
  }

  @Test
  void stateMayBeNothingOrOneValue() {
    shell.python("bare, odd = await Bare.start(name='bare'), await Odd.start(name='odd')");

    assertThat(shell.run(":state bare").out()).endsWith(" bare: Bare\n\nState: none\n");
    assertThat(shell.run(":state odd").out()).endsWith("\nState\n  'a\\nsecret'\n");
    shell.python("await stop(bare); await stop(odd)");
  }

  @Test
  void stateOfABusyServerIsNotWaitedForLongerThanSaid() {
    shell.python("busy = await Account.start('x', name='busy'); send(busy, 'work'); None");
    eventually(() -> shell.run(":ps busy").out().contains(" running "));

    Answer answer = shell.run(":state busy --wait 100ms");

    assertThat(answer.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(answer.out()).isEmpty();
    assertThat(answer.err())
        .matches(
            "rebeam: <0\\.\\d+\\.0> has not answered within 0\\.1 s: it is running.*, (0 messages|1 message) waiting"
                + "; --wait 10s waits longer, ':bt \\d+' shows its stack\n");
    assertThat(shell.run(":state busy --wait 50ms --json").err())
        .contains("\"kind\":\"error\",\"error\":\"noanswer\"");
    shell.python("kill(busy.pid)");
    eventually(() -> shell.node().inspector().load().zombies() == 0);
    assertThat(shell.run(":dead").out()).contains(" busy ").doesNotContain(":state");
  }

  @Test
  void onlyServersAreAskedForTheirState() {
    shell.python("plain = spawn_opt(waits, name='plain'); task = Task.start(waits)");

    for (String process : new String[] {"plain", "task"}) {
      Answer answer = shell.run(":state " + process);
      assertThat(answer.exitCode()).isEqualTo(ExitCodes.USAGE);
      assertThat(answer.err())
          .matches("rebeam: <0\\.(\\d+)\\.0> is no server, so .*; ':bt \\1' shows where it is\n");
    }
    assertThat(shell.run(":mbox plain").out()).contains("plain: no messages");
    assertThat(shell.run(":state account --wait 0s").err()).contains("--wait takes more than 0");
    shell.python("kill(plain); kill(task)");
  }

  @Test
  void tablesAreListedWithTheirOwners() {
    shell.python(
        """
        first = Table(name=("users", 1), kind="ordered_set", access="public")
        second = Table(kind="bag")
        first["a"] = 1
        second.insert("k", [1]); second.insert("k", 2)
        first.set_heir(spawn_opt(waits, name="heir"), None)
        """);

    String text = shell.run(":tables").out();

    assertThat(text)
        .containsPattern("ID +NAME +SIZE +TYPE +ACCESS +OWNER +HEIR")
        .containsPattern(
            "\\d+ +\\('users', 1\\) +1 +ordered_set +public +<0\\.\\d+\\.0> \"shell\" +<0\\.\\d+\\.0> heir")
        .containsPattern("\\d+ +2 +bag +protected +<0\\.\\d+\\.0> \"shell\"")
        .endsWith(" 2 tables\n".strip() + "\n");
    assertThat(shell.python("[(t['name'], t['type'], t['size']) for t in introspect.tables()]"))
        .contains("(\"('users', 1)\", 'ordered_set', 1)", "(None, 'bag', 2)");
    shell.python("first.drop(); second.drop(); kill(whereis('heir'))");
    assertThat(shell.run(":tables").out()).endsWith("0 tables\n");
  }

  @Test
  void registriesAndTheirEntriesAreListed() {
    shell.python(
        """
        rooms = await Registry.start_link(keys="duplicate", name="rooms")
        Registry.register("rooms", ("chat", 7), "a value")
        Registry.register("rooms", "z", {"not": "plain"})
        """);

    assertThat(shell.run(":registry").out())
        .containsPattern("PID +NAME +KEYS +ENTRIES +KIND\n<0\\.\\d+\\.0> +rooms +2 +2 +duplicate\n")
        .endsWith("1 registry\n");
    assertThat(shell.run(":registry rooms").out())
        .containsPattern("KEY +PID +NAME +VALUE\n")
        .containsPattern("'z' +<0\\.\\d+\\.0> +\"shell\" +<\\d+ bytes, pickled>\n")
        .containsPattern("\\('chat', 7\\) +<0\\.\\d+\\.0> +\"shell\" +'a value'\n")
        .endsWith("2 entries\n");
    assertThat(shell.run(":registry shell").err())
        .matches("rebeam: <0\\.\\d+\\.0> is no registry; ':registry' lists .*\n");
    assertThat(shell.python("introspect.registries()[0]['entries_count']")).isEqualTo("2");
    assertThat(shell.python("[one['key'] for one in introspect.registry('rooms')]"))
        .isEqualTo("[\"'z'\", \"('chat', 7)\"]");
    assertThat(shell.python("introspect.registry('nobody')")).isEmpty();
    shell.python("unlink(rooms); await stop(rooms)");
  }

  @Test
  void groupsAreListedWithTheirMembers() {
    shell.python(
        """
        pg.join("workers"), pg.join("workers"), pg.join(("a", 1), spawn_opt(waits, name="member"))
        PubSub("app").subscribe("orders")
        """);

    assertThat(shell.run(":groups").out())
        .containsPattern("SCOPE +GROUP +SIZE +MEMBERS\n")
        .containsPattern("'workers' +2 +<0\\.\\d+\\.0> \"shell\", <0\\.\\d+\\.0> \"shell\"\n")
        .containsPattern("\\('a', 1\\) +1 +<0\\.\\d+\\.0> member\n")
        .containsPattern("\\('\\$pubsub', 'app'\\) +'orders' +1 +")
        .endsWith("3 groups\n");
    assertThat(shell.python("[g['members_count'] for g in introspect.groups()]"))
        .isEqualTo("[2, 1, 1]");
    shell.python("kill(whereis('member')); pg.leave('workers'); pg.leave('workers')");
    shell.python("PubSub('app').unsubscribe('orders')");
    eventually(() -> shell.run(":groups").out().endsWith("0 groups\n"));
  }

  @Test
  void reloadMovesServersToTheNewCode() {
    shell.python(
        """
        write("shop", "class Till(GenServer):\\n    def init(self): self.sum = 7\\n")
        import shop
        till = await shop.Till.start(name="till")
        write("shop", "class Till(GenServer):\\n    @call\\n    def total(self): return self.sum\\n")
        """);

    assertThat(shell.run(":reload shop").out())
        .containsPattern("PID +NAME +CLASS +CODE *\n<0\\.\\d+\\.0> +till +Till +old\n")
        .endsWith(
            "\nreloaded shop; 1 server runs the old code, ':reload shop --change' moves it\n");
    assertThat(shell.run(":reload shop --change").out())
        .containsPattern("till +Till +new\n")
        .endsWith("\nreloaded shop; 1 server has moved\n");
    assertThat(shell.python("await shop.Till.at('till').total()")).isEqualTo("7");
    assertThat(shell.run(":info till").out()).contains("  behaviour        GenServer\n");

    shell.python("write('shop', 'def (\\n')");
    Answer failed = shell.run(":reload shop --change");
    assertThat(failed.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(failed.err())
        .startsWith("rebeam: shop has not been reloaded, and the old code runs on: SyntaxError: ");
    assertThat(shell.python("await shop.Till.at('till').total()")).isEqualTo("7");

    shell.python(
        "write('shop', 'class Till(GenServer):\\n    def code_change(self, v, s): 1 / 0\\n')");
    Answer refused = shell.run(":reload shop --change");
    assertThat(refused.exitCode()).isEqualTo(ExitCodes.FAILURE);
    assertThat(refused.out())
        .containsPattern("till +Till +old, failed +ZeroDivisionError: division by zero\n")
        .endsWith("reloaded shop; 0 servers have moved, 1 server runs the old code\n");
    shell.python("await stop(till)");
  }

  @Test
  void reloadKnowsTheModulesOfServers() {
    shell.python("write('stock', 'class Store(GenServer): pass\\n'); import stock");

    assertThat(shell.node().inspector().otp().serverModules()).contains("stock");
    shell.python("write('empty', 'x = 1\\n'); import empty");
    assertThat(shell.run(":reload empty --change").out())
        .startsWith("reloaded empty from ")
        .endsWith("empty.py; no server ran its old code\n");
    assertThat(shell.run(":reload stok").err())
        .isEqualTo("rebeam: no module 'stok' has been imported; did you mean 'stock'?\n");
  }
}
