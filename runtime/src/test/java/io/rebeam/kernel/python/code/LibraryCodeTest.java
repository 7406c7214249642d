package io.rebeam.kernel.python.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("Whose code a file is")
class LibraryCodeTest {
  private final LibraryCode code = new LibraryCode("/opt/lib/python");

  @BeforeEach
  void boot() {
    code.standardFolder("/opt/graalpy/lib/python3.12/");
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/lib/python/rebeam/_scheduler.py, _scheduler",
    "/opt/lib/python/rebeam/otp/calls.py, otp/calls",
    "<frozen rebeam._asyncio>, _asyncio",
    "<frozen rebeam.otp.calls>, otp/calls",
    "<frozen rebeam>, ''",
    "/opt/lib/python/rebeam/__init__.py, ''",
    "<boot>, ''",
  })
  @DisplayName("is rebeam's below the registered root, or under a name that the build gave")
  void own(String file, String module) {
    assertThat(code.ownModule(file)).isEqualTo(module);
    assertThat(code.isLibrary(file)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/home/ann/rebeam/_tools.py",
        "/home/ann/rebeam/otp/shop.py",
        "/opt/graalpy/lib/python3.12/json/decoder.py",
        "/opt/graalpy/lib/python3.12/site-packages/asyncio/x.py",
        "/home/ann/lib/python3.12/asyncio/mine.py",
        "<3>",
      })
  @DisplayName("is not the library's by what a path has in it")
  void others(String file) {
    assertThat(code.isLibrary(file)).isFalse();
  }

  @Test
  @DisplayName("is the library's for display where it is asyncio's")
  void asyncio() {
    String file = "/opt/graalpy/lib/python3.12/asyncio/events.py";

    assertThat(code.isLibrary(file)).isTrue();
    assertThat(code.isOwn(file)).isFalse();
    assertThat(code.isLibrary("<frozen asyncio.events>")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/opt/graalpy/lib/python3.12/threading.py, threading",
    "/opt/graalpy/lib/python3.12/logging/__init__.py, logging",
    "<frozen logging>, logging",
    "<frozen asyncio.events>, asyncio/events",
    "<frozen rebeam._asyncio>,",
    "/home/ann/threading.py,",
  })
  @DisplayName("is a module of Python's standard library in its folder, or when it is frozen")
  void standard(String file, String module) {
    assertThat(code.standardModule(file)).isEqualTo(module);
  }

  @Test
  @DisplayName("is shown from the folder that it is found in")
  void shortened() {
    assertThat(code.shortened("/opt/graalpy/lib/python3.12/json/decoder.py"))
        .isEqualTo("json/decoder.py");
    assertThat(code.shortened("/opt/graalpy/lib/python3.12/site-packages/six.py"))
        .isEqualTo("six.py");
    assertThat(code.shortened("/home/ann/app.py")).isEqualTo("/home/ann/app.py");
  }
}
