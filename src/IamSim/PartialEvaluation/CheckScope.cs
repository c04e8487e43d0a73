using IamSim.Compilation;
using IamSim.Evaluation;
using IamSim.Identifiers;
using IamSim.Matching;

namespace IamSim.PartialEvaluation;

/// <summary>One check of a request with the context in which the evaluator makes it. Good until the next check begins.</summary>
/// <param name="check">The check, of which is kept what it is made of.</param>
/// <param name="context">The context.</param>
internal sealed class CheckScope(in AuthorizationCheck check, EvaluationContext context)
{
    private readonly CompiledPolicySet _set = check.Set;
    private readonly AccessRequest _request = check.Request;
    private readonly PreparedAction _action = check.Action;
    private readonly RequestResource _resource = check.Resource;
    private readonly bool _isAccessPoint = check.IsAccessPoint;

    public AuthorizationCheck Check
    {
        get
        {
            var check = new AuthorizationCheck(_set, _request, _action, _resource);
            return _isAccessPoint ? check.ThroughAccessPoint() : check;
        }
    }

    /// <summary>The resource as the policies are matched against it.</summary>
    public string ResourceText { get; } = check.ResourceText.ToString();

    public EvaluationContext Context => context;

    public bool HasSeveralResources => _request.Resources.Length > 1;

    /// <summary>The number of the resource in the request.</summary>
    public int ResourceIndex => _request.Resources.IndexOf(_resource);

    /// <summary>Whether one of some keys has a value of its own for each resource.</summary>
    public bool DependsOnResource(IEnumerable<ContextKey> keys) => keys.Any(context.ComesFromResource);

    /// <summary>Whether a statement matches when every test that depends on an unknown key comes out as assumed.</summary>
    public bool Matches(CompiledStatement statement, bool assumption, out GrantClass grant)
    {
        context.AssumesUnknown = assumption;
        AuthorizationCheck check = Check;
        return LayerEvaluator.Test(statement, in check, context, out grant) == StatementOutcome.Matched;
    }

    /// <summary>The patterns of a resource element that cover the resource or not, depending on an unknown variable.</summary>
    public TextPattern[] OpenPatterns(CompiledStatement statement)
    {
        context.UnknownMatches = true;
        return Array.FindAll(statement.Resources!, pattern => pattern.IsMatch(ResourceText, context));
    }

    /// <summary>Whether a statement concerns the check as far as action, resource and principal go, whatever its variables stand for.</summary>
    public bool Concerns(CompiledStatement statement)
    {
        context.AssumesUnknown = true;
        AuthorizationCheck check = Check;
        return LayerEvaluator.Test(statement, in check, context, out _) is StatementOutcome.Matched or StatementOutcome.ConditionFails;
    }

    /// <summary>The variables of a resource element that covers the resource or not, depending on them; none when they do not matter.</summary>
    public IEnumerable<ContextKey> UndecidedVariables(CompiledStatement statement)
    {
        context.AssumesUnknown = true;
        bool could = statement.MatchesResource(ResourceText, context);
        context.AssumesUnknown = false;
        return statement.MatchesResource(ResourceText, context) == could ? [] : OpenPatterns(statement).SelectMany(static pattern => pattern.Variables);
    }
}
