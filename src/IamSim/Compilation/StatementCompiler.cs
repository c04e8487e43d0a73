using System.Collections.Immutable;
using IamSim.Diagnostics;
using IamSim.Identifiers;
using IamSim.Json;
using IamSim.Matching;
using IamSim.Policies;

namespace IamSim.Compilation;

/// <summary>Compiles one statement at a time, checking it against the grammar of its kind of policy.</summary>
internal sealed class StatementCompiler(PolicyReporter reporter, GrammarRow grammar, EvaluationOptions options, VpcEndpointType endpointType, bool isResourceControlDefault, bool variables)
{
    private static readonly string[] Elements = ["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction", "Resource", "NotResource", "Condition"];

    private readonly PrincipalCompiler _principals = new(reporter, grammar);
    private readonly ConditionCompiler _conditions = new(reporter, grammar, options, variables);
    private readonly ResourceChecks _resources = new(reporter);

    public CompiledStatement Compile(PolicyStatement statement)
    {
        bool hasUnknownTest = false;
        PolicyEffect effect = CompileEffect(statement);
        CheckUnknownElements(statement, ref hasUnknownTest);
        ActionPattern[] actions = CompileActions(statement, effect, ref hasUnknownTest);
        return new CompiledStatement(CompileResources(statement, ref hasUnknownTest), statement.Resource is null && statement.NotResource is not null)
        {
            Source = statement,
            Effect = effect,
            Actions = actions,
            ActionsAreExcluded = statement.Action is null && statement.NotAction is not null,
            Principals = CompilePrincipals(statement, effect, ref hasUnknownTest),
            Conditions = _conditions.Compile(statement.Condition, ref hasUnknownTest),
            HasUnknownTest = hasUnknownTest,
        };
    }

    /// <summary>How far the wildcards of resources reach under some options (OQ-3).</summary>
    public static PatternMode ResourceMode(EvaluationOptions options) =>
        options.ResourceWildcardCrossesColons ? PatternMode.Resource : PatternMode.ResourceWithinSegments;

    private static SourceSpan Start(PolicyStatement statement) => statement.Span with { Length = 1 };

    private PolicyEffect CompileEffect(PolicyStatement statement)
    {
        switch (statement.Effect?.Text)
        {
            case "Allow":
                if (grammar.IsResourceControl && !isResourceControlDefault)
                {
                    reporter.Report(DiagnosticDescriptors.ForbiddenElement, statement.Effect.Value.Span, "a resource control policy can only Deny", "the Allow comes from AWS's own RCPFullAWSAccess, which stands at every level");
                }

                return PolicyEffect.Allow;
            case "Deny":
                return PolicyEffect.Deny;
            case null:
                reporter.Refuse(DiagnosticDescriptors.MissingElement, Start(statement), "the statement has no Effect", "add \"Effect\": \"Allow\" or \"Deny\"");
                return PolicyEffect.Deny;
            default:
                PolicyValue effect = statement.Effect.Value;
                reporter.Refuse(DiagnosticDescriptors.InvalidEffect, effect.Span, $"Effect is \"Allow\" or \"Deny\", but found {JsonNode.Quote(effect.Text)}", Suggestion.DidYouMean(effect.Text, ["Allow", "Deny"]), PolicyFixes.Case(effect, ["Allow", "Deny"]));
                return PolicyEffect.Deny;
        }
    }

    private void CheckUnknownElements(PolicyStatement statement, ref bool hasUnknownTest)
    {
        foreach (UnknownElement element in statement.UnknownElements)
        {
            hasUnknownTest = true;
            reporter.Report(DiagnosticDescriptors.UnknownElement, element.Name.Span, $"{JsonNode.Quote(element.Name.Text)} is not an element of a statement", reporter.IsFullOfErrors ? null : Suggestion.DidYouMean(element.Name.Text, Elements), reporter.IsFullOfErrors ? null : PolicyFixes.ElementCase(statement, element, Elements));
        }
    }

