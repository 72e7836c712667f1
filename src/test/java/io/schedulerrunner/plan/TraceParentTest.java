package io.schedulerrunner.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void aHeaderIsReadAndWrittenAsItCame() {
    for (String flags : new String[] {"00", "01"}) {
      String header = "00-" + TRACE + "-" + SPAN + "-" + flags;

      TraceParent place = TraceParent.read(header, "a=1,b=2").orElseThrow();

      assertThat(place)
          .isEqualTo(new TraceParent(TRACE, SPAN, flags.equals("01"), "a=1,b=2"))
          .returns(header, TraceParent::header)
          .returns(flags, TraceParent::flags);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-03, true",
    "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-fe, false",
    "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01, true",
    "cc-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-what-the-future-brings, true"
  })
  void laterVersionsAndFlagsAreUnderstoodAsFarAsTheyAreKnown(String header, boolean sampled) {
    assertThat(TraceParent.read(header, "")).hasValue(new TraceParent(TRACE, SPAN, sampled, ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-",
        "01-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01x",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "0g-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00_4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0x",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473/-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473:-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473`-00f067aa0ba902b7-01",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
      })
  void whatIsNoHeaderOfTheKindIsNoPlace(String header) {
    assertThat(TraceParent.read(header, "")).isEmpty();
  }

  @Test
  void aStateThatCannotBePassedOnIsDropped() {
    String header = "00-" + TRACE + "-" + SPAN + "-01";

    for (String state : new String[] {"a=" + "1".repeat(510), "a= ~", " "}) {
      assertThat(TraceParent.read(header, state).orElseThrow().state()).isEqualTo(state);
    }
    for (String state : new String[] {"a=" + "1".repeat(511), "a=\n", "a=\u007f", "a=ü"}) {
      assertThat(TraceParent.read(header, state).orElseThrow().state()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "4bf92f3577b34da6a3ce929d0e0e4736/67667974448284343;o=1, true",
    "4BF92F3577B34DA6A3CE929D0E0E4736/67667974448284343;o=0, false",
    "4bf92f3577b34da6a3ce929d0e0e4736/67667974448284343, false"
  })
  void googlesHeaderHasTheSpanInDecimal(String header, boolean sampled) {
    assertThat(TraceParent.readCloud(header)).hasValue(new TraceParent(TRACE, SPAN, sampled, ""));
  }

  @Test
  void googlesSpanIdsAreUnsigned() {
    assertThat(TraceParent.readCloud(TRACE + "/18446744073709551615").orElseThrow().spanId())
        .isEqualTo("ffffffffffffffff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "4bf92f3577b34da6a3ce929d0e0e473/1;o=1",
        "4bf92f3577b34da6a3ce929d0e0e4736/;o=1",
        "4bf92f3577b34da6a3ce929d0e0e4736/x;o=1",
        "4bf92f3577b34da6a3ce929d0e0e4736/0;o=1",
        "zbf92f3577b34da6a3ce929d0e0e4736/1;o=1",
        ";bf92f3577b34da6a3ce929d0e0e4736/1;o=1",
        ";bf92f3577b34da6a3ce929d0e0e473/1;o=1",
        "00000000000000000000000000000000/1;o=1"
      })
  void whatIsNotGooglesHeaderIsNoPlace(String header) {
    assertThat(TraceParent.readCloud(header)).isEmpty();
  }

  @Test
  void workIsDoneAtAPlaceOrAtNone() {
    TraceParent place = new TraceParent(TRACE, SPAN, true, "");

    assertThat(TraceParent.current()).isEmpty();
    assertThat(TraceParent.call(Optional.of(place), TraceParent::current)).hasValue(place);
    assertThat(TraceParent.call(Optional.empty(), TraceParent::current)).isEmpty();
    assertThat(place.call(TraceParent::current)).hasValue(place);
    assertThat(TraceParent.current()).isEmpty();
  }
}
