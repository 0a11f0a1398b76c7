package dev.likeness.server;

import dev.likeness.service.keys.NewKey;
import dev.likeness.service.keys.Scope;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;

/** Tests that begin in the studio, with a fresh account and two photos, {@code me.jpg} and {@code you.png}. */
abstract class InTheStudio extends OnPages {
    InTheStudio() throws IOException {
        file("me.jpg", TestService.photo("jpeg"));
        file("you.png", TestService.photo("png"));
    }

    @BeforeEach
    final void openTheStudio() {
        key = TestService.key("10", NewKey.named("test").with(Scope.ALL)).key();
        studio();
    }
}
