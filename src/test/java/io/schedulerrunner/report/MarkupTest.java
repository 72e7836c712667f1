package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class MarkupTest {

  @Test
  void whatMeansSomethingIsEscaped() {
    assertThat(Markup.text("<a b=\"c\">&'\n\r\t"))
        .isEqualTo("&lt;a b=&quot;c&quot;&gt;&amp;'&#10;&#13;&#9;");
  }

  @Test
  void whatXmlCannotHoldIsReplaced() {
    assertThat(Markup.text("\u0000\u001f\udfff\ud800\ufffe\uffff\ud83f\udffe"))
        .isEqualTo("\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd\ufffd");
    assertThat(Markup.text(" ~\u007f\ud7ff\ue000\ufffd\ud83d\ude00"))
        .isEqualTo(" ~\u007f\ud7ff\ue000\ufffd\ud83d\ude00");
  }
}
