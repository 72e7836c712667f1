package io.schedulerrunner.config;

/** One query parameter; a name with several values stands several times. */
public record Param(String name, Text value) {}
