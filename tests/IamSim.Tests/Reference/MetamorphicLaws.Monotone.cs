using System.Text.Json.Nodes;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>Laws of what can only give or only take.</content>
internal static partial class MetamorphicLaws
{
    private static IEnumerable<MetamorphicLaw> Monotone()
    {
        yield return Gives("Another Allow of the caller takes nothing away", static (_, question) => QuestionChanges.With(question, AllowAll));
        yield return Takes("Another Deny of the caller grants nothing", static (_, question) => QuestionChanges.With(question, """{"Effect":"Deny","Action":"s3:*","Resource":"*"}"""));
        yield return Takes("An Allow less grants nothing", static (dice, question) => QuestionChanges.Identity(question, document => WithoutOne(dice, document, "Allow")));
        yield return Gives("A Deny less takes nothing away", static (dice, question) => QuestionChanges.Identity(question, document => WithoutOne(dice, document, "Deny")));
        yield return Gives("An Allow without its condition takes nothing away", static (_, question) => QuestionChanges.Identity(question, static document => WithoutConditions(document, "Allow")));
        yield return Takes("A Deny without its condition grants nothing", static (_, question) => QuestionChanges.Everywhere(question, static document => WithoutConditions(document, "Deny")));
        yield return Gives("An Allow of all actions takes nothing away", static (_, question) => QuestionChanges.Identity(question, static document => Widened(document, "Allow", "Action")));
        yield return Takes("A Deny of all actions grants nothing", static (_, question) => QuestionChanges.Identity(question, static document => Widened(document, "Deny", "Action")));
        yield return Gives("An Allow on all resources takes nothing away", static (_, question) => QuestionChanges.Identity(question, static document => Widened(document, "Allow", "Resource")));
        yield return Takes("A Deny on all resources grants nothing", static (_, question) => QuestionChanges.Identity(question, static document => Widened(document, "Deny", "Resource")));
        yield return Takes("A condition that fails in every Allow grants nothing", static (_, question) => QuestionChanges.Identity(question, static document => WithCondition(document, "Allow")));
        yield return Gives("A condition that fails in every Deny takes nothing away", static (_, question) => QuestionChanges.Identity(question, static document => WithCondition(document, "Deny")));
        yield return Gives("Service control policies less take nothing away", static (_, question) => question with { Set = question.Set with { ServiceControlPolicies = null } });
        yield return Gives("Resource control policies less take nothing away", static (_, question) => question with { Set = question.Set with { ResourceControlPolicies = null } });
        yield return Gives("A VPC endpoint policy less takes nothing away", static (_, question) => question with { Set = question.Set with { VpcEndpoint = null } });
        yield return Gives("A boundary less takes nothing away", static (_, question) => question with { Set = question.Set with { PermissionsBoundary = null } });
        // EVAL-32: a federated user has nothing but what its session policies give.
        yield return Gives("A session policy less takes nothing away", static (_, question) =>
            question.Request.Principal.Kind == PrincipalKind.FederatedUser ? null : question with { Set = question.Set with { Session = null } });
        yield return Takes("Another resource grants nothing", static (_, question) =>
            question with { Request = question.Request with { Resources = question.Request.Resources.Add(new RequestResource("arn:aws:sqs:us-east-1:111111111111:law")) } });
        yield return Gives("A resource less takes nothing away", static (_, question) =>
            question.Request.Resources.Length == 1 ? null : question with { Request = question.Request with { Resources = question.Request.Resources.RemoveAt(0) } });
    }

    private static MetamorphicLaw Gives(string name, Func<Dice, Question, Question?> change) => new(name, change, MetamorphicLaw.NeverTakes);

    private static MetamorphicLaw Takes(string name, Func<Dice, Question, Question?> change) => new(name, change, MetamorphicLaw.NeverGrants);

    private static PolicyDocument WithoutOne(Dice dice, PolicyDocument document, string effect)
    {
        int[] places = [.. document.Statements.Select(static (statement, index) => (statement, index)).Where(pair => pair.statement.Effect?.Text == effect).Select(static pair => pair.index)];
        return places.Length == 0 || document.Statements.Length == 1 ? document : document with { Statements = document.Statements.RemoveAt(dice.Pick(places)) };
    }

    private static PolicyDocument WithoutConditions(PolicyDocument document, string effect) => QuestionChanges.Each(document, statement =>
    {
        if (statement["Effect"]!.GetValue<string>() == effect)
        {
            statement.Remove("Condition");
        }
    });

    private static PolicyDocument Widened(PolicyDocument document, string effect, string element) => QuestionChanges.Each(document, statement =>
    {
        if (statement["Effect"]!.GetValue<string>() == effect)
        {
            statement.Remove("Not" + element);
            statement[element] = "*";
        }
    });

    private static PolicyDocument WithCondition(PolicyDocument document, string effect) => QuestionChanges.Each(document, statement =>
    {
        if (statement["Effect"]!.GetValue<string>() == effect)
        {
            statement["Condition"] = new JsonObject { ["StringEquals"] = new JsonObject { ["law:absent"] = "x" } };
        }
    });
}
