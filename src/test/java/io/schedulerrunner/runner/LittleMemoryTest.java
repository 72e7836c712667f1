package io.schedulerrunner.runner;

import static org.assertj.core.api.Assertions.assertThat;

import io.schedulerrunner.execute.KeptBody;
import io.schedulerrunner.execute.Outcome;
import io.schedulerrunner.execute.Response;
import io.schedulerrunner.execute.Result;
import io.schedulerrunner.execute.RunListener;
import io.schedulerrunner.history.RecordedResult;
import io.schedulerrunner.plan.RunRequest;
import io.schedulerrunner.report.Sample;
import java.io.OutputStream;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Results that the memory does not suffice to record. */
class LittleMemoryTest extends Running {

  /** A body in a file, too large for the heap. */
  private record Enormous() implements KeptBody {
    @Override
    public Form form() {
      return Form.TEXT;
    }

    @Override
    public boolean truncated() {
      return false;
    }

    @Override
    public OptionalInt bytesOnHeap() {
      return OptionalInt.empty();
    }

    @Override
    public void writeTo(OutputStream out) {
      throw new OutOfMemoryError("Java heap space");
    }
  }

  @Test
  void theRunGoesOnAndSaysThatItIsNotKept() {
    during =
        call ->
            call.name().equals("two")
                ? new Outcome.Succeeded(new Response(200, new Enormous()))
                : Sample.succeeded(200);

    RunReply reply = runner.run(RunRequest.DEFAULT, SIX, time.nanos(), RunListener.NONE);

    assertThat(((RunReply.Carried) reply).kept()).isFalse();
    assertThat(reply.run().orElseThrow().results())
        .extracting(Result::outcome)
        .hasOnlyElementsOfType(Outcome.Succeeded.class)
        .hasSize(3);
    assertThat(history.found("run-1").orElseThrow().results())
        .extracting(RecordedResult::name)
        .containsExactly("one", "three");
  }
}