    private ActionPattern[] CompileActions(PolicyStatement statement, PolicyEffect effect, ref bool hasUnknownTest)
    {
        if (Conflict(statement.Action?.NameSpan, statement.NotAction?.NameSpan, "Action", "NotAction", ref hasUnknownTest))
        {
            return [ActionPattern.Compile("*")];
        }

        if ((statement.Action ?? statement.NotAction) is not { } element)
        {
            reporter.Report(DiagnosticDescriptors.MissingElement, Start(statement), "the statement has no Action", "add \"Action\": \"service:Name\"");
            hasUnknownTest = true;
            return [ActionPattern.Compile("*")];
        }

        if (statement.NotAction is { } notAction && !grammar.AllowsNotAction)
        {
            reporter.Report(DiagnosticDescriptors.ForbiddenElement, notAction.NameSpan, $"{grammar.Name} has no NotAction", "list the actions");
        }

        if (element.Values.IsEmpty)
        {
            reporter.Report(DiagnosticDescriptors.EmptyList, element.Span, "the list of actions is empty and matches nothing");
        }

        foreach (PolicyValue value in element.Values)
        {
            CheckAction(value, effect);
        }

        // NotAction of an empty list would match everything; an empty list matches nothing either way (GRAM-28).
        return element.Values.IsEmpty && statement.Action is null
            ? [ActionPattern.Compile("*")]
            : CompileActions(element.Values);
    }

    private static ActionPattern[] CompileActions(ImmutableArray<PolicyValue> values)
    {
        var patterns = new ActionPattern[values.Length];
        for (int i = 0; i < patterns.Length; i++)
        {
            patterns[i] = ActionPattern.Compile(values[i].Text);
        }

        return patterns;
    }

    private void CheckAction(PolicyValue value, PolicyEffect effect)
    {
        string action = value.Text;
        if (action.Contains("${", StringComparison.Ordinal))
        {
            reporter.Warn(DiagnosticDescriptors.MisplacedVariable, value.Span, "policy variables are not replaced in actions");
        }

        int colon = action.IndexOf(':', StringComparison.Ordinal);
        if (action == "*")
        {
            if ((grammar.IsResourceControl && effect == PolicyEffect.Deny) || grammar.OnlyStsActions)
            {
                reporter.Report(DiagnosticDescriptors.InvalidAction, value.Span, $"{grammar.Name} needs a service prefix in every action", grammar.OnlyStsActions ? "write sts:AssumeRole" : "write s3:* or the like");
            }
        }
        else if (colon < 0)
        {
            reporter.Report(DiagnosticDescriptors.InvalidAction, value.Span, $"the action {JsonNode.Quote(action)} has no service prefix", "write service:Name, such as s3:GetObject");
        }
        else if (action.IndexOf(':', colon + 1) >= 0)
        {
            reporter.Report(DiagnosticDescriptors.InvalidAction, value.Span, $"the action {JsonNode.Quote(action)} has more than one colon", "write service:Name, such as s3:GetObject");
        }
        else if (colon == 0 || !IsServicePrefix(action.AsSpan(0, colon)))
        {
            reporter.Report(DiagnosticDescriptors.InvalidAction, value.Span, $"{JsonNode.Quote(action[..colon])} is not a service prefix", "a service prefix has letters, digits, dots and hyphens");
        }
        else if (grammar.OnlyStsActions && !AsciiFold.Equals(action.AsSpan(0, colon), "sts"))
        {
            reporter.Report(DiagnosticDescriptors.InvalidAction, value.Span, $"a role trust policy is about actions of STS, but found {JsonNode.Quote(action)}", "write sts:AssumeRole");
        }
    }

    private static bool IsServicePrefix(ReadOnlySpan<char> prefix)
    {
        foreach (char c in prefix)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-' or '*' or '?'))
            {
                return false;
            }
        }

