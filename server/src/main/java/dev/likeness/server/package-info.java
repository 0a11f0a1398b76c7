/**
 * The HTTP service. {@link dev.likeness.server.LikenessServer} starts the books, the worker and the web server from
 * {@link dev.likeness.server.ServerSettings} and a list of engines. Below it: {@code order} takes orders, {@code work}
 * carries them out, and one package a dialect translates. The only module that sees Spring; it knows engines only as
 * {@link dev.likeness.core.PortraitEngine}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server;
