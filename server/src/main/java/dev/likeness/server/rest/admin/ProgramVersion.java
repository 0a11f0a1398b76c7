package dev.likeness.server.rest.admin;

/** The version of the program, as whoever administers the service is told. */
public record ProgramVersion(String text) {}
