package io.rebeam.eval;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.testing.TestNode;
import io.rebeam.testing.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of values and errors at the prompt. */
class ValueTextTest {
  @RegisterExtension final TestNode node = new TestNode();

  private EvalResult evaluate(Session session, String source) {
    return TestProbe.await(session.evaluate(source));
  }

  private String shown(String source) {
    EvalResult result = evaluate(node.openPrompt(), source);
    return switch (result) {
      case EvalResult.Value(int _, String text, boolean _) -> text;
      case EvalResult.Raised(var error) -> error.brief();
      default -> result.toString();
    };
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[1, 'a', (2,), {}, set(), frozenset({3}), b'x', None, 1.5, True] |"
            + " [1, 'a', (2,), {}, set(), frozenset({3}), b'x', None, 1.5, True]",
        "{'a': [1, {2: (3, 4)}]} | {'a': [1, {2: (3, 4)}]}",
        "[[[[[[[[]]]]]]]] | [[[[[[[…]]]]]]]",
        "import collections as c; c.deque([1, 2], 5) | deque([1, 2], maxlen=5)",
        "import collections as c; c.defaultdict(int, a=1) |"
            + " defaultdict(<class 'int'>, {'a': 1})",
        "import collections as c; c.OrderedDict(a=1) | OrderedDict({'a': 1})",
        "import collections as c; c.namedtuple('N', 'a b')(1, [2]) | N(a=1, b=[2])",
        "import array; array.array('i', [1, 2]) | array('i', [1, 2])",
        "import types; types.SimpleNamespace(a=1) | namespace(a=1)",
        "{1: 2}.items() | dict_items([(1, 2)])",
        "bytearray(b'ab') | bytearray(b'ab')",
        "ValueError('x', 1) | ValueError('x', 1)",
        "Down(None, 'n', 'r') | Down(ref=None, target='n', reason='r', kind='process')",
        "x = [1]; x.append(x); x | [1, [...]]",
        "3 ** 10**7 | <int of 15849626 bits>",
        "'…' | '…'",
      })
  void valuesAreShownAsTheirRepr(String source, String text) {
    assertThat(shown(source)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'x' * 10**8 | … 99995904 more characters",
        "b'x' * 10**8 | … 99995904 more characters",
        "bytearray(10**8) | … 99995914 more characters",
        "['x' * 10**8] * 100 | … 99995905 more characters",
        "{n: n for n in range(10**6)} | … 999950 more}",
        "import array; array.array('b', bytes(10**7)) | … 9999950 more])",
        "import dataclasses as d; d.make_dataclass('D', ['a'])('x' * 10**8) |"
            + " … 99995908 more characters",
      })
  void longValuesAreCutBeforeTheirTextIsMade(String source, String end) {
    assertThat(shown(source)).endsWith(end).hasSizeLessThan(4_200);
  }

  @Test
  void aCutValueCanBeShownLongerButNotWithoutEnd() {
    Session session = node.openPrompt();

    assertThat(evaluate(session, "'x' * 10**8"))
        .isInstanceOfSatisfying(
            EvalResult.Value.class, value -> assertThat(value.truncated()).isTrue());
    assertThat(session.fullLastValue())
        .hasSizeBetween(1_000_000, 1_000_100)
        .endsWith("… 99000000 more characters");
  }

  @Test
  void aHugeMessageIsCutWithAWordOfWhatIsMissing() {
    assertThat(shown("raise ValueError('A' * 5 * 10**7)"))
        .startsWith("ValueError: AAAA")
        .contains("A… 49990000 more characters\n  <1>:1\n")
        .hasSizeLessThan(10_200);
  }

  @Test
  void anErrorInTheFormsOfThePromptShowsWhatWasTyped() {
    assertThat(shown("!ls"))
        .isEqualTo(
            """
            SyntaxError: nothing to send to: pid ! message sends, os.system() runs a program \
            (<1>, line 1)
              <1>:1
                  !ls""");
    assertThat(shown("p ! 1 +")).endsWith("\n      p ! 1 +");
  }
}
