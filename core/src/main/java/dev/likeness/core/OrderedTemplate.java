package dev.likeness.core;

/**
 * The template of an order, as it was when the order was taken: what becomes of the template later changes no order.
 *
 * @param text what the template orders; 1 to {@link PortraitRequest#MAX_PROMPT} characters, as {@link Template} checks
 */
public record OrderedTemplate(String name, String text) {
    public static OrderedTemplate of(Template template) {
        return new OrderedTemplate(template.name(), template.prompt());
    }
}
