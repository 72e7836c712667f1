package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhasesTest {

  @Test
  void nothingIsKnownWhereNothingWasMeasured() {
    assertThat(Phases.NONE.areKnown()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"0,-1,-1,-1,-1", "-1,0,-1,-1,-1", "-1,-1,0,-1,-1", "-1,-1,-1,0,-1", "-1,-1,-1,-1,0"})
  void onePhaseIsEnough(long dns, long connect, long tls, long firstByte, long body) {
    assertThat(new Phases(dns, connect, tls, firstByte, body).areKnown()).isTrue();
  }
}
