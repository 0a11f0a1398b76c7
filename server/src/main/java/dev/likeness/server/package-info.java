/**
 * The HTTP service. {@link dev.likeness.server.LikenessServer} starts the database, the worker and the web server from
 * {@link dev.likeness.server.ServerSettings} and a list of engines. Below it, one package per dialect translates
 * between its wire format and the module {@code service}. The only module that uses Spring; it knows engines only as
 * {@link dev.likeness.core.PortraitEngine}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server;
