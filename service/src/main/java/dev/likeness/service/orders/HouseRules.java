package dev.likeness.service.orders;

import dev.likeness.core.AigcMeta;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.Logo;
import dev.likeness.core.OrderedTemplate;
import dev.likeness.core.PortraitException;
import dev.likeness.core.PortraitRequest;
import dev.likeness.service.audit.AuditTrail;
import dev.likeness.service.audit.Evidence;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.moderation.Moderation;
import dev.likeness.service.moderation.Point;
import dev.likeness.service.tasks.Delivery;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the operator demands of orders besides their being valid, checked before any money is held.
 *
 * @param consentRequired whether each order must state the consent of the person in the photo
 */
public record HouseRules(Moderation moderation, boolean consentRequired, AuditTrail audit) {
    /** The rules for the orders of one request: words that several of them share are judged once. */
    Sitting sitting(AccountId account) {
        return new Sitting(this, account, new HashMap<>());
    }

    /** One request. */
    record Sitting(HouseRules rules, AccountId account, Map<String, List<String>> judged) {
        /**
         * @return what the audit trail keeps of the order
         * @throws PortraitException when the order has no consent though it must, or a moderator refuses its words or does
         *                           not answer; what moderators refuse is written into the audit trail
         */
        Evidence check(Order order, PortraitRequest request, String engine) {
            if (rules.consentRequired && order.consent().isEmpty()) {
                throw new PortraitException.InvalidRequest(ErrorCode.CONSENT_MISSING,
                        "consent is missing: this service wants to know who agreed to the portrait and when, as"
                                + " consent {who, when, reference}");
            }
            List<String> verdicts = new ArrayList<>();
            try {
                verdicts.addAll(judge(Point.PROMPT, request.words(), verdicts));
                verdicts.addAll(judge(Point.OUTPUT_TEXT, written(order.delivery()), verdicts));
            } catch (PortraitException refusal) {
                rules.audit.refused(account, engine, request.template().map(OrderedTemplate::name),
                        refusal.code().wireName(), verdicts);
                throw refusal;
            }
            return new Evidence(order.consent(), Optional.empty(), verdicts);
        }

        private List<String> judge(Point point, String text, List<String> untilRefused) {
            String name = point + text;
            List<String> known = judged.get(name);
            if (known == null) {
                List<String> said = new ArrayList<>();
                try {
                    rules.moderation.check(point, Optional.of(text), said);
                } catch (PortraitException refusal) {
                    untilRefused.addAll(said);
                    throw refusal;
                }
                known = List.copyOf(said);
                judged.put(name, known);
            }
            return known;
        }
    }

    /**
     * Refuses a form of delivery, asked for with the result, whose words the moderation refuses.
     *
     * @throws PortraitException as of an order with those words
     */
    public void check(Delivery wanted) {
        moderation.check(Point.OUTPUT_TEXT, Optional.of(written(wanted)), new ArrayList<>());
    }

    /** All words of the client that end up on the picture or in its file. */
    private static String written(Delivery delivery) {
        Logo logo = delivery.logo();
        AigcMeta aigc = delivery.aigc();
        return Stream.of(logo.text(), aigc.contentProducer(), aigc.producerId(), aigc.contentPropagator(),
                aigc.propagateId()).flatMap(Optional::stream).collect(Collectors.joining("\n"));
    }
}
