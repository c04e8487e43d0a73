using System.Collections.Immutable;
using IamSim.Compilation;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Policies;

namespace IamSim.Environments.Questions;

/// <summary>What the statements of one policy that can matter to a question look at. Immutable.</summary>
internal sealed class CallerTests
{
    public static CallerTests None { get; } = new();

    /// <summary>Whether a statement can matter at all.</summary>
    public bool Matters { get; private init; }

    /// <summary>Whether not even a lenient compile accepts it, so that the answer does not know what it says.</summary>
    public bool IsRefused { get; private init; }

    /// <summary>Whether a statement asks for the organization of the caller or of the owner.</summary>
    public bool AsksForOrganization { get; private init; }

    public ImmutableArray<CallerTest> Tests { get; private init; } = [];

    /// <summary>The tests of a policy.</summary>
    /// <param name="document">The policy.</param>
    /// <param name="place">Where it stands.</param>
    /// <param name="canMatter">Tells whether a statement can matter.</param>
    /// <param name="source">Tells which keys belong to callers.</param>
    public static CallerTests Of(PolicyDocument document, in PolicyPlace place, Func<CompiledStatement, bool> canMatter, CallerSource source)
    {
        var findings = new DiagnosticBag();
        CompiledPolicy policy = SharedPolicies.Get(document, place, findings);
        if (findings.HasErrors)
        {
            return new CallerTests { IsRefused = true };
        }

        CompiledStatement[] statements = Array.FindAll(policy.Statements, statement => canMatter(statement));
        return statements.Length == 0 ? None : new CallerTests
        {
            Matters = true,
            AsksForOrganization = Array.Exists(statements, static statement => KeysOf(statement).Any(static key => key.Global is GlobalKey.PrincipalOrgId or GlobalKey.PrincipalOrgPaths or GlobalKey.ResourceOrgId or GlobalKey.ResourceOrgPaths)),
            Tests = [.. statements.SelectMany(statement => CallerTest.Of(statement, source))],
        };
    }

    private static IEnumerable<ContextKey> KeysOf(CompiledStatement statement) =>
        statement.Conditions.SelectMany(static condition => condition.Source.Variables.Prepend(condition.Key))
            .Concat((statement.Resources ?? []).SelectMany(static pattern => pattern.Variables));
}
