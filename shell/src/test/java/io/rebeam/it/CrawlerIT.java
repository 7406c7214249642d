package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import io.rebeam.it.Rebeam.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of a crawler, let loose on Python's {@code http.server}, which rebeam runs too. */
class CrawlerIT {
  private static final String EXAMPLE = Path.of("../examples/crawler.py").toAbsolutePath() + "";

  /** Python's server, and one page that never answers. */
  private static final String SERVER =
      """
      import http.server, sys, time

      class Handler(http.server.SimpleHTTPRequestHandler):
          def do_GET(self):
              if self.path == "/slow.html":
                  time.sleep(3600)
              super().do_GET()

      server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
      print("ready on port", server.server_port, "", flush=True)
      server.serve_forever()
      """;

  @TempDir Path folder;

  private Run server;

  @BeforeEach
  void serve() throws IOException {
    Path site = Files.createDirectory(folder.resolve("site"));
    page(site, "index.html", "a.html", "b/", "text.txt", "missing.html", "a.html#twice");
    page(site, "a.html", "/", "slow.html", "http://another.example/");
    page(site, "b/index.html", "../a.html", "c.html", "mailto:somebody");
    page(site, "b/c.html");
    Files.writeString(site.resolve("text.txt"), "hello\n");
    Path program = Files.writeString(folder.resolve("server.py"), SERVER);
    server = new Run(site, List.of(Rebeam.PROGRAM.toString(), program.toString()));
    server.with("").awaitOutput("ready on port ");
  }

  private static void page(Path site, String name, String... links) throws IOException {
    StringBuilder text = new StringBuilder("<h1>page</h1>\n");
    for (String link : links) {
      text.append("<a href='").append(link).append("'>link</a>\n");
    }
    Files.createDirectories(site.resolve(name).getParent());
    Files.writeString(site.resolve(name), text);
  }

  @AfterEach
  void end() {
    server.signal("KILL").outcome();
  }

  @Test
  @DisplayName("each page below the address is fetched once, no faster than was asked for")
  void crawl() {
    String root = "http://127.0.0.1:" + server.word("ready on port ") + "/";

    Outcome outcome = Rebeam.run(folder, "", EXAMPLE, root, "4", "20");

    assertThat(outcome.code()).as(outcome.err()).isZero();
    Matcher summary = Pattern.compile("7 pages in ([\\d.]+) s").matcher(outcome.out());
    assertThat(summary.find()).as(outcome.out()).isTrue();
    // There are six intervals of a quarter of a second between seven requests, on any machine.
    assertThat(Double.parseDouble(summary.group(1))).isGreaterThanOrEqualTo(1.5);
    assertThat(outcome.out().replace(root, "/").replace(summary.group(), ""))
        .isEqualTo(
            """
            /  5 links
            /a.html  3 links
            /b/  3 links
            /text.txt  6 bytes
            /missing.html  404 File not found
            /slow.html  no answer in time
            /b/c.html  0 links

            """);
  }
}
