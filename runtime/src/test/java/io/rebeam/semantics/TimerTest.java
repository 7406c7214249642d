package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TimerTest {
  @RegisterExtension final TestNode node = new TestNode();

  @Test
  @DisplayName("T-G01, T-G02, T-G12 (G1, G2, G4): messages come raw or as TimerFired, not early")
  void timersFire() {
    String out =
        node.output(
            """
            import time

            began = time.monotonic()
            ref = send_after(0.05, self(), ("m", 1))
            print(await receive(timeout=30), time.monotonic() - began >= 0.05)
            ref = start_timer(0.01, self(), "m")
            print(await receive(ref, timeout=30) == TimerFired(ref, "m"))
            send_after(0, self(), "now")
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("('m', 1) True\nTrue\nnow\n");
  }

  @Test
  @DisplayName("T-G03, T-G04, T-G06, T-G13 (G7, G9): cancelling and reading")
  void cancellingAndReading() {
    String out =
        node.output(
            """
            ref = send_after(3600, self(), "never")
            first = read_timer(ref)
            left = cancel_timer(ref)
            print(3500 < left <= first <= 3600, cancel_timer(ref), read_timer(ref))
            ref = send_after(0.01, self(), "soon")
            print(await receive(timeout=30), cancel_timer(ref), read_timer(ref))
            print(cancel_timer(alias()))
            ref = send_after(0.02, self(), "taken back")
            cancel_timer(ref)
            print(await receive(timeout=0.06, default="nothing"))
            """);

    assertThat(out).isEqualTo("True None None\nsoon None None\nNone\nnothing\n");
  }

  @Test
  @DisplayName("T-G05 (G7): a cancelled timer sends nothing, another one sends once")
  void cancelRacesWithExpiry() {
    String out =
        node.output(
            """
            wrong = 0
            for n in rounds(10_000):
                ref = send_after(0.002, self(), n)
                await sleep(0.0015 + (n % 10) * 0.0001)
                left = cancel_timer(ref)
                got = await receive(timeout=0.01 if left is not None else 5, default=None)
                wrong += (left is not None) == (got is not None)
            print(wrong)
            """);

    assertThat(out).isEqualTo("0\n");
  }

  @Test
  @DisplayName("T-G07, T-G10 (G10, G6): others may cancel; a timer outlives its creator")
  void timersBelongToNobody() {
    String out =
        node.output(
            """
            async def canceller(top, ref):
                send(top, cancel_timer(ref) is not None)

            async def creator(top):
                send_after(0.05, top, "from the dead")

            ref = send_after(3600, self(), "never")
            spawn(canceller, self(), ref)
            print(await receive(timeout=30))
            pid, gone = spawn_monitor(creator, self())
            await receive(gone, timeout=30)
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("True\nfrom the dead\n");
  }

  @Test
  @DisplayName("T-G08, T-G09 (G5): timers to the dead end, names are looked up at expiry")
  void receiversOfTimers() {
    String out =
        node.output(
            """
            async def child(top):
                send(top, ("got", await receive()))

            dead = spawn(child, self())
            ref = send_after(3600, dead, "x")
            kill(dead)
            print(read_timer(ref), cancel_timer(ref))
            print(read_timer(send_after(10, dead, "x")))
            send_after(0.01, "nobody", "x")
            send_after(0.05, "late", "by name")
            register("late", spawn(child, self()))
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("None None\nNone\n('got', 'by name')\n");
  }

  @Test
  @DisplayName("T-G11 (G3): wrong times and receivers are refused")
  void wrongArgumentsAreRefused() {
    String out =
        node.output(
            """
            import threading

            for fn, *args in ((send_after, -1, self(), 1), (send_after, "1", self(), 1),
                              (send_after, 1, 5, 1), (send_interval, 0, self(), 1),
                              (start_timer, 1, self(), threading.Lock()), (cancel_timer, 5),
                              (read_timer, None)):
                try:
                    fn(*args)
                except (TypeError, ValueError) as error:
                    print(type(error).__name__)
            """);

    assertThat(out)
        .isEqualTo(
            "ValueError\nTypeError\nTypeError\nValueError\nTypeError\nTypeError\nTypeError\n");
  }

  @Test
  @DisplayName("T-G14 to T-G16 (G14, G16, G17): an interval repeats without drift until cancelled")
  void intervals() {
    String out =
        node.output(
            """
            import time

            began = time.monotonic()
            ref = send_interval(0.02, self(), "tick")
            for _ in range(20):
                await receive(timeout=30)
            print(time.monotonic() - began >= 0.4)
            print(cancel_timer(ref) is not None)
            while await receive(timeout=0, default=None):
                pass
            print(await receive(timeout=0.06, default="silence"), cancel_timer(ref))

            async def child():
                await receive()

            pid = spawn(child)
            ref = send_interval(3600, pid, "tick")
            kill(pid)
            print(read_timer(ref))
            """);

    assertThat(out).isEqualTo("True\nTrue\nsilence None\nNone\n");
  }

  @Test
  @DisplayName("G14: each tick of an interval is a copy of its own, as every message is (N16)")
  void ticksShareNothing() {
    String out =
        node.output(
            """
            class Counter:
                def __init__(self):
                    self.seen = []

            counter = Counter()
            ref = send_interval(0.01, self(), ("tick", [], counter))
            for n in range(3):
                _, items, counted = await receive(timeout=30)
                print(items, counted.seen, counted is counter)
                items.append(n)
                counted.seen.append(n)
            cancel_timer(ref)
            while await receive(timeout=0, default=None):
                pass
            """);

    assertThat(out).isEqualTo("[] [] False\n".repeat(3));
  }

  @Test
  @DisplayName("T-G18 (G11): 2,000 timers all fire once and none early")
  void manyTimers() {
    String out =
        node.output(
            """
            import random, time

            seed = time.time_ns()
            rng = random.Random(seed)
            for n in range(2000):
                delay = rng.random() * 0.2
                send_after(delay, self(), (n, time.monotonic() + delay))
            seen, early = set(), 0
            for _ in range(2000):
                n, due = await receive(timeout=30)
                early += time.monotonic() < due
                seen.add(n)
            print(len(seen), early, f"seed {seed}" if early else "")
            """);

    assertThat(out).isEqualTo("2000 0 \n");
  }

  @Test
  @DisplayName("D5: the message of a timer is copied when it is set")
  void timerMessagesAreCopied() {
    String out =
        node.output(
            """
            data = [1]
            send_after(0.01, self(), data)
            data.append(2)
            print(await receive(timeout=30))
            """);

    assertThat(out).isEqualTo("[1]\n");
  }

  @Test
  @DisplayName("T-G17 (G8, G9): an asynchronous cancel or look answers by a message")
  void asynchronousCancel() {
    String out =
        node.output(
            """
            t = send_after(60, self(), "never")
            print(read_timer(t, async_=True))
            tag, ref, left = await receive()
            print(tag, ref == t, 0 < left <= 60)
            print(cancel_timer(t, async_=True))
            tag, ref, left = await receive()
            print(tag, ref == t, 0 < left <= 60)
            print(cancel_timer(t, async_=True), await receive() == ("cancel_timer", t, None))
            t = send_after(60, self(), "never")
            print(cancel_timer(t, info=False), read_timer(t), await receive(timeout=0, default="empty"))
            """);

    assertThat(out)
        .isEqualTo(
            "None\nread_timer True True\nNone\ncancel_timer True True\nNone True\nNone None empty\n");
  }

  @Test
  @DisplayName("a point of time far in the past is due at once, one far in the future is not")
  void farPointsOfTime() {
    String out =
        node.output(
            """
            for point in (float("-inf"), -1e300, -10**400, -5):
                send_after(point, self(), "due", abs=True)
                print(await receive(timeout=30))
            for point in (float("inf"), 1e300, 10**400):
                print(cancel_timer(start_timer(point, self(), "never", abs=True)) > 1e9)
            """);

    assertThat(out).isEqualTo("due\n".repeat(4) + "True\n".repeat(3));
  }
}
