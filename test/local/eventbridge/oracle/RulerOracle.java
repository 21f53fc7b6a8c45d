import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import software.amazon.event.ruler.JsonRuleCompiler;
import software.amazon.event.ruler.Machine;

/** Asks Event Ruler every question of stdin; see README.md. A verdict is one bit per event, the first event lowest. */
public class RulerOracle {
    public static void main(String[] args) throws Exception {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode questions = mapper.readTree(System.in);
        ObjectNode answers = mapper.createObjectNode();
        answers.put("ruler", args[0]);
        answers.set("events", questions.get("events"));
        ArrayNode verdicts = answers.putArray("verdicts");
        for (JsonNode pattern : questions.get("patterns")) {
            Machine machine = new Machine();
            machine.addRule("rule", pattern.asText());
            BigInteger bits = BigInteger.ZERO;
            for (int i = 0; i < questions.get("events").size(); i++) {
                if (!machine.rulesForJSONEvent(questions.get("events").get(i).asText()).isEmpty()) bits = bits.setBit(i);
            }
            verdicts.addObject().put("pattern", pattern.asText()).put("matches", bits.toString(16));
        }
        ArrayNode refusals = answers.putArray("refusals");
        for (JsonNode pattern : questions.get("broken")) {
            String reason = JsonRuleCompiler.check(pattern.asText());
            // The place in the text depends on the parser, not on the rule language.
            if (reason != null) reason = reason.split("\\s+at \\[Source")[0].split("\n")[0];
            refusals.addObject().put("pattern", pattern.asText()).put("reason", reason);
        }
        System.out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(answers));
    }
}
