package io.rebeam.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Tab offers for Python (rows 24 to 28 of the study of shells). */
class CompletionTest {
  @RegisterExtension final TestNode node = new TestNode();

  @TempDir Path folder;

  private Session session(String cell) {
    Session session = node.openPrompt();
    TestProbe.await(session.evaluate(cell), TestProbe.LONG_PATIENCE);
    return session;
  }

  private static List<Completion> complete(Session session, String text) {
    return session.complete(text, TestProbe.PATIENCE);
  }

  private static List<String> values(Session session, String text) {
    return complete(session, text).stream().map(Completion::value).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "ages[\"an              | anna",
        "print(ages['be          | bert",
        "f(1, ages[\"be          | bert",
        "holder.ages['an         | anna",
      })
  void keysOfADictionary(String text, String key) {
    Session session =
        session(
            """
            ages = {"anna": 1, "bert": 2, 3: 4, 'quo"te': 5}
            class Holder: pass
            holder = Holder()
            holder.ages = ages
            """);

    assertThat(values(session, text)).containsExactly(key);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spawn_opt(idle, na                 | name=",
        "spawn_opt(idle, (1, [2]), na       | name=",
        "start(1, pa                        | patience=",
        "start(patience=1, pa               |",
        "Worker(si                          | size=",
        "worker.move(spe                    | speed=",
        "wrapped(pa                         | patience=",
        "start(dict(a=1), pat               | patience=",
      })
  void namesOfArguments(String text, String name) {
    Session session =
        session(
            """
            import functools
            def idle(): pass
            def start(count, /, patience: float = 1.5, *, name=None): pass
            class Worker:
                def __init__(self, size): pass
                def move(self, speed): pass
            worker = Worker(1)
            @functools.wraps(start)
            def wrapped(*args, **kwargs): pass
            """);

    assertThat(values(session, text)).isEqualTo(name == null ? List.of() : List.of(name));
  }

  @Test
  void anArgumentIsDescribedByItsTypeAndDefault() {
    Session session = session("def start(patience: float = 1.5, when: 'int | None' = None): pass");

    assertThat(complete(session, "start("))
        .extracting(Completion::value, Completion::description)
        .contains(tuple("patience=", "float = 1.5"), tuple("when=", "int | None = None"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"abc\".upp    | .upper",
        "x = 'a b'.cap  | .capitalize",
        "b'1'.he        | .hex",
        "[1, 2].appe    | .append",
        "{1: 2}.ke      | .keys",
        "{1, 2}.ad      | .add",
        "print({}.va    | .values",
      })
  void attributesOfLiterals(String text, String name) {
    assertThat(values(session("pass"), text)).containsExactly(name);
  }

  @Test
  void namesOfModulesThatAreNotLoaded() throws IOException {
    Files.createDirectories(folder.resolve("shop/goods"));
    Files.writeString(folder.resolve("shop/__init__.py"), "print('imported')\n");
    Files.writeString(folder.resolve("shop/goods/__init__.py"), "");
    Files.writeString(
        folder.resolve("shop/prices.py"),
        """
        print("imported")
        from decimal import (Decimal,
            ROUND_UP as UP)
        LIST: dict[str, int] = {}
        async def look_up(name): pass
        class Listing: pass
        _hidden = 1
        """);
    Session session = session("import sys; sys.path.append(%s)".formatted(quoted(folder)));
    node.out().take();

    assertThat(values(session, "import sho")).containsExactly("shop");
    assertThat(values(session, "import shop.")).containsExactly("shop.goods", "shop.prices");
    assertThat(values(session, "from shop import p")).containsExactly("prices");
    assertThat(values(session, "from shop.prices import "))
        .containsExactly("Decimal", "LIST", "Listing", "UP", "look_up");
    assertThat(values(session, "from shop.prices import Decimal, Li")).containsExactly("Listing");
    assertThat(values(session, "from colorsys import rgb_to_h"))
        .containsExactly("rgb_to_hls", "rgb_to_hsv");
    assertThat(node.out().take()).isEmpty();
  }

  private static String quoted(Path path) {
    return "'" + path + "'";
  }

  @Test
  void filesInAString() throws IOException {
    Files.writeString(folder.resolve("notes.txt"), "");
    Files.createDirectory(folder.resolve("nothing"));
    Files.writeString(folder.resolve(".hidden"), "");
    Session session = session("import os; os.chdir(%s)".formatted(quoted(folder)));

    assertThat(values(session, "open('no")).containsExactly("notes.txt", "nothing/");
    assertThat(values(session, "text = '%s/not".formatted(folder)))
        .containsExactly(folder + "/notes.txt", folder + "/nothing/");
    assertThat(values(session, "text = 'no")).isEmpty();
    TestProbe.await(session.evaluate("os.chdir('/')"), TestProbe.LONG_PATIENCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"send(", "kill(", "link(", "process_info(", "send_after(1, ", "call("})
  void pidsWhereAProcessIsWanted(String text) {
    Session session = session("pass");

    assertThat(values(session, text)).contains(session.evaluator().toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"print(", "f(", "(", "[", "send(p, ", "sleep(", "x = ", "# send("})
  void noPidsElsewhere(String text) {
    Session session = session("def f(x): pass");

    assertThat(complete(session, text)).noneMatch(found -> found.group().equals("processes"));
  }

  @Test
  void tagsOfTheMessagesThatWait() {
    Session session =
        session(
            """
            async def waits():
                await receive(timeout=0, default=None)
                await sleep(60)
            p = spawn(waits)
            await sleep(0.01)
            send(p, ("deposit", 1)); send(p, ("deposit", 2)); send(p, ("draw", 3))
            """);

    assertThat(values(session, "send(p, (\"de")).containsExactly("deposit");
    assertThat(values(session, "p ! ('d")).containsExactlyInAnyOrder("deposit", "draw");
    assertThat(values(session, "send(p, (\"deposit\", \"d")).isEmpty();
    TestProbe.await(session.evaluate("kill(p)"), TestProbe.LONG_PATIENCE);
  }

  @Test
  void noMoreThanAScreenfulOfPids() {
    Session session =
        session("async def w(): await receive()\nps_ = [spawn(w) for _ in range(900)]");

    assertThat(complete(session, "send(<0.")).hasSize(500);
    TestProbe.await(
        session.evaluate("for p in ps_: exit_signal(p, 'kill')"), TestProbe.LONG_PATIENCE);
  }
}
