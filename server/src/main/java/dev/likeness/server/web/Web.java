package dev.likeness.server.web;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of the page. */
@Configuration(proxyBeanMethods = false)
public class Web {
    @Bean
    PageController pageController() {
        return new PageController();
    }
}
