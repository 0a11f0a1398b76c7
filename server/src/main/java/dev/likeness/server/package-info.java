/**
 * The HTTP service. {@link dev.likeness.server.LikenessServer} puts the service together and starts its worker and the web
 * server, from {@link dev.likeness.server.ServerSettings} and a list of engines. Below it one package a dialect translates.
 * The only module that sees Spring; it knows engines only as {@link dev.likeness.core.PortraitEngine}.
 */
@org.jspecify.annotations.NullMarked
package dev.likeness.server;
