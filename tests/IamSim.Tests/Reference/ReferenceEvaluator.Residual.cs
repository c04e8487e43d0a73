using IamSim.Conditions;
using IamSim.PartialEvaluation;
using IamSim.Policies;

namespace IamSim.Tests.Reference;

/// <content>The tests of a residual condition, asked about one request in which every key is known.</content>
internal static partial class ReferenceEvaluator
{
    public static bool Holds(ResidualTest test, Question question)
    {
        var check = new Check(question.Set, question.Request, test.Resource, test.ResourceArn, null, IsAccessPoint: false, question.Options, Question.Now);
        if (test.Kind == ResidualTestKind.KmsGrantConstraint)
        {
            return EncryptionContextFits(check, test.Grant!);
        }

        PolicyDocument policy = question.Documents().Select(static pair => pair.Document).First(document => document.Statements.Any(statement => ReferenceEquals(statement, test.Statement)));
        return test.Kind == ResidualTestKind.Resource
            ? ResourceMatches(check, policy, test.Statement!)
            : TestHolds(check, policy, test.Operator!.Value.Text, test.ConditionKey!, test.Effect == PolicyEffect.Deny);
    }

    /// <summary>The value that a request states for a key or that follows from it, for its first resource; written from table 3.1.</summary>
    public static ContextValue ValueOf(Question question, RequestResource resource, string key) =>
        ValueOf(new Check(question.Set, question.Request, resource, resource.Arn, null, IsAccessPoint: false, question.Options, Question.Now), key);
}
