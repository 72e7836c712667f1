package io.schedulerrunner.execute;

import io.schedulerrunner.config.Endpoint;
import io.schedulerrunner.plan.Call;
import java.util.Optional;

/**
 * Evaluates what is to be evaluated when a call is made: its {@code when} before the first attempt,
 * the templates of its request before each, and keeps the answers that later calls ask for. Calls
 * without expressions pass through.
 */
final class TemplatingCaller implements Caller {

  private final Caller delegate;
  private final Time time;

  TemplatingCaller(Caller delegate, Time time) {
    this.delegate = delegate;
    this.time = time;
  }

  @Override
  public Reply call(Exchange exchange) {
    Exchange rendered;
    try {
      Optional<Reply> omitted = omitted(exchange);
      if (omitted.isPresent()) {
        return omitted.orElseThrow();
      }
      rendered = rendered(exchange);
    } catch (ExpressionException e) {
      return new Reply.Failed(ErrorType.TEMPLATE, e.getMessage());
    }
    Reply reply = delegate.call(rendered);
    if (reply instanceof Reply.Answered answered) {
      exchange.scope().answers().keep(exchange.call(), answered.answer());
    }
    return reply;
  }

  private Optional<Reply> omitted(Exchange exchange) {
    return exchange
        .call()
        .endpoint()
        .when()
        .filter(when -> exchange.progress().attempts().isEmpty())
        .flatMap(when -> omitted(Expression.of(when), exchange));
  }

  private Optional<Reply> omitted(Expression when, Exchange exchange) {
    String shown = "when: " + when.shown().strip();
    try {
      Optional<Object> value = context(exchange).value(when);
      return value.filter(Evaluator::isTrue).isPresent()
          ? Optional.empty()
          : Optional.of(new Reply.Omitted("Left out by its " + shown));
    } catch (ExpressionException e) {
      throw new ExpressionException("The expression " + shown + " " + e.getMessage() + ".");
    }
  }

  private Exchange rendered(Exchange exchange) {
    Call call = exchange.call();
    Endpoint endpoint = call.endpoint();
    if (!Templates.areIn(endpoint.target(), call.payload())) {
      return exchange;
    }
    TemplateRenderer renderer = new TemplateRenderer(context(exchange));
    return exchange.with(
        new Call(
            call.index(),
            endpoint.with(renderer.target(endpoint.target())),
            renderer.payload(call.payload())));
  }

  private TemplateContext context(Exchange exchange) {
    int attempt = exchange.progress().attempts().size() + 1;
    return new TemplateContext(exchange.scope(), attempt, new Evaluator(time));
  }
}
