package dev.likeness.server.rest;

/** The version of the program, as whoever administers the service is told. */
public record ProgramVersion(String text) {}
