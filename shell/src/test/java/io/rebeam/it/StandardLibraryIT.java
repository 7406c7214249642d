package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The standard library on the shipped tree, with no more of Java than its image has. */
class StandardLibraryIT {
  private static final Path PROGRAM =
      Path.of("src/test/resources/libraries/standard_library.py").toAbsolutePath();

  /** Modules of {@code sys.stdlib_module_names} that have no source in GraalPy, and no builtin. */
  private static final List<String> NOT_IN_GRAALPY =
      List.of(
          // accelerators; the modules they are for have Python in their place
          "_bisect _datetime _decimal _elementtree _heapq _opcode _stat _statistics _uuid _zoneinfo",
          // for libraries of the system that GraalPy does not bind
          "_curses _curses_panel _dbm _gdbm _tkinter curses grp nis ossaudiodev spwd syslog tkinter",
          "turtle",
          // removed from Python 3.12, but still named
          "asynchat asyncore binhex distutils imp smtpd _bootsubprocess",
          // for other systems
          "_msi _overlapped _scproxy _winapi msilib msvcrt nt winreg winsound",
          // left out by GraalPy
          "_symtable audioop pyclbr symtable");

  @TempDir Path folder;

  @Test
  @DisplayName("all modules can be imported, and what asks the system works, but for those named")
  void everythingThatGraalPyHasWorks() {
    Outcome outcome = Rebeam.run(folder, "", PROGRAM.toString());

    assertThat(outcome.code()).as(outcome.err()).isZero();
    assertThat(outcome.out().lines().filter(line -> line.startsWith("import ")))
        .allSatisfy(line -> assertThat(line).contains(" ModuleNotFoundError: "))
        .extracting(line -> line.split(" ", 3)[1])
        .containsExactlyInAnyOrderElementsOf(
            NOT_IN_GRAALPY.stream().flatMap(line -> List.of(line.split(" ")).stream()).toList());
    assertThat(outcome.out().lines().filter(line -> !line.startsWith("import ")))
        .containsExactly(
            "os.getlogin AttributeError: module 'os' has no attribute 'getlogin'",
            "os.getpriority AttributeError: module 'os' has no attribute 'getpriority'",
            "os.sched_getaffinity AttributeError: module 'os' has no attribute 'sched_getaffinity'",
            "pwd.getpwall AttributeError: module 'pwd' has no attribute 'getpwall'",
            "pathlib group NotImplementedError: Path.group() is unsupported on this system",
            "bz2 SystemError: internal error of GraalPy: NullPointerException:",
            "hashlib ValueError: only default digest lengths supported for shake",
            "hashlib.scrypt AttributeError: module 'hashlib' has no attribute 'scrypt'",
            "fcntl.fcntl AttributeError: module 'fcntl' has no attribute 'fcntl'",
            "socket.if_nameindex AttributeError: module 'socket' has no attribute 'if_nameindex'",
            "select.poll AttributeError: module 'select' has no attribute 'poll'",
            "readline AttributeError: module 'readline' has no attribute 'get_history_",
            "end");
  }
}
