package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Programs of the system that Python code starts, with the behaviour of CPython. */
class SubprocessTest {
  @RegisterExtension final TestNode node = new TestNode();

  @TempDir Path folder;

  private String run(String program) {
    return node.output(
        "import os, signal, subprocess, sys\nfrom subprocess import DEVNULL, PIPE, STDOUT, Popen, run\n"
            + "folder = %r\n".replace("%r", "'" + folder + "'")
            + program);
  }

  @Test
  @DisplayName("a program writes to the file, the pipe or the null device it is given")
  void output() {
    assertThat(
            run(
                """
                def contents(name):
                    with open(f"{folder}/{name}") as file:
                        return file.read()

                run(["echo", "nowhere"], stdout=DEVNULL)
                run("echo nowhere >&2", shell=True, stderr=DEVNULL)
                with open(f"{folder}/both", "w") as file:
                    file.write("first\\n")
                    file.flush()
                    run("echo out; echo err >&2", shell=True, stdout=file, stderr=STDOUT)
                    file.write("last\\n")
                print(repr(contents("both")))
                with open(f"{folder}/err", "w") as file:
                    out = run("echo out; echo err >&2", shell=True, stdout=PIPE, stderr=file).stdout
                print(out, repr(contents("err")))
                read, write = os.pipe()
                run(["echo", "piped"], stdout=write)
                os.close(write)
                print(os.read(read, 100), os.read(read, 100))
                os.close(read)
                run(["echo", "inherited"])
                sys.stdout.flush()
                run("echo with stdout >&2", shell=True, stderr=STDOUT)
                """))
        .isEqualTo(
            """
            'first\\nout\\nerr\\nlast\\n'
            b'out\\n' 'err\\n'
            b'piped\\n' b''
            inherited
            with stdout
            """);
  }

  @Test
  @DisplayName("a program reads the file, the pipe or the null device it is given")
  void input() {
    assertThat(
            run(
                """
                with open(f"{folder}/in", "w") as file:
                    file.write("from a file\\n")
                with open(f"{folder}/in") as file:
                    print(run(["cat"], stdin=file, stdout=PIPE).stdout)
                print(run(["cat"], stdin=DEVNULL, stdout=PIPE).stdout)
                print(run(["cat"], input=b"given", stdout=PIPE).stdout)
                print(run(["cat"], stdout=PIPE).stdout)
                first = Popen(["seq", "5"], stdout=PIPE)
                second = Popen(["wc", "-l"], stdin=first.stdout, stdout=PIPE)
                first.stdout.close()
                print(int(second.communicate()[0]), first.wait())
                endless = Popen(["yes"], stdout=PIPE)
                some = Popen(["head", "-1"], stdin=endless.stdout, stdout=PIPE)
                endless.stdout.close()
                print(some.communicate()[0], endless.wait() != 0)
                unread = Popen(["true"], stdin=PIPE)
                print(unread.wait())
                """))
        .isEqualTo(
            """
            b'from a file\\n'
            b''
            b'given'
            b''
            5 0
            b'y\\n' True
            0
            """);
  }

  @Test
  @DisplayName("what a program has left in the background holds up nobody who waits for it")
  void background() {
    assertThat(
            run(
                """
                with open(f"{folder}/log", "w") as log:
                    run("cat /dev/zero > /dev/null & echo $!", shell=True, stdout=log)
                with open(f"{folder}/log") as log:
                    os.kill(int(log.read()), signal.SIGKILL)
                print("killed")
                """))
        .isEqualTo("killed\n");
  }

