package io.schedulerrunner.execute;

/**
 * Why something failed.
 *
 * @param message a sentence that a person understands, free of secrets
 */
public record Failure(ErrorType type, String message) {}
