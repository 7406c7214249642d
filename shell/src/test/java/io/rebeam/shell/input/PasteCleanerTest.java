package io.rebeam.shell.input;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasteCleanerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "\n",
        "   ",
        "x = 1",
        "x = 1\r\ny = 2\r\n",
        "if x:\n    y\n",
        "if x:\n\ty\n\n\nz",
        "def f():\n    '''\n    >>> f()\n    1\n    >>> g()\n    '''\n",
        "'''\n>>> f()\n... g()\n1\n'''\n",
        "f'''\n>>> {x}\n>>> f()\n'''\n",
        "class A: ...\n...\n",
        "def f():\n    ...\n",
        "x = [\n...,\n... ]",
        "x >> y",
        "a\n    >>> b",
        "s = \"rebeam(1)> \"",
        "rebeam(1) > 2",
        "'''\nrebeam(1)> x\n'''",
        "# comment\n    # another",
        "x = '''\n  a\n  b\n'''",
        ":help",
        ":load 'x\n  y",
      })
  void sourceIsLeftUntouched(String text) {
    assertThat(PasteCleaner.clean(text)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          >>> x = 1|x = 1
          >>> x = 1\\n|x = 1\\n
          >>> 1 + 1\\n2|1 + 1
          >>> 1 + 1\\n2\\n|1 + 1\\n
          >>> 1 + 1\\n2\\n>>> f()\\n'it'\\n...|1 + 1\\nf()
          >>> 1 + 1\\r\\n2\\r\\n>>> x|1 + 1\\r\\nx
          \\n>>> x\\n1|x
          >>> >>> x|x
          >>>\\n>>> x|\\nx
          >>> if x:\\n...     y\\n...\\n5\\n>>> z|if x:\\n    y\\n\\nz
          >>> if x:\\n... \\ty\\n... \\n>>> z|if x:\\n\\ty\\n\\nz
          >>> s = '''a\\n... b\\n... '''\\n>>> s\\n'a'|s = '''a\\nb\\n'''\\ns
          >>> f(\\n... 1)\\nTraceback:\\n  File "x"\\nE: it's|f(\\n1)
              >>> x\\n    1\\n    >>> y|x\\ny
          >>>     x|x
          >>> x\\n# note\\n>>> y|x\\ny
          >>> def f():\\n...     '''\\n...     >>> f()\\n...     '''|def f():\\n    '''\\n    >>> f()\\n    '''
          >>> def f():\\n    return 1\\n\\n>>> f()|def f():\\n    return 1\\n\\nf()
          >>> x = (1,\\n     2)\\n>>> x|x = (1,\\n     2)\\nx
          x = 1\\n>>> y = 2|x = 1\\ny = 2
          x = 1\\n>>> x\\n1\\n>>> y|x = 1\\nx\\n1\\ny
          x = 1\\n>>> if x:\\n...     y|x = 1\\nif x:\\n    y
          """)
  void pythonPromptsAreRemoved(String pasted, String source) {
    assertClean(pasted, source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          rebeam(12)> x = 1|x = 1
          rebeam(1)> x\\nrebeam(2)> y\\n|x\\ny\\n
          rebeam(1)> if x:\\n               y\\n|if x:\\n    y\\n
          rebeam(12)> if x:\\n                y\\n            \\nrebeam(13)> z|if x:\\n    y\\n\\nz
          rebeam(1)> if x:\\n               y\\n\\nrebeam(2)> z|if x:\\n    y\\n\\nz
          rebeam(1)> x\\n1\\nrebeam(2)> y|x\\n1\\ny
          x\\nrebeam(2)> y|x\\ny
          rebeam(1)> '''a\\n           b'''|'''a\\nb'''
          rebeam(1)> :help|:help
            rebeam(1)> x|x
          >>> x\\n1\\nrebeam(1)> y|x\\n1\\ny
          """)
  void rebeamPromptsAreRemovedAndOutputStays(String pasted, String source) {
    assertClean(pasted, source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
              x = 1|x = 1
              if x:\\n        y\\n\\n    z\\n|if x:\\n    y\\n\\nz\\n
          \\tif x:\\n\\t\\ty|if x:\\n\\ty
          \\tx\\n    y|\\tx\\n    y
              x\\n  \\n    y|x\\n\\ny
              x = (1,\\n  2)|x = (1,\\n2)
              x = '''\\n    a\\n  b'''\\n    y|x = '''\\n    a\\n  b'''\\ny
            # a\\n    x|# a\\nx
          # a\\n    x|# a\\nx
              x\\n  y|  x\\ny
          """)
  void commonIndentationIsRemoved(String pasted, String source) {
    assertClean(pasted, source);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          if x:\\n    |y\\nz|y\\n    z
          if x:\\n    |    y\\n    z\\n|y\\n    z\\n   \s
          if x:\\n    |s = '''\\n  a\\nb'''\\nz|s = '''\\n  a\\nb'''\\n    z
          s = '''\\n    |    a\\n>>> b\\n|    a\\n>>> b\\n
          s = '''|    a\\n>>> b\\n|    a\\n>>> b\\n
          s = 'a'\\n|    b\\n    c|b\\nc
          x = |    y|y
          """)
  void pastedSourceFitsItsPlaceAndStringsStayAsTheyAre(String before, String pasted, String clean) {
    assertThat(PasteCleaner.cleanAt(before.translateEscapes(), pasted.translateEscapes()))
        .isEqualTo(clean.translateEscapes());
  }

  @Test
  @Timeout(20)
  void aHugePasteIsCleanedQuickly() {
    for (String unit :
        new String[] {">>> ", ">>> (\n", "rebeam(1)> x\n", "    x\n", ">>> x\n1\n"}) {
      PasteCleaner.clean(unit.repeat(200_000 / unit.length()));
    }
  }

  private static void assertClean(String pasted, String source) {
    String clean = PasteCleaner.clean(pasted.translateEscapes());
    assertThat(clean).isEqualTo(source.translateEscapes());
    assertThat(PasteCleaner.clean(clean)).isEqualTo(clean);
  }
}
