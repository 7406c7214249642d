package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.rebeam.shell.input.Completeness.Complete;
import io.rebeam.shell.input.Completeness.Incomplete;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PythonInputCheckTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "   ",
        "\n\n",
        "# only a comment",
        "# one\n# two: three",
        "x = 1",
        "x: int = 1",
        "x: int",
        "x = {'a': 1}",
        "x[1:2]",
        "x[:, ::2] = y",
        "f = lambda x: x + 1",
        "f = lambda:",
        "f = lambda x, y=lambda: 1: x",
        "(y := 5)",
        "print(y := 5)",
        "'#'",
        "x = '#:' # comment:",
        "\"it's\"",
        "'say \\'hi\\':'",
        "''",
        "\"\"",
        "''''''",
        "'''a ' b '' c'''",
        "'''a\nb'''",
        "rb'\\x00'",
        "Rb'a' bR\"b\" u'c' U'd' BR'''e'''",
        "r'\\''",
        "f'{x}'",
        "f'{x:>{width}}'",
        "f'{x!r:^{width}.{precision}}'",
        "f\"{d[\"key\"]}\"",
        "f'{f'{f'{1}'}'}'",
        "f'{{not a field}}'",
        "f'{x=}'",
        "f'{ {'a': 1}['a'] }'",
        "f'{(lambda x: x)(1)}'",
        "f'\\N{LEFT CURLY BRACKET}'",
        "f'''{\nx\n}'''",
        "f'''\n{x:\n}'''",
        "rf'\\{x}'",
        "fr'{x}\\''",
        "f'{x:{y:{z}}}'",
        "f'{'}'}'",
        "match = 1",
        "match(x)",
        "match[1:2]",
        "match: int = 1",
        "type = 5",
        "type X = int",
        "case = {1: 2}",
        "x = (1,\n2)",
        "x = 1 + \\\n2",
        "x = 1 + \\\r\n2",
        "x = 1\r\ny = 2",
        "größe = 'ä'",
        "𝓍 = 1",
        "print('😀')",
        "a; b; c",
        "x = 1 if y else 2",
        "return",
        "x if y else z # if a:",
        "...",
        "x\f= 1",
        "\tx = 1",
        "    x = 1",
        "await receive()",
        "not x",
        "ifx = 3",
        "if_ = 3",
        "définition = 3",
        "a @ b"
      })
  void aSimpleStatementIsComplete(String text) {
    assertThat(PythonInput.check(text, false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text, true)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "print('abc",
        "print(\"it's)",
        "x = 'abc\n(",
        "f'abc",
        "f\"{x\")",
        "print(f\"{x\")",
        "f'{x:>10",
        "f'{x:\n}'",
        "f'\n'",
        "'\\'",
        ")",
        "(]",
        "{(}",
        "f'{(}'",
        "x \\ y (",
        "x = 1 + \\\n",
        "if x",
        "class A",
        "def f()",
        "if x:\n    'abc",
        "$ ?"
      })
  void whatPythonRefusesIsComplete(String text) {
    assertThat(PythonInput.check(text, false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text, true)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @ValueSource(strings = {":", ":help", ":procs (", ":load 'abc", ":x:", ":a\n(", ":'''"})
  void aCommandIsComplete(String text) {
    assertThat(PythonInput.check(text, false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text, true)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          (                            | 4
          x = [                        | 4
          x = [1,\\n                   | 4
          x = [\\n    1,\\n    (       | 8
          {'a':                        | 4
          f(a, b                     | 4
          x = foo(a,\\n        b     | 4
          if x:\\n    f(               | 8
          f'{x                         | 4
          f'{x +                       | 4
          f'''{x                       | 4
          f'{(x                        | 4
          '''                          | 0
          x = '''abc                   | 0
          '''abc''                     | 0
          '''abc\\\\'''                | 0
          \"""a 'b' ''' c              | 0
          rb'''                        | 0
          f'''                         | 0
          f'''{x}                      | 0
          f'''{x:                      | 0
          if x:\\n    y = '''          | 0
          'abc\\\\                     | 0
          f'abc\\\\                    | 0
          f'abc\\\\\\n{x}\\\\          | 0
          x = 1 + \\\\                 | 0
          if x:\\n    y = 1 + \\\\     | 4
          \\\\                         | 0
          (  # comment)                | 4
          ('#', ')'                  | 4
          if x:                        | 4
          if x: # comment              | 4
          if x:\\n    # comment        | 4
          if x:\\n    y                | 4
          """)
  void whatIsOpenIsIncomplete(String escaped, int indent) {
    assertTypedIncomplete(unescape(escaped), indent);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(",
        "x = {'a':",
        "'''abc",
        "f'''{x}",
        "x = 1 + \\",
        "if x:",
        "if x:\n",
        "if x:  # why",
        "@decorated",
        "@decorated(1)\n",
        "class A:\n    def f(self):",
        "def f():\n    if x:",
        "def f(): # a\n    # b",
        "match x:",
        "try:\n    pass\nexcept:",
      })
  void aPasteThatCannotEndThereIsIncomplete(String text) {
    assertThat(PythonInput.check(text, true)).isInstanceOf(Incomplete.class);
    assertThat(PythonInput.check(text, false))
        .isInstanceOf(text.endsWith("\n") ? Complete.class : Incomplete.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          if x: pass                                   | 0
          if x: return                                 | 0
          if x: y = {1: 2}                             | 0
          if (lambda: x)(): y                          | 0
          for x in y: print(x)                         | 0
          while x: x -= 1                              | 0
          class A: pass                                | 0
          class A: x: int = 1                          | 0
          def f(x: int) -> int: return x               | 0
          with a as b: c                               | 0
          try: x                                       | 0
          async def f(): pass                          | 0
          if x:\\n    y                                | 4
          if x:\\n  y                                  | 2
          if x:\\n    y\\nelse: z                      | 0
          if x:\\n    y\\nelif z: a                    | 0
          if x:\\n    return                           | 0
          if x:\\n    pass                             | 0
          if x:\\n    returned                         | 4
          while x:\\n    break  # out                  | 0
          while x:\\n    continue                      | 0
          def f():\\n    raise X('a:')                 | 0
          def f():\\n    if x:\\n        return 1      | 4
          def f():\\n    x = (1,\\n         2)         | 4
          def f():\\n    return (1,\\n         2)      | 0
          def f():\\n    x = 1 + \\\\\\n 2             | 4
          def f():\\n    '''a\\nb'''                   | 4
          def f():\\n    x\\n    # comment             | 4
          def f():\\n    x\\n# comment                 | 0
          def f():\\n    x\\n\\n    y                  | 4
          @a\\ndef f(): pass                           | 0
          @a\\n@b(c)\\nclass D:\\n    x: int           | 4
          match x:\\n    case 1: pass                  | 4
          match x:\\n    case [1, *_]:\\n        y     | 8
          x = 1\\nif x: pass                           | 0
          if x:\\r\\n    y                             | 4
          if größe: 'ä'                                | 0
          if x:\\n\\ty                                 | 0
          """)
  void aCompoundStatementIsIncompleteWhenTypedAndCompleteWhenPasted(String escaped, int indent) {
    String text = unescape(escaped);
    assertTypedIncomplete(text, indent);
    assertThat(PythonInput.check(text, true)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text + "\n", false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text + "\r\n", false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text + "\n    ", false)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          if x:                                | 4
          else:                                | 4
          for x in y:                          | 4
          while True:                          | 4
          def f(a, b=lambda: 1):             | 4
          def f(a: int,\\n      b: str):     | 4
          class A:                             | 4
          with a as b:                         | 4
          try:                                 | 4
          except* E as e:                      | 4
          finally:                             | 4
          async with x:                        | 4
          match x:                             | 4
          match (x, y):                      | 4
          if x: # comment:                     | 4
          if x[1:2]:                           | 4
          if {'a': 1}:                         | 4
          if lambda: x:                        | 4
          if (y := x):                         | 4
          if '#':                              | 4
          if ':' in f'{x:>3}':                 | 4
          while x:\\n    if y:                 | 8
          @a                                   | 0
          @a.b(c)                              | 0
          @a  # comment                        | 0
          class A:\\n    @b                    | 4
          x = 1\\ndef f():                     | 4
          if x:\\n    pass\\nelse:             | 4
          """)
  void aBlockWithoutBodyIsIncomplete(String escaped, int indent) {
    String text = unescape(escaped);
    assertTypedIncomplete(text, indent);
    assertThat(PythonInput.check(text, true)).isEqualTo(new Incomplete(indent));
    assertThat(PythonInput.check(text + "\n", true)).isEqualTo(new Incomplete(indent));
    assertThat(PythonInput.check(text + "\n", false)).isEqualTo(new Complete());
    assertThat(PythonInput.check(text + "\n\n    ", true)).isEqualTo(new Complete());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "if x:\n    y\nz = 1",
        "if x: pass\nz",
        "@a\nx = 1",
        "def f():\n    pass\n\nf()",
      })
  void aSimpleStatementAfterABlockIsComplete(String text) {
    assertThat(PythonInput.check(text, false)).isEqualTo(new Complete());
  }

  @Test
  void emptyLinesDoNotEndBracketsOrStrings() {
    assertTypedIncomplete("(\n\n\n", 4);
    assertTypedIncomplete("'''\n\n\n", 0);
    assertTypedIncomplete("f'''{\n\n", 4);
  }

  @Test
  @Timeout(20)
  void aHugeTextIsCheckedInLinearTime() {
    int size = 300_000;
    for (String unit :
        new String[] {"(", "f'{", "f'''{x:", "'", "\\N{A", "if x:\n", "a\\\n", " ", "\r"}) {
      PythonInput.check(unit.repeat(size / unit.length()), false);
      PythonInput.check("f'" + unit.repeat(size / unit.length()), true);
    }
  }

  private static void assertTypedIncomplete(String text, int indent) {
    assertThat(PythonInput.check(text, false)).isEqualTo(new Incomplete(indent));
  }

  private static String unescape(String text) {
    return text.translateEscapes();
  }
}
