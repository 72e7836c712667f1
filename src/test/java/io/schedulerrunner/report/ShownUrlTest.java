package io.schedulerrunner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.config.Param;
import io.schedulerrunner.config.Payload;
import io.schedulerrunner.config.Secrets;
import io.schedulerrunner.config.Target;
import io.schedulerrunner.config.Text;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ShownUrlTest {

  private static final Param A = new Param("a", Text.of("1"));
  private static final Param B = new Param("b", Text.of("x y&z"));

  @Test
  void parametersAreAddedToThoseInTheUrl() {
    assertThat(shown("http://h/p", A, B)).isEqualTo("http://h/p?a=1&b=x+y%26z");
    assertThat(shown("http://h/p?q=0", A, B)).isEqualTo("http://h/p?q=0&a=1&b=x+y%26z");
    assertThat(shown("http://h/p?q=0")).isEqualTo("http://h/p?q=0");
  }

  @Test
  void theFragmentIsLeftOut() {
    assertThat(shown("http://h/p#top", A)).isEqualTo("http://h/p?a=1");
  }

  @Test
  void aSecretIsHiddenWhereverItStands() {
    Text secret = new Text(List.of(new Text.Substituted("KEY", "not-a-real-secret-1", true)));

    assertThat(shown("http://h/not-a-real-secret-1", new Param("key", secret)))
        .isEqualTo("http://h/***?key=***");
  }

  private static String shown(String url, Param... params) {
    Target target = new Target("GET", Text.of(url), Map.of(), List.of(params), Payload.NONE);
    return ShownUrl.of(target, Secrets.of(List.of("not-a-real-secret-1")));
  }
}
