using System.Collections.Immutable;
using System.Text.Json.Nodes;
using IamSim.Conditions;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <summary>The laws that are asked of random questions: the tests ask a little, long runs ask much.</summary>
internal static partial class MetamorphicLaws
{
    private const string AllowAll = """{"Effect":"Allow","Action":"*","Resource":"*"}""";
    private const string AllowAllToEveryone = """{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}""";

    public static IReadOnlyList<MetamorphicLaw> All { get; } = [.. Neutral(), .. Complements(), .. Monotone()];

    // What changes nothing.
    private static IEnumerable<MetamorphicLaw> Neutral()
    {
        yield return Always("The order of identity policies does not matter", static (_, question) => question with { Set = question.Set with { Identity = [.. question.Set.Identity.Reverse()] } });
        yield return Always("An identity policy attached twice counts once", static (_, question) => question with { Set = question.Set with { Identity = [.. question.Set.Identity, .. question.Set.Identity] } });
        yield return Always("A document that is printed and read again decides the same", static (_, question) => QuestionChanges.Everywhere(question, static document => PolicyDocument.Parse(document.ToCanonicalJson())));
        yield return Always("A statement is the statements of its actions", static (_, question) => QuestionChanges.Everywhere(question, static document => QuestionChanges.Split(document, "Action")));
        yield return Always("A statement is the statements of its resources", static (_, question) => QuestionChanges.Everywhere(question, static document => QuestionChanges.Split(document, "Resource")));
        yield return Always("A statement that stands twice counts once", static (_, question) => QuestionChanges.Everywhere(question, static document => QuestionChanges.Statements(document, static statement =>
        {
            var again = (JsonObject)statement.DeepClone();
            again.Remove("Sid");
            return [statement, again];
        })));
        yield return Always("Sids decide nothing", static (_, question) => QuestionChanges.Everywhere(question, static document => QuestionChanges.Each(document, static statement => statement.Remove("Sid"))));
        yield return Always("The case of the action that is asked about does not matter", static (dice, question) =>
            question with { Request = question.Request with { Action = ActionName.Parse(QuestionChanges.Recased(dice, question.Request.Action.ToString())) } });
        yield return Always("The case of actions in policies does not matter", static (dice, question) => QuestionChanges.Everywhere(question, document => QuestionChanges.Each(document, statement =>
        {
            QuestionChanges.Texts(statement, "Action", text => QuestionChanges.Recased(dice, text));
            QuestionChanges.Texts(statement, "NotAction", text => QuestionChanges.Recased(dice, text));
        })));
        yield return Always("The case of context keys in requests does not matter", static (dice, question) => question with
        {
            Request = question.Request with { Context = new RequestContext(question.Request.Context.Select(pair => KeyValuePair.Create(QuestionChanges.Recased(dice, pair.Key), pair.Value))) },
        });
        yield return Always("The case of context keys in policies does not matter", static (dice, question) => QuestionChanges.Everywhere(question, document => QuestionChanges.Each(document, statement => RecaseKeys(dice, statement))));
        yield return Always("A key that no policy asks for decides nothing", static (_, question) => question with { Request = question.Request with { Context = new RequestContext([.. question.Request.Context, new("law:unasked", "x")]) } });
        yield return Always("A service control policy level that allows everything takes nothing away", static (_, question) => question.Set.ServiceControlPolicies is not { Length: > 0 } levels ? null
            : question with { Set = question.Set with { ServiceControlPolicies = levels.Add([QuestionChanges.Document(AllowAll)]) } });
        yield return Always("A level of service control policies that stands twice counts once", static (_, question) => question.Set.ServiceControlPolicies is not { } levels ? null
            : question with { Set = question.Set with { ServiceControlPolicies = [.. levels, .. levels] } });
        yield return Always("A level of resource control policies that stands twice counts once", static (_, question) => question.Set.ResourceControlPolicies is not { } levels ? null
            : question with { Set = question.Set with { ResourceControlPolicies = [.. levels, .. levels] } });
        yield return Always("A VPC endpoint policy that allows everything is as none", static (_, question) => question.Set.VpcEndpoint is not null ? null
            : question with { Set = question.Set with { VpcEndpoint = QuestionChanges.Document(AllowAllToEveryone) } });
        yield return Always("A condition on a key that is stated twice over is one condition", static (_, question) => QuestionChanges.Everywhere(question, static document => QuestionChanges.Each(document, DoubleValues)));
    }

