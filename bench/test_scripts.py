"""compare, guard and inspection.py as their user meets them, with a rebeam that is a script."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE_SECONDS = 60
PINGPONG = "echo pingpong cold 2 us; echo pingpong warm 0.5 us"


class ScriptTest(unittest.TestCase):
    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="rebeam-bench-test-"))
        self.addCleanup(shutil.rmtree, self.folder)
        self.file = self.folder / "results.json"

    def fake(self, body: str, name: str = "rebeam") -> Path:
        """A program that prints a version, and runs ``body`` as its benchmark."""
        program = self.folder / name
        program.write_text(f'#!/bin/sh\ncd "{self.folder}"\n[ "$1" != --version ] || '
                           f"{{ echo fake 1; exit; }}\n{body}\n")  # fmt: skip
        program.chmod(0o755)
        return program

    def start(self, script: str, *options: object, **env: str) -> "subprocess.Popen[str]":
        return subprocess.Popen(
            [sys.executable, HERE / script, *map(str, options)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, text=True,
            env={**os.environ, **env},
            # Whoever runs the tests in the background has turned it off.
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip

    def run_script(self, script: str, *options: object, **env: str) -> tuple[int, str, str]:
        with self.start(script, *options, **env) as process:
            out, err = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertNotIn("Traceback", err)
        return process.returncode, out, err

    def compare(self, body: str, *options: object, **env: str) -> tuple[int, str, str]:
        """One round of ping-pong by a rebeam that runs ``body``, by default."""
        usual = ["--rebeam", self.fake(body), "--only", "pingpong", "--peer", "rebeam"]
        return self.run_script("compare", *usual, "--rounds", 1, *options, **env)

    def found(self) -> dict[str, list[dict[str, object]]]:
        def refuse(name: str) -> None:
            self.fail(f"{name} in JSON")

        return json.loads(self.file.read_text(), parse_constant=refuse)

    def wait_for(self, file: Path) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while not file.exists():
            self.assertLess(time.monotonic(), end, f"{file} did not come")
            time.sleep(0.02)


class CompareTest(ScriptTest):
    def test_results_are_written_and_printed_again(self) -> None:
        code, out, _ = self.compare(PINGPONG, "--json", self.file, "--rounds", 2)
        self.assertEqual(code, 0)
        self.assertEqual(self.found()["results"][1]["values"], [0.5, 0.5])
        self.assertEqual(self.found()["results"][1]["rounds"], [1, 2])
        self.assertEqual(self.run_script("compare", "--from", self.file), (0, out, ""))
        self.assertEqual(sorted(os.listdir(self.folder)), ["rebeam", "results.json"])

    def test_nothing_of_a_program_that_failed_is_kept(self) -> None:
        code, out, err = self.compare(f"{PINGPONG}; exit 3", "--json", self.file)
        told = "pingpong, rebeam, round 1: ended with exit code 3"
        self.assertEqual(code, 1)
        self.assertIn(f"Failed: {told}", out)
        self.assertIn("pingpong, rebeam: ended with exit code 3\n", err)
        self.assertEqual(self.found()["results"], [])
        self.assertEqual(self.found()["failures"], [
            {"round": 1, "benchmark": "pingpong", "peer": "rebeam", "why": "ended with exit code 3"}
        ])  # fmt: skip
        again, out, _ = self.run_script("compare", "--from", self.file)
        self.assertEqual(again, 1)
        self.assertIn(f"Failed: {told}", out)

    def test_what_is_no_number_is_a_failure(self) -> None:
        for value in "nan", "inf", "-inf", "1e300", "abc", "1,5":
            code, out, _ = self.compare(f"echo pingpong warm {value} us", "--json", self.file)
            self.assertEqual(code, 1)
            why = f"said 'pingpong warm {value} us', whose number is none"
            self.assertIn(f"Failed: pingpong, rebeam, round 1: {why}", out)
            self.assertEqual(self.found()["results"], [])

    def test_other_output_is_a_failure(self) -> None:
        for body, why in (
            ("echo hello", "said 'hello', which is no result"),
            ("echo spawn warm 1 us", "said 'spawn warm 1 us', which is no result"),
            (f"{PINGPONG}; echo pingpong warm 1 us", "said pingpong warm twice"),
            ("printf '\\377\\n'", "said '\ufffd', which is no result"),
            ("kill -9 $$", "was ended by signal 9"),
            ("true", "told no result"),
        ):
            code, out, _ = self.compare(body)
            self.assertEqual(code, 1)
            self.assertIn(f"Failed: pingpong, rebeam, round 1: {why}", out)

    def test_where_json_cannot_be_written_is_told_before_anything_runs(self) -> None:
        for where in self.folder, self.folder / "none" / "results.json":
            code, out, err = self.compare("touch ran", "--json", where)
            self.assertEqual((code, out), (2, ""))
            self.assertRegex(err, rf"^compare: --json: cannot write {where}: [A-Za-z ]+\n$")
        self.assertFalse((self.folder / "ran").exists())

    @unittest.skipUnless(os.path.exists("/dev/full"), "no /dev/full")
    def test_the_table_is_printed_though_the_disk_is_full(self) -> None:
        code, out, err = self.compare(PINGPONG, "--json", "/dev/full")
        self.assertEqual(code, 1)
        self.assertIn("0.50", out)
        self.assertIn("compare: --json: cannot write /dev/full: No space left on device\n", err)

    def test_a_link_and_a_pipe_are_written_to(self) -> None:
        link = self.folder / "link"
        link.symlink_to(self.file)
        self.assertEqual(self.compare(PINGPONG, "--json", link)[0], 0)
        self.assertTrue(link.is_symlink())
        self.assertEqual(len(self.found()["results"]), 2)
        pipe = self.folder / "pipe"
        os.mkfifo(pipe)
        with subprocess.Popen(["cat", pipe], stdout=subprocess.PIPE, text=True) as reader:
            self.assertEqual(self.compare(PINGPONG, "--json", pipe, "--rounds", 2)[0], 0)
            text, _ = reader.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual(json.loads(text)["finished"], 2)

    def test_a_write_that_fails_leaves_the_file_as_it_was(self) -> None:
        self.file.write_text("earlier")
        fake = self.fake(PINGPONG)
        done = subprocess.run(
            ["sh", "-c", 'ulimit -f 0; exec "$0" "$@" 2>/dev/null', sys.executable,
             HERE / "compare", "--rebeam", fake, "--only", "pingpong", "--peer", "rebeam", "--rounds", "1",
             "--json", self.file],
            stdout=subprocess.PIPE, text=True, timeout=PATIENCE_SECONDS,
        )  # fmt: skip
        self.assertEqual(done.returncode, 1)
        self.assertIn("0.50", done.stdout)
        self.assertEqual(self.file.read_text(), "earlier")

    def test_ctrl_c_leaves_what_was_measured(self) -> None:
        for number, code in (signal.SIGINT, 130), (signal.SIGTERM, 143):
            (self.folder / "second").unlink(missing_ok=True)
            (self.folder / "first").unlink(missing_ok=True)
            body = (
                f"[ -e first ] || {{ touch first; {PINGPONG}; exit; }}\n"
                "sleep 1000 & echo $! >child; mv child second; wait"
            )
            with self.start(
                "compare", "--rebeam", self.fake(body), "--only", "pingpong",
                "--peer", "rebeam", "--rounds", 3, "--json", self.file,
            ) as process:  # fmt: skip
                self.wait_for(self.folder / "second")
                child = int((self.folder / "second").read_text())
                process.send_signal(number)
                out, err = process.communicate(timeout=PATIENCE_SECONDS)
            self.assertEqual(process.returncode, code)
            self.assertIn("compare: stopped; rounds finished: 1\n", err)
            self.assertNotIn("Traceback", err)
            self.assertIn("Rounds: 1 of 3, then stopped", out)
            self.assertIn("0.50", out)
            self.assertEqual(self.found()["finished"], 1)
            self.assert_ended(child)

    def assert_ended(self, pid: int) -> None:
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            try:
                if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                    return
            except OSError:
                return
            time.sleep(0.02)
        self.fail(f"process {pid} is still there")

    def test_the_callers_options_do_not_count(self) -> None:
        body = f'[ -z "$REBEAM_JAVA_OPTS$REBEAM_DRY_RUN" ] || exit 1; {PINGPONG}'
        code, _, _ = self.compare(body, REBEAM_JAVA_OPTS="-Xint", REBEAM_DRY_RUN="1")
        self.assertEqual(code, 0)

    def test_a_program_that_is_named_has_to_be_there(self) -> None:
        told = (2, "", "compare: cannot run /nonexist\n")
        self.assertEqual(self.run_script("compare", "--rebeam", "/nonexist"), told)
        self.assertEqual(self.run_script("guard", "--rebeam", "/nonexist")[0], 2)

    def test_a_peer_that_is_named_twice_runs_once(self) -> None:
        code, _, err = self.compare(PINGPONG, "--peer", "rebeam")
        self.assertEqual((code, err), (0, "round 1 of 1: pingpong, rebeam\n"))

    def test_a_bad_file_is_told_in_a_line(self) -> None:
        self.file.write_text('{"format": 2}')
        code, out, err = self.run_script("compare", "--from", self.file)
        self.assertEqual((code, out), (2, ""))
        self.assertEqual(
            err,
            f"compare: --from: {self.file} holds no results of bench/compare: "
            "its 'command' is not there, or no str\n",
        )

    def test_a_reader_that_leaves_is_no_error(self) -> None:
        reader, writer = os.pipe()
        os.close(reader)
        done = subprocess.run(
            [HERE / "compare", "--list"], stdout=writer, stderr=subprocess.PIPE, text=True
        )
        os.close(writer)
        self.assertEqual((done.returncode, done.stderr), (141, ""))


class GuardTest(ScriptTest):
    def test_it_fails_with_the_program(self) -> None:
        python = self.fake('echo "$(basename "$1" .py)" warm 1 us', "python")
        good = 'echo "$(basename "$1" .py)" warm 0.5 us'
        rebeam = self.fake(good)
        code, out, _ = self.run_script("guard", "--rebeam", rebeam, "--python", python)
        self.assertEqual(code, 0)
        self.assertIn("pingpong: 0.50 µs, 0.50 times asyncio's 1.00 µs; within 0.66", out)
        rebeam = self.fake(f"{good}; exit 3")
        code, out, err = self.run_script("guard", "--rebeam", rebeam, "--python", python)
        self.assertEqual((code, out), (1, ""))
        self.assertIn("guard: pingpong, rebeam: ended with exit code 3\n", err)


class InspectionTest(ScriptTest):
    def test_help_and_mistakes(self) -> None:
        self.assertEqual(self.run_script("inspection.py", "--help")[0], 0)
        told = (2, "", "inspection: cannot run /nonexist\n")
        self.assertEqual(self.run_script("inspection.py", "/nonexist"), told)
        self.assertEqual(self.run_script("inspection.py", "a", "b")[0], 2)
        code, _, err = self.run_script("inspection.py", self.fake("exit 3"))
        self.assertEqual(code, 1)
        self.assertIn("rebeam ended with exit code 3\n", err)

    def test_ctrl_c(self) -> None:
        fake = self.fake("touch ran; sleep 1000")
        with self.start("inspection.py", fake) as process:
            self.wait_for(self.folder / "ran")
            process.send_signal(signal.SIGINT)
            _, err = process.communicate(timeout=PATIENCE_SECONDS)
        self.assertEqual((process.returncode, err), (130, ""))


if __name__ == "__main__":
    unittest.main()
