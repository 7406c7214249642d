package io.rebeam.shell.batch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rebeam.shell.batch.ProgramText.UnreadableException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgramTextTest {
  @Test
  void textIsUtf8WithOrWithoutAMark() throws Exception {
    assertThat(ProgramText.decode("s = 'é'\r\n".getBytes(UTF_8), "'x.py'")).isEqualTo("s = 'é'\n");
    assertThat(ProgramText.decode("\uFEFFs = 1".getBytes(UTF_8), "'x.py'")).isEqualTo("s = 1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# coding: latin-1\n",
        "# -*- coding: iso-8859-1 -*-\n",
        "#!/usr/bin/env rebeam\n# vim: set fileencoding=latin_1 :\n"
      })
  void cookieInTheFirstTwoLinesNamesTheEncoding(String head) throws Exception {
    byte[] bytes = (head + "s = 'é'\n").getBytes(ISO_8859_1);

    assertThat(ProgramText.decode(bytes, "'x.py'")).endsWith("s = 'é'\n");
  }

  @Test
  void cookieInTheThirdLineIsAComment() {
    byte[] bytes = "\n\n# coding: latin-1\ns = 'é'\n".getBytes(ISO_8859_1);

    assertThatThrownBy(() -> ProgramText.decode(bytes, "'x.py'"))
        .isInstanceOf(UnreadableException.class)
        .hasMessage(
            "cannot run 'x.py': it is not UTF-8;"
                + " a line '# coding: NAME' at its top names its encoding");
  }

  @Test
  void unknownEncodingIsNamed() {
    assertThatThrownBy(() -> ProgramText.decode("# coding: klingon\n".getBytes(UTF_8), "'x.py'"))
        .hasMessage("cannot run 'x.py': unknown encoding 'klingon'");
  }

  @Test
  void missingFileAndFolderAreTold(@TempDir Path folder) {
    Path missing = folder.resolve("x.py");

    assertThatThrownBy(() -> ProgramText.read(missing))
        .hasMessage("cannot run '" + missing + "': no such file");
    assertThatThrownBy(() -> ProgramText.read(folder))
        .hasMessage("cannot run '" + folder + "': it is a directory");
  }
}
