package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Third-party libraries in Debian's packages: a hundred processes each do the main job of a
 * library. A library that is not installed is skipped; {@code docs/libraries.md} lists them.
 */
class LibrariesIT {
  /** Python 3.12 has no {@code distutils} any more, which older libraries import. */
  private static final Path DISTUTILS = Path.of("/usr/lib/python3.11/distutils");

  private static final Path PROGRAMS = Path.of("src/test/resources/libraries").toAbsolutePath();

  @TempDir Path folder;

  @Test
  @DisplayName("h11: a client and a server of HTTP/1.1 in each process")
  void h11() throws IOException {
    provide("h11");

    assertThat(outputOf("use_h11.py"))
        .isEqualTo(
            """
            async def True
            def True
            """);
  }

  @Test
  @DisplayName("httpx in coroutine processes and requests in blocking ones ask uvicorn")
  void httpClientsAndServer() throws IOException {
    provide("uvicorn", "asgiref", "click", "h11", "httpx", "httpcore", "anyio", "sniffio");
    provide("certifi", "idna", "rfc3986", "requests", "urllib3", "chardet", "six.py");

    assertThat(outputOf("use_http.py"))
        .isEqualTo(
            """
            ask_with_httpx True
            ask_with_requests True
            shutdown
            """);
  }

  @Test
  @DisplayName("websockets: a server and its clients")
  void websockets() throws IOException {
    provide("websockets");

    assertThat(outputOf("use_websockets.py"))
        .isEqualTo(
            """
            True
            shutdown
            """);
  }

  @Test
  @DisplayName("redis-py: commands, pipelines and subscriptions of a real server")
  void redis() throws IOException {
    provide("redis", "async_timeout", "deprecated", "wrapt", "packaging");

    try (DatabaseServer server = DatabaseServer.redis()) {
      assertThat(outputOf("use_redis.py", Integer.toString(server.port())))
          .isEqualTo(
              """
              use True
              use_blocking True
              b'4950' b'4950'
              """);
    }
  }

  @Test
  @DisplayName("sqlite3 in both kinds of process and aiosqlite write into one file")
  void sqlite() throws IOException {
    provide("aiosqlite");
    PythonPackages.provide(folder, PROGRAMS.resolve("typing_extensions.py"));

    assertThat(outputOf("use_sqlite.py"))
        .isEqualTo(
            """
            in_sqlite3 True
            in_sqlite3_of_coroutine True
            in_aiosqlite True
            [('aiosqlite', 100, 4950), ('sqlite3', 200, 9900)]
            """);
  }

  @Test
  @DisplayName("pg8000: transactions and errors of a real PostgreSQL")
  void pg8000() throws IOException {
    provide("pg8000", "six.py");
    PythonPackages.provide(folder, DISTUTILS);

    try (DatabaseServer server = DatabaseServer.postgresql()) {
      assertThat(outputOf("use_pg8000.py", Integer.toString(server.port())))
          .isEqualTo(
              """
              True
              100 4950
              """);
    }
  }

  @Test
  @DisplayName("jinja2: templates, in coroutine processes rendered asynchronously")
  void jinja2() throws IOException {
    provide("jinja2", "markupsafe");

    assertThat(outputOf("use_jinja2.py"))
        .isEqualTo(
            """
            render True
            render_in_coroutine True
            """);
  }

  @Test
  @DisplayName("pykka: an actor for each process")
  void pykka() throws IOException {
    provide("pykka");

    assertThat(outputOf("use_pykka.py")).isEqualTo("True []\n");
  }

  private void provide(String... names) throws IOException {
    PythonPackages.provide(folder, names);
  }

  private String outputOf(String program, String... arguments) {
    List<String> all = new ArrayList<>();
    all.addAll(List.of("-p", PythonPackages.in(folder).toString()));
    all.add(PROGRAMS.resolve(program).toString());
    all.addAll(List.of(arguments));

    Outcome outcome = Rebeam.run(folder, "", all.toArray(String[]::new));

    assertThat(outcome.code()).as(outcome.err()).isZero();
    return outcome.out();
  }
}
