package dev.likeness.service.pictures;

import dev.likeness.service.ids.ObjectName;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A store that looks at the world each time before it erases something. */
public final class WatchedErasing {
    private WatchedErasing() {}

    /**
     * @param look is told what is about to be erased, empty for all of a day; what it throws stops that
     */
    public static ObjectStore of(ObjectStore objects, Consumer<String> look) {
        return (ObjectStore) Proxy.newProxyInstance(ObjectStore.class.getClassLoader(),
                new Class<?>[]{ObjectStore.class}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("erase")) {
                        look.accept(arguments[0] instanceof ObjectName name ? name.value() : "");
                    }
                    try {
                        return method.invoke(objects, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
