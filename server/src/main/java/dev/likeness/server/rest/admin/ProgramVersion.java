package dev.likeness.server.rest.admin;

/** The version of the program, shown to administrators. */
public record ProgramVersion(String text) {}
