package io.schedulerrunner.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DescriptorsTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "256,        256",
    "1048576,    1048576",
    "9999999999, 2147483647",
    "unlimited,  2147483647"
  })
  void theSoftLimitCounts(String soft, int most) throws IOException {
    Path limits = folder.resolve("limits");
    Files.writeString(
        limits,
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             63                   63                   processes
        Max open files            %-20s 1048576              files
        """
            .formatted(soft));
    assertThat(Descriptors.read(limits)).isEqualTo(new Descriptors(most));
  }

  @Test
  void whereNoLimitIsKnownThereIsNone() throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    Descriptors none = new Descriptors(Integer.MAX_VALUE);
    assertThat(Descriptors.read(empty)).isEqualTo(none);
    assertThat(Descriptors.read(folder.resolve("absent"))).isEqualTo(none);
  }

  @Test
  void thisProcessMayOpenSome() {
    assertThat(Descriptors.ofProcess().most()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({
    "256, 96",
    "80, 8",
    "82, 9",
    "10, 8",
    "20063, 9999",
    "20064, 10000",
    "1048576, 10000"
  })
  void eachDirectionGetsHalfOfWhatOthersLeave(int most, int share) {
    assertThat(new Descriptors(most).share(10_000)).isEqualTo(share);
  }
}