        return true;
    }

    private TextPattern[]? CompileResources(PolicyStatement statement, ref bool hasUnknownTest)
    {
        if (Conflict(statement.Resource?.NameSpan, statement.NotResource?.NameSpan, "Resource", "NotResource", ref hasUnknownTest))
        {
            return null;
        }

        if ((statement.Resource ?? statement.NotResource) is not { } element)
        {
            if (grammar.Resource == ElementUse.Required)
            {
                reporter.Report(DiagnosticDescriptors.MissingElement, Start(statement), $"a statement of {grammar.Name} needs a Resource", "add \"Resource\": \"*\" or an ARN");
                hasUnknownTest = true;
            }

            return null;
        }

        if (grammar.Resource == ElementUse.Forbidden)
        {
            reporter.Report(DiagnosticDescriptors.ForbiddenElement, element.NameSpan, $"{grammar.Name} has no Resource: it hangs on the role itself", "remove it");
        }

        var patterns = new TextPattern[element.Values.Length];
        int count = 0;
        foreach (PolicyValue value in element.Values)
        {
            if (value.Kind == PolicyValueKind.Null)
            {
                reporter.Report(DiagnosticDescriptors.NullMember, value.Span, "null in a list of resources is ignored", fix: reporter.IsFullOfWarnings ? null : PolicyFixes.RemoveNull(reporter.Document, element, value));
                continue;
            }

            patterns[count++] = CompileResource(value);
        }

        if (count == 0)
        {
            reporter.Report(DiagnosticDescriptors.EmptyList, element.Span, "the list of resources is empty and matches nothing");
            return statement.Resource is null ? [TextPattern.Compile("*", PatternMode.Text, false, null)] : [];
        }

        return count == patterns.Length ? patterns : patterns[..count];
    }

    private TextPattern CompileResource(PolicyValue value)
    {
        if (grammar.ChecksResources)
        {
            _resources.Check(value);
        }

        // GRAM-59: before the fifth colon a variable is ordinary text.
        bool replaces = variables && ResourceChecks.FirstVariableSegment(value.Text) >= 5;
        if (variables && !replaces)
        {
            reporter.Report(DiagnosticDescriptors.MisplacedVariable, value.Span, "a policy variable in a resource may only stand behind the fifth colon", "use a wildcard, and a condition on the value");
        }

        return CompileResource(value, replaces);
    }

    private TextPattern CompileResource(PolicyValue value, bool replaces)
    {
        if (!replaces || !value.Text.Contains("${", StringComparison.Ordinal))
        {
            return TextPattern.Compile(value.Text, ResourceMode(options), replaces, null);
        }

        return CompileResourceWithVariables(value);
    }

    // On its own, so that only here something is made for the delegate to hold.
    private TextPattern CompileResourceWithVariables(PolicyValue value) =>
        TextPattern.Compile(value.Text, ResourceMode(options), variables: true, fault => reporter.Report(DiagnosticDescriptors.InvalidVariable, value.Span, fault, "write ${key} or ${key, 'default'}; ${$} is a literal dollar sign"));

    private PrincipalTest? CompilePrincipals(PolicyStatement statement, PolicyEffect effect, ref bool hasUnknownTest)
    {
        if (Conflict(statement.Principal?.NameSpan, statement.NotPrincipal?.NameSpan, "Principal", "NotPrincipal", ref hasUnknownTest))
        {
            return null;
        }

        PrincipalElement? element = statement.Principal ?? statement.NotPrincipal;
        if (!grammar.HasPrincipal)
        {
            if (element is not null)
            {
                reporter.Report(DiagnosticDescriptors.ForbiddenElement, element.NameSpan, $"{grammar.Name} has no Principal: it applies to whom it is attached to", "remove it");
                hasUnknownTest = true;
            }

            return null;
        }

        if (element is null)
        {
            // GRAM-23, PRIN-3: imported, the statement matches nobody.
            reporter.Report(DiagnosticDescriptors.MissingElement, Start(statement), $"a statement of {grammar.Name} needs a Principal", "add \"Principal\": {\"AWS\": …}");
            return new PrincipalTest([], isNegated: false, accountMeansRootUser: false, everyLevel: true);
        }

        bool negated = statement.Principal is null;
        if (negated && !grammar.AllowsNotPrincipal)
        {
            reporter.Report(DiagnosticDescriptors.ForbiddenElement, element.NameSpan, $"{grammar.Name} has no NotPrincipal", "name the principals, or use a condition on aws:PrincipalArn");
        }
        else if (negated && effect == PolicyEffect.Allow)
        {
            reporter.Report(DiagnosticDescriptors.ForbiddenElement, element.NameSpan, "NotPrincipal goes with Deny only: with Allow it would allow everyone else, anonymous callers included", "name the principals, or use a condition on aws:PrincipalArn");
        }

        return new PrincipalTest(_principals.Compile(element, effect == PolicyEffect.Deny), negated, endpointType == VpcEndpointType.Gateway, options.NotPrincipalListsEveryLevel);
    }

    // Of two elements that exclude each other neither can be trusted: a Deny then reaches everything, an Allow nothing.
    private bool Conflict(SourceSpan? first, SourceSpan? second, string name, string opposite, ref bool hasUnknownTest)
    {
        if (first is null || second is not { } span)
        {
            return false;
        }

        hasUnknownTest = true;
        reporter.Report(DiagnosticDescriptors.ConflictingElements, span, $"a statement has either {name} or {opposite}, not both", "split the statement in two");
        return true;
    }
}
