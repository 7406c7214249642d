package io.rebeam.semantics;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What holds for all values: random ones, repeatable with {@code -Drebeam.values.seed=N}. */
class ValuePropertyTest {
  private static final long SEED =
      Long.getLong("rebeam.values.seed", ThreadLocalRandom.current().nextInt(1 << 30));

  private static final String PRELUDE =
      """
      import dataclasses, enum, random, struct
      import _rebeam_host as host
      from rebeam._core import copying, limited

      dice = random.Random(%d)

      @dataclasses.dataclass
      class Point:
          x: object
          y: object

      class Colour(enum.Enum):
          RED = 1

      class Number(int):
          pass

      class Words(str):
          pass

      class Pair(tuple):
          pass

      LETTERS = "ab '\\"\\\\{}\\n\\t\\0\\x7f\\x9b\\xad\\u200b\\ue000\\ufeff\\U0001f600\\u05d0"

      def text():
          return "".join(dice.choices(LETTERS, k=dice.randrange(8)))

      def number():
          return dice.choice((0, 1, -1, dice.getrandbits(31), -dice.getrandbits(200), 2**63))

      def real():
          return struct.unpack("d", dice.randbytes(8))[0] if dice.random() < 0.5 else dice.gauss(0, 9)

      PRINTED = [  # these are shown by every printer as repr shows them
          lambda: None, lambda: True, lambda: False, number, real, text,
          lambda: bytes(dice.choices(b"ab{}\\x00\\xff", k=dice.randrange(5))),
          lambda: complex(dice.randrange(9), dice.randrange(9)), lambda: ..., lambda: NotImplemented,
      ]
      reference = alias()
      unalias(reference)
      IMMUTABLE = [
          *PRINTED[:-2], lambda: range(number()), lambda: text, lambda: Point, lambda: int, self,
          lambda: reference,
      ]
      OTHERS = [
          lambda: ..., lambda: NotImplemented, lambda: random, lambda: Colour.RED,
          lambda: Number(7), lambda: Words("w"), lambda: Pair((1, [2])), lambda: int | str,
      ]

      def hashable(atoms, depth):
          return dice.choice(atoms)() if depth == 0 or dice.random() < 0.7 else tuple(
              hashable(atoms, depth - 1) for _ in range(dice.randrange(3)))

      def value(atoms, depth):
          "A random value of atoms and containers, no more than so deep."
          if depth == 0 or dice.random() < 0.4:
              return dice.choice(atoms)()
          parts = [value(atoms, depth - 1) for _ in range(dice.randrange(4))]
          match dice.randrange(7):
              case 0 | 1:
                  return tuple(parts)
              case 2 | 3:
                  return parts
              case 4:
                  return {hashable(PRINTED, 1): part for part in parts}
              case 5:
                  return dice.choice((set, frozenset))(hashable(PRINTED, 1) for _ in parts)
              case _:
                  return bytearray(b"x")

      def tuples(depth):
          return tuple(
              tuples(depth - 1) if depth and dice.random() < 0.6 else dice.choice(IMMUTABLE)()
              for _ in range(dice.randrange(4)))

      """
          .formatted(SEED);

  @RegisterExtension final TestNode node = new TestNode();

  private String output(String program) {
    TestNode.Outcome outcome = node.run(PRELUDE + program);
    assertThat(outcome.result().toString())
        .as("again with -Drebeam.values.seed=%d", SEED)
        .doesNotContain("Error");
    return outcome.output();
  }

  @Test
  void whatJavaTakesForImmutableIsNotCopied() {
    String out =
        output(
            """
            kinds = IMMUTABLE + OTHERS + [lambda: Point(1, [2])]
            for _ in rounds(100_000):
                one = value(kinds, 4)
                if host.is_immutable(one):
                    assert copying.copied(one, "value") is one, one
            """);

    assertThat(out).isEmpty();
  }

  @Test
  void usualValuesThatNeedNoCopyAreKnownToJava() {
    String out =
        output(
            """
            for _ in rounds(100_000):
                one = dice.choice(IMMUTABLE)() if dice.random() < 0.2 else tuples(7)
                assert copying.copied(one, "value") is one, one
                assert host.is_immutable(one), one
            """);

    assertThat(out).isEmpty();
  }

  @Test
  void aCopyIsEqualAndSharesNothingThatCanChange() {
    String out =
        output(
            """
            def changeable(one):
                "All parts that can change, by identity."
                if isinstance(one, (list, tuple, set, frozenset)):
                    parts = one
                elif isinstance(one, dict):
                    parts = [*one, *one.values()]
                elif isinstance(one, Point):
                    parts = [one.x, one.y]
                else:
                    parts = []
                found = {id(one)} if isinstance(one, (list, dict, set, bytearray, Point)) else set()
                return found.union(*map(changeable, parts))

            kinds = PRINTED + [lambda: Point(number(), [text()])]
            for _ in rounds(50_000):
                one = value(kinds, 4)
                copy = copying.copy_message(one)
                assert copy == one or repr(copy) == repr(one), one  # a nan is not equal
                assert changeable(one).isdisjoint(changeable(copy)), one
                assert len(changeable(one)) == len(changeable(copy)), one
            """);

    assertThat(out).isEmpty();
  }

  @Test
  void printersShowWhatReprShowsAndKeepTheirLimits() {
    String out =
        output(
            """
            def shown(one):
                "As the mailbox shows it, from outside and without Python code."
                send(self(), one)
                box = mbox(self())["messages"][0]["repr"]
                return box

            for _ in rounds(20_000):
                one = value(PRINTED, 3)
                box = shown(one)
                got = await receive()
                full = repr(got)
                assert len(box) <= 120 and "\\n" not in box, box
                assert box == full or len(full) > 120 and box.endswith("…"), (box, full)
                line = limited.line(got)
                assert len(line) <= limited.MAX_LINE and "\\n" not in line, line
                assert line == full or len(full) > 100 and "…" in line, (line, full)
            """);

    assertThat(out).isEmpty();
  }

  @Test
  void printersCutValuesOfAnyKindAndSizeAndNeverFail() {
    String out =
        output(
            """
            deep = []
            for _ in range(50):
                deep = [deep, 1]
            kinds = PRINTED + OTHERS + [
                lambda: Point(1, [2]), lambda: text, lambda: int, self, lambda: "x" * 100_000,
                lambda: bytes(10_000), lambda: list(range(10_000)), lambda: 7 ** 20_000,
                lambda: dict.fromkeys(range(1_000)), lambda: frozenset(range(1_000)), lambda: deep,
                lambda: Down(ref=None, target=self(), reason=text()), lambda: object,
            ]
            for _ in rounds(20_000):
                one = value(kinds, 3)
                send(self(), one)
                box = mbox(self())["messages"][0]
                got = await receive()
                assert len(box["repr"]) <= 120, box
                assert len(limited.line(got)) <= limited.MAX_LINE, got
                assert len(limited.shown(got, 50)[0].split("… ")[0].rstrip("…")) <= 50, got
            """);

    assertThat(out).isEmpty();
  }
}