  @Test
  @DisplayName("programs have the system's numbers, signals and statuses")
  void numbers() {
    assertThat(
            run(
                """
                child = Popen(["sh", "-c", "echo $$; exec sleep 1000"], stdout=PIPE)
                print(int(child.stdout.readline()) == child.pid, child.poll())
                os.kill(child.pid, 0)
                child.send_signal(signal.SIGUSR1)
                print(child.wait() == -signal.SIGUSR1)

                def failing(function, *args):
                    try:
                        return function(*args)
                    except OSError as error:
                        return type(error).__name__

                print(failing(os.kill, child.pid, 0), failing(os.waitpid, child.pid, 0))
                print(failing(os.waitpid, -1, 0))
                pid, status = os.waitpid(Popen(["sh", "-c", "exit 7"]).pid, 0)
                print(status, os.WIFEXITED(status), os.WEXITSTATUS(status))
                print(os.waitstatus_to_exitcode(status))
                print(run(["sh", "-c", "exit 200"]).returncode, run(["sh", "-c", "kill $$"]).returncode)
                pid, status = os.waitpid(Popen(["sh", "-c", "kill -9 $$"]).pid, 0)
                print(os.WIFSIGNALED(status), os.WTERMSIG(status))
                one = Popen(["true"])
                print(os.waitpid(-1, 0) == (one.pid, 0))
                slow = Popen(["sleep", "1000"])
                print(os.waitpid(slow.pid, os.WNOHANG), os.waitpid(-1, os.WNOHANG))
                slow.kill()
                print(slow.wait())
                with open(f"{folder}/text", "w") as file:
                    file.write("no program")
                print(failing(run, [f"{folder}/none"]), failing(run, [f"{folder}/text"]))
                print(failing(run, [folder]), Popen(["true"]).wait())
                """))
        .isEqualTo(
            """
            True None
            True
            ProcessLookupError ChildProcessError
            ChildProcessError
            1792 True 7
            7
            200 -15
            True 9
            True
            (0, 0) (0, 0)
            -9
            FileNotFoundError PermissionError
            PermissionError 0
            """);
  }

  @Test
  @DisplayName("os.system runs a command in sh and returns its wait status")
  void system() {
    assertThat(
            run(
                """
                os.environ["SHELL"] = "/bin/false"
                print(os.system("echo from system; exit 3"))
                print(os.system("kill -9 $$"), os.waitstatus_to_exitcode(os.system("exit 5")))
                try:
                    os.system("a\\0b")
                except ValueError as error:
                    print(error)
                """))
        .isEqualTo("from system\n768\n9 5\nembedded null byte\n");
  }

  @Test
  @DisplayName(
      "a program can get a session of its own; what it cannot get is refused in a sentence")
  void options() {
    assertThat(
            run(
                """
                session = ["ps", "-o", "sid=", "-p"]

                def session_of(**options):
                    child = Popen(["sh", "-c", "echo $$; read line"], stdin=PIPE, stdout=PIPE, **options)
                    pid = child.stdout.readline().decode().strip()
                    found = run([*session, pid], stdout=PIPE).stdout.decode().strip()
                    child.communicate(b"end")
                    return found == pid

                print(session_of(), session_of(start_new_session=True))
                for _ in range(20):
                    group = Popen("sleep 1000 & sleep 1000", shell=True, start_new_session=True)
                    os.killpg(group.pid, signal.SIGTERM)  # the group is there when Popen returns
                    if group.wait() != -signal.SIGTERM:
                        print(group.returncode)
                for options in {"preexec_fn": os.getpid}, {"umask": 0o22}, {"process_group": 0}:
                    try:
                        run(["true"], **options)
                    except NotImplementedError as error:
                        print(error)
                """))
        .isEqualTo(
            """
            False True
            subprocess cannot set preexec_fn in GraalPy: use a program such as env, nice or setsid \
            in front of the command
            subprocess cannot set umask in GraalPy: use a program such as sh -c 'umask …' in front \
            of the command
            subprocess cannot set process_group in GraalPy: use a program such as setsid in front \
            of the command
            """);
  }

  @Test
  @DisplayName("programs that have been waited for leave no file open")
  void files() {
    assertThat(
            run(
                """
                def count():
                    return len(os.listdir("/proc/self/fd"))

                def work():
                    for _ in range(20):
                        run(["true"], stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL)
                        with open(f"{folder}/none", "w") as file:
                            try:
                                run(["/none"], stdout=file)
                            except FileNotFoundError:
                                pass

                work()
                before = count()
                work()
                print(count() - before < 10)
                """))
        .isEqualTo("True\n");
  }
}
