package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.eval.EvalResult;
import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Semantics K.13: applications. */
class ApplicationTest {
  @RegisterExtension final TestNode node = new TestNode();

  private static final String PRELUDE =
      """
      main = self()

      class App(Application):
          def start(self):
              return Supervisor.start_link([], name=type(self).__qualname__)

          def prep_stop(self):
              send(main, f"prep {application.name_of(type(self))}")

          def stop(self):
              send(main, f"stop {application.name_of(type(self))}")

      class Base(App):
          pass

      class Other(App):
          pass

      def told():
          "What has been sent so far, in a list."
          import _rebeam_host as host
          found = []
          host.rewind(0)
          while type(message := host.scan()) is str:
              host.take_scanned()
              found.append(message)
          return found
      """;

  private String output(String program) {
    return node.output(PRELUDE + program);
  }

  @Test
  @DisplayName("K86, K87: an application runs after its dependencies; starting it again is refused")
  void starting() {
    String out =
        output(
            """
            class Web(App):
                depends = (Base,)

            class All(App):
                depends = (Web, Other)

            async def refused(waiting):
                try:
                    return await waiting
                except (StartError, CallNoProcess) as error:
                    return type(error).__name__, error.reason

            print(await refused(application.start(Web)))
            top = await application.start(Base)
            print(top == Supervisor.at("Base"), application.which_applications())
            print((await refused(application.start(Base)))[0], await application.ensure_all_started(All))
            print(application.which_applications(), await application.ensure_all_started(All))
            await application.stop(Web)
            print(application.which_applications(), whereis("Web"), (await refused(application.stop(Web)))[0])
            await application.stop_all()
            print(application.which_applications(), told())
            """);

    assertThat(out)
        .isEqualTo(
            """
            ('StartError', ('not_started', 'Base'))
            True ['Base']
            AlreadyStarted ['Web', 'Other', 'All']
            ['Base', 'Web', 'Other', 'All'] []
            ['Base', 'Other', 'All'] None CallNoProcess
            [] ['prep Web', 'stop Web', 'prep All', 'stop All', 'prep Other', 'stop Other', 'prep Base', 'stop Base']
            """);
  }

  @Test
  @DisplayName(
      "K86 T-K64: when one does not start, those that were started for it are stopped again")
  void rollBack() {
    String out =
        output(
            """
            class Broken(App):
                depends = (Base, Other)
                async def start(self):
                    class Fails(GenServer):
                        def init(self):
                            return Stop("no disk")
                    return await Supervisor.start_link([Fails])

            class Wrong(App):
                def start(self):
                    return None

            class Refuses(App):
                def start(self):
                    raise StartError("not today")

            await application.start(Other)
            for app in Broken, Wrong, Refuses:
                try:
                    await application.ensure_all_started(app)
                except StartError as error:
                    print(error.reason)
                print(application.which_applications(), told())
            await application.stop_all()
            told()
            for bad in 7, Supervisor:
                try:
                    application.start(bad)
                except TypeError as error:
                    print("is a subclass of Application" in str(error))
            """);

    assertThat(out)
        .isEqualTo(
            """
            Shutdown(detail=('failed_to_start_child', 'Broken.start.<locals>.Fails', 'no disk'))
            ['Other'] ['prep Base', 'stop Base']
            ('bad_return_value', None)
            ['Other'] []
            not today
            ['Other'] []
            True
            True
            """);
  }

  @Test
  @DisplayName("K89 T-K65: all stop in reverse start order, and each tree in its own order")
  void stopping() {
    String out =
        output(
            """
            class Logs(GenServer):
                def init(self, name):
                    trap_exit(True)
                    self.name = name

                def terminate(self, reason):
                    send(main, f"end {self.name} {reason}")

            class One(App):
                async def start(self):
                    return await Supervisor.start_link([Child(Logs, "1a", id=1), Child(Logs, "1b", id=2)])

            class Two(One):
                depends = (One,)
                async def start(self):
                    return await Supervisor.start_link([Child(Logs, "2a", id=1), Child(Logs, "2b", id=2)])

            await application.ensure_all_started(Two)
            await application.stop_all()
            print(told())
            """);

    assertThat(out)
        .isEqualTo(
            """
            ['prep Two', 'end 2b shutdown', 'end 2a shutdown', 'stop Two', 'prep One', 'end 1b shutdown', 'end 1a shutdown', 'stop One']
            """);
  }

  @Test
  @DisplayName(
      "K90: settings of the class are overridden by those of the start; the same without await")
  void settings() {
    String out =
        output(
            """
            class Set(App):
                name = "settings"
                env = {"port": 80, "host": "a"}
                def start(self):
                    send(main, sorted(self.env.items()))
                    return super().start()

            def blocks():
                application.start(Set, env={"port": 81})
                application.stop(Set)
                send(main, "blocking end")

            spawn(blocks)
            print(await receive(list, timeout=30), await receive("blocking end".__eq__, timeout=30))
            print(Set.env, told())
            """);

    assertThat(out)
        .isEqualTo(
            """
            [('host', 'a'), ('port', 81)] blocking end
            {'port': 80, 'host': 'a'} ['prep settings', 'stop settings']
            """);
  }

  @ParameterizedTest
  @CsvSource({
    "permanent, normal, true", "permanent, shutdown, true", "permanent, killed, true",
    "transient, normal, false", "transient, shutdown, true", "transient, killed, true",
    "temporary, normal, false", "temporary, shutdown, false", "temporary, killed, false"
  })
  @DisplayName("K88 T-K63: what the end of the top supervisor ends")
  void kinds(String kind, String reason, boolean endsProgram) {
    TestNode.Outcome outcome =
        node.run(
            PRELUDE
                + """
                await application.start(Other)
                await application.start(Base, "%s")
                ref = monitor("application.Base")
                if "%s" == "killed":
                    kill(whereis("Base"))
                else:
                    await stop("Base", "%s")
                await receive(ref, timeout=30)
                print(application.which_applications())
                await application.stop_all()
                told()
                """
                    .formatted(kind, reason, reason));

    if (endsProgram) {
      assertThat(outcome.result()).isInstanceOf(EvalResult.EvaluatorDied.class);
      assertThat(outcome.out()).isEmpty();
    } else {
      assertThat(outcome.output()).isEqualTo("['Other']\n");
    }
    assertThat(outcome.err()).contains("application Base ended: '" + reason + "'");
  }
}
