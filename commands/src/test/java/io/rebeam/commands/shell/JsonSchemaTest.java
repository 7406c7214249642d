package io.rebeam.commands.shell;

import static io.rebeam.commands.shell.LiveShell.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.rebeam.commands.JsonSchema;
import io.rebeam.commands.shell.LiveShell.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The JSON output of commands, checked against the schema. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JsonSchemaTest {
  /** Commands that show each kind of object, with and without nullable fields. */
  private static final List<String> COMMANDS =
      List.of(
          ":ps",
          ":ps --group call",
          ":ps --group label",
          ":info",
          ":info system memory limits schedulers gc shell",
          ":info counter",
          ":info 'main one'",
          ":info spinner",
          ":info blocker",
          ":mbox counter",
          ":mbox 'main one'",
          ":links shell --depth 2",
          ":monitors shell",
          ":monitors counter",
          ":tree",
          ":tree counter",
          ":state server",
          ":state odd",
          ":state shop_supervisor",
          ":info server",
          ":info shop_supervisor",
          ":tree shop_supervisor",
          ":regs",
          ":registry",
          ":registry rooms",
          ":groups",
          ":tables",
          ":timers",
          ":bt counter",
          ":bt spinner",
          ":bt --all",
          ":bt --stuck 100ms",
          ":bt --stuck 0s",
          ":sched",
          ":mem",
          ":uptime",
          ":whoami",
          ":dead",
          ":log",
          ":log 1",
          ":trace",
          ":trace all spawn,exit,link,register,send,receive -n 30 --time 60s",
          ":trace counter --match 'nothing_such' -n 5 --time 300ms",
          ":top -n 2 -i 100ms",
          ":top -n 2 -i 100ms -s mq --growth",
          ":watch -n 1 --json counter",
          ":flush",
          ":suspend counter",
          ":resume counter",
          ":full",
          ":tb",
          ":vars",
          ":vars s*",
          ":forget rooms",
          ":hist",
          ":save -f FOLDER/saved.py",
          ":reload json_shop",
          ":reload json_shop --change",
          ":kill spinner",
          ":trace off",
          ":log --clear",
          ":help",
          ":help ps",
          ":ps --help",
          ":info nobody",
          ":ps --sort nothing");

  /** The commands without JSON output. */
  private static final Map<String, String> OTHERS =
      Map.of(":send", ":send --json counter ('inc', 1)", ":quit", "");

  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private final JsonMapper mapper = JsonMapper.builder().build();
  private final JsonNode whole = mapper.readTree(JsonSchema.text());
  private final Schema all = registry.getSchema(whole);
  private final Map<String, Schema> schemas = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();
  @TempDir private static Path folder;

  private LiveShell shell;

  @BeforeAll
  void startProcesses() {
    shell = new LiveShell();
    shell.python(
        """
        from rebeam import *
        import time

        async def counter():
            while True:
                await receive()

        async def crash():
            raise ValueError("boom")

        async def picky():
            set_label("main one")
            await receive(lambda m: m == "stop")

        async def spinning():
            while True:
                pass

        def blocking():
            time.sleep(1000)

        async def child():
            pass

        async def pinger():
            while True:
                send("counter", ("inc", 1))
                if whereis("kid") is None:
                    spawn_opt(child, name="kid", link=True)
                await sleep(0.01)

        set_label("shell")
        c = spawn_opt(counter, name="counter")
        w = spawn_link(picky)
        monitor("counter"), monitor(w), spawn_monitor(crash)
        spawn_opt(spinning, name="spinner"), spawn_opt(blocking, name="blocker")
        for m in (("a", 1), {"x": 2}, "text", w):
            send(w, m)
        send_after(1000, "counter", ("inc", 1)), start_timer(1000, w, "x")
        d = spawn(picky)
        kill(d)
        p = spawn(pinger)

        import importlib, sys
        sys.path.insert(0, "FOLDER")
        def write(text):
            with open("FOLDER/json_shop.py", "w") as file:
                file.write("from rebeam import *\\n" + text)
        write("class Till(GenServer): pass\\n")
        import json_shop

        class Odd(GenServer):
            def format_status(self, status):
                return status | {"state": "one value"}

        class Shop(Supervisor):
            def init(self):
                return {}, [Child(json_shop.Till, name="server"), Child(picky, id="idle")]

        shop = await Shop.start_link(name="shop_supervisor")
        await terminate_child(shop, "idle")
        odd = await Odd.start_link(name="odd")
        write("class Till(GenServer):\\n    vsn = 2\\n")
        rooms = await Registry.start_link(name="rooms")
        Registry.register("rooms", 1, [2])
        pg.join("workers")
        table = Table(name="table")
        table.set_heir(c, None)
        """
            .replace("FOLDER", folder.toString()));
    eventually(() -> shell.run(":log --json").out().contains("boom"));
    eventually(() -> shell.run(":ps 'main one' --json").out().contains("\"matching\":1"));
  }

  @AfterAll
  void closeNode() {
    shell.close();
  }

  private Schema schema(String kind) {
    return schemas.computeIfAbsent(
        kind,
        _ -> {
          ObjectNode one = whole.deepCopy().asObject();
          one.remove("oneOf");
          one.remove("$id");
          return registry.getSchema(one.put("$ref", "#/$defs/" + kind));
        });
  }

  private void isValid(String command, String line) {
    JsonNode object = mapper.readTree(line);
    String kind = object.path("kind").asString("");
    assertThat(kinds()).as("%s wrote %s", command, line).contains(kind);
    seen.add(kind);

    assertThat(schema(kind).validate(line, InputFormat.JSON))
        .as("%s wrote %s", command, line)
        .isEmpty();
    assertThat(all.validate(line, InputFormat.JSON)).as("%s wrote %s", command, line).isEmpty();
  }

  private Set<String> kinds() {
    Set<String> kinds = new TreeSet<>();
    whole
        .get("oneOf")
        .forEach(one -> kinds.add(one.get("$ref").asString().substring("#/$defs/".length())));
    return kinds;
  }

  @Test
  void whatEveryCommandWritesIsAsTheSchemaSays() {
    List<String> commands = new ArrayList<>(COMMANDS);
    OTHERS.values().stream().filter(line -> !line.isEmpty()).forEach(commands::addFirst);
    commands.add(":dead " + shell.python("d"));
    commands.add(":kill counter");

    for (String command : commands) {
      String typed = command.replace("FOLDER", folder.toString());
      Answer answer = shell.run(typed.contains("--json") ? typed : typed + " --json");
      List<String> lines = (answer.out() + answer.err()).lines().toList();
      assertThat(lines).as(command).isNotEmpty();
      lines.forEach(line -> isValid(command, line));
    }

    assertThat(seen).as("a kind that no command here writes").isEqualTo(kinds());
  }

  @Test
  void everyCommandIsTried() {
    Map<String, CommandLine> all = new LinkedHashMap<>(shell.commands().model().subcommands());
    all.values().removeIf(command -> command.getCommandSpec().findOption("--json") == null);
    Set<String> names = new TreeSet<>();
    all.values().forEach(command -> names.add(command.getCommandName()));

    for (String name : names) {
      assertThat(COMMANDS.stream().anyMatch(line -> (line + " ").startsWith(name + " ")))
          .as("add %s to COMMANDS, and its kind to the schema", name)
          .isEqualTo(!OTHERS.containsKey(name));
    }
  }

  @Test
  void theSchemaIsOneOfTheDialectItNames() {
    Schema dialect = registry.getSchema(SchemaLocation.of(whole.get("$schema").asString()));

    assertThat(dialect.validate(whole)).isEmpty();
  }

  @Test
  void everyPropertyIsDescribed() {
    List<String> silent = new ArrayList<>();
    whole
        .get("$defs")
        .propertyNames()
        .forEach(name -> describe(name, whole.get("$defs").get(name), silent));

    assertThat(silent).isEmpty();
  }

  private static void describe(String path, JsonNode node, List<String> silent) {
    if (node.path("description").asString("").isEmpty() && !node.has("$ref")) {
      silent.add(path);
    }
    node.path("properties")
        .propertyNames()
        .forEach(
            name -> {
              assertThat(name).matches("[a-z][a-z0-9_]*");
              describe(path + "." + name, node.get("properties").get(name), silent);
            });
    if (node.has("items")) {
      describe(path + "[]", node.get("items"), silent);
    }
  }
}
