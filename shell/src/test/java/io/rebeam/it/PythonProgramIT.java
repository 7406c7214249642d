package io.rebeam.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.it.Rebeam.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code sys.executable} names, the variables {@code PYTHON*}, and virtual environments. */
class PythonProgramIT {
  @TempDir Path folder;

  private Outcome rebeam(String code) {
    return Rebeam.run(folder, "", "-e", code);
  }

  private Outcome shell(String line) {
    return Rebeam.shell(folder, line);
  }

  @Test
  @DisplayName("sys.executable runs code, modules, files and standard input, with arguments")
  void runsAsPython() throws IOException {
    Files.writeString(folder.resolve("hello.py"), "import sys; print(__name__, sys.argv)");

    Outcome outcome =
        rebeam(
            """
            import subprocess, sys
            def python(*words, **options):
                print(subprocess.run([sys.executable, *words], text=True, capture_output=True,
                                     **options).stdout, end="")
            python("-c", "import sys; print(sys.argv, sys.executable)", "a", "-b")
            python("-uOc", "print(__debug__)")
            python("-m", "hello", "x")
            python("hello.py", "-c", "y")
            python("-", "z", input="import sys; print(sys.argv)")
            python(input="print(1)")
            python("-V")
            print(sys.executable)
            """);

    assertThat(outcome.err()).isEmpty();
    String executable = outcome.out().lines().reduce("", (_, last) -> last);
    assertThat(Path.of(executable)).isExecutable().hasFileName("python3");
    assertThat(outcome.out())
        .isEqualTo(
            """
            ['-c', 'a', '-b'] %s
            False
            __main__ ['%s/hello.py', 'x']
            __main__ ['hello.py', '-c', 'y']
            ['-', 'z']
            1
            Python 3.12.8
            %s
            """
                .formatted(executable, folder, executable));
  }

  @Test
  @DisplayName("an uncaught exception is a whole traceback there, without frames of rebeam")
  void tracebacks() {
    Outcome outcome =
        rebeam(
            """
            import subprocess, sys
            run = subprocess.run([sys.executable, "-c", "def f(): 1/0\\nf()"], stderr=-1, text=True)
            print(run.stderr, run.returncode)
            run = subprocess.run([sys.executable, "-z"], stderr=-1, text=True)
            print(run.stderr, run.returncode)
            """);

    assertThat(outcome.out())
        .isEqualTo(
            """
            Traceback (most recent call last):
              File "<string>", line 2, in <module>
                f()
              File "<string>", line 1, in f
                def f(): 1/0
            ZeroDivisionError: division by zero
             1
            python3: unknown option -z
            Try 'python3 -h'.
             2
            """);
  }

  @Test
  @DisplayName("the variables PYTHON* are honoured")
  void environment() throws IOException {
    Files.createDirectories(folder.resolve("lib"));
    Files.writeString(folder.resolve("lib/elsewhere.py"), "value = 42");
    Files.writeString(
        folder.resolve("app.py"),
        """
        import sys, warnings, elsewhere
        print(elsewhere.value, __debug__, sys.flags.optimize, sys.warnoptions, sys.path[1])
        try:
            warnings.warn("old", DeprecationWarning)
        except DeprecationWarning:
            print("raised")
        print("no newline", end="")
        import os
        os._exit(0)
        """);

    Outcome outcome =
        shell(
            "PYTHONPATH=$PWD/lib PYTHONOPTIMIZE=1 PYTHONWARNINGS=error PYTHONUNBUFFERED=1 $REBEAM"
                + " app.py");

    assertThat(outcome.err()).isEmpty();
    assertThat(outcome.out())
        .isEqualTo("42 False 1 ['error'] %s/lib\nraised\nno newline".formatted(folder));

    assertThat(shell("PYTHONHASHSEED=x $REBEAM -e 1").err())
        .startsWith("rebeam: Python cannot be started: ")
        .contains("PYTHONHASHSEED must be \"random\" or an integer in range [0; 4294967295]");
  }

  @Test
  @DisplayName("a virtual environment has packages of its own, by its python3, --venv, VIRTUAL_ENV")
  void virtualEnvironment() throws IOException {
    assertThat(shell("$REBEAM -m venv --without-pip 'an env'")).isEqualTo(new Outcome(0, "", ""));
    Path packages = folder.resolve("an env/lib/python3.12/site-packages");
    Files.writeString(packages.resolve("inside.py"), "print('inside')");
    String shown =
        "import sys, inside; print(sys.prefix, sys.executable, sys.prefix != sys.base_prefix)";
    String expected = "inside\n%s/an env %s/an env/bin/python3 True\n".formatted(folder, folder);

    assertThat(shell("'an env/bin/python3' -c '" + shown + "'").out()).isEqualTo(expected);
    assertThat(shell("$REBEAM --venv 'an env' -e '" + shown + "'").out()).isEqualTo(expected);
    assertThat(shell("VIRTUAL_ENV=$PWD/'an env' $REBEAM -e '" + shown + "'").out())
        .isEqualTo(expected);
    assertThat(shell(". 'an env/bin/activate'; python -c '" + shown + "'").out())
        .isEqualTo("inside\n%s/an env %s/an env/bin/python True\n".formatted(folder, folder));
    assertThat(shell("$REBEAM -e 'import inside'").err()).startsWith("ModuleNotFoundError: ");
  }

  @Test
  @DisplayName(
      "--venv refuses a folder that is none, and VIRTUAL_ENV of another Python is left aside")
  void otherEnvironments() throws IOException {
    Files.createDirectories(folder.resolve("other/bin"));
    Files.createFile(folder.resolve("other/pyvenv.cfg"));

    Outcome none = shell("$REBEAM --venv nothing -e 1");
    assertThat(none.code()).isEqualTo(2);
    assertThat(none.err())
        .isEqualTo(
            "rebeam: '%s/nothing' is no virtual environment; 'rebeam -m venv %s/nothing' makes one\n"
                .formatted(folder, folder));
    assertThat(shell("$REBEAM --venv other -e 1").err())
        .isEqualTo(
            "rebeam: '%s/other' is a virtual environment of another Python; 'rebeam -m venv %s/other' makes one\n"
                .formatted(folder, folder));
    assertThat(shell("VIRTUAL_ENV=$PWD/other $REBEAM -e 'print(1)'"))
        .isEqualTo(new Outcome(0, "1\n", ""));
  }
}
