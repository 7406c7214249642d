package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's pytest under rebeam, with the plugin of {@code rebeam.testing}. */
class PytestIT {
  private static final Pattern FILE =
      Pattern.compile("^```python (\\S+)\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  private static final Pattern REPORT =
      Pattern.compile(
          "^```text\\n\\$ rebeam -m pytest -q\\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /** pytest 7.2 uses what Python 3.12 warns of. */
  private static final String SETTINGS =
      """
      [pytest]
      addopts = -p no:cacheprovider
      filterwarnings = ignore::DeprecationWarning
      rebeam_timeout = %s
      """;

  @TempDir Path folder;

  @BeforeEach
  void provide() throws IOException {
    PythonPackages.provide(folder, "pytest", "_pytest", "py", "py.py", "pluggy", "iniconfig");
    PythonPackages.provide(folder, "attr", "packaging");
    write("pytest.ini", SETTINGS.formatted("100"));
    write("conftest.py", "pytest_plugins = ['rebeam.testing.plugin']\n");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private static List<String> pytest() {
    return List.of("-p", "packages", "-m", "pytest", "-q");
  }

  private Outcome runTests() {
    return Rebeam.run(folder, "", pytest().toArray(String[]::new));
  }

  @Test
  @DisplayName("The tests of docs/testing.md come out as it says")
  void page() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "testing.md"));
    Matcher file = FILE.matcher(page);
    while (file.find()) {
      write(file.group(1), file.group(2));
    }
    Matcher report = REPORT.matcher(page);
    assertThat(report.find()).isTrue();

    Outcome outcome = runTests();

    assertThat(withoutTime(outcome.out())).isEqualTo(withoutTime(report.group(1)));
    assertThat(outcome.code()).isEqualTo(1);
  }

  private static String withoutTime(String report) {
    return report.replaceAll(" in [^ ]+s( \\([:\\d]+\\))?\\n", "\n");
  }

  @Test
  @DisplayName("Each test has a process of its own, and takes what is linked to it with it")
  void processes() throws IOException {
    write(
        "test_processes.py",
        """
        import asyncio

        import pytest
        import rebeam
        from rebeam import *
        from rebeam.testing import advance_time

        SEEN = []

        class Stubborn(GenServer):
            def init(self):
                trap_exit(True)

            def terminate(self, reason):
                SEEN.append(reason)

        async def waits():
            await receive()

        @pytest.fixture
        def server():
            started = Stubborn.start_link(name="of fixture")
            yield started
            stop(started)

        async def test_leaves_things():
            send(self(), "unread")
            register("a name")
            await Stubborn.start_link(name="linked")
            spawn_link(waits)

        @pytest.mark.parametrize("name", ["a name", "linked"])
        def test_finds_nothing(name):
            assert receive(timeout=0, default=None) is None
            assert whereis(name) is None
            assert SEEN == ["shutdown"]

        async def test_fixture(server, tmp_path, monkeypatch, capsys):
            monkeypatch.setattr("sys.argv", ["x"])
            (tmp_path / "file").write_text("text")
            print("printed")
            assert capsys.readouterr().out == "printed\\n"
            assert whereis("of fixture") == server.pid

        def test_fixture_has_ended():
            assert whereis("of fixture") is None

        async def test_order(supervised):
            def child(name):
                register(name)
                trap_exit(True)
                SEEN.append((name, receive(Exit).reason))

            for name in "first", "second":
                await supervised(child, name)
                while whereis(name) is None:
                    await sleep(0.001)
            assert len(await which_children(supervised.supervisor)) == 2

        def test_order_was_kept():
            assert SEEN[-2:] == [("second", "shutdown"), ("first", "shutdown")]

        async def until_asleep(pid):
            while process_info(pid, "status")["status"] != "waiting":
                await sleep(0.001)

        @pytest.mark.parametrize("module", [asyncio, rebeam])
        async def test_time(module):
            async def sleeps(top):
                await module.sleep(36000)
                send(top, "woke")

            await until_asleep(spawn_link(sleeps, self()))
            while await receive("woke".__eq__, timeout=0, default=None) is None:
                advance_time(3600)
                await sleep(0.001)

        async def test_deadlines(supervised):
            async def waits_long():
                with pytest.raises(CallTimeout):
                    await gather(Task.spawn(waits), Task.spawn(waits), timeout=3600)
                return "late"

            task = Task.spawn(waits_long)
            await until_asleep(task.pid)
            while (outcome := await task.poll(timeout=0)) is None:
                advance_time(1800)
                await sleep(0.001)
            assert outcome == Ok("late")

        async def test_linked_to_a_crash():
            spawn_link(lambda: 1 / 0)
            await receive()

        @pytest.mark.skip
        async def test_skipped():
            assert False

        async def test_skips():
            pytest.skip("not here")

        @pytest.mark.xfail
        async def test_expected_to_fail():
            assert False

        async def test_exits():
            raise SystemExit(3)
        """);

    Outcome outcome = runTests();

    assertThat(outcome.out())
        .contains(
            "the process of the test was ended: Crashed('ZeroDivisionError', 'division by zero')\n",
            "FAILED test_processes.py::test_linked_to_a_crash",
            "FAILED test_processes.py::test_exits - SystemExit: 3\n",
            "2 failed, 10 passed, 2 skipped, 1 xfailed in ");
    assertThat(outcome.code()).as(outcome.out() + outcome.err()).isEqualTo(1);
  }

  @Test
  @DisplayName("A test that does not end is killed, whether it waits or computes")
  void lateTests() throws IOException {
    write("pytest.ini", SETTINGS.formatted("5"));
    write(
        "test_late.py",
        """
        from rebeam import *
        from rebeam.testing import advance_time

        async def test_waits():
            await receive()

        def test_computes():
            while True:
                pass

        async def test_time_that_is_advanced_does_not_count():
            advance_time(3600)
        """);

    Outcome outcome = runTests();

    assertThat(outcome.out())
        .contains(
            "the test has not ended within 5 s\n",
            "FAILED test_late.py::test_waits\n",
            "FAILED test_late.py::test_computes\n",
            "2 failed, 1 passed in ");
  }

  @Test
  @DisplayName("Ctrl-C ends the run of the tests as it does in CPython")
  void interrupted() throws IOException {
    write(
        "test_wait.py",
        """
        from rebeam import *

        async def test_waits():
            open("begun", "w").close()
            await receive()
        """);
    List<String> command = new ArrayList<>(List.of(Rebeam.PROGRAM.toString()));
    command.addAll(pytest());
    Run run = new Run(folder, command).with("");
    Waiting.until(() -> Files.exists(folder.resolve("begun")), () -> "no test has begun");

    Outcome outcome = run.signal("INT").outcome();

    assertThat(outcome.out()).contains("KeyboardInterrupt", "no tests ran in ");
    assertThat(outcome.code()).isEqualTo(2);
  }
}
