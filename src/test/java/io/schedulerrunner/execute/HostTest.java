package io.schedulerrunner.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.eclipse.jetty.http.HttpURI;
import org.junit.jupiter.api.Test;

class HostTest {

  private static final Duration SHORT = Duration.ofMillis(2);

  private final AtomicInteger asked = new AtomicInteger();

  private Host called(int calls) {
    Host host = new Host(_ -> asked.incrementAndGet());
    IntStream.range(0, calls).forEach(_ -> host.enter());
    return host;
  }

  @Test
  void aFewCallsAskForNoConnection() throws InterruptedException {
    assertThat(called(Host.FEW).place(SHORT)).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void manyAskForOneAndDoNotWaitForeverForIt() throws InterruptedException {
    Host host = called(Host.FEW + 1);

    assertThat(host.place(SHORT)).isEmpty();
    assertThat(host.place(SHORT)).isEmpty();

    assertThat(asked).hasValue(1);
  }

  @Test
  void whoRefusesIsNotAskedAgain() throws InterruptedException {
    Host host = new Host(it -> it.opened(refusal()));
    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.enter());

    assertThat(host.place(Duration.ofDays(1))).isEmpty();
    assertThat(host.place(Duration.ofDays(1))).isEmpty();

    assertThat(asked).hasValue(1);
  }

  private Optional<SharedConnection> refusal() {
    asked.incrementAndGet();
    return Optional.empty();
  }

  @Test
  void whoCannotBeAskedIsCalledOtherwise() throws InterruptedException {
    Hosts hosts =
        new Hosts(
            () -> {
              throw new IllegalStateException("stopped");
            });
    HttpURI url = HttpURI.from("https://a.example/");
    AddressPolicy anywhere = new AddressPolicy(false);
    Host host = hosts.enter(url, anywhere);
    IntStream.range(0, Host.FEW).forEach(_ -> hosts.enter(url, anywhere));

    assertThat(host.place(Duration.ofDays(1))).isEmpty();
    assertThat(host.isIdle()).isFalse();

    IntStream.rangeClosed(0, Host.FEW).forEach(_ -> hosts.leave(url, anywhere));
    assertThat(hosts.size()).isZero();
  }

  @Test
  void whoRefusedIsAskedAgainOnceNobodyCallsIt() throws InterruptedException {
    Host host = new Host(it -> it.opened(refusal()));
    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.enter());
    assertThat(host.place(Duration.ofDays(1))).isEmpty();
    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.leave());
    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.enter());

    assertThat(host.place(Duration.ofDays(1))).isEmpty();

    assertThat(asked).hasValue(2);
  }

  @Test
  void aPortThatGoesWithoutSayingIsNotSaid() {
    assertThat(Transfer.saidPort(HttpURI.from("https://a.example/"))).isZero();
    assertThat(Transfer.saidPort(HttpURI.from("https://a.example:443/"))).isZero();
    assertThat(Transfer.saidPort(HttpURI.from("https://a.example:8443/"))).isEqualTo(8443);
  }

  @Test
  void itIsIdleOnceNobodyCallsItNorWaitsForIt() throws InterruptedException {
    Host host = called(Host.FEW + 1);
    assertThat(host.place(SHORT)).isEmpty();
    assertThat(host.isIdle()).isFalse();

    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.leave());
    assertThat(host.isIdle()).isFalse();

    host.opened(Optional.empty());
    assertThat(host.isIdle()).isTrue();
  }

  /** A connection that has a place or not, until it ends. */
  @SuppressWarnings("ReferenceEquality")
  private static SharedConnection connection(boolean place, AtomicBoolean ending) {
    return (SharedConnection)
        Proxy.newProxyInstance(
            SharedConnection.class.getClassLoader(),
            new Class<?>[] {SharedConnection.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "take" -> place;
                  case "isEnding" -> ending.get();
                  case "equals" -> proxy == arguments[0];
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  @Test
  void aPlaceOnAConnectionThatIsThereIsTakenByFew() throws InterruptedException {
    Host host = called(1);
    SharedConnection open = connection(true, new AtomicBoolean());
    host.opened(Optional.of(connection(false, new AtomicBoolean())));
    host.opened(Optional.of(open));

    assertThat(host.place(SHORT)).containsSame(open);
  }

  @Test
  void aConnectionThatIsGivenUpHasNoMorePlacesAndNoSuccessor() throws InterruptedException {
    Host host = called(Host.FEW + 1);
    SharedConnection open = connection(true, new AtomicBoolean());
    host.opened(Optional.of(open));

    host.giveUp(open);

    assertThat(host.place(Duration.ofDays(1))).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aConnectionThatComesAfterOneWasGivenUpIsNotUsed() throws InterruptedException {
    Host host = called(Host.FEW + 1);
    host.giveUp(connection(true, new AtomicBoolean()));

    host.opened(Optional.of(connection(true, new AtomicBoolean())));

    assertThat(host.place(SHORT)).isEmpty();
    assertThat(asked).hasValue(0);
  }

  @Test
  void aRefusalThatComesWhileNobodyCallsIsForgotten() throws InterruptedException {
    Host host = called(0);
    host.opened(Optional.empty());
    IntStream.range(0, Host.FEW + 1).forEach(_ -> host.enter());

    assertThat(host.place(SHORT)).isEmpty();

    assertThat(asked).hasValue(1);
  }

  @Test
  void whoHasRefusedASecondConnectionKeepsTheFirst() throws InterruptedException {
    Host host = called(Host.FEW + 1);
    SharedConnection open = connection(true, new AtomicBoolean());
    host.opened(Optional.of(open));

    host.opened(Optional.empty());

    assertThat(host.place(SHORT)).containsSame(open);
  }

  @Test
  void aConnectionThatEndsIsForgotten() throws InterruptedException {
    AtomicBoolean ending = new AtomicBoolean();
    Host host = called(1);
    host.opened(Optional.of(connection(true, ending)));
    host.leave();
    assertThat(host.isIdle()).isFalse();

    ending.set(true);

    assertThat(host.enter().place(SHORT)).isEmpty();
    host.leave();
    assertThat(host.isIdle()).isTrue();
  }

  @Test
  void whereOneIsFullAnotherIsAskedForButNotAwaited() throws InterruptedException {
    Host host = called(Host.FEW + 1);
    host.opened(Optional.of(connection(false, new AtomicBoolean())));

    assertThat(host.place(Duration.ofDays(1))).isEmpty();

    assertThat(asked).hasValue(1);
  }

  @Test
  void whoIsInterruptedDoesNotWait() {
    Host host = called(Host.FEW + 1);
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> host.place(Duration.ofDays(1)))
        .isInstanceOf(InterruptedException.class);
  }
}