    // A Deny of everything is a Deny of a part and of what is not that part.
    private static IEnumerable<MetamorphicLaw> Complements()
    {
        yield return Parts("Action and NotAction share everything out", static question =>
            [$$"""{"Effect":"Deny","Action":"{{question.Request.Action}}","Resource":"*"}""", $$"""{"Effect":"Deny","NotAction":"{{question.Request.Action}}","Resource":"*"}"""]);
        yield return Parts("Action and NotAction share everything out, whatever they name", static _ =>
            ["""{"Effect":"Deny","Action":["s3:Get*","sqs:*"],"Resource":"*"}""", """{"Effect":"Deny","NotAction":["s3:Get*","sqs:*"],"Resource":"*"}"""]);
        yield return Parts("Resource and NotResource share everything out", static _ =>
            ["""{"Effect":"Deny","Action":"*","Resource":["arn:aws:s3:::bkt/*","arn:aws:sqs:*:111111111111:*"]}""", """{"Effect":"Deny","Action":"*","NotResource":["arn:aws:s3:::bkt/*","arn:aws:sqs:*:111111111111:*"]}"""]);
        // COND-1: an operator that begins with Not is the opposite of the other one, also where the key is missing.
        (string Operator, string Opposite, string Key, string Value)[] opposites =
        [
            ("StringEquals", "StringNotEquals", "law:absent", "x"), ("StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase", "law:absent", "x"), ("StringLike", "StringNotLike", "aws:PrincipalTag/team", "r*"),
            ("StringEquals", "StringNotEquals", "aws:PrincipalTag/team", "red"), ("ArnLike", "ArnNotLike", "law:absent", "arn:aws:iam::*:role/*"), ("NumericEquals", "NumericNotEquals", "law:absent", "1"),
            ("DateEquals", "DateNotEquals", "law:absent", "2026-01-15T00:00:00Z"), ("IpAddress", "NotIpAddress", "law:absent", "10.0.0.0/8"),
        ];
        foreach ((string name, string opposite, string key, string value) in opposites)
        {
            // COND-10: without a set operator neither holds of several values.
            yield return Parts($"{name} and {opposite} of {key} share everything out", question => HasSeveral(question, key) ? null : [Deny(name, key, value), Deny(opposite, key, value)]);
        }

        yield return Parts("Null of a key is true or false", static _ => [Deny("Null", "aws:username", "true"), Deny("Null", "aws:username", "false")]);
        yield return Parts("IfExists holds where the key is missing", static _ => [Deny("NumericLessThanIfExists", "law:absent", "0")]);
        yield return Parts("ForAllValues holds where the key is missing", static _ => [Deny("ForAllValues:StringEquals", "law:absent", "x")]);
    }

    private static MetamorphicLaw Always(string name, Func<Dice, Question, Question?> change) => new(name, change, MetamorphicLaw.Same);

    // Compares a question under a whole Deny with one under its parts.
    private static MetamorphicLaw Parts(string name, Func<Question, string[]?> parts) => new(
        name,
        (_, question) => parts(question) is { } statements ? QuestionChanges.With(question, statements) : null,
        MetamorphicLaw.Same)
    {
        Base = static question => QuestionChanges.With(question, """{"Effect":"Deny","Action":"*","Resource":"*"}"""),
    };

    private static bool HasSeveral(Question question, string key) => question.Request.Context.Any(pair => pair.Value.IsMultivalued && pair.Key.Equals(key, StringComparison.OrdinalIgnoreCase));

    private static string Deny(string name, string key, string value) =>
        $$"""{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"{{name}}":{"{{key}}":"{{value}}"} } }""";

    private static void RecaseKeys(Dice dice, JsonObject statement)
    {
        foreach ((string name, JsonObject keys) in OperatorsOf(statement))
        {
            statement["Condition"]![name] = new JsonObject(keys.Select(pair => KeyValuePair.Create(QuestionChanges.Recased(dice, pair.Key), pair.Value?.DeepClone())));
        }
    }

    private static void DoubleValues(JsonObject statement)
    {
        // GRAM-36: Bool and Null compare with one value.
        foreach ((_, JsonObject keys) in OperatorsOf(statement).Where(static pair => !pair.Name.Contains("Bool", StringComparison.OrdinalIgnoreCase) && !pair.Name.Contains("Null", StringComparison.OrdinalIgnoreCase)))
        {
            foreach ((string key, JsonNode? values) in keys.ToList())
            {
                keys[key] = new JsonArray([.. values is JsonArray list ? Twice(list) : Twice([values?.DeepClone()])]);
            }
        }
    }

    private static IEnumerable<JsonNode?> Twice(JsonArray values) => values.Concat(values).Select(static value => value?.DeepClone());

    private static List<(string Name, JsonObject Keys)> OperatorsOf(JsonObject statement) =>
        statement["Condition"] is JsonObject condition ? [.. condition.Where(static pair => pair.Value is JsonObject).Select(static pair => (pair.Key, (JsonObject)pair.Value!))] : [];
}
